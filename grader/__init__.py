"""The autograder of the course on calibration and thresholding.

In a notebook::

    from grader import check, hint, solution, progress
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.selfpaced import NotYet, check, hint, progress, solution

__all__ = ["NotYet", "check", "hint", "progress", "solution"]


def __getattr__(name: str) -> Any:
    """Import the learner's functions when they are asked for.

    The command `course` does without them, and starts sooner.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from grader import selfpaced  # noqa: PLC0415

    return getattr(selfpaced, name)
