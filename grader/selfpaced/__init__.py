"""For learners alone: checks in the notebook, hints, solutions, progress."""

from grader.selfpaced.inline import NotYet, check, hint, progress, solution
from grader.selfpaced.quick_test import kept_attempts
from grader.selfpaced.summary import Summary, UnitSummary, summarise
from grader.selfpaced.workspace import Event, Workspace, find_workspace

__all__ = [
    "Event",
    "NotYet",
    "Summary",
    "UnitSummary",
    "Workspace",
    "check",
    "find_workspace",
    "hint",
    "kept_attempts",
    "progress",
    "solution",
    "summarise",
]
