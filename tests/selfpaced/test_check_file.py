"""Checking a notebook file in which nothing is asked."""

import json
from pathlib import Path

import nbformat
import pytest

from grader.course import Course
from grader.selfpaced.check_file import check_file

REPOSITORY = Path(__file__).parents[2]
UNIT = "0-start-here"


@pytest.fixture
def own(tmp_path):
    """Return a learner's copy of unit 0 under a name of its own, with a prediction."""
    released = REPOSITORY / "lessons" / UNIT / f"{UNIT}.ipynb"
    notebook = nbformat.read(released, as_version=4)
    (guess,) = (cell for cell in notebook.cells if cell.id == "predict-rain")
    guess.source = "my_rainy_days = 9"
    path = tmp_path / "my start.ipynb"
    nbformat.write(notebook, path)
    return path


def test_a_unit_without_exercises_has_nothing_to_check(own):
    """It is known whatever it is called, counts as right, and says so kindly."""
    checked = check_file(own, Course(REPOSITORY))
    assert checked.is_right
    assert checked.to_text() == (
        "0-start-here has no exercises, so there is nothing to check."
    )
    shown = json.loads(json.dumps(checked.to_json()))
    assert (shown["unit"], shown["score"], shown["max_score"]) == (UNIT, 0, 0)


def test_a_project_says_how_it_is_checked(tmp_path):
    """It has no points, and the words name the call in its own cells."""
    project = "1-recalibrate-a-classifier"
    released = REPOSITORY / "lessons" / "projects" / f"{project}.ipynb"
    path = tmp_path / "mine.ipynb"
    path.write_bytes(released.read_bytes())
    checked = check_file(path, Course(REPOSITORY))
    assert (checked.is_right, checked.score, checked.max_score) == (True, 0, 0)
    assert checked.unit == project
    assert "checks itself: run its cells, `check_project(...)`" in checked.to_text()


def test_a_notebook_of_no_unit_is_still_refused(own):
    """Without the unit's first cell nothing tells what it is."""
    notebook = nbformat.read(own, as_version=4)
    notebook.cells = notebook.cells[1:]
    nbformat.write(notebook, own)
    with pytest.raises(ValueError, match="no exercise of this course"):
        check_file(own, Course(REPOSITORY))
