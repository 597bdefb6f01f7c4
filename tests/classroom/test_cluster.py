"""On a cluster of separate processes the marks are those of one machine."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from grader.classroom.demo_class import LEARNERS, UNIT
from grader.running.cluster import ClusterUnreachable, cluster_pool

SCRIPTS = Path(sys.executable).parent
BY_NAME = {learner.name: learner for learner in LEARNERS}
KINDS = ("ben-reference", "gil-strict", "hal-grid", "kim-raises", "ada-untouched")
pytestmark = pytest.mark.slow

CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        for line in sys.stdin:
            print(*(worker.pid for worker in cluster.workers.values()), flush=True)
"""


@pytest.fixture
def cluster(tmp_path):
    """Start a cluster on loopback; return its address and how to ask for its pids."""
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    process = subprocess.Popen(
        [sys.executable, script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        text=True,
    )
    address = process.stdout.readline().strip()

    def nannies():
        process.stdin.write("?\n")
        process.stdin.flush()
        return [int(pid) for pid in process.stdout.readline().split()]

    yield address, nannies
    process.stdin.close()
    process.wait(timeout=60)
    process.stdout.close()


def test_the_marks_of_one_machine(course, command, hand_in, cluster):
    """Twenty submissions; a worker is killed while they run, and no mark is lost."""
    address, nannies = cluster
    learners = [
        replace(BY_NAME[name], name=f"{name}-{copy}")
        for name in KINDS
        for copy in range(4)
    ]
    process = subprocess.Popen(
        [
            *(SCRIPTS / "course", "grade", UNIT, "--submissions", hand_in(*learners)),
            *("--cluster", address, "--json", "-"),
        ],
        cwd=course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    worker = _busy_worker(nannies)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    out, err = process.communicate(timeout=240)

    assert process.returncode == 0, err
    scores = {row["student"]: row["score"] for row in json.loads(out)}
    assert scores == {one.name: one.score for one in learners}


def test_an_address_where_nobody_listens_is_one_clear_line(course, command, hand_in):
    """Exit code 2 and the address; nothing is recorded."""
    ran = command(
        *("course", "grade", UNIT, "--submissions", hand_in(BY_NAME["gil-strict"])),
        *("--cluster", "tcp://127.0.0.1:9"),
        cwd=course.root,
    )

    assert ran.code == 2
    assert "no Dask scheduler at 'tcp://127.0.0.1:9'" in ran.err


@pytest.mark.parametrize("address", ["garbage", "tcp://", "host:port", ""])
def test_what_is_no_address_is_refused_at_once(address):
    """Nobody waits for it."""
    with (
        pytest.raises(ClusterUnreachable, match="address is like"),
        cluster_pool(address),
    ):
        pass


def _busy_worker(nannies):
    """Wait until a worker has started a warm worker of ours; return its pid."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        parents = _parents()
        for pid, parent in parents.items():
            if b"_course_worker" in _command(pid) and (
                parents.get(parent) in nannies() or parent in nannies()
            ):
                return parent
        time.sleep(0.1)
    raise AssertionError("no worker began to run submissions")


def _parents():
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (entry / "stat").read_text()
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    return parents


def _command(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
