"""Run a whole command and say what it took: time, own and others' CPU, memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Failed", "Taken", "measure"]

_TICKS = os.sysconf("SC_CLK_TCK")
_BETWEEN_SAMPLES = 0.25
_MB = 2**20


class Failed(RuntimeError):  # noqa: N818 (says what happened)
    """A command that did not end well; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took.

    Parameters
    ----------
    seconds
        From its start to its end.
    own_cpu
        Processor seconds of the command's own process, threads included.
    others_cpu
        Processor seconds of the processes below it, a sample's time short at most.
    rss
        The most memory of the whole tree in MB, pages that processes share counted in
        each of them.
    pss
        The same with shared pages divided among those that share them.
    """

    seconds: float
    own_cpu: float
    others_cpu: float
    rss: float
    pss: float


def measure(
    command: Sequence[str | Path],
    cwd: Path,
    env: Mapping[str, str],
) -> Taken:
    """Run a command to its end and measure its tree.

    The command's own processor time is read from the kernel's books once it has ended
    and before it is reaped, so that nothing is missed. Those below it may be killed
    and never waited for, and so lost from the books: theirs is sampled, as memory is.

    Parameters
    ----------
    command, cwd, env
        What to run, where, with which environment.

    Raises
    ------
    Failed
        If it ends with another code than 0.
    """
    log = cwd / "said.txt"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=cwd,
            env=dict(env),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        seconds = time.perf_counter() - start
    own, waited_for = _booked_cpu(process.pid)
    code = process.wait()
    sampler.join()
    if code != 0:
        raise Failed(f"{command[0]} ended with {code}: {log.read_text()[-2000:]}")
    others = max(waited_for, sampler.others_cpu)
    return Taken(seconds, own, others, sampler.rss / _MB, sampler.pss / _MB)


def _booked_cpu(pid: int) -> tuple[float, float]:
    """Return CPU seconds of a process and of those that it has waited for."""
    stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    fields = stat.rpartition(")")[2].split()
    user, system, children_user, children_system = map(int, fields[11:15])
    return (user + system) / _TICKS, (children_user + children_system) / _TICKS


class _Sampler(threading.Thread):
    """Looks at a tree of processes again and again until its root has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.rss = self.pss = 0.0
        self.others_cpu = 0.0

    def run(self) -> None:
        """Keep the highest of what is seen."""
        with suppress(psutil.Error):
            root = psutil.Process(self._pid)
            while root.status() != psutil.STATUS_ZOMBIE:
                self._look(root, root.children(recursive=True))
                time.sleep(_BETWEEN_SAMPLES)

    def _look(self, root: psutil.Process, below: Sequence[psutil.Process]) -> None:
        seen = [_seen(process) for process in (root, *below)]
        rss, pss, own, waited_for = map(sum, zip(*seen, strict=True))
        self.rss, self.pss = max(self.rss, rss), max(self.pss, pss)
        # Who is waited for takes its time along, from its own to its parent's books.
        self.others_cpu = max(self.others_cpu, own + waited_for - seen[0][2])


def _seen(process: psutil.Process) -> tuple[float, float, float, float]:
    """Return a process's memory, shared and divided, and its two books of CPU."""
    with suppress(psutil.Error, OSError):
        memory, cpu = process.memory_full_info(), process.cpu_times()
        waited_for = cpu.children_user + cpu.children_system
        return memory.rss, memory.pss, cpu.user + cpu.system, waited_for
    return 0, 0, 0, 0
