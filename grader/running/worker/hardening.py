"""What a child gives up before it runs a learner's code."""

import ctypes
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress

from . import landlock, seccomp

__all__ = ["settle", "wall_in"]

_KEPT = (
    *("MPLBACKEND", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"),
    "JOBLIB_MULTIPROCESSING",
)
_CAPSET = {"x86_64": 126, "aarch64": 91}


def settle(scratch: str, limits: Mapping[str, float]) -> None:
    """Move into the scratch folder with an empty environment and bounded means.

    Parameters
    ----------
    scratch
        The only folder that is the child's own: its home and working directory.
    limits
        The fields of `grader.running.Limits`.
    """
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(name, signal.SIG_DFL)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(HOME=scratch, TMPDIR=scratch, PATH=os.defpath, LANG="C.UTF-8")
    tempfile.tempdir = None  # found anew, in the scratch folder
    os.chdir(scratch)
    sys.path.insert(0, "")  # a module that a cell has written can be imported
    os.umask(0o077)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # when memory runs out, this process goes first
    bound = {
        resource.RLIMIT_AS: int(limits["memory_bytes"]),
        resource.RLIMIT_CPU: int(limits["total_seconds"]) + 1,
        resource.RLIMIT_FSIZE: int(limits["file_bytes"]),
        resource.RLIMIT_NOFILE: int(limits["open_files"]),
        resource.RLIMIT_CORE: 0,
    }
    for kind, wanted in bound.items():
        _, hard = resource.getrlimit(kind)
        lowest = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (lowest, lowest))


def wall_in(
    walls: Sequence[str],
    readable: Sequence[str],
    listable: Sequence[str],
    scratch: str,
) -> None:
    """Raise the walls that a process can raise around itself, for good.

    Parameters
    ----------
    walls
        Their names; bubblewrap stands around the warm worker already.
    readable, listable
        As for `landlock.restrict`.
    scratch
        The folder that may be written.
    """
    if not walls:
        return
    _drop_capabilities()
    if "landlock" in walls:
        landlock.restrict(readable, listable, [scratch, "/dev/null"])
    if "seccomp" in walls:
        seccomp.restrict()


def _drop_capabilities() -> None:
    """Give up root's powers where there are any: limits could be raised with them."""
    number = _CAPSET.get(os.uname().machine)
    if sys.platform != "linux" or number is None:
        return
    version_3 = 0x20080522
    header = (ctypes.c_uint32 * 2)(version_3, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).syscall(number, header, none):
        raise OSError(ctypes.get_errno(), "capset")
