"""A pool on a Dask cluster. Whoever reaches its scheduler can run code on it."""

import re
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from grader.running.job import Job, JobRun, run_job

__all__ = ["ClusterUnreachable", "cluster_pool"]

_PATIENCE = "15s"
_ADDRESS = re.compile(r"(?:\w+://)?[^/\s]+:\d+")


class ClusterUnreachable(RuntimeError):  # noqa: N818 (says what happened)
    """The cluster cannot be used; the message says why."""


class ClusterPool:
    """The workers of a Dask cluster; made by `cluster_pool`.

    A worker that dies is the scheduler's care: it runs the job on another one.

    Parameters
    ----------
    client
        A connected ``distributed.Client``.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    @property
    def size(self) -> int:
        """How many jobs run at once, at least one."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, job: Job) -> "Future[JobRun]":
        """Set a job to run."""
        future: Future[JobRun] = self._executor.submit(run_job, job)
        return future

    def renew(self) -> None:
        """Do nothing: the scheduler mends its cluster itself."""


@contextmanager
def cluster_pool(address: str) -> Iterator[ClusterPool]:
    """Lend the pool of the cluster whose scheduler listens at an address.

    Raises
    ------
    ClusterUnreachable
        If `distributed` is not installed, the address is none, nothing answers, or
        nobody works there.
    """
    try:
        from distributed import Client  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ClusterUnreachable(
            "a cluster needs the extra `cluster`: pip install -e '.[cluster]'"
        ) from None
    if not _ADDRESS.fullmatch(address):
        raise ClusterUnreachable(
            f"a scheduler's address is like tcp://host:8786, not {address!r}"
        )
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterUnreachable(f"no Dask scheduler at {address!r}: {error}") from None
    with client:
        if not client.nthreads():
            raise ClusterUnreachable(f"the cluster at {address!r} has no workers")
        yield ClusterPool(client)
