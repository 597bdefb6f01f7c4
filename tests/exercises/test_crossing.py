"""Questions and right answers cross the wall between the processes unharmed."""

import numpy as np
import pytest

from grader.checking import graded_probes
from grader.exercises import find_exercise
from grader.running.worker.answering import is_same
from grader.running.worker.codec import decode, encode, plain

from .all_cases import every

EXERCISES = [exercise for exercise, _ in every("tasks")]


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_questions_arrive_as_they_were_sent(exercise_id):
    """Masks, lists of maps, curves by number, names of groups: bit for bit."""
    for probe in graded_probes(find_exercise(exercise_id), 0):
        assert is_same(decode(encode(probe.args)), probe.args), probe.about


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_right_answers_arrive_as_right_answers(exercise_id):
    """What is expected is read alike before and after the crossing."""
    exercise = find_exercise(exercise_id)
    for probe in graded_probes(exercise, 0):
        arrived = decode(encode(plain(exercise.expected(probe))))
        before, after = exercise.right(probe), exercise.read(probe, arrived)
        assert np.array_equal(before, after, equal_nan=True), probe.about
