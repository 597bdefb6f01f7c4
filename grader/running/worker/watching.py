"""Keep an eye on what no limit of the kernel bounds: a child's files and threads.

A limit holds for each file, not for all together, and one on processes counts those
of a user everywhere. So the warm worker looks every few hundredths of a second while
a child runs, and kills the child that has gone beyond its bounds.
"""

import os
import signal
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress

__all__ = ["SECONDS", "Watch"]

SECONDS = 0.05
"""How long to wait from one look to the next."""

_BLOCK = 512  # the unit of st_blocks, whatever the file system


class Beyond(Exception):  # noqa: N818 (says what happened)
    """A bound is passed, or something keeps it from being checked."""


class Watch:
    """Watches one child.

    Parameters
    ----------
    pid
        Its id.
    scratch
        The only folder in which it can write.
    limits
        The fields of `grader.running.Limits`.
    """

    def __init__(self, pid: int, scratch: str, limits: Mapping[str, float]) -> None:
        self._pid = pid
        self._scratch = scratch
        self._bytes = int(limits["scratch_bytes"])
        self._files = int(limits["scratch_files"])
        self._threads = int(limits["threads"])

    def look(self) -> None:
        """Kill the child, with its process group, if it is beyond a bound."""
        try:
            self._check()
        except (FileNotFoundError, ProcessLookupError):
            return  # it has ended, or has moved something meanwhile
        except (Beyond, OSError):
            for kill in (os.killpg, os.kill):
                with suppress(ProcessLookupError, PermissionError):
                    kill(self._pid, signal.SIGKILL)

    def _check(self) -> None:
        used, count = _tree_size(self._scratch, self._files)
        if count > self._files or used > self._bytes:
            raise Beyond
        if sys.platform == "linux":
            if _threads(self._pid) > self._threads:
                raise Beyond
            if used + _deleted_size(self._pid) > self._bytes:
                raise Beyond


def _tree_size(folder: str, most: int) -> tuple[int, int]:
    """Return the bytes on disk and the number of entries, up to one beyond `most`.

    What lies too deep for a path to name raises `OSError`.
    """
    used = count = 0
    waiting = [folder]
    while waiting and count <= most:
        with suppress(FileNotFoundError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                if count > most:
                    break
                with suppress(FileNotFoundError):
                    used += entry.stat(follow_symlinks=False).st_blocks * _BLOCK
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return used, count


def _threads(pid: int) -> int:
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
        line = next(
            (line for line in file if line.startswith("Threads:")), "Threads: 0"
        )
    return int(line.split()[1])


def _deleted_size(pid: int) -> int:
    """Return the bytes of files that are open and have no name any more."""
    used = 0
    folder = f"/proc/{pid}/fd"
    for name in os.listdir(folder):
        with suppress(FileNotFoundError):
            found = os.stat(f"{folder}/{name}")
            if stat.S_ISREG(found.st_mode) and not found.st_nlink:
                used += found.st_blocks * _BLOCK
    return used
