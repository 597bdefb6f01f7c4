"""Marks for other programs."""

import csv
import io
from typing import Any

from nbgrader.api import MissingEntry

from grader.classroom.engine import open_gradebook
from grader.classroom.standing import class_standing
from grader.course import Course

__all__ = ["csv_text"]

_FIELDS = (
    "student_id",
    "last_name",
    "first_name",
    "email",
    "unit",
    "status",
    "score",
    "max_score",
    "late_submission_penalty",
    "needs_manual",
    "timestamp",
)


def csv_text(course: Course) -> str:
    """Return the marks of all units as CSV, a row a student and unit.

    Raises
    ------
    RuntimeError
        If nothing has been graded.
    """
    if not course.gradebook.exists():
        raise RuntimeError(
            f"nothing has been graded yet: {course.gradebook} is missing"
        )
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _FIELDS)
    writer.writeheader()
    for unit in course.units():
        standings = class_standing(course, unit)
        with open_gradebook(course) as gradebook:
            for standing in standings:
                row: dict[str, Any] = {
                    "student_id": standing.student,
                    "unit": unit,
                    "status": standing.status,
                    "score": standing.score,
                    "max_score": standing.max_score,
                    "needs_manual": " ".join(standing.needs_manual),
                }
                row |= _facts(gradebook, unit, standing.student)
                penalty = row.get("late_submission_penalty")
                if penalty and standing.score is not None:  # as nbgrader exports it
                    row["score"] = max(0.0, standing.score - float(penalty))
                writer.writerow({key: _inert(value) for key, value in row.items()})
    return out.getvalue()


def _inert(value: Any) -> Any:
    """Return a value as a spreadsheet shows it: a name is no formula."""
    is_formula = isinstance(value, str) and value.startswith(tuple("=+-@\t\r"))
    return f"'{value}" if is_formula else value


def _facts(gradebook: object, unit: str, student: str) -> dict[str, Any]:
    """Return what the gradebook alone knows of a student and a submission."""
    facts: dict[str, Any] = {}
    try:
        person = gradebook.find_student(student)  # type: ignore[attr-defined]
        submission = gradebook.find_submission(unit, student)  # type: ignore[attr-defined]
    except MissingEntry:
        return facts
    for name in ("last_name", "first_name", "email"):
        facts[name] = getattr(person, name)
    facts["late_submission_penalty"] = submission.late_submission_penalty
    facts["timestamp"] = submission.timestamp
    return facts
