"""Which walls stand between a learner's code and this machine."""

import os
from dataclasses import dataclass

__all__ = ["Isolation", "detect_isolation"]


@dataclass(frozen=True, slots=True)
class Isolation:
    """The walls in use.

    Parameters
    ----------
    walls
        Their names, e.g. ``("limits",)``.
    """

    walls: tuple[str, ...]

    def __str__(self) -> str:
        """Return the names, joined as the command prints them."""
        return "+".join(self.walls)

    @property
    def words(self) -> str:
        """What these walls hold and what they do not, in one sentence."""
        return (
            "separate processes with bounds on time, memory and files; "
            "submissions run as your user and could read your files, "
            "so grade only work of people whom you trust"
        )


def detect_isolation(requested: str = "auto") -> Isolation:
    """Return the strongest walls for a request.

    Parameters
    ----------
    requested
        ``auto`` or ``limits``. Today both mean resource limits.

    Raises
    ------
    ValueError
        If the request is none of these, or this system cannot fork a worker.
    """
    if requested not in ("auto", "limits"):
        raise ValueError(f"isolation must be auto or limits, got {requested!r}")
    if not hasattr(os, "fork"):
        raise ValueError("this system cannot fork; use Linux, macOS or WSL")
    return Isolation(("limits",))
