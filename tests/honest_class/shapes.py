"""Shapes in which honest notebooks arrive, none of which changes what is deserved."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["PLAIN", "SHAPES", "Shape"]

Cells = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a learner does to the notebook besides writing answers.

    Parameters
    ----------
    id
        Its name.
    change
        From the filled cells to those that are handed in.
    stock_stumbles
        Why stock nbgrader may give less; "" where it gives the same.
    ends_stock
        Whether stock nbgrader ends over it, with all that were to come after.
    """

    id: str
    change: Callable[[Cells], Cells]
    stock_stumbles: str = ""
    ends_stock: bool = False


def _code(source: str, cell_id: str, outputs: Cells | None = None) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {},
        "source": source,
        "outputs": outputs or [],
        "execution_count": None,
    }


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _with_own_cells(cells: Cells) -> Cells:
    """Add trials of their own, one of which does not even parse."""
    own = [
        _code("confusion_at([0.9, 0.1], [1, 0], 0.5)", "own-1"),
        _code("what was the rule again?", "own-2"),
        {
            "cell_type": "markdown",
            "id": "own-3",
            "metadata": {},
            "source": "`>=`, not `>`!",
        },
    ]
    at = next(i for i, c in enumerate(cells) if _grade_id(c) == "f1-from-counts")
    return [*cells[:at], *own, *cells[at:]]


def _with_old_outputs(cells: Cells) -> Cells:
    """Leave the outputs of an earlier day, a full mark and an error, in all cells."""
    outputs = [
        {
            "output_type": "execute_result",
            "data": {"text/plain": "2"},
            "metadata": {},
            "execution_count": 7,
        },
        {
            "output_type": "error",
            "ename": "NotYet",
            "evalue": "confusion-at, see above",
            "traceback": ["NotYet: confusion-at, see above"],
        },
    ]
    return [
        {**cell, "outputs": copy.deepcopy(outputs), "execution_count": 7}
        if cell["cell_type"] == "code"
        else cell
        for cell in cells
    ]


def _with_a_warning(cells: Cells) -> Cells:
    """Warn and write to stderr in a cell of their own, which earns nothing."""
    source = (
        "import sys, warnings\nwarnings.warn('new here')\nprint('1', file=sys.stderr)"
    )
    return [*cells[:3], _code(source, "own-1"), *cells[3:]]


def _in_fewer_cells(cells: Cells) -> Cells:
    """Throw away the prose and the pictures that come after the last check."""
    last = max(i for i, c in enumerate(cells) if _grade_id(c).endswith("-check"))
    return [c for c in cells[: last + 1] if c["cell_type"] == "code"]


def _without_a_check(cells: Cells) -> Cells:
    """Delete the check cell of one exercise."""
    return [c for c in cells if _grade_id(c) != "best-f1-threshold-check"]


def _without_imports(cells: Cells) -> Cells:
    """Lose the first code cell; stock is healed by what its test cells import."""
    first = next(i for i, c in enumerate(cells) if c["cell_type"] == "code")
    return [*cells[:first], *cells[first + 1 :]]


def _backwards(cells: Cells) -> Cells:
    """Put the exercises, answer and check each, in the opposite order."""
    graded = [i for i, cell in enumerate(cells) if _grade_id(cell)]
    pairs = [graded[i : i + 2] for i in range(0, len(graded), 2)]
    taken = [place for pair in reversed(pairs) for place in pair]
    moved = dict(zip(graded, taken, strict=True))
    return [cells[moved.get(i, i)] for i in range(len(cells))]


def _with_a_first_attempt(cells: Cells) -> Cells:
    """Keep a first attempt in a copy of the answer cell, as Jupyter copies cells."""
    at = next(i for i, c in enumerate(cells) if _grade_id(c) == "youden-thresholds")
    first = {**copy.deepcopy(cells[at]), "source": "youden_thresholds = 'J, later'"}
    return [*cells[:at], first, *cells[at:]]


PLAIN = Shape("plain", lambda cells: cells)

SHAPES = (
    Shape("own-cells", _with_own_cells),
    Shape("old-outputs", _with_old_outputs),
    Shape("a-warning", _with_a_warning),
    Shape("fewer-cells", _in_fewer_cells),
    Shape(
        "without-a-check",
        _without_a_check,
        "without the check cell the exercise has no mark",
    ),
    Shape("without-imports", _without_imports),
    Shape(
        "backwards",
        _backwards,
        "an answer is asked before the functions that it calls have run",
    ),
    Shape(
        "a-first-attempt",
        _with_a_first_attempt,
        "an id stands twice, and nbgrader gives up",
        ends_stock=True,
    ),
)
"""Odd shapes."""
