"""`course check` on a notebook with an answer in words."""

import json

import pytest
from typer.testing import CliRunner

from grader.cli import app
from grader.selfpaced import Workspace
from grader.selfpaced.check_file import check_file
from tests.written_course import UNIT, VALUE, WHY, hand_in, write_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return the small course."""
    return write_course(tmp_path_factory.mktemp("written") / "course")


def test_words_wait_for_a_person_and_nothing_else_is_wrong(course, tmp_path):
    """Outcome, list and text say so; everything a machine checks is right."""
    checked = check_file(hand_in(course, tmp_path, "me", "They are equal."), course)
    assert checked.is_right
    shown = json.loads(json.dumps(checked.to_json()))
    assert (shown["score"], shown["max_score"]) == (2, 4)
    assert shown["needs_manual"] == [WHY]
    outcomes = {entry["id"]: entry["outcome"] for entry in shown["exercises"]}
    assert outcomes == {VALUE: "correct", WHY: "needs-manual"}
    text = checked.to_text()
    assert f"To be marked by hand: {WHY} (0 of 2 points)" in text
    assert f'run check("{WHY}") in the notebook and mark it by the rubric' in text
    assert "In a class your teacher marks it" in text


@pytest.mark.parametrize("why", [None, "", "  \n"])
def test_no_words_are_not_attempted_and_wait_for_nobody(course, tmp_path, why):
    """The stub, and an emptied cell, are told as such; the exit code is the checks'."""
    checked = check_file(hand_in(course, tmp_path, "me", why), course)
    assert checked.is_right
    assert checked.needs_manual == ()
    by_id = {result.exercise_id: result for result in checked.results}
    assert by_id[WHY].outcome == "not-attempted"


def test_words_do_not_make_a_wrong_value_right(course, tmp_path):
    """The machine-checked half decides."""
    path = hand_in(course, tmp_path, "me", "Habit.", "mini_threshold = 0.5")
    assert not check_file(path, course).is_right


def test_command_ends_well_and_progress_names_what_waits(course, tmp_path, monkeypatch):
    """Exit 0; in a workspace the check is kept, and progress tells what to mark."""
    workspace = Workspace.create(tmp_path / "my-course")
    path = hand_in(course, workspace.root, UNIT, "They are equal.")
    monkeypatch.chdir(workspace.root)
    done = CliRunner().invoke(app, ["check", str(path), "--course", str(course.root)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["progress"])
    assert f"Not marked yet, by you or by your teacher: {WHY}." in done.output
    done = CliRunner().invoke(app, ["progress", "--json", "-"])
    shown = {unit["unit"]: unit for unit in json.loads(done.stdout)["units"]}
    assert shown[UNIT] == {"unit": UNIT, "points": 2.0, "max_points": 18.0}
