"""The worked solutions that learners may see, as the solved notebooks hold them."""

import json

from grader.course import solved_notebook
from grader.exercises import UNITS

__all__ = ["solution_text"]


def solution_text(exercise_id: str) -> str | None:
    """Return the solved notebook's answer to an exercise, or None if it is not here.

    Parameters
    ----------
    exercise_id
        Of an exercise of the course.
    """
    unit = next(
        unit.id
        for unit in UNITS.values()
        if any(exercise.id == exercise_id for exercise in unit.exercises)
    )
    path = solved_notebook(unit)
    if path is None:
        return None
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        ours = cell["metadata"].get("nbgrader", {})
        if ours.get("solution") and ours["grade_id"] == exercise_id:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                return _without_markers(source)
            return _without_blanks(source)
    return None


def _without_markers(source: str) -> str:
    """Drop the markers around a model answer in words."""
    lines = source.splitlines()
    markers = ("### BEGIN SOLUTION", "### END SOLUTION")
    return "\n".join(line for line in lines if line.strip() not in markers)


def _without_blanks(source: str) -> str:
    """Drop the solution's markers, and the lines that stood for it."""
    lines = source.splitlines()
    kept = (line for line in lines if "### " not in line and " = ..." not in line)
    return "\n".join(kept)
