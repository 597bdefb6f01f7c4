"""How each student stands: the gradebook's marks with what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from grader.checking import Outcome
from grader.classroom.engine import open_gradebook
from grader.classroom.records import read_record
from grader.course import Course

__all__ = ["Standing", "class_standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One student's submission of one unit.

    Parameters
    ----------
    student, unit
        Whose and of what.
    status
        ``graded`` or ``refused``: of the latest submission.
    reason
        Why it was refused.
    score, max_score
        The gradebook's; `score` is None for a refused submission.
    needs_manual
        Cells that wait for a person's mark.
    exercises
        What the grader found, as in the record.
    """

    student: str
    unit: str
    status: str
    reason: str | None
    score: float | None
    max_score: float
    needs_manual: tuple[str, ...] = ()
    exercises: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the standing as ``course grade --json`` lists it."""
        return {
            "student": self.student,
            "unit": self.unit,
            "status": self.status,
            "reason": self.reason,
            "score": self.score,
            "max_score": self.max_score,
            "needs_manual": list(self.needs_manual),
            "exercises": self.exercises,
        }

    @property
    def slips(self) -> list[str]:
        """The ids of the slips that were recognised, each once."""
        found = (slip for exercise in self.exercises for slip in exercise["slips"])
        return list(dict.fromkeys(found))


def class_standing(course: Course, unit: str) -> list[Standing]:
    """Return how every student stands of whom something was handed in."""
    results = course.classroom / "results" / unit
    recorded = {path.stem for path in results.glob("*.json")}
    with open_gradebook(course) as gradebook:
        try:
            most = float(gradebook.find_assignment(unit).max_score)
        except MissingEntry:
            most = None
        marks = _marks(gradebook, unit)
    students = sorted(recorded | set(marks))
    return [_standing(course, unit, name, most, marks.get(name)) for name in students]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What the gradebook says of one submission."""

    score: float
    needs_manual: tuple[str, ...]
    by_hand: Mapping[str, float]


def _marks(gradebook: Gradebook, unit: str) -> dict[str, _Mark]:
    """Read the marks of a whole class at once."""
    wanted = (
        select(SubmittedAssignment.student_id, BaseCell.name, Grade)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(
            SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id
        )
        .outerjoin(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .outerjoin(BaseCell, BaseCell.id == Grade.cell_id)
        .where(Assignment.name == unit)
    )
    scores: dict[str, float] = {}
    manual: dict[str, list[str]] = {}
    by_hand: dict[str, dict[str, float]] = {}
    for student, cell, grade in gradebook.db.execute(wanted):
        waiting = manual.setdefault(student, [])
        scores.setdefault(student, 0.0)
        if grade is not None:  # a unit may have nothing to grade
            scores[student] += float(grade.score)
            waiting.extend([cell] * bool(grade.needs_manual_grade))
            if grade.manual_score is not None:
                by_hand.setdefault(student, {})[cell] = float(grade.score)
    return {
        name: _Mark(scores[name], tuple(manual[name]), by_hand.get(name, {}))
        for name in scores
    }


def _standing(
    course: Course, unit: str, student: str, most: float | None, mark: _Mark | None
) -> Standing:
    record = read_record(course, unit, student) or {
        "status": "refused",
        "reason": "it has not been graded",
    }
    if most is None:
        reason = "its unit is not in the gradebook: grade it again"
        return Standing(student, unit, "refused", reason, None, 0.0)
    if record["status"] == "refused":
        return Standing(student, unit, "refused", record["reason"], None, most)
    if mark is None:
        reason = "it is not in the gradebook: grade it again"
        return Standing(student, unit, "refused", reason, None, most)
    exercises = [_marked(entry, mark) for entry in record["exercises"]]
    return Standing(
        student, unit, "graded", None, mark.score, most, mark.needs_manual, exercises
    )


def _marked(entry: dict[str, Any], mark: _Mark) -> dict[str, Any]:
    """Give a hand-graded exercise the points that a person gave it.

    As long as the gradebook wants a person to look (again, after a new grading), the
    outcome says so.
    """
    earned = mark.by_hand.get(entry["id"])
    if entry["outcome"] != Outcome.NEEDS_MANUAL or earned is None:
        return entry
    if entry["id"] in mark.needs_manual:
        return {**entry, "points": earned}
    outcome = Outcome.PARTIAL if earned > 0 else Outcome.INCORRECT
    if earned >= entry["max_points"]:
        outcome = Outcome.CORRECT
    return {**entry, "points": earned, "outcome": str(outcome)}
