"""Grading in odd circumstances: clear lines, nothing lost, nobody else touched."""

import json
import os

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grader.classroom.demo_class import LEARNERS, UNIT
from grader.cli import app

BY_NAME = {learner.name: learner for learner in LEARNERS}
REFERENCE = BY_NAME["ben-reference"]
STRICT = BY_NAME["gil-strict"]
pytestmark = pytest.mark.slow


def test_a_folder_that_does_not_exist_is_one_clear_line(course, command):
    """Exit code 2 and the folder's name."""
    ran = command("course", "grade", UNIT, "--submissions", "nowhere", cwd=course.root)

    assert ran.code == 2
    assert "course: the folder nowhere does not exist" in ran.err
    assert ran.out == ""


def test_an_empty_folder_is_one_clear_line(course, command, tmp_path):
    """Exit code 2, and it says that there is nobody."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "readme.txt").write_text("x")
    ran = command(
        "course", "grade", UNIT, "--submissions", tmp_path / "empty", cwd=course.root
    )

    assert ran.code == 2
    assert "no student's folder in" in ran.err


def test_nothing_collected_is_one_clear_line(course, command):
    """Without --submissions it looks in the classroom and says so."""
    ran = command("course", "grade", UNIT, cwd=course.root)

    assert ran.code == 2
    assert f"no submissions of {UNIT}" in ran.err


def test_an_unknown_unit_and_a_foreign_folder_are_named(course, command, tmp_path):
    """A unit that is not released, and a folder that is no course."""
    ran = command("course", "grade", "9-nothing", cwd=course.root)
    assert ran.code == 2
    assert "'9-nothing' is not released; the units are: " + UNIT in ran.err

    ran = command("course", "grade", UNIT, "--course", tmp_path, cwd=tmp_path)
    assert ran.code == 2
    assert "no course folder" in ran.err

    ran = command("course", "grade", UNIT, cwd=tmp_path)
    assert ran.code == 2
    assert "say where the course is with --course DIR" in ran.err


def test_an_unknown_isolation_is_refused(course, command, hand_in):
    """A wall that does not exist is not silently replaced."""
    ran = command(
        "course",
        "grade",
        UNIT,
        "--submissions",
        hand_in(REFERENCE),
        "--isolation",
        "moat",
        cwd=course.root,
    )

    assert ran.code == 2
    assert "isolation must be auto or limits, got 'moat'" in ran.err


def test_limits_have_to_be_asked_for_and_say_their_risk(course, command, hand_in):
    """Without a wall the marks are the same, and the output tells what is at stake."""
    args = ("--submissions", hand_in(STRICT), "--isolation", "limits")
    ran = command("course", "grade", UNIT, *args, cwd=course.root)

    assert ran.code == 0
    assert "isolation: limits" in ran.err
    assert "could read your files" in ran.err
    assert "gil-strict: 11 of 20" in ran.out


def test_where_there_is_no_wall_grading_refuses(course, hand_in, monkeypatch):
    """The default never falls back silently: exit code 2, nothing collected."""
    monkeypatch.setattr("grader.running.isolation.landlock.abi", lambda: 0)
    monkeypatch.chdir(course.root)
    args = ["grade", UNIT, "--submissions", str(hand_in(STRICT))]
    done = CliRunner().invoke(app, args)

    assert done.exit_code == 2
    assert "no wall" in done.output
    assert "--isolation limits" in done.output
    assert not (course.classroom / "submitted").exists()


def test_odd_names_are_kept_or_refused_with_their_reason(course, command, hand_in):
    """Names with accents, quotes and spaces work; those that would harm are refused."""
    folder = hand_in(REFERENCE)
    content = (folder / REFERENCE.name / f"{UNIT}.ipynb").read_bytes()
    good = ("Ana-María O'Neil", "a b", "x+y", "李雷")
    bad = {
        "star*": "* ? [ ]",
        "what?": "* ? [ ]",
        "br[ack]et": "* ? [ ]",
        ".hidden": "dot",
        " outer ": "space",
        "tab\there": "control",
        "line\nbreak": "control",
        "l" * 200: "longer than 120",
    }
    for name in (*good, *bad):
        (folder / name).mkdir()
        (folder / name / f"{UNIT}.ipynb").write_bytes(content)
    undecodable = os.fsencode(folder) + b"/bad\xff"
    os.mkdir(undecodable)
    (folder / "no notebook").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "notes.ipynb").write_bytes(content)
    (folder / "linked").symlink_to(folder / "a b")
    (folder / "link inside").mkdir()
    (folder / "link inside" / f"{UNIT}.ipynb").symlink_to(
        folder / "a b" / f"{UNIT}.ipynb"
    )
    ran = command(
        "course", "grade", UNIT, "--submissions", folder, "--json", "-", cwd=course.root
    )
    rows = {row["student"]: row for row in json.loads(ran.out)}

    assert ran.code == 0
    for name in (*good, REFERENCE.name):
        assert (rows[name]["status"], rows[name]["score"]) == ("graded", 20)
    for name, reason in bad.items():
        shown = ascii(name)[1:-1][:120]
        row = rows.get(shown) or rows[f"?{shown}"]  # "?" where it could be another's
        assert row["status"] == "refused"
        assert reason in row["reason"]
    assert "valid text" in rows["bad?"]["reason"]
    assert "no notebook" in rows["no notebook"]["reason"]
    assert "no notebook" in rows["other"]["reason"]
    assert "symbolic link" in rows["linked"]["reason"]
    assert "regular file" in rows["link inside"]["reason"]
    collected = {path.name for path in (course.classroom / "submitted").iterdir()}
    assert collected == {*good, REFERENCE.name}


def test_a_new_submission_replaces_the_old_and_history_is_kept(
    course, command, hand_in
):
    """The mark follows the new file, and the old one can still be found."""
    folder = hand_in(STRICT)
    args = ("course", "grade", UNIT, "--submissions", folder, "--json", "-")
    first = json.loads(command(*args, cwd=course.root).out)
    path = folder / STRICT.name / f"{UNIT}.ipynb"
    old = path.read_bytes()
    (folder / STRICT.name).rename(folder / "aside")
    hand_in(REFERENCE)
    (folder / REFERENCE.name).rename(folder / STRICT.name)
    for leftover in (folder / "aside").iterdir():
        leftover.unlink()
    (folder / "aside").rmdir()
    second = json.loads(command(*args, cwd=course.root).out)
    again = json.loads(command(*args, cwd=course.root).out)

    assert [row["score"] for row in first] == [11]
    assert [row["score"] for row in second] == [20]
    assert [row["score"] for row in again] == [20]
    kept = list((course.classroom / "history").rglob("*.ipynb"))
    assert [p.read_bytes() for p in kept] == [old]


def test_a_broken_resubmission_leaves_the_earlier_work(course, command, hand_in):
    """A file that cannot be marked is refused; what was collected stays."""
    folder = hand_in(REFERENCE)
    args = ("course", "grade", UNIT, "--submissions", folder, "--json", "-")
    command(*args, cwd=course.root)
    collected = course.classroom / "submitted" / REFERENCE.name / UNIT
    before = (collected / f"{UNIT}.ipynb").read_bytes()
    (folder / REFERENCE.name / f"{UNIT}.ipynb").write_bytes(b"{")
    (row,) = json.loads(command(*args, cwd=course.root).out)

    assert (row["status"], row["score"]) == ("refused", None)
    assert (collected / f"{UNIT}.ipynb").read_bytes() == before
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        assert gradebook.find_submission(UNIT, REFERENCE.name).score == 20


def test_regrading_keeps_manual_marks_and_comments(course, command, hand_in):
    """What a teacher wrote into formgrader survives another run."""
    folder = hand_in(STRICT)
    args = ("course", "grade", UNIT, "--submissions", folder, "--json", "-")
    command(*args, cwd=course.root)
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        grade = gradebook.find_grade("confusion-at-check", UNIT, UNIT, STRICT.name)
        grade.manual_score = 3.5
        comment = gradebook.find_comment("confusion-at", UNIT, UNIT, STRICT.name)
        comment.manual_comment = "Nearly: mind the edge."
        gradebook.db.commit()
    (row,) = json.loads(command(*args, cwd=course.root).out)
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        grade = gradebook.find_grade("confusion-at-check", UNIT, UNIT, STRICT.name)
        comment = gradebook.find_comment("confusion-at", UNIT, UNIT, STRICT.name)

        assert (grade.auto_score, grade.manual_score) == (3.0, 3.5)
        assert comment.comment == "Nearly: mind the edge."
    assert row["score"] == 11.5
    assert row["needs_manual"] == ["confusion-at-check"]


def test_a_report_before_any_grading_is_one_clear_line(course, command):
    """Report, export and feedback say that there is nothing yet."""
    for args in (("report",), ("export",), ("feedback", UNIT)):
        ran = command("course", *args, cwd=course.root)
        assert ran.code == 2
        assert "graded" in ran.err


def test_a_damaged_gradebook_is_one_clear_line(course, command, hand_in):
    """A file that is no database is named, and left as it is."""
    course.classroom.mkdir()
    course.gradebook.write_bytes(b"not a database" * 99)
    for args in (("grade", UNIT, "--submissions", hand_in(STRICT)), ("report",)):
        ran = command("course", *args, cwd=course.root)
        assert ran.code == 2
        assert "gradebook.db cannot be used" in ran.err
    assert course.gradebook.read_bytes() == b"not a database" * 99


def test_the_demo_ends_well(command, course):
    """One command shows a whole class, and changes nothing in the course."""
    before = sorted(course.root.rglob("*"))
    ran = command("course", "demo", cwd=course.root)

    assert ran.code == 0, ran.out
    assert "All 16 marks are the ones deserved." in ran.out
    assert sorted(course.root.rglob("*")) == before


def test_side_by_side_gives_the_marks_of_one_by_one(course, command, hand_in):
    """However many run at once, each student gets their own mark."""
    names = ("ben-reference", "gil-strict", "hal-grid", "kim-raises", "ada-untouched")
    folder = hand_in(*(BY_NAME[name] for name in names))
    scores = []
    for workers in (1, 3):
        ran = command(
            *("course", "grade", UNIT, "--submissions", folder),
            *("--workers", workers, "--json", "-"),
            cwd=course.root,
        )
        scores.append({row["student"]: row["score"] for row in json.loads(ran.out)})

    assert scores[0] == scores[1] == {name: BY_NAME[name].score for name in names}
