"""One answer against the reference: replies in, a verdict out, and its words."""

from grader.checking.dependencies import name_dependencies
from grader.checking.result import Outcome, PartResult, Result, SlipFound
from grader.checking.verdict import ask_of, graded_probes, judge, untouched
from grader.checking.words import box, points, to_html, to_text

__all__ = [
    "Outcome",
    "PartResult",
    "Result",
    "SlipFound",
    "ask_of",
    "box",
    "graded_probes",
    "judge",
    "name_dependencies",
    "points",
    "to_html",
    "to_text",
    "untouched",
]
