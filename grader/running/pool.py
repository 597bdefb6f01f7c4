"""Run many jobs, several at once, and run again what was lost with its worker."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Future,
    wait,
)
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from grader.running.job import Job, JobRun
from grader.running.warm import WorkerFailed

__all__ = ["JobLost", "Pool", "default_workers", "run_jobs"]

Key = TypeVar("Key")

_MOST_LOSSES = 3
_AHEAD = 3
_SILENCE_SECONDS = 600.0  # a job is ended by its own limits long before


class Pool(Protocol):
    """Where jobs run: processes of this machine, or a cluster's."""

    @property
    def size(self) -> int:
        """How many jobs run at once."""
        ...

    def submit(self, job: Job) -> "Future[JobRun]":
        """Set a job to run."""
        ...

    def renew(self) -> None:
        """Make the pool usable again after it broke."""
        ...


@dataclass(frozen=True, slots=True)
class JobLost:
    """A job that could not be run: each time its worker was lost or failed.

    Parameters
    ----------
    reason
        The last error, in words.
    """

    reason: str


@dataclass(slots=True)
class _Flight(Generic[Key]):
    """A job under way."""

    key: Key
    job: Job
    losses: int = 0


def default_workers() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_jobs(
    jobs: Iterable[tuple[Key, Job]], pool: Pool
) -> Iterator[tuple[Key, JobRun | JobLost]]:
    """Run jobs, a few ahead of what is taken; yield each as it is done.

    A job whose worker was lost is run again by itself, so that none pays for
    another's end; after three losses it is given up.

    Parameters
    ----------
    jobs
        Pairs of a key and a job; taken from as there is room.
    pool
        Where they run.

    Yields
    ------
    tuple
        A job's key with its run, or with the reason why there is none; in the
        order in which they are done.

    Raises
    ------
    WorkerFailed
        If no job has come to its end for ten minutes.
    """
    waiting = iter(jobs)
    flying: dict[Future[JobRun], _Flight[Key]] = {}
    suspects: deque[_Flight[Key]] = deque()
    while True:
        if suspects and not flying:
            again = suspects.popleft()
            flying[_submit(pool, again.job)] = again
        while not suspects and len(flying) < _AHEAD * pool.size:
            key_and_job = next(waiting, None)
            if key_and_job is None:
                break
            flying[_submit(pool, key_and_job[1])] = _Flight(*key_and_job)
        if not flying:
            return
        done, _ = wait(flying, _SILENCE_SECONDS, FIRST_COMPLETED)
        if not done:
            raise WorkerFailed(f"no worker has answered for {_SILENCE_SECONDS:g} s")
        if any(isinstance(_error_of(f), BrokenExecutor) for f in done):
            done, _ = wait(flying)  # all are lost with it
            pool.renew()
        for future in done:
            flight = flying.pop(future)
            error = _error_of(future)
            if error is None:
                yield flight.key, future.result()
                continue
            flight.losses += 1
            if flight.losses < _MOST_LOSSES:
                suspects.append(flight)
            else:
                yield flight.key, JobLost(_words(error))


def _error_of(future: "Future[JobRun]") -> BaseException | None:
    """Return why a job came to nothing; a cluster that went away cancels it."""
    try:
        return future.exception()
    except CancelledError:
        return WorkerFailed("the job was cancelled: its cluster went away")


def _submit(pool: Pool, job: Job) -> "Future[JobRun]":
    """Set a job to run, also where the pool broke while nobody looked."""
    try:
        return pool.submit(job)
    except BrokenExecutor:
        pool.renew()
        return pool.submit(job)


def _words(error: BaseException) -> str:
    return f"{error}" or type(error).__name__
