"""An answer in words in a class: graded, marked by hand, graded again, fed back."""

import csv
import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.classroom.export import csv_text
from grader.classroom.feedback import write_feedback
from grader.classroom.grade import grade_unit, plan_grading
from grader.classroom.release import release_unit, stale_units
from grader.classroom.report import grading_text, report_text
from grader.classroom.standing import class_standing
from grader.course import Course
from tests.written_course import UNIT, VALUE, WHY, hand_in, write_course

pytestmark = pytest.mark.slow

WORDS = {
    "ana": "Flagging costs (1 - p), leaving alone 4p: equal at 0.2.",
    "ben": None,
    "eve": "<script>alert(1)</script>",
}
SCRIPTS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def graded(tmp_path_factory, command):
    """Grade the class by the command, once; return its folder and rows by student."""
    root = tmp_path_factory.mktemp("words")
    course = write_course(root / "course")
    for student, why in WORDS.items():
        hand_in(course, root / "in", student, why)
    args = ("course", "grade", UNIT, "--submissions", root / "in", "--json", "-")
    ran = command(*args, cwd=course.root)
    assert ran.code == 0, ran.err
    return course, {row["student"]: row for row in json.loads(ran.out)}


@pytest.fixture
def rows(graded):
    """Return the rows of the class as `course grade --json` lists them."""
    return graded[1]


@pytest.fixture
def course(graded, tmp_path):
    """Return a copy of the graded course, to mark by hand in."""
    root = tmp_path / "course"
    shutil.copytree(graded[0].root, root)
    return Course(root)


def grade_again(course):
    """Grade what was collected once more; return the rows by student."""
    standings = grade_unit(plan_grading(course, UNIT, None))
    return {standing.student: standing.to_json() for standing in standings}


def mark_by_hand(course, student, points, comment=""):
    """Do what formgrader does when a teacher types a mark."""
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        mark = gradebook.find_grade(WHY, UNIT, UNIT, student)
        mark.manual_score, mark.needs_manual_grade = points, False
        if comment:
            gradebook.find_comment(WHY, UNIT, UNIT, student).manual_comment = comment
        gradebook.db.commit()


def standings(course):
    """Return the rows of `course report --json` by student."""
    return {one.student: one.to_json() for one in class_standing(course, UNIT)}


def why_of(row):
    """Return the entry of the answer in words."""
    (entry,) = [entry for entry in row["exercises"] if entry["id"] == WHY]
    return entry


def test_words_wait_and_the_stub_does_not(rows):
    """Who wrote waits for a person; who did not has 0 of 2 for it, and no more."""
    for student in ("ana", "eve"):
        row = rows[student]
        assert (row["status"], row["score"], row["max_score"]) == ("graded", 2, 4)
        assert row["needs_manual"] == [WHY]
        assert why_of(row) == {
            "id": WHY,
            "outcome": "needs-manual",
            "points": 0,
            "max_points": 2,
            "slips": [],
        }
    assert rows["ben"]["needs_manual"] == []
    assert why_of(rows["ben"])["outcome"] == "not-attempted"


def test_a_mark_by_hand_counts_and_survives_regrading(course):
    """1.5 of 2 by hand: 3.5 of 4; graded again it stays, and asks to be looked at."""
    mark_by_hand(course, "ana", 1.5, "Nearly: above or below?")
    row = standings(course)["ana"]
    assert (row["score"], row["needs_manual"]) == (3.5, [])
    assert (why_of(row)["outcome"], why_of(row)["points"]) == ("partial", 1.5)
    again = grade_again(course)["ana"]
    assert (again["score"], again["needs_manual"]) == (3.5, [WHY])
    assert (why_of(again)["outcome"], why_of(again)["points"]) == ("needs-manual", 1.5)
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        found = gradebook.find_comment(WHY, UNIT, UNIT, "ana")
        assert found.comment == "Nearly: above or below?"


@pytest.mark.parametrize(("points", "outcome"), [(0.0, "incorrect"), (2.0, "correct")])
def test_a_mark_by_hand_tells_how_it_stands(course, points, outcome):
    """All points are right, none are wrong; nobody has to look again."""
    mark_by_hand(course, "ana", points)
    row = standings(course)["ana"]
    assert (row["score"], row["needs_manual"]) == (2 + points, [])
    assert (why_of(row)["outcome"], why_of(row)["points"]) == (outcome, points)


def test_report_and_export_say_who_waits(course):
    """The table's column says by hand, the line of grading and the CSV which."""
    assert "0 by hand" in report_text(class_standing(course, UNIT))
    exported = {
        r["student_id"]: r for r in csv.DictReader(io.StringIO(csv_text(course)))
    }
    assert exported["ana"]["needs_manual"] == WHY
    assert exported["ben"]["needs_manual"] == ""
    said = grading_text(class_standing(course, UNIT))
    assert f"ana: 2 of 4  by hand: {WHY}" in said


def test_feedback_shows_the_mark_the_comment_and_inert_words(course):
    """The learner reads words, rubric, mark and comment; nothing runs."""
    for student in ("ana", "eve"):
        mark_by_hand(course, student, 1.0, "Say which side.")
    write_feedback(course, UNIT)
    pages = {
        student: (
            course.classroom / "feedback" / student / UNIT / f"{UNIT}.html"
        ).read_text("utf-8")
        for student in ("ana", "eve")
    }
    assert "Flagging costs (1 - p)" in pages["ana"]
    for page in pages.values():
        assert "<script" not in page.lower()
        assert "Say which side." in page
        assert "Marked by hand:" in page
        assert "Score: 1.0 / 2.0" in page
        assert "Score: 3.0 / 4.0" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages["eve"]


def test_nbgrader_s_own_command_gives_the_same(course, command, rows):
    """`nbgrader autograde` with our configuration: same marks, same waiting."""
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        before = [facts(gradebook, student) for student in WORDS]
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    ran = command(
        *("nbgrader", "autograde", UNIT, "--force"),
        cwd=course.root,
        env={"PATH": path},
    )
    assert ran.code == 0, ran.err
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        assert [facts(gradebook, student) for student in WORDS] == before
    theirs = standings(course)
    for student in WORDS:
        assert theirs[student]["exercises"] == rows[student]["exercises"]
        assert theirs[student]["needs_manual"] == rows[student]["needs_manual"]


def facts(gradebook, student):
    """Return what the gradebook holds of both exercises."""
    found = []
    for cell in (f"{VALUE}-check", WHY):
        mark = gradebook.find_grade(cell, UNIT, UNIT, student)
        found.append((cell, mark.auto_score, mark.manual_score))
        found.append(bool(mark.needs_manual_grade))
    comment = gradebook.find_comment(WHY, UNIT, UNIT, student)
    return (*found, comment.auto_comment)


def test_the_release_is_up_to_date_after_grading(course):
    """The unit is known with its hand-marked cell: nothing is stale or changed."""
    assert stale_units(course, [UNIT]) == []
    assert not release_unit(course, UNIT).changed
