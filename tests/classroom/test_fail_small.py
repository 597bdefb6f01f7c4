"""What goes wrong with one submission costs that one alone."""

import pytest

from grader.classroom import grade as grading
from grader.classroom.demo_class import LEARNERS, UNIT
from grader.running import JobRun

BY_NAME = {learner.name: learner for learner in LEARNERS}
FIRST, SECOND = BY_NAME["ben-reference"], BY_NAME["gil-strict"]


@pytest.mark.slow
def test_a_grader_that_fails_on_one_marks_the_others(course, hand_in, monkeypatch):
    """The refusal names the error, on one line, and the next has a mark."""

    def run_jobs(jobs, pool):
        for student, _ in jobs:
            yield student, JobRun((), (), 0.0)

    def settle(notebook, *_):
        settled.append(notebook)
        if len(settled) == 1:
            raise OverflowError("too large\nto compare")
        return ()

    settled = []
    monkeypatch.setattr(grading, "run_jobs", run_jobs)
    monkeypatch.setattr(grading, "settle", settle)
    plan = grading.plan_grading(course, UNIT, hand_in(FIRST, SECOND))
    ended = []
    first, second = grading.grade_unit(
        plan, isolation="limits", workers=1, on_ended=lambda: ended.append(1)
    )

    assert (first.status, second.status) == ("refused", "graded")
    assert "OverflowError: too large\\nto compare" in first.reason
    assert len(ended) == 2
