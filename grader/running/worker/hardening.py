"""What a child gives up before it runs a learner's code.

This is the place of the wall: today resource limits, an empty environment and a
session of its own; Landlock and seccomp come here, between `settle` and the
first cell.
"""

import os
import resource
import signal
from collections.abc import Mapping

__all__ = ["settle"]


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
    kept = {
        name: os.environ[name]
        for name in ("MPLBACKEND", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
        if name in os.environ
    }
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(HOME=scratch, TMPDIR=scratch, PATH=os.defpath, LANG="C.UTF-8")
    os.chdir(scratch)
    os.umask(0o077)
    bound = {
        resource.RLIMIT_AS: int(limits["memory_bytes"]),
        resource.RLIMIT_CPU: int(limits["total_seconds"]) + 1,
        resource.RLIMIT_FSIZE: int(limits["file_bytes"]),
        resource.RLIMIT_NOFILE: int(limits["open_files"]),
        resource.RLIMIT_CORE: 0,
    }
    if hasattr(resource, "RLIMIT_NPROC"):
        bound[resource.RLIMIT_NPROC] = 0
    for kind, wanted in bound.items():
        _, hard = resource.getrlimit(kind)
        lowest = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (lowest, lowest))
