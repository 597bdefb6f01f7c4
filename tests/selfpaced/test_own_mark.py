"""An answer in words: the rubric is shown, and a learner's own mark recorded."""

import json

import numpy as np
import pytest

from grader import NotYet
from grader.exercises import find_written
from grader.selfpaced import Workspace, model_answer, summarise
from tests.written_course import MODEL, UNIT, WHY, write_course

CHECK = f'check("{WHY}")'


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """Return a workspace that the notebook lies in."""
    made = Workspace.create(tmp_path / "my-course")
    monkeypatch.chdir(made.root)
    return made


def unit_of(summary):
    """Return how the unit stands."""
    return next(unit for unit in summary.units if unit.unit == UNIT)


def test_check_shows_the_rubric_and_raises_nothing(run_cell, workspace):
    """Every question is read with its points, and how to record the mark."""
    cell = run_cell(CHECK)
    assert cell.error is None
    assert cell.text.startswith(f"To be marked by hand: {WHY} (0 of 2 points)")
    for criterion in find_written(WHY).rubric:
        assert f"1 of 2: {criterion.words}" in cell.text
        assert criterion.words in cell.html
    assert f'check("{WHY}", my_points=2)' in cell.text
    assert "0, 1 or 2" in cell.text
    assert "your teacher marks it" in cell.text
    (event,) = workspace.events()
    assert (event.what, event.outcome, event.points) == ("check", "needs-manual", 0)


@pytest.mark.parametrize(
    ("mark", "points", "outcome"),
    [
        ("0", 0, "incorrect"),
        ("1", 1, "partial"),
        ("2", 2, "correct"),
        ("1.0", 1, "partial"),
        ("np.int64(2)", 2, "correct"),
        ("np.array(1)", 1, "partial"),
    ],
)
def test_own_mark_is_recorded_as_one_s_own(run_cell, workspace, mark, points, outcome):
    """The record tells it from a check; the learner reads whose mark it is."""
    run_cell("import numpy as np")
    cell = run_cell(f'check("{WHY}", my_points={mark})')
    assert cell.error is None
    assert cell.text.startswith(f"Your own mark: {WHY} ({points} of 2 points)")
    (event,) = workspace.events()
    assert (event.what, event.exercise) == ("own-mark", WHY)
    assert (event.outcome, event.points, event.max_points) == (outcome, points, 2)
    assert unit_of(summarise(workspace.events())).self_assessed == {WHY: points}


@pytest.mark.parametrize(
    "mark",
    [
        "3",
        "-1",
        "0.5",
        "'2'",
        "True",
        "float('nan')",
        "[1]",
        "(1,)",
        "np.ones(1)",
        "[1, 1]",
        "np.arange(2)",
        "{}",
    ],
)
def test_a_mark_that_there_is_not_is_refused_in_a_line(run_cell, workspace, mark):
    """Nothing is recorded, and the line says which marks there are."""
    run_cell("import numpy as np")
    cell = run_cell(f'check("{WHY}", my_points={mark})')
    assert isinstance(cell.error, NotYet)
    assert "my_points should be 0, 1 or 2, not" in cell.printed
    assert len(cell.printed.strip().splitlines()) == 1
    assert list(workspace.events()) == []


def test_what_is_checked_takes_no_mark_of_one_s_own(run_cell, workspace):
    """Nobody marks a function by hand."""
    cell = run_cell('check("f-beta", my_points=2)')
    assert isinstance(cell.error, NotYet)
    assert "f-beta is checked here: leave my_points out" in cell.printed
    assert list(workspace.events()) == []


def test_plain_nbgrader_is_told_what_is_missing(run_cell, workspace, monkeypatch):
    """Where a class is graded without our configuration, no mark is recorded."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    for call in (CHECK, f'check("{WHY}", my_points=2)'):
        assert "nbgrader_config.py is missing" in run_cell(call).printed
    assert list(workspace.events()) == []


def test_outside_a_workspace_the_session_alone_remembers(run_cell, tree, tmp_path):
    """Nothing is written, and the learner reads that."""
    before = tree(tmp_path / "elsewhere")
    cell = run_cell(f'check("{WHY}", my_points=1)')
    assert "in this session only" in cell.text
    assert "1 by your own mark" in str(run_cell("progress()").value)
    assert tree(tmp_path / "elsewhere") == before


def test_hints_come_one_by_one(run_cell, workspace):
    """A written answer has three hints like any other."""
    said = [run_cell(f'hint("{WHY}")').text for _ in range(3)]
    for number, text in enumerate(find_written(WHY).hints):
        assert said[number] == f"Hint {number + 1} of 3: {text}"


def test_model_answer_comes_after_the_check(run_cell, workspace, monkeypatch, tmp_path):
    """It is shown as prose, without nbgrader's markers, and not before."""
    solved = write_course(tmp_path / "course").solved(UNIT)
    monkeypatch.setattr(model_answer, "solved_notebook", lambda _: solved)
    assert MODEL not in run_cell(f'solution("{WHY}")').text
    run_cell(CHECK)
    cell = run_cell(f'solution("{WHY}")')
    assert cell.text == MODEL
    assert MODEL in cell.html
    monkeypatch.setenv("COURSE_SOLUTIONS", "off")
    assert MODEL not in run_cell(f'solution("{WHY}")').text


def test_progress_shows_the_own_mark_as_such(run_cell, workspace):
    """Text, picture and JSON say whose points these are."""
    run_cell(f'check("{WHY}", my_points=2)')
    summary = run_cell("progress()").value
    words = f"2 of  18 points (2 by your own mark: {WHY})"
    assert words in str(summary)
    assert f"2 of 18 points (2 by your own mark: {WHY})" in summary._repr_html_()
    shown = {unit["unit"]: unit for unit in summary.to_json()["units"]}
    assert shown[UNIT] == {
        "unit": UNIT,
        "points": 2.0,
        "max_points": 18.0,
        "self_assessed": {WHY: 2.0},
    }
    others = [unit for name, unit in shown.items() if name != UNIT]
    assert others
    assert all(list(unit) == ["unit", "points", "max_points"] for unit in others)
    json.dumps(summary.to_json())


def test_my_points_of_numpy_are_plain_in_the_record(run_cell, workspace):
    """What is written can be read back, whatever number came in."""
    run_cell("import numpy as np")
    run_cell(f'check("{WHY}", my_points=np.float32(1))')
    (event,) = workspace.events()
    assert type(event.points) is float
    assert event.points == np.float32(1)
