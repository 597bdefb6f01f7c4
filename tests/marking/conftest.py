"""A released notebook, and submissions made from it."""

import copy
import json
from pathlib import Path

import nbformat
import pytest

from grader.classroom.demo_class import UNIT, solved_answers
from grader.marking import SubmittedCell, UnitNotebooks

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def released():
    """Return the released notebook's path."""
    return ROOT / "lessons" / UNIT / f"{UNIT}.ipynb"


@pytest.fixture
def master(released):
    """Return the released notebook."""
    return nbformat.read(released, as_version=4)


@pytest.fixture(scope="session")
def notebooks(released):
    """Return the released notebook with the solved one's outputs."""
    return UnitNotebooks.read(released, ROOT / "solutions" / UNIT / f"{UNIT}.ipynb")


@pytest.fixture(scope="session")
def answers():
    """Return the solved notebook's answers by exercise id."""
    return solved_answers(ROOT / "solutions" / UNIT / f"{UNIT}.ipynb")


@pytest.fixture
def submission(released, answers):
    """Return a function that gives a solved submission's cells as plain data."""
    notebook = json.loads(released.read_text("utf-8"))
    for cell in notebook["cells"]:
        ours = cell["metadata"].get("nbgrader", {})
        if ours.get("solution"):
            cell["source"] = answers[ours["grade_id"]]
        else:
            cell["source"] = "".join(cell["source"])
    return copy.deepcopy(notebook["cells"])


@pytest.fixture
def as_cells():
    """Return a function from plain cells to submitted cells."""

    def convert(cells):
        return [
            SubmittedCell(
                cell["cell_type"],
                cell["source"],
                cell.get("id", ""),
                cell["metadata"].get("nbgrader", {}).get("grade_id", ""),
            )
            for cell in cells
        ]

    return convert
