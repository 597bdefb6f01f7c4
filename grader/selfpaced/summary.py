"""Sum up what a learner has done: units, points, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.checking import points
from grader.exercises import UNITS
from grader.selfpaced.progress_picture import progress_html
from grader.selfpaced.workspace import Event
from quiz.attempts import Attempt
from quiz.sitting import best_attempt

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
    next_exercise, next_unit
        The first exercise that is not right yet and its unit, or "".
    slipped
        Exercises that were right and were not at the last check that saw an answer.
    is_kept
        Whether this lives in a workspace, or only in this session.
    attempts
        What is kept of the learner's attempts at the quick test, the oldest first.
    """

    learner: str | None
    units: tuple[UnitSummary, ...]
    next_exercise: str
    next_unit: str
    slipped: tuple[str, ...]
    is_kept: bool
    attempts: tuple[Attempt, ...] = ()

    def __str__(self) -> str:
        """Return a line a unit, and what is next."""
        wide = max(len(unit.unit) for unit in self.units)
        lines = [
            f"{unit.unit:<{wide}}  {points(unit.points):>4} of "
            f"{points(unit.max_points):>3} points"
            for unit in self.units
        ]
        return "\n".join([*lines, self._quick_test(), *self._what_next()])

    def _repr_html_(self) -> str:
        lines = (self._quick_test(), *self._what_next())
        return progress_html(self.units, self.next_unit, lines)

    __repr__ = __str__

    def to_json(self) -> dict[str, Any]:
        """Return the summary as ``course progress --json`` shows it."""
        units = [
            {"unit": u.unit, "points": u.points, "max_points": u.max_points}
            for u in self.units
        ]
        quiz = [attempt.to_json() for attempt in self.attempts]
        return {"learner": self.learner, "units": units, "quiz": quiz}

    def _quick_test(self) -> str:
        if self.learner is None:
            return "Quick test: nobody is signed in, so no attempts are kept."
        if not self.attempts:
            return "Quick test: no attempts yet."
        count = len(self.attempts)
        best, latest = best_attempt(self.attempts), self.attempts[-1]
        return (
            f"Quick test: {count} {'attempt' if count == 1 else 'attempts'}, "
            f"best {_attempt(best)}, latest {_attempt(latest)}."
        )

    def _what_next(self) -> tuple[str, ...]:
        kept = "" if self.is_kept else " (this session only: no workspace here)"
        what = "Every exercise is right"
        if self.next_exercise:
            what = f"Next: {self.next_exercise} in {self.next_unit}"
        if not self.slipped:
            return (f"{what}{kept}.",)
        slipped = f"Right before, not at the last check: {', '.join(self.slipped)}."
        return slipped, f"{what}{kept}."


def summarise(
    events: Iterable[Event],
    learner: str | None = None,
    *,
    is_kept: bool = True,
    attempts: tuple[Attempt, ...] = (),
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
            if event.is_complete or event.outcome != "not-attempted":
                last[event.exercise] = event.points
    units, unfinished = [], []
    for unit in UNITS.values():
        earned = sum(
            min(best.get(exercise.id, 0.0), exercise.points)
            for exercise in unit.exercises
        )
        units.append(UnitSummary(unit.id, unit.title, earned, unit.points))
        unfinished += [
            (exercise.id, unit.id)
            for exercise in unit.exercises
            if best.get(exercise.id, 0.0) < exercise.points
        ]
    exercise_id, unit_id = unfinished[0] if unfinished else ("", "")
    slipped = tuple(name for name in last if last[name] < best[name])
    return Summary(
        learner, tuple(units), exercise_id, unit_id, slipped, is_kept, attempts
    )


def _attempt(attempt: Attempt) -> str:
    word = "passed" if attempt.passed else "not passed"
    return f"{attempt.score} of {attempt.out_of} ({word})"
