"""How each student stands: the gradebook's marks with what was found."""

from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grader.classroom.engine import open_gradebook
from grader.classroom.records import read_record
from grader.course import Course

__all__ = ["Standing", "class_standing", "student_standing"]


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


def student_standing(course: Course, unit: str, student: str) -> Standing:
    """Return how one student stands in a unit."""
    with open_gradebook(course) as gradebook:
        return _standing(course, gradebook, unit, student)


def class_standing(course: Course, unit: str) -> list[Standing]:
    """Return how every student stands of whom something was handed in."""
    results = course.classroom / "results" / unit
    recorded = {path.stem for path in results.glob("*.json")}
    with open_gradebook(course) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(unit)
        except MissingEntry:
            submissions = []
        students = recorded | {submission.student_id for submission in submissions}
        return [_standing(course, gradebook, unit, name) for name in sorted(students)]


def _standing(
    course: Course, gradebook: Gradebook, unit: str, student: str
) -> Standing:
    record = read_record(course, unit, student) or {
        "status": "refused",
        "reason": "it has not been graded",
    }
    try:
        most = float(gradebook.find_assignment(unit).max_score)
    except MissingEntry:
        reason = "its unit is not in the gradebook: grade it again"
        return Standing(student, unit, "refused", reason, None, 0.0)
    if record["status"] == "refused":
        return Standing(student, unit, "refused", record["reason"], None, most)
    try:
        notebook = gradebook.find_submission_notebook(unit, unit, student)
    except MissingEntry:
        reason = "it is not in the gradebook: grade it again"
        return Standing(student, unit, "refused", reason, None, most)
    manual = tuple(g.name for g in notebook.grades if g.needs_manual_grade)
    score = float(notebook.score)
    exercises = record["exercises"]
    return Standing(student, unit, "graded", None, score, most, manual, exercises)
