"""Run submissions ahead, several at once, while one parent writes the gradebook.

nbgrader converts one submission after the other. What takes its time, running a
learner's code, is begun here beforehand; `MarkByProbes` takes each run when
nbgrader comes to it.
"""

import os
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import nbformat

from grader.course import Course
from grader.marking import Refused, marking_job, read_submission, rebuild
from grader.running import Isolation, JobRun, Limits, detect_isolation, run_job

__all__ = ["default_workers", "runs_ahead", "take_run"]


def default_workers() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _RunsAhead:
    """Runs that were begun and not yet taken, a few at a time.

    The workers of the pool are threads: the learner's code is in a process of its
    own in any case.
    """

    def __init__(
        self, course: Course, unit: str, isolation: Isolation, workers: int
    ) -> None:
        self._course, self._unit, self._isolation = course, unit, isolation
        self._master = nbformat.read(course.released(unit), as_version=4)
        self._pool = ThreadPoolExecutor(workers)
        self._most = 4 * workers
        self._begun: dict[str, tuple[int, Future[JobRun]]] = {}
        self._waiting: Iterator[str] = iter(())

    def begin(self, students: Sequence[str]) -> None:
        """Set these students' submissions to run, in this order."""
        self._waiting = iter(students)
        self._fill()

    def take(self, unit: str, student: str) -> tuple[int, JobRun] | None:
        """Return a submission's seed and run, and begin the next."""
        found = self._begun.pop(student, None) if unit == self._unit else None
        self._fill()
        if found is None:
            return None
        seed, future = found
        return seed, future.result()

    def end(self) -> None:
        """Wait for what runs, and drop what does not."""
        self._pool.shutdown(cancel_futures=True)

    def _fill(self) -> None:
        while len(self._begun) < self._most:
            student = next(self._waiting, None)
            if student is None:
                return
            self._begin_one(student)

    def _begin_one(self, student: str) -> None:
        try:
            cells = read_submission(self._course.submitted(self._unit, student))
        except Refused:
            return  # nbgrader's own pass will say so
        seed = secrets.randbits(32)
        notebook = rebuild(self._master, cells)
        job = marking_job(notebook, seed, Limits(), self._isolation)
        self._begun[student] = seed, self._pool.submit(run_job, job)


_current: _RunsAhead | None = None


@contextmanager
def runs_ahead(
    course: Course, unit: str, students: Sequence[str], isolation: str, workers: int
) -> Iterator[None]:
    """Run these students' submissions ahead while the block grades them in order."""
    global _current  # noqa: PLW0603 (nbgrader makes the preprocessor that takes them)
    _current = _RunsAhead(course, unit, detect_isolation(isolation), workers)
    try:
        _current.begin(students)
        yield
    finally:
        _current.end()
        _current = None


def take_run(unit: str, student: str) -> tuple[int, JobRun] | None:
    """Return a submission's seed and run where it was begun ahead, else None."""
    return _current.take(unit, student) if _current else None
