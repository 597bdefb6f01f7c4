"""What exercises ask and expect, and what rounding may not decide."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from grader.exercises import Probe, find_exercise

__all__ = ["SEEDS", "equal_or_apart", "expected", "fixed_args", "probes"]

SEEDS = range(40)


def probes(exercise_id: str, seed: int) -> tuple[Probe, ...]:
    """Return the fixed probes with fresh ones."""
    exercise = find_exercise(exercise_id)
    fresh = exercise.draw(np.random.default_rng(seed))
    return (*exercise.published, *exercise.graded, *fresh)


def fixed_args(exercise_id: str) -> list[Any]:
    """Return the arguments of the published and reviewed probes."""
    exercise = find_exercise(exercise_id)
    return [probe.args for probe in (*exercise.published, *exercise.graded)]


def expected(exercise_id: str, *args: Any) -> Any:
    """Return the expected answer to a question that is not asked."""
    name = exercise_id.replace("-", "_")
    return find_exercise(exercise_id).expected(Probe(name, args, "by hand"))


def equal_or_apart(values: ArrayLike, marks: ArrayLike, *, by: float = 5e-4) -> bool:
    """Say whether each value is on each of the marks exactly, or visibly off it."""
    off = np.abs(np.subtract.outer(np.asarray(values, float), np.asarray(marks, float)))
    return bool(((off == 0) | (off > by)).all())
