"""A pool of this machine's processes, each with a warm worker of its own."""

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from grader.running.job import Job, JobRun, run_job

__all__ = ["ProcessPool", "process_pool"]


class ProcessPool:
    """Processes that run jobs; made by `process_pool`.

    Parameters
    ----------
    size
        How many there are.
    folder
        Where they keep what is temporary.
    """

    def __init__(self, size: int, folder: str) -> None:
        self.size = size
        self._folder = folder
        self._executor = self._start()

    def submit(self, job: Job) -> "Future[JobRun]":
        """Set a job to run."""
        return self._executor.submit(run_job, job)

    def renew(self) -> None:
        """Start new processes after one was lost, which breaks them all."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._start()

    def close(self) -> None:
        """End the processes; what runs is not waited for."""
        for process in tuple((self._executor._processes or {}).values()):
            process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # A forked copy of a process with threads may hang; a server that was
        # started with none is forked instead.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        return ProcessPoolExecutor(
            self.size, context, initializer=_begin, initargs=(self._folder,)
        )


@contextmanager
def process_pool(size: int) -> Iterator[ProcessPool]:
    """Lend a pool of so many processes; at the end nothing of it is left."""
    with tempfile.TemporaryDirectory(
        prefix="course-pool-", ignore_cleanup_errors=True
    ) as folder:
        pool = ProcessPool(size, folder)
        try:
            yield pool
        finally:
            pool.close()


def _begin(folder: str) -> None:
    """Settle in a new process: it must not outlive the one that started it."""
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its processes
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()


def _end_with_parent(folder: str) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
