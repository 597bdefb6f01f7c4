"""Whatever plain data come back, an answer is read or is misshapen: nothing else."""

import contextlib

import numpy as np
import pytest

from grader.checking import Outcome, graded_probes, judge
from grader.exercises import UNITS, Exercise, Misshapen, find_exercise
from grader.running import Reply
from grader.running.worker.codec import plain

from .all_cases import every

EXERCISES = [
    exercise.id
    for unit in UNITS.values()
    for exercise in unit.exercises
    if isinstance(exercise, Exercise)
]
ODD = {
    "nothing": None,
    "true": True,
    "a number": 0.5,
    "a whole number": 3,
    "a huge whole number": 2**1024 - 1,
    "a whole number beyond all floats": 2**1024,
    "nan": float("nan"),
    "inf": float("inf"),
    "-inf": float("-inf"),
    "text": "0.5",
    "no text": "",
    "long text": "x" * 500,
    "no items": [],
    "an empty tuple": (),
    "a list of lists": [[1, 2], [3, 4]],
    "rows of several lengths": [[1], [2, 3], []],
    "nested deep": [[[[[[0.5]]]]]],
    "a pair with a matrix": ([[0.1, 0.9], [0.2, 0.8]], [1, 0]),
    "a list of nothing": [None, None],
    "a list of texts": ["a", "b", "c"],
    "a list of nan": [float("nan")] * 3,
    "a list of huge numbers": [2**1024, -(2**1024)],
    "a list of dictionaries": [{"a": 1}, {}],
    "no pairs": {},
    "a dictionary of lists": {"a": [1, 2], 0: (), None: None},
    "a dictionary by tuples": {(1, 2): 3, (): 0.5},
    "a dictionary by huge numbers": {2**1024: 0, -(2**1024): 2**1024},
    "a dictionary by nan": {float("nan"): float("nan"), True: False},
    "an empty array": np.zeros(0),
    "an array of no rows": np.zeros((0, 4)),
    "a column": np.arange(5.0).reshape(5, 1),
    "a cube": np.zeros((2, 2, 2)),
    "an array of booleans": np.array([True, False]),
    "an array of texts": np.array([["a", "b"]]),
    "an array of bytes": np.array([255, 0], dtype=np.uint8),
    "a record of a test": {"form": 2**1024, "answers": [1]},
    "a record of odd answers": {"form": 1, "answers": {None: [], (1,): {}}},
}


def spoiled(right, odd):
    """Yield a right answer with something odd in its place, beside it or within it."""
    yield odd
    if isinstance(right, (list, tuple)) and right:
        yield [odd for _ in right]
        yield [[item, odd] for item in right]
        yield [*right, odd]
        first, *others = right
        yield from ([within, *others] for within in spoiled(first, odd))
        *others, last = right
        yield from ([*others, within] for within in spoiled(last, odd))
    if isinstance(right, dict):
        yield dict.fromkeys(right, odd)
        for key in list(right)[-2:]:
            yield from ({**right, key: within} for within in spoiled(right[key], odd))
        with contextlib.suppress(TypeError):  # what is odd may be no key
            yield {**right, odd: odd}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_odd_answer_is_read_or_misshapen(exercise_id, odd):
    """Reading, comparing and remarking end in numbers, words or `Misshapen`."""
    exercise = find_exercise(exercise_id)
    for probe in graded_probes(exercise, 0):
        right = plain(exercise.expected(probe))
        if isinstance(right, np.ndarray):
            right = right.tolist()
        for value in spoiled(right, plain(ODD[odd])):
            seen = exercise.seen(probe, value)
            assert seen is None or all(type(number) is float for number in seen)
            try:
                reading = exercise.read(probe, value)
            except Misshapen:
                continue
            assert all(type(number) is float for number in reading)
            assert not exercise.remark or exercise.remark(probe, value)
            exercise.verdicts(probe, reading)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_odd_answer_is_judged(exercise_id, odd):
    """One odd answer to every question has a verdict, and is not right."""
    exercise = find_exercise(exercise_id)
    probes = graded_probes(exercise, 0)
    result = judge(exercise, probes, [Reply("value", plain(ODD[odd]))] * len(probes))
    assert result.points < result.max_points
    assert result.notes or result.slips


def test_a_matrix_for_a_column_is_told(published):
    """Whole rows of probabilities are no confidence, which the words say."""
    source = """
def top_label(prob_matrix, labels):
    p = np.asarray(prob_matrix)
    return p, p.argmax(1) == np.asarray(labels)
"""
    result = published("top-label", source)
    assert (result.outcome, result.points) == (Outcome.INCORRECT, 0)
    assert "confidence[0] should be one number, not a list of 3" in result.notes[0]


@pytest.mark.parametrize("key", ["2**1024", "-2**1024", "None", "(1, 2)", "'hot'"])
def test_a_key_that_is_no_temperature_does_no_harm(published, key):
    """A dictionary may hold more than the card's temperatures, whatever that is."""
    source = next(iter(dict(every("right"))["exercise-2"].values()))
    result = published("exercise-2", f"{source}\nex2_nll[{key}] = 0\n")
    assert result.outcome is Outcome.CORRECT
