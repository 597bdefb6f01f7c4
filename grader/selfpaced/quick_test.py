"""The quick test in a learner's progress: attempts, and what is kept of whom."""

from collections.abc import Callable

from grader.selfpaced.workspace import Workspace
from quiz.attempts import Attempt, Attempts
from quiz.errors import NotSaved
from quiz.learner import signed_in

__all__ = ["kept_attempts"]


def kept_attempts(
    workspace: Workspace | None, tell: Callable[[str], None]
) -> tuple[str | None, tuple[Attempt, ...]]:
    """Return who is signed in, and the attempts that are kept of them.

    Parameters
    ----------
    workspace
        Where somebody may be signed in; None for the present folder's.
    tell
        Called with a sentence when the attempts cannot be read.
    """
    learner = signed_in(folder=workspace.root if workspace else None)
    if learner is None:
        return None, ()
    try:
        return learner, tuple(Attempts(tell=tell).of(learner))
    except NotSaved as error:
        tell(f"Attempts at the quick test cannot be read: {error}.")
        return learner, ()
