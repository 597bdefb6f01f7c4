"""Replies as a worker would bring them, and right ones to start from."""

import warnings

import numpy as np
import pytest

from grader.checking import ask_of, graded_probes, judge
from grader.exercises import find_exercise
from grader.running import Reply, answer


@pytest.fixture
def right_replies():
    """Return a function that answers every probe rightly, some replaced."""

    def right_replies(exercise_id, probes, **by_name):
        exercise = find_exercise(exercise_id)
        replies = []
        for probe in probes:
            given = by_name.get(probe.name)
            replies.append(given or Reply("value", exercise.expected(probe)))
        return replies

    return right_replies


@pytest.fixture
def judged():
    """Return a function that judges a learner's function as grading would."""

    def judged(exercise_id, source, *, hidden=True, seed=0):
        exercise = find_exercise(exercise_id)
        probes = graded_probes(exercise, seed) if hidden else exercise.published
        names = {"np": np}
        exec(source, names)  # noqa: S102 (our learners)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return judge(exercise, probes, [answer(names, ask_of(p)) for p in probes])

    return judged
