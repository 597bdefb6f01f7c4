"""Grade a unit: submissions in, marks in nbgrader's gradebook out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.converters import Autograde

from grader.classroom.ahead import default_workers, runs_ahead
from grader.classroom.collect import Collected, collect, submitted_students
from grader.classroom.engine import NbgraderFailed, convert, course_config
from grader.classroom.records import write_refused
from grader.classroom.release import know_unit
from grader.classroom.standing import Standing, student_standing
from grader.course import Course

__all__ = ["NothingToGrade", "grade_unit", "plan_grading"]


class NothingToGrade(FileNotFoundError):  # noqa: N818 (says what happened)
    """There is no such unit, folder or submission."""


@dataclass(frozen=True, slots=True)
class Grading:
    """Whom to grade.

    Parameters
    ----------
    course, unit
        Of what.
    isolation
        ``auto`` or ``limits``.
    collected
        Every student found, the refused among them.
    """

    course: Course
    unit: str
    isolation: str
    collected: Sequence[Collected]


def plan_grading(
    course: Course, unit: str, submissions: Path | None, isolation: str = "auto"
) -> Grading:
    """Collect submissions, or find those that were collected before.

    Raises
    ------
    NothingToGrade
        If the unit is not released, the folder does not exist, or nobody has
        handed in.
    """
    if not course.released(unit).is_file():
        known = ", ".join(course.units()) or "none"
        raise NothingToGrade(f"unit {unit!r} is not released; the units are: {known}")
    if submissions is None:
        students = submitted_students(course, unit)
        if not students:
            where = course.classroom / "submitted"
            raise NothingToGrade(f"no submissions of {unit} in {where}")
        collected = [Collected(student) for student in students]
        return Grading(course, unit, isolation, collected)
    if not submissions.is_dir():
        raise NothingToGrade(f"the folder {submissions} does not exist")
    collected = collect(course, unit, submissions)
    if not collected:
        raise NothingToGrade(f"no student's folder in {submissions}")
    return Grading(course, unit, isolation, collected)


def grade_unit(
    grading: Grading,
    on_graded: Callable[[Standing], None] = lambda _: None,
    workers: int | None = None,
) -> list[Standing]:
    """Mark every submission; each ends in a mark or a reasoned refusal.

    Parameters
    ----------
    grading
        Whom to grade.
    on_graded
        Called after each submission.
    workers
        How many submissions run at once; by default as many as there are cores.
    """
    course, unit = grading.course, grading.unit
    know_unit(course, unit)
    students = [found.student for found in grading.collected if not found.reason]
    standings = []
    count = workers or default_workers()
    with runs_ahead(course, unit, students, grading.isolation, count):
        for standing in _graded(grading):
            standings.append(standing)
            on_graded(standing)
    return standings


def _graded(grading: Grading) -> Iterator[Standing]:
    course, unit = grading.course, grading.unit
    config = course_config(course)
    config.MarkByProbes.isolation = grading.isolation
    # `grade_unit` has entered the unit: nbgrader need not look again for each.
    config.Autograde.pop("pre_convert_hook", None)
    for student in grading.collected:
        reason = student.reason
        if not reason:
            try:
                convert(Autograde, config, unit, student.student)
            except NbgraderFailed as error:
                reason = f"it could not be graded: {error}"
        if reason:
            write_refused(course, unit, student.student, reason)
        yield student_standing(course, unit, student.student)
