"""What a learner waits for: `course check` in a terminal, `check()` in a notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import nbformat
from nbclient import NotebookClient

from grader.selfpaced.start import prepare_workspace
from tests.benchmarks.grading.process import measure
from tests.honest_class import UNIT, copy_course
from tests.honest_class.course import RELEASED, SOLVED
from tests.stock_course import script, with_scripts

__all__ = ["check_calls", "check_seconds"]

_TIMED = """
import time as _time
_took = []
for _ in range(6):
    _start = _time.perf_counter()
    check({exercise!r})
    _took.append(1000 * (_time.perf_counter() - _start))
print("took", _took)
"""


def check_seconds(root: Path, repeats: int = 3) -> list[float]:
    """Time whole `course check` processes on a solved notebook, in seconds."""
    course = copy_course(root / "course")
    notebook = root / RELEASED.name
    nbformat.write(_solved(), notebook)
    command = (script("course"), "check", notebook)
    return [
        measure(command, course.root, with_scripts()).seconds for _ in range(repeats)
    ]


def check_calls(root: Path) -> dict[str, tuple[float, float]]:
    """Time `check()` in a real kernel, in a learner's workspace.

    Returns
    -------
    dict
        By exercise, milliseconds of the first call and the median of five more.
    """
    course = copy_course(root / "lessons-of")
    workspace = prepare_workspace(root / "my-course", course).workspace
    notebook = _solved()
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            exercise = cell.id.removesuffix("-check")
            cell.source = _TIMED.format(exercise=exercise)
    folder = {"metadata": {"path": str(workspace.root / UNIT)}}
    NotebookClient(notebook, timeout=300, resources=folder).execute()
    return {
        cell.id.removesuffix("-check"): (took[0], median(took[1:]))
        for cell in notebook.cells
        if cell.id.endswith("-check")
        for took in _printed(cell)
    }


def _solved() -> nbformat.NotebookNode:
    """Return the solved notebook as a learner has it who got everything right."""
    notebook = nbformat.read(SOLVED, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return notebook


def _printed(cell: nbformat.NotebookNode) -> Iterator[list[float]]:
    for output in cell.outputs:
        text = output.get("text", "")
        if text.startswith("took "):
            yield json.loads(text.removeprefix("took "))
