"""Each student's feedback as HTML, by nbgrader's own step."""

from pathlib import Path

from nbgrader.converters import GenerateFeedback

from grader.classroom.engine import convert, course_config, prepare
from grader.course import Course

__all__ = ["write_feedback"]


def write_feedback(course: Course, unit: str) -> list[Path]:
    """Write ``classroom/feedback/<student>/<unit>/<unit>.html``; return the paths.

    Raises
    ------
    RuntimeError
        If there is no such unit, nothing of it has been graded, or nbgrader fails.
    """
    course.require_unit(unit)
    graded = sorted((course.classroom / "autograded").glob(f"*/{unit}"))
    if not graded:
        raise RuntimeError(
            f"nothing of {unit} has been graded: run `course grade` first"
        )
    prepare(course)
    convert(GenerateFeedback, course_config(course), unit)
    folder = course.classroom / "feedback"
    return sorted(folder.glob(f"*/{unit}/{unit}.html"))
