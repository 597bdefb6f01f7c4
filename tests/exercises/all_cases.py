"""The cases of every unit, found in the folders of their names."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.exercises import UNITS

from .unit_cases import UnitCases

__all__ = [
    "ALL_CASES",
    "ELSEWHERE",
    "answer_ids",
    "cases_of",
    "every",
    "solved_answers",
]

# Units without functions or values to write, and the tests that look after them.
ELSEWHERE = {"0-start-here": "tests/lessons", "8-quick-test": "tests/quiz"}

SOLUTIONS = Path(__file__).parents[2] / "solutions"


def _load(unit: str) -> UnitCases:
    """Return the cases of ``2-some-name`` from the folder ``some_name``."""
    folder = unit.partition("-")[2].replace("-", "_")
    cases: UnitCases = import_module(f".{folder}", __package__).CASES
    return cases


ALL_CASES = tuple(_load(unit) for unit in UNITS if unit not in ELSEWHERE)
_UNIT_OF = {exercise: cases for cases in ALL_CASES for exercise in cases.tasks}


def cases_of(exercise_id: str) -> UnitCases:
    """Return the cases of the unit that an exercise belongs to."""
    return _UNIT_OF[exercise_id]


def every(table: str) -> list[Any]:
    """Return one table's entries of all units: (exercise id, entry)."""
    found = [getattr(cases, table).items() for cases in ALL_CASES]
    return [pair for pairs in found for pair in pairs]


def solved_answers(unit: str) -> dict[str, str]:
    """Return the checked answers of the solved unit by exercise id, in order.

    Where a unit has no notebook yet there are none, and its tests say so.
    """
    return {
        ours["grade_id"]: source
        for ours, source in _answer_cells(unit)
        if not ours.get("grade")
    }


def answer_ids(unit: str) -> list[str]:
    """Return the exercises of the solved unit, in its order."""
    return [ours["grade_id"] for ours, _ in _answer_cells(unit)]


def _answer_cells(unit: str) -> list[tuple[dict[str, Any], str]]:
    """Return nbgrader's metadata and the source of each answer cell."""
    path = SOLUTIONS / unit / f"{unit}.ipynb"
    if not path.exists():
        return []
    cells = json.loads(path.read_text("utf-8"))["cells"]
    pairs = [(c["metadata"].get("nbgrader", {}), "".join(c["source"])) for c in cells]
    return [(ours, source) for ours, source in pairs if ours.get("solution")]
