"""A class from submissions to marks, by the commands that a teacher types."""

import csv
import io
import json
import shutil
from dataclasses import replace

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.classroom.demo_class import FULL, LEARNERS, UNIT
from grader.running import detect_isolation

BY_NAME = {learner.name: learner for learner in LEARNERS}
pytestmark = pytest.mark.slow


def gradebook_scores(course):
    """Return each student's score by nbgrader's own model."""
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        submissions = gradebook.assignment_submissions(UNIT)
        return {s.student.id: s.score for s in submissions}


def test_the_run_ends_well_and_says_its_walls(graded_class):
    """Exit code 0, a line a submission, and the isolation by name."""
    walls = detect_isolation()

    assert graded_class.ran.code == 0
    assert f"isolation: {walls} ({walls.words})" in graded_class.ran.err
    assert "ben-reference: 20 of 20" in graded_class.ran.out
    assert "pia-not-json: refused, the notebook is not JSON" in graded_class.ran.out


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.name)
def test_every_mark_is_the_one_deserved(graded_class, learner):
    """Marks worked out by hand, slips named, in the shape of the JSON interface."""
    row = graded_class.rows[learner.name]
    fields = "student unit status reason score max_score needs_manual exercises"
    assert list(row) == fields.split()
    assert row["unit"] == UNIT
    assert row["max_score"] == 20
    if learner.raw is not None:
        assert (row["status"], row["score"], row["exercises"]) == ("refused", None, [])
        assert "not JSON" in row["reason"]
        return
    assert (row["status"], row["reason"]) == ("graded", None)
    assert {e["id"]: e["points"] for e in row["exercises"]} == dict(learner.points)
    assert {e["id"]: e["max_points"] for e in row["exercises"]} == FULL
    assert row["score"] == learner.score
    named = {slip for e in row["exercises"] for slip in e["slips"]}
    assert learner.slips <= named
    if learner.score == 20:
        assert named == set()
        assert {e["outcome"] for e in row["exercises"]} == {"correct"}


def test_outcomes_are_told_apart(graded_class):
    """Untouched, raising, endless and wrong work have outcomes of their own."""

    def outcomes(name):
        return {e["id"]: e["outcome"] for e in graded_class.rows[name]["exercises"]}

    assert set(outcomes("ada-untouched").values()) == {"not-attempted"}
    assert outcomes("kim-raises")["f1-from-counts"] == "raised"
    assert outcomes("leo-loops-for-ever")["youden-thresholds"] == "raised"
    assert outcomes("gil-strict")["confusion-at"] == "partial"
    assert outcomes("ida-default")["best-f1-threshold"] == "incorrect"


def test_the_gradebook_holds_the_same_marks(graded_class):
    """Nbgrader's own gradebook agrees with what the command said."""
    said = {
        name: row["score"]
        for name, row in graded_class.rows.items()
        if row["status"] == "graded"
    }
    assert gradebook_scores(graded_class.course) == said


def test_the_feedback_names_a_repeated_answer(graded_class):
    """When an answer stands twice, the verdict says that the last one counts."""
    path = graded_class.course.classroom / "autograded" / "oz-twice" / UNIT
    notebook = nbformat.read(path / f"{UNIT}.ipynb", as_version=4)
    cell = next(c for c in notebook.cells if c.id == "confusion-at-check")
    # The first copy attempted and failed, the last one is right and counts.
    assert "2 answers to this exercise: the last counts" in str(cell.outputs)


def test_plain_nbgrader_autograde_gives_the_same_marks(graded_class, command, tmp_path):
    """The command that teachers know goes through the same plug-ins."""
    root = tmp_path / "course"
    shutil.copytree(graded_class.course.root, root)
    course = replace(graded_class.course, root=root)
    before = gradebook_scores(course)
    (root / "classroom" / "gradebook.db").unlink()
    shutil.rmtree(root / "classroom" / "autograded")
    shutil.rmtree(root / "classroom" / "submitted" / "leo-loops-for-ever")
    env = {"PATH": f"{shutil.os.path.dirname(shutil.sys.executable)}:/usr/bin:/bin"}
    ran = command("nbgrader", "autograde", UNIT, cwd=root, env=env)

    assert ran.code == 0
    del before["leo-loops-for-ever"]
    assert gradebook_scores(course) == before


def test_feedback_shows_the_verdicts(graded_class, command):
    """Each graded student gets a page with the words and the points."""
    ran = command("course", "feedback", UNIT, cwd=graded_class.course.root)
    page = graded_class.course.classroom / "feedback" / "gil-strict" / UNIT
    text = (page / f"{UNIT}.html").read_text("utf-8")

    assert ran.code == 0
    assert len(ran.out.splitlines()) == 15
    assert "score &gt;= threshold" in text
    assert "Partly right: confusion-at (3 of 4 points)" in text


def test_the_report_has_a_line_a_student(graded_class, command, tmp_path):
    """As text, HTML and JSON the report tells the same class."""
    page = tmp_path / "report.html"
    ran = command(
        "course", "report", UNIT, "--html", page, cwd=graded_class.course.root
    )
    as_json = command(
        "course", "report", UNIT, "--json", "-", cwd=graded_class.course.root
    )
    lines = ran.out.splitlines()

    assert (ran.code, as_json.code) == (0, 0)
    for name, row in graded_class.rows.items():
        line = next(line for line in lines if name in line)
        expected = "refused" if row["score"] is None else f"{row['score']:g}/20"
        assert expected in line
        assert name in page.read_text("utf-8")
    assert json.loads(as_json.out) == sorted(
        graded_class.rows.values(), key=lambda row: row["student"]
    )


def test_the_export_is_csv_with_the_same_marks(graded_class, command, tmp_path):
    """A row a student and unit, readable by the csv module."""
    target = tmp_path / "marks.csv"
    root = graded_class.course.root
    ran = command("course", "export", "--format", "csv", "--to", target, cwd=root)
    on_stdout = command("course", "export", cwd=root)
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))

    assert (ran.code, on_stdout.code) == (0, 0)
    assert list(csv.DictReader(io.StringIO(on_stdout.out))) == rows
    marks = {row["student_id"]: row["score"] for row in rows}
    for name, row in graded_class.rows.items():
        expected = "" if row["score"] is None else str(row["score"])
        assert marks[name] == expected


def test_nothing_of_the_graders_secrets_is_in_a_marked_notebook(graded_class):
    """Graded inputs and expected values stay out of what learners are given."""
    folder = graded_class.course.classroom / "autograded"
    text = "".join(p.read_text("utf-8") for p in folder.rglob("*.ipynb"))

    # Fixed graded probes of confusion-at and best-f1-threshold.
    assert "0.95, 0.1, 0.55, 0.7" not in text
    assert "0.29, 0.92, 0.86" not in text
