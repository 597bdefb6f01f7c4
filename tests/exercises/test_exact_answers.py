"""Expected answers against exact arithmetic, never against the reference."""

import pytest

from grader.checking import graded_probes
from grader.exercises import find_exercise
from grader.exercises.reading import flattened

from .all_cases import every

SEEDS = range(8)
EXACT = dict(every("exact"))


def all_probes(exercise_id):
    """Return the fixed probes and those of several seeds."""
    exercise = find_exercise(exercise_id)
    drawn = [p for seed in SEEDS for p in graded_probes(exercise, seed)]
    return [*exercise.published, *exercise.graded, *drawn]


@pytest.mark.parametrize("exercise_id", EXACT)
def test_expected_is_what_exact_arithmetic_gives(exercise_id):
    """Every probe expects what fractions give, to the last place that counts."""
    exercise = find_exercise(exercise_id)
    for probe in all_probes(exercise_id):
        ours = flattened(EXACT[exercise_id](*probe.args))
        theirs = flattened(exercise.expected(probe))
        assert theirs == pytest.approx(ours, abs=1e-12, nan_ok=True), probe.about


@pytest.mark.parametrize("exercise_id", EXACT)
def test_exact_answers_are_right(exercise_id):
    """What fractions give is read and judged as right in every part."""
    exercise = find_exercise(exercise_id)
    for probe in all_probes(exercise_id):
        value = EXACT[exercise_id](*probe.args)
        verdicts = exercise.verdicts(probe, exercise.read(probe, value))
        assert all(verdicts.values()), probe.about


@pytest.mark.parametrize(("exercise_id", "task"), every("tasks"))
def test_every_function_has_an_exact_answer(exercise_id, task):
    """No function's expected answers rest on the reference alone."""
    assert (exercise_id in EXACT) is (task.arguments is not None)
