"""Exercises that a person marks: for who learns alone, that is the learner."""

import math
from dataclasses import replace
from typing import Any

import numpy as np

from grader.checking import Outcome, Result, points
from grader.exercises import Misshapen, WrittenExercise
from grader.exercises.reading import number

__all__ = ["BadMark", "own_mark", "rubric_of", "waiting"]


class BadMark(ValueError):  # noqa: N818 (says what happened)
    """A mark that the exercise does not have; the message says which it has."""


def waiting(exercise: WrittenExercise) -> Result:
    """Return the verdict on a written answer that nobody has marked."""
    return Result(
        exercise.id, exercise.title, Outcome.NEEDS_MANUAL, 0.0, exercise.points
    )


def rubric_of(exercise: WrittenExercise) -> tuple[str, ...]:
    """Return what to look for in an answer, and how to record the mark."""
    asked = [
        f"{points(c.points)} of {points(exercise.points)}: {c.words}"
        for c in exercise.rubric
    ]
    return (
        "No machine marks these words. Put your answer into its cell first, then meet "
        "each question with yes or no:",
        *asked,
        f"Learning alone, record your own mark, {_listed(exercise)}: "
        f'`check("{exercise.id}", my_points={points(exercise.points)})`. '
        "In a class your teacher marks it.",
    )


def own_mark(exercise: WrittenExercise, my_points: Any) -> Result:
    """Return the verdict that a learner gives to their own answer.

    Raises
    ------
    BadMark
        If there is no such mark.
    """
    if isinstance(my_points, np.generic):
        my_points = my_points.item()
    if isinstance(my_points, np.ndarray) and my_points.ndim == 0:
        my_points = my_points.item()
    if isinstance(my_points, (list, tuple, np.ndarray)):
        raise _bad(exercise, my_points)  # which `number` would take, of length 1
    try:
        earned = number(my_points, "my_points")
    except Misshapen:
        earned = math.nan
    if isinstance(my_points, bool) or earned not in exercise.marks:
        raise _bad(exercise, my_points)
    outcome = Outcome.PARTIAL if earned else Outcome.INCORRECT
    if earned == exercise.points:
        outcome = Outcome.CORRECT
    return replace(waiting(exercise), outcome=outcome, points=earned)


def _bad(exercise: WrittenExercise, my_points: Any) -> BadMark:
    given = " ".join(repr(my_points).split())[:40]
    return BadMark(f"my_points should be {_listed(exercise)}, not {given}")


def _listed(exercise: WrittenExercise) -> str:
    *others, last = map(str, exercise.marks)
    return f"{', '.join(others)} or {last}"
