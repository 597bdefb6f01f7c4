"""Jobs on a pool: none is lost, none pays for another's end, nothing is left over."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from grader.running import (
    Ask,
    Job,
    JobLost,
    Limits,
    Stage,
    WorkerFailed,
    run_jobs,
)
from grader.running.processes import process_pool

STAGE = Stage(stubs=(("grader", ""), ("quiz", "")))


def job(*cells, asks=()):
    """Return a small job."""
    return Job(cells, tuple(asks), STAGE, Limits(total_seconds=30))


class Played:
    """A pool that plays what a script says of each job's attempts."""

    size = 2

    def __init__(self, script):
        self.script = {key: list(ends) for key, ends in script.items()}
        self.tried = Counter()
        self.flying = []
        self.most_beside = Counter()
        self.renewed = 0

    def submit(self, job):
        """End at once as the script says; a break ends all that fly."""
        key = job.cells[0]
        self.tried[key] += 1
        future = Future()
        self.flying.append((key, future))
        ends = self.script.get(key) or ["done"]
        end = ends.pop(0)
        if end == "break":
            for other, flying in self.flying:
                if not flying.done():
                    flying.set_exception(BrokenProcessPool("a process died"))
                if other != key:
                    self.most_beside[key] += 1
            self.flying = []
        elif end == "done":
            future.set_result(f"run of {key}")
        elif end == "cancel":
            future.cancel()
            future.set_running_or_notify_cancel()
        elif end != "wait":
            future.set_exception(end)
        return future

    def renew(self):
        """Count."""
        self.renewed += 1


def outcome(pool, *names):
    """Run jobs of these names; return what came of each."""
    return dict(run_jobs(((name, job(name)) for name in names), pool))


def test_every_job_comes_back_once():
    """As many runs as jobs, each under its own key."""
    names = [f"j{i}" for i in range(40)]
    assert outcome(Played({}), *names) == {name: f"run of {name}" for name in names}


def test_only_a_few_are_begun_ahead():
    """A class of thousands is not read at once."""
    begun = []

    def jobs():
        for i in range(50):
            begun.append(i)
            yield i, job(f"j{i}")

    runs = run_jobs(jobs(), Played({}))
    next(runs)
    assert len(begun) <= 6


def test_a_lost_job_is_run_again():
    """One loss costs nothing."""
    pool = Played({"b": [OSError("worker lost")]})
    assert outcome(pool, "a", "b", "c")["b"] == "run of b"
    assert pool.tried["b"] == 2


def test_a_job_that_is_lost_each_time_is_given_up_with_its_reason():
    """Three losses, then the last error in words."""
    pool = Played({"b": [OSError("no room")] * 9})
    found = outcome(pool, "a", "b", "c")

    assert found["b"] == JobLost("no room")
    assert pool.tried["b"] == 3
    assert (found["a"], found["c"]) == ("run of a", "run of c")


def test_an_error_without_words_is_named():
    """A reason is never empty."""
    pool = Played({"a": [MemoryError()] * 3})
    assert outcome(pool, "a")["a"] == JobLost("MemoryError")


def test_who_breaks_the_pool_pays_alone():
    """Jobs that flew beside it are run again; only the breaker is given up."""
    pool = Played({"a": ["wait"], "b": ["break"] * 9})
    found = outcome(pool, "a", "b", "c", "d")

    assert isinstance(found.pop("b"), JobLost)
    assert found == {name: f"run of {name}" for name in "acd"}
    assert pool.renewed == 3


@pytest.mark.parametrize("begun", [0, 2, 5])
def test_a_pool_that_broke_while_nobody_looked_is_renewed(begun):
    """Between two jobs a long time may pass; what comes next starts new processes."""

    class Broken(Played):
        def submit(self, job):
            if self.tried.total() == begun and not self.renewed:
                raise BrokenProcessPool("a process died")
            return super().submit(job)

    pool = Broken({})
    names = [f"j{i}" for i in range(9)]

    assert outcome(pool, *names) == {name: f"run of {name}" for name in names}
    assert pool.renewed == 1


def test_a_cluster_that_went_away_is_told():
    """Cancelled jobs are given up with a reason, not with a traceback."""
    found = outcome(Played({"a": ["cancel"] * 3}), "a")
    assert found["a"] == JobLost("the job was cancelled: its cluster went away")


def test_a_pool_that_never_answers_ends_the_run(monkeypatch):
    """Waiting has a bound."""
    monkeypatch.setattr("grader.running.pool._SILENCE_SECONDS", 0.05)
    with pytest.raises(WorkerFailed, match="no worker has answered"):
        outcome(Played({"a": ["wait"]}), "a")


@pytest.mark.slow
def test_processes_run_jobs_and_leave_nothing():
    """Real runs side by side; afterwards no process and no folder is left."""
    with process_pool(2) as pool:
        folder = Path(pool._folder)
        asks = (Ask("x", None),)
        runs = dict(run_jobs(((i, job(f"x = {i}", asks=asks)) for i in range(5)), pool))
        pids = [process.pid for process in pool._executor._processes.values()]
        assert folder.is_dir()

    assert {key: run.replies[0].value for key, run in runs.items()} == {
        i: i for i in range(5)
    }
    assert not folder.exists()
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.slow
def test_a_killed_process_costs_no_job():
    """Each process of the pool is killed once in mid-run; every job still ends."""
    with process_pool(2) as pool:
        killed = 0
        found = {}
        for key, run in run_jobs(
            ((i, job(f"x = {i}", asks=(Ask("x", None),))) for i in range(6)), pool
        ):
            found[key] = run.replies[0].value
            if killed < 2:
                victim = next(iter(pool._executor._processes.values()))
                os.kill(victim.pid, signal.SIGKILL)
                killed += 1

    assert found == {i: i for i in range(6)}


@pytest.mark.slow
def test_nothing_outlives_a_killed_parent(tmp_path):
    """A parent that is killed takes pool, workers and learners' code with it."""
    marker = f"course_marker_{os.getpid()}"
    script = textwrap.dedent(
        f"""
        from grader.running import Job, Limits, Stage, run_jobs
        from grader.running.processes import process_pool

        STAGE = Stage(stubs=(("grader", ""), ("quiz", "")))
        if __name__ == "__main__":
            with process_pool(1) as pool:
                endless = Job(("{marker} = 1\\nwhile True: pass",), (), STAGE,
                              Limits(cell_seconds=60, total_seconds=60))
                future = pool.submit(Job((), (), STAGE))
                future.result()
                print(pool._folder, flush=True)
                pool.submit(endless).result()
        """
    )
    path = tmp_path / "parent.py"
    path.write_text(script)
    parent = subprocess.Popen([sys.executable, path], stdout=subprocess.PIPE, text=True)
    folder = Path(parent.stdout.readline().strip())
    time.sleep(1.0)
    family = _descendants(parent.pid)
    assert len(family) >= 3
    parent.kill()
    parent.wait()
    parent.stdout.close()

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (_alive(family) or folder.exists()):
        time.sleep(0.1)
    assert not _alive(family)
    assert not folder.exists()


def _descendants(pid):
    """Return the pids of all that a process has started, and they in turn."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found - {pid}
        found |= more


def _alive(pids):
    """Return those that still run; a zombie that nobody collects does not."""
    alive = []
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[0] != "Z":
            alive.append(pid)
    return alive
