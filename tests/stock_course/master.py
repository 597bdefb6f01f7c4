"""Make the stock master: our solved notebook with the tests in its check cells."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode

from grader.exercises import Exercise, Probe, find_exercise

__all__ = ["check_cell", "stock_master"]

_TESTS = (Path(__file__).parent / "in_cell.py").read_text("utf-8")
_CHECK = "-check"

# How each exercise's answers are read, by the name that a question asks for.
_READERS = {
    "confusion_at": "_numbers",
    "f1_from_counts": "_numbers",
    "best_f1_threshold": "_threshold_and_f1",
    "youden_thresholds": "_thresholds",
    "ex1_threshold": "_thresholds",
    "ex1_f1": "_numbers",
    "ex1_matrix": "_numbers",
}


def stock_master(
    solved: Path, points: Mapping[str, Mapping[str, float]]
) -> NotebookNode:
    """Return the solved notebook with nbgrader's hidden tests in its check cells.

    nbgrader takes the hidden tests out of what learners get, and puts them back when
    it grades. The cases are the published and the reviewed graded questions, the
    answers those of `grader.reference`; the freshly drawn questions are left out,
    since a cell holds what it held when it was released.

    Parameters
    ----------
    solved
        The solved notebook of our course.
    points
        What the parts of each exercise are worth.
    """
    notebook = copy.deepcopy(nbformat.read(solved, as_version=4))
    for cell in notebook.cells:
        ours = cell.metadata.get("nbgrader", {})
        if ours.get("grade") and not ours.get("solution"):
            exercise = find_exercise(ours["grade_id"].removesuffix(_CHECK))
            cell.source = check_cell(exercise, points[exercise.id])
    return notebook


def check_cell(exercise: Exercise, points: Mapping[str, float]) -> str:
    """Return the source of one exercise's check cell.

    The last value of the cell is the number of points, which is how stock nbgrader
    is told of partial credit.
    """
    cases = "".join(f"    {case},\n" for case in _cases(exercise))
    return (
        "### BEGIN HIDDEN TESTS\n"
        f"{_TESTS}\n\n"
        f"_cases = [\n{cases}]\n"
        f"_marked(globals(), _cases, {dict(points)!r}, {exercise.tolerance!r})\n"
        "### END HIDDEN TESTS"
    )


def _cases(exercise: Exercise) -> Iterator[str]:
    for probe in (*exercise.published, *exercise.graded):
        parts = (probe.part,) if probe.part else exercise.components
        yield (
            f"({parts!r}, {probe.name!r}, {_literal(probe.args)}, "
            f"{_READERS[probe.name]}, {_literal(_scores(probe))}, "
            f"{_literal(exercise.expected(probe))})"
        )


def _scores(probe: Probe) -> Any:
    """Return the scores among which a threshold decides: in Exercise 1 the card's."""
    if probe.args is not None:
        return probe.args[0]
    return [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]


def _literal(value: Any) -> str:
    """Write plain data as source text."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))},)"
    if isinstance(value, np.generic):
        return repr(value.item())
    return repr(value)
