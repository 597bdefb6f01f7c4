"""Drawn probes: reproducible, fresh, and after the fixed ones."""

from dataclasses import replace

import numpy as np
import pytest

from grader.checking import graded_probes
from grader.exercises import Probe, find_exercise

from .all_cases import every

TASKS = every("tasks")
EXERCISES = [exercise for exercise, _ in TASKS]
DRAWING = [exercise for exercise, task in TASKS if task.arguments is not None]
SEEDS = range(40)


def drawn(exercise_id, seed):
    """Return the fresh probes alone."""
    exercise = find_exercise(exercise_id)
    known = len(exercise.published) + len(exercise.graded)
    return graded_probes(exercise, seed)[known:]


def written(probes):
    """Write probes so that they can be compared."""
    return repr([(p.name, p.about, p.part, *map(plain, p.args or ())) for p in probes])


def plain(value):
    """Return arrays as lists."""
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_same_seed_gives_the_same_probes(exercise_id):
    """A mark can be repeated: the probes follow from the seed and the exercise."""
    exercise = find_exercise(exercise_id)
    for seed in (0, 1, 2**32 - 1):
        assert written(graded_probes(exercise, seed)) == written(
            graded_probes(exercise, seed)
        )


@pytest.mark.parametrize("exercise_id", DRAWING)
def test_other_seeds_give_other_probes(exercise_id):
    """Nobody can learn the fresh probes by heart."""
    assert len({written(drawn(exercise_id, seed)) for seed in SEEDS}) > 35


def test_exercises_draw_differently_from_one_seed():
    """Two exercises with one seed have generators of their own."""

    def draw(rng):
        return (Probe("a_name", (rng.random(),), "a number"),)

    first = set()
    for name in EXERCISES:
        probes = graded_probes(replace(find_exercise(name), draw=draw), 7)
        first.add(probes[-1].args)
    assert len(first) == len(EXERCISES)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_fixed_probes_come_first_and_never_change(exercise_id):
    """Published, then reviewed, then fresh; the first two whatever the seed."""
    exercise = find_exercise(exercise_id)
    fixed = (*exercise.published, *exercise.graded)
    for seed in (0, 5):
        assert graded_probes(exercise, seed)[: len(fixed)] == fixed


@pytest.mark.parametrize(("exercise_id", "task"), TASKS)
def test_value_exercises_alone_draw_nothing(exercise_id, task):
    """Literals are asked on the card's data alone; every function sees fresh data."""
    assert (drawn(exercise_id, 0) == ()) is (task.arguments is None)
