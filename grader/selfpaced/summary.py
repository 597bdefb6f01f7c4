"""Sum up what a learner has done: units, points, what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.checking import Outcome, points
from grader.exercises import UNITS, Exercise, WrittenExercise, find_written
from grader.selfpaced.progress_picture import progress_html
from grader.selfpaced.workspace import OWN_MARK, Event
from quiz.attempts import Attempt
from quiz.sitting import best_attempt

__all__ = ["Summary", "UnitSummary", "summarise"]


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """How one unit stands: the best check of each exercise counts.

    Parameters
    ----------
    unit, title
        Which.
    points, max_points
        What was earned of what.
    self_assessed
        The points among them that the learner gave to answers in words, by exercise.
    """

    unit: str
    title: str
    points: float
    max_points: float
    self_assessed: Mapping[str, float] = field(default_factory=dict)

    @property
    def remark(self) -> str:
        """What has to be known of the points; "" where there is nothing."""
        if not self.self_assessed:
            return ""
        own = points(sum(self.self_assessed.values()))
        return f"{own} by your own mark: {', '.join(self.self_assessed)}"

    def to_json(self) -> dict[str, Any]:
        """Return the unit as ``course progress --json`` lists it."""
        shown = {
            "unit": self.unit,
            "points": self.points,
            "max_points": self.max_points,
        }
        if self.self_assessed:
            shown["self_assessed"] = dict(self.self_assessed)
        return shown


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
    unmarked
        Answers in words that the learner has not marked.
    """

    learner: str | None
    units: tuple[UnitSummary, ...]
    next_exercise: str
    next_unit: str
    slipped: tuple[str, ...]
    is_kept: bool
    attempts: tuple[Attempt, ...] = ()
    unmarked: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return a line a unit, and what is next."""
        wide = max(len(unit.unit) for unit in self.units)
        lines = [
            f"{unit.unit:<{wide}}  {points(unit.points):>4} of "
            f"{points(unit.max_points):>3} points{unit.remark and f' ({unit.remark})'}"
            for unit in self.units
        ]
        return "\n".join([*lines, self._quick_test(), *self._what_next()])

    def _repr_html_(self) -> str:
        lines = (self._quick_test(), *self._what_next())
        return progress_html(self.units, self.next_unit, lines)

    __repr__ = __str__

    def to_json(self) -> dict[str, Any]:
        """Return the summary as ``course progress --json`` shows it."""
        units = [unit.to_json() for unit in self.units]
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
        elif self.unmarked:
            what = "Every exercise that is checked here is right"
        lines = []
        if self.slipped:
            names = ", ".join(self.slipped)
            lines.append(f"Right before, not at the last check: {names}.")
        if self.unmarked:
            names = ", ".join(self.unmarked)
            lines.append(f"Not marked yet, by you or by your teacher: {names}.")
        return (*lines, f"{what}{kept}.")


def summarise(
    events: Iterable[Event],
    learner: str | None = None,
    *,
    is_kept: bool = True,
    attempts: tuple[Attempt, ...] = (),
) -> Summary:
    """Sum up a record of events: the best check of each exercise counts.

    A check that asks the graded questions too outweighs all that came before it. Of an
    answer in words the learner's latest mark counts; once it has been checked it is
    no longer what comes next: its mark may come from a teacher.
    """
    tally = _Tally()
    for event in events:
        tally.add(event)
    units, unfinished = [], []
    for unit in UNITS.values():
        own = {e.id: tally.own[e.id] for e in unit.exercises if e.id in tally.own}
        earned = sum(map(tally.points_of, unit.exercises))
        units.append(UnitSummary(unit.id, unit.title, earned, unit.points, own))
        unfinished += [
            (exercise.id, unit.id)
            for exercise in unit.exercises
            if not tally.is_done(exercise)
        ]
    exercise_id, unit_id = unfinished[0] if unfinished else ("", "")
    return Summary(
        learner,
        tuple(units),
        exercise_id,
        unit_id,
        tally.slipped,
        is_kept,
        attempts,
        tuple(name for name in tally.written if name not in tally.own),
    )


@dataclass(slots=True)
class _Tally:
    """What a record of events comes to.

    Parameters
    ----------
    best, last
        Points of exercises that are checked.
    own
        The learner's marks of answers in words.
    written
        Answers in words that are there, as far as is known, in order.
    """

    best: dict[str, float] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    own: dict[str, float] = field(default_factory=dict)
    written: dict[str, None] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take the next event."""
        name = event.exercise
        written = find_written(name)
        if written:
            if event.outcome == Outcome.NEEDS_MANUAL:
                self.written[name] = None
            elif event.what == OWN_MARK:
                self.own[name] = max(0.0, min(event.points, written.points))
        elif event.what == "check":
            before = 0.0 if event.is_complete else self.best.get(name, 0.0)
            self.best[name] = max(event.points, before)
            if event.is_complete or event.outcome != "not-attempted":
                self.last[name] = event.points

    def points_of(self, exercise: Exercise | WrittenExercise) -> float:
        """Return what an exercise has earned."""
        earned = {**self.best, **self.own}.get(exercise.id, 0.0)
        return min(earned, exercise.points)

    def is_done(self, exercise: Exercise | WrittenExercise) -> bool:
        """Say whether there is nothing left to do for it."""
        if isinstance(exercise, WrittenExercise):
            return exercise.id in self.own or exercise.id in self.written
        return self.points_of(exercise) >= exercise.points

    @property
    def slipped(self) -> tuple[str, ...]:
        """Exercises whose last check fell below their best."""
        return tuple(n for n, points in self.last.items() if points < self.best[n])


def _attempt(attempt: Attempt) -> str:
    word = "passed" if attempt.passed else "not passed"
    return f"{attempt.score} of {attempt.out_of} ({word})"
