"""The rubric below a written answer, for who marks it and who reads the mark."""

from grader.checking import points
from grader.exercises import WrittenExercise

__all__ = ["with_rubric"]


def with_rubric(answer: str, exercise: WrittenExercise) -> str:
    """Return an answer's markdown with what is looked for in it, and for how much.

    It stands in the marked notebook alone: formgrader shows it beside the field for
    the mark, feedback beside the mark.
    """
    lines = [
        f"- {points(criterion.points)} of {points(exercise.points)}: {criterion.words}"
        for criterion in exercise.rubric
    ]
    return "\n".join([answer, "", "**Marked by hand:**", "", *lines])
