"""A small course of one unit: one value to compute, and one answer in words.

It stands in for a unit that a person marks in part, made fresh in a folder of its own.
"""

import copy
import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.classroom.release import release_unit
from grader.course import Course

__all__ = [
    "COMMON",
    "MODEL",
    "STUB",
    "UNIT",
    "VALUE",
    "WHY",
    "hand_in",
    "released",
    "write_course",
]

ROOT = Path(__file__).parents[2]
UNIT = "4-choosing-thresholds"
VALUE, WHY = "mini-challenge", "mini-challenge-why"
MODEL = "At p = 0.2 both actions cost 0.8 on average."
STUB = (
    "Your answer here: double-click this cell, replace these words, and run the cell."
)
COMMON = {"schema_version": 3, "task": False}


def _solved() -> NotebookNode:
    """Return the solved notebook: 2 points are checked, 2 are marked by hand."""
    answer = {"grade": False, "solution": True, "locked": False, "grade_id": VALUE}
    check = {"grade": True, "solution": False, "locked": True, "points": 2}
    check |= {"grade_id": f"{VALUE}-check"}
    why = {"grade": True, "solution": True, "locked": False, "points": 2}
    why |= {"grade_id": WHY}
    source = "mini_threshold = ...\n### BEGIN SOLUTION\nmini_threshold = 1 / 5\n"
    cells = [
        new_code_cell("from grader import check", id="imports"),
        _cell(new_code_cell, VALUE, f"{source}### END SOLUTION", answer),
        _cell(new_code_cell, f"{VALUE}-check", f'check("{VALUE}")', check),
        new_markdown_cell("And why?", id=f"{WHY}-text"),
        _cell(
            new_markdown_cell,
            WHY,
            f"### BEGIN SOLUTION\n{MODEL}\n### END SOLUTION",
            why,
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _cell(make: Any, name: str, source: str, ours: dict[str, Any]) -> NotebookNode:
    metadata: dict[str, Any] = {"nbgrader": COMMON | ours}
    if make is new_code_cell:
        metadata["tags"] = ["raises-exception"]
    return make(source, id=name, metadata=metadata)


def write_course(root: Path) -> Course:
    """Write the course with its released unit into a new folder."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    course = Course(root)
    course.solved(UNIT).parent.mkdir(parents=True)
    nbformat.write(_solved(), course.solved(UNIT))
    release_unit(course, UNIT)
    return course


def released(course: Course) -> NotebookNode:
    """Return the released notebook."""
    return nbformat.read(course.released(UNIT), as_version=4)


def hand_in(
    course: Course,
    folder: Path,
    student: str,
    why: str | None,
    value: str = "mini_threshold = 0.2",
) -> Path:
    """Write a submission; None leaves the answer in words as it was released."""
    notebook = copy.deepcopy(released(course))
    for cell in notebook.cells:
        if cell.id == VALUE:
            cell.source = value
        if cell.id == WHY and why is not None:
            cell.source = why
    target = folder / student / f"{UNIT}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
    return target
