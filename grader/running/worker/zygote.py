"""The warm worker: imports once, then forks a child for each submission.

It is started by `grader.running.warm` with one inherited socket and takes two
commands, one at a time: ``fork`` (the child's own socket comes along) and
``reap``; between the two it watches the child. A child answers ``cell`` and ``ask``
on its socket until it is closed.
"""

import gc
import os
import random
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from . import hardening, orphans
from .answering import Ask, answer
from .cells import CellRunner
from .channel import Channel, Closed
from .watching import SECONDS, Watch

__all__ = ["main"]


class OutOfTime(BaseException):
    """Raised in a learner's code when its time is over; no `Exception` on purpose."""

    def _render_traceback_(self) -> list[str]:
        return [f"OutOfTime: {self}"]


def main(descriptor: int, warm_up: str) -> None:
    """Serve the parent on an inherited socket until it closes it.

    Parameters
    ----------
    descriptor
        The socket's.
    warm_up
        Code to run once, before anything is forked.
    """
    control = socket.socket(fileno=descriptor)
    orphans.adopt()
    runner = CellRunner()
    runner.warm_up(warm_up)
    gc.collect()
    gc.freeze()
    channel = Channel(control)
    channel.send({"ready": True})
    watch = None
    with suppress(Closed):
        while True:
            while watch and not select.select([control], [], [], SECONDS)[0]:
                watch.look()
            command = channel.receive()
            if command["do"] == "fork":
                _, (theirs,), _, _ = socket.recv_fds(control, 1, 1)
                pid = os.fork()
                if pid == 0:
                    control.close()
                    _child(runner, theirs, command)
                os.close(theirs)
                watch = Watch(pid, command["scratch"], command["limits"])
                channel.send({"pid": pid})
            else:
                watch = None
                channel.send(_reap(command["pid"]))
    orphans.end_all()


def _reap(pid: int) -> dict[str, Any]:
    """Kill the child with all that it started, and collect them."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    orphans.end_all()
    return {
        "status": os.waitstatus_to_exitcode(status),
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_kib": usage.ru_maxrss,
    }


def _child(runner: CellRunner, descriptor: int, command: dict[str, Any]) -> None:
    """Run one submission; never returns."""
    try:
        os.setsid()
        with open(os.devnull, "r+b", buffering=0) as nothing:
            for standard in (0, 1, 2):
                os.dup2(nothing.fileno(), standard)
        limits = command["limits"]
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        channel = Channel(socket.socket(fileno=descriptor))
        hardening.settle(command["scratch"], limits)
        places = command["readable"], command["listable"]
        hardening.wall_in(command["walls"], *places, command["scratch"])
        channel.send({"ready": True})
        while True:
            channel.send(_serve(runner, channel.receive(), limits))
    finally:
        os._exit(0)


def _serve(runner: CellRunner, request: dict[str, Any], limits: Any) -> dict[str, Any]:
    if request["do"] == "cell":
        with _alarm(limits["cell_seconds"]) as alarm:
            run = runner.run(request["source"], int(limits["output_bytes"]))
        return {**run, "timeout": alarm.rang}
    try:
        with _alarm(limits["ask_seconds"]):
            reply = answer(runner.namespace, Ask(request["name"], request["args"]))
    except OutOfTime:
        return {"kind": "timeout"}
    except BaseException as error:
        return {"kind": "raised", "words": type(error).__name__}
    return {
        "kind": reply.kind,
        "value": reply.value,
        "words": reply.words,
        "changed": reply.changed,
    }


class _alarm:  # noqa: N801 (used as a statement)
    """Raise `OutOfTime` in the block after so many seconds.

    A courtesy that keeps the rest of a submission alive: code that catches
    everything is ended by the parent.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.rang = False

    def _ring(self, *_: Any) -> None:
        self.rang = True
        raise OutOfTime(f"stopped after {self._seconds:g} s")

    def __enter__(self) -> "_alarm":
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, self._seconds)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
