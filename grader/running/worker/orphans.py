"""Processes that a submission leaves behind: adopted, so that they can be ended.

On Linux the warm worker becomes the parent of every descendant whose own parent
has died, also of those that left the submission's process group.
"""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["adopt", "end_all"]

_PR_SET_CHILD_SUBREAPER = 36
_CHILDREN = Path("/proc/thread-self/children")


def adopt() -> None:
    """Become the parent of orphaned descendants, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_all() -> None:
    """Kill and collect every child that is left; each may leave orphans again."""
    with suppress(ChildProcessError):
        while True:
            for pid in _children():
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            pid, _ = os.waitpid(-1, 0 if _children() else os.WNOHANG)
            if not pid:
                return


def _children() -> list[int]:
    try:
        return [int(pid) for pid in _CHILDREN.read_text().split()]
    except OSError:
        return []
