"""A learner's source code in, the verdict on it out."""

import sys
import warnings
from functools import partial

import numpy as np
import pytest

from grader.checking import ask_of, graded_probes, judge
from grader.exercises import find_exercise
from grader.running import answer

from .all_cases import cases_of

MOST_STEPS = 200_000


class OutOfSteps(Exception):  # noqa: N818 (says what happened)
    """An answer has run more lines than any sensible one."""


def _limited(run):
    """Run something, and stop it when the learner's lines run without end."""
    left = MOST_STEPS

    def trace(frame, event, _):
        nonlocal left
        if frame.f_code.co_filename != "<answer>":
            return None
        left -= event == "line"
        if left < 0:
            raise OutOfSteps
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return run()
    finally:
        sys.settrace(before)


@pytest.fixture(scope="session")
def namespace_of():
    """Return a function that runs source as an exercise's notebook would."""

    def namespace_of(exercise_id, source):
        given = cases_of(exercise_id).given
        names = {"np": np, "__name__": "__main__", **given}
        exec(compile(source, "<answer>", "exec"), names)  # noqa: S102 (our learners)
        return names

    return namespace_of


@pytest.fixture(scope="session")
def verdict_on(namespace_of):
    """Return a function that judges source by the probes it is given."""

    def verdict_on(exercise_id, source, probes):
        exercise = find_exercise(exercise_id)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")

            names = _limited(partial(namespace_of, exercise_id, source))
            # One limit a question: an error out of a tracer ends the tracing.
            replies = [_limited(partial(answer, names, ask_of(p))) for p in probes]
        return judge(exercise, probes, replies)

    return verdict_on


@pytest.fixture(scope="session")
def published(verdict_on):
    """Return a function that judges source as `check` in the notebook does."""

    def published(exercise_id, source):
        return verdict_on(exercise_id, source, find_exercise(exercise_id).published)

    return published


@pytest.fixture(scope="session")
def graded(verdict_on):
    """Return a function that judges source as grading does."""

    def graded(exercise_id, source, seed=0):
        probes = graded_probes(find_exercise(exercise_id), seed)
        return verdict_on(exercise_id, source, probes)

    return graded
