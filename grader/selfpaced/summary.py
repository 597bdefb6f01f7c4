"""Sum up what a learner has done: units, points, what comes next."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.checking import points
from grader.exercises import UNITS
from grader.selfpaced.workspace import Event

__all__ = ["Summary", "UnitSummary", "summarise"]


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """How one unit stands: the best check of each exercise counts."""

    unit: str
    title: str
    points: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Summary:
    """How a learner stands.

    Parameters
    ----------
    learner
        Who is signed in, or None.
    units
        Every unit of the course.
    next_exercise
        The first exercise that is not right yet, or "".
    slipped
        Exercises that were right and were not at their last check.
    is_kept
        Whether this lives in a workspace, or only in this session.
    """

    learner: str | None
    units: tuple[UnitSummary, ...]
    next_exercise: str
    slipped: tuple[str, ...]
    is_kept: bool

    def __str__(self) -> str:
        """Return a line a unit, and what is next."""
        wide = max(len(unit.unit) for unit in self.units)
        lines = [
            f"{unit.unit:<{wide}}  {points(unit.points):>4} of "
            f"{points(unit.max_points):>3} points"
            for unit in self.units
        ]
        return "\n".join([*lines, self._next()])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{html.escape(unit.unit)}</td>"
            f"<td><progress value='{unit.points:g}' max='{unit.max_points:g}'>"
            f"</progress></td><td>{points(unit.points)} of "
            f"{points(unit.max_points)} points</td></tr>"
            for unit in self.units
        )
        return f"<table>{rows}</table><div>{html.escape(self._next())}</div>"

    __repr__ = __str__

    def to_json(self) -> dict[str, Any]:
        """Return the summary as ``course progress --json`` shows it."""
        units = [
            {"unit": u.unit, "points": u.points, "max_points": u.max_points}
            for u in self.units
        ]
        return {"learner": self.learner, "units": units, "quiz": []}

    def _next(self) -> str:
        kept = "" if self.is_kept else " (this session only: no workspace here)"
        if self.slipped:
            return (
                f"Right before, not at the last check: {', '.join(self.slipped)}{kept}."
            )
        if not self.next_exercise:
            return f"Every exercise is right{kept}."
        return f"Next: {self.next_exercise}{kept}."


def summarise(
    events: Iterable[Event], learner: str | None = None, *, is_kept: bool = True
) -> Summary:
    """Sum up a record of events: the best check of each exercise counts.

    A check that asks the graded questions too outweighs all that came before it.
    """
    best: dict[str, float] = {}
    last: dict[str, float] = {}
    for event in events:
        if event.what == "check":
            before = 0.0 if event.is_complete else best.get(event.exercise, 0.0)
            best[event.exercise] = max(event.points, before)
            last[event.exercise] = event.points
    units, unfinished = [], []
    for unit in UNITS.values():
        earned = sum(
            min(best.get(exercise.id, 0.0), exercise.points)
            for exercise in unit.exercises
        )
        units.append(UnitSummary(unit.id, unit.title, earned, unit.points))
        unfinished += [
            exercise.id
            for exercise in unit.exercises
            if best.get(exercise.id, 0.0) < exercise.points
        ]
    next_exercise = unfinished[0] if unfinished else ""
    slipped = tuple(name for name in last if last[name] < best[name])
    return Summary(learner, tuple(units), next_exercise, slipped, is_kept)
