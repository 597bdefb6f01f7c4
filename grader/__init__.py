"""The autograder of the course on calibration and thresholding.

In a notebook::

    from grader import check, hint, solution, progress
    from grader import check_project
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.projects import check_project
    from grader.selfpaced import NotYet, check, hint, progress, solution

__all__ = ["NotYet", "check", "check_project", "hint", "progress", "solution"]


def __getattr__(name: str) -> Any:
    """Import the learner's functions when they are asked for.

    The command `course` does without them, and starts sooner.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "check_project":
        from grader import projects  # noqa: PLC0415

        return projects.check_project
    from grader import selfpaced  # noqa: PLC0415

    return getattr(selfpaced, name)
