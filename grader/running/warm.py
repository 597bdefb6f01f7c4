"""The parent's side of a warm worker."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grader.running.isolation import NAMESPACES
from grader.running.limits import Limits
from grader.running.places import listable_places, readable_places, visible_places
from grader.running.stage import WORKER_NAME, Stage, build_stage, third_party_paths
from grader.running.worker.channel import Channel, Closed, TimedOut

__all__ = [
    "Child",
    "WarmWorker",
    "WorkerFailed",
    "borrowed_worker",
    "prepare_worker",
]

_START_SECONDS = 60.0
_LONGEST_MESSAGE = 8 * 2**20
_BOOT = (
    "import json, sys; boot = json.loads(sys.argv.pop()); "
    "sys.path[:0] = boot['paths'][:1]; sys.path += boot['paths'][1]; "
    f"from {WORKER_NAME}.zygote import main; main(boot['socket'], boot['warm_up'])"
)


class WorkerFailed(RuntimeError):  # noqa: N818 (says what happened)
    """The warm worker itself could not be started or has died."""


class Child:
    """A forked child of the warm worker that runs one submission."""

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._channel = Channel(connection, max_bytes=_LONGEST_MESSAGE)
        self.pid = pid

    def wait_until_ready(self) -> None:
        """Wait until the child has settled behind its walls.

        Raises
        ------
        WorkerFailed
            If it has not: then nothing of a learner's may run in it.
        """
        try:
            self._channel.receive(_START_SECONDS)
        except (Closed, TimedOut):
            raise WorkerFailed("a child could not raise its walls") from None

    def request(self, message: dict[str, Any], seconds: float) -> Any:
        """Send one request and wait for its answer.

        Raises
        ------
        Closed, TimedOut
            If the child has died, or does not answer in time.
        """
        self._channel.send(message)
        return self._channel.receive(seconds)

    def close(self) -> None:
        """Close the connection; the child ends by itself, or is killed."""
        self._channel.close()


class WarmWorker:
    """A process that has imported everything and forks a child a submission.

    Its control socket is inherited, so there is nothing to connect to, and
    locked, so threads may share a worker.
    """

    def __init__(self, stage: Stage, walls: tuple[str, ...] = ()) -> None:
        self._lock = threading.Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="course-worker-")).resolve()
        self._scratch = Path(tempfile.mkdtemp(prefix="course-scratch-")).resolve()
        self._walls = list(walls)
        build_stage(stage, self._folder)
        self._readable = readable_places(stage, self._folder)
        ours, theirs = socket.socketpair()
        self._control, self._socket = Channel(ours), ours
        boot = {
            "paths": [str(self._folder), third_party_paths()],
            "socket": theirs.fileno(),
            "warm_up": stage.warm_up,
        }
        with (self._folder / "stderr.txt").open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter)
                [
                    *self._namespace(),
                    *(sys.executable, "-I", "-S", "-c", _BOOT, json.dumps(boot)),
                ],
                pass_fds=[theirs.fileno()],
                cwd=self._folder,
                env=_environment(self._folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        theirs.close()
        folders = (self._folder, self._scratch)
        finish = weakref.finalize(self, _end, self._process, ours, folders)
        self.close = finish
        try:
            self._control.receive(_START_SECONDS)
        except (Closed, TimedOut):
            words = (self._folder / "stderr.txt").read_text(errors="replace")
            finish()
            raise WorkerFailed(f"the worker did not start: {words[-2000:]}") from None

    @property
    def is_alive(self) -> bool:
        """Whether the worker's process still runs."""
        return self._process.poll() is None

    def _namespace(self) -> list[str]:
        """Return the command that gives the worker namespaces of its own."""
        if "bubblewrap" not in self._walls:
            return []
        seen = (*visible_places(), str(self._folder))
        mounts = (part for path in seen for part in ("--ro-bind", path, path))
        scratch = str(self._scratch)
        return [
            *NAMESPACES,
            *mounts,
            *("--bind", scratch, scratch, "--"),
        ]

    @contextmanager
    def child(self, limits: Limits) -> Iterator[Child]:
        """Fork a child; at the end its whole process group is killed and reaped."""
        with self._lock, _scratch_folder(self._scratch) as scratch:
            ours, theirs = socket.socketpair()
            command = {
                "do": "fork",
                "scratch": scratch,
                "limits": asdict(limits),
                "walls": self._walls,
                "readable": self._readable,
                "listable": listable_places(),
            }
            try:
                self._control.send(command)
                socket.send_fds(self._socket, [b"f"], [theirs.fileno()])
                pid = self._control.receive(_START_SECONDS)["pid"]
            except (OSError, TypeError, KeyError) as error:
                ours.close()
                raise WorkerFailed(f"the worker has died: {error}") from None
            finally:
                theirs.close()
            child = Child(ours, pid)
            try:
                child.wait_until_ready()
                yield child
            finally:
                child.close()
                with suppress(OSError):
                    self._control.send({"do": "reap", "pid": pid})
                    self._control.receive(_START_SECONDS)


def _environment(folder: Path) -> dict[str, str]:
    """Return what the worker's imports need, and nothing of the grader's own."""
    kept = ("PATH", "HOME", "LANG", "SYSTEMROOT", "MPLCONFIGDIR", "XDG_CACHE_HOME")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "IPYTHONDIR": str(folder / "ipython"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "JOBLIB_MULTIPROCESSING": "0",  # there is one process: n_jobs=2 is 1
    }


def _end(
    process: "subprocess.Popen[bytes]", ours: socket.socket, folders: Sequence[Path]
) -> None:
    ours.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.kill()
    process.wait()
    for folder in folders:
        _remove(folder)


@contextmanager
def _scratch_folder(parent: Path) -> Iterator[str]:
    folder = tempfile.mkdtemp(dir=parent, prefix="course-")
    try:
        yield folder
    finally:
        _remove(Path(folder))


def _remove(folder: Path) -> None:
    """Remove a folder whatever a learner's code has made of it."""
    with suppress(Exception):
        shutil.rmtree(folder)
    if folder.exists():  # nested too deep for Python
        subprocess.run(  # noqa: S603
            ["rm", "-rf", "--", str(folder)],  # noqa: S607
            check=False,
            capture_output=True,
        )


_Kind = tuple[Stage, tuple[str, ...]]
_idle: dict[_Kind, list[WarmWorker]] = {}
_coming: dict[_Kind, list[Future[WarmWorker]]] = {}
_idle_lock = threading.Lock()


def prepare_worker(stage: Stage, walls: tuple[str, ...] = ()) -> None:
    """Begin to start a worker that `borrowed_worker` will lend, and do not wait."""
    starter = ThreadPoolExecutor(1)
    future = starter.submit(WarmWorker, stage, walls)
    starter.shutdown(wait=False)
    with _idle_lock:
        _coming.setdefault((stage, walls), []).append(future)


@contextmanager
def borrowed_worker(stage: Stage, walls: tuple[str, ...] = ()) -> Iterator[WarmWorker]:
    """Lend a worker of this process that nobody else uses, started if need be.

    There come to be as many as are ever borrowed at once; dead ones are replaced.
    """
    key = stage, walls
    worker = _take_idle(key) or WarmWorker(stage, walls)
    try:
        yield worker
    finally:
        if worker.is_alive:
            with _idle_lock:
                _idle.setdefault(key, []).append(worker)
        else:
            worker.close()


def _take_idle(key: _Kind) -> WarmWorker | None:
    with _idle_lock:
        while _idle.get(key):
            worker = _idle[key].pop()
            if worker.is_alive:
                return worker
            worker.close()
        coming = _coming[key].pop() if _coming.get(key) else None
    return coming.result() if coming else None
