"""Which walls stand between a learner's code and this machine."""

import functools
import os
import subprocess
from dataclasses import dataclass

from grader.running.worker import landlock, seccomp

__all__ = ["Isolation", "NoWall", "detect_isolation"]

_RISK = (
    "submissions then run as your user: they could read your files and the "
    "solutions, write where you may, and use the network"
)


class NoWall(RuntimeError):  # noqa: N818 (says what is the matter)
    """No wall is to be had on this machine, or submissions cannot run at all."""


@dataclass(frozen=True, slots=True)
class Isolation:
    """The walls in use.

    Parameters
    ----------
    walls
        Their names: ``landlock``, ``seccomp``, ``bubblewrap``; none means that
        there are bounds on resources only.
    """

    walls: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the names, joined as the command prints them."""
        return "+".join(self.walls) or "limits"

    @property
    def words(self) -> str:
        """What this holds and what it does not, in a few words."""
        if self.walls:
            return (
                "submissions see third-party packages and an empty scratch folder; "
                "no other files, no network, no other processes"
            )
        return f"bounds on time, memory and files only; {_RISK}"


def detect_isolation(requested: str = "auto") -> Isolation:
    """Return the walls for a request.

    Parameters
    ----------
    requested
        ``auto``, the strongest that there are, or ``limits``, none.

    Raises
    ------
    ValueError
        If the request is none of these.
    NoWall
        If a wall was asked for and there is none, or this system cannot fork.
    """
    if requested not in ("auto", "limits"):
        raise ValueError(f"isolation must be auto or limits, got {requested!r}")
    if not hasattr(os, "fork"):
        raise NoWall("this system cannot fork a worker; use Linux, macOS or WSL")
    if requested == "limits":
        return Isolation()
    if not (landlock.abi() and seccomp.is_available()):
        raise NoWall(
            "this system has no wall around learners' code (Landlock and seccomp, of "
            f"Linux 5.13 or newer). You can say --isolation limits, but {_RISK}"
        )
    walls = ("landlock", "seccomp")
    return Isolation((*walls, "bubblewrap") if _bubblewrap_works() else walls)


NAMESPACES = (
    *("bwrap", "--unshare-all", "--new-session"),
    *("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"),  # noqa: S108
)
"""How bubblewrap is called, before what is mounted."""


@functools.cache
def _bubblewrap_works() -> bool:
    """Try bubblewrap: it is often installed where it may not make namespaces."""
    mounts = [
        part
        for path in ("/usr", "/lib", "/lib64", "/bin")
        if os.path.exists(path)
        for part in ("--ro-bind", path, path)
    ]
    try:
        done = subprocess.run(  # noqa: S603 (our own words)
            [*NAMESPACES, *mounts, "true"], capture_output=True, check=False, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
