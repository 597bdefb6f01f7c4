"""The autograder of the course on calibration and thresholding.

In a notebook::

    from grader import check, hint, solution, progress
"""

from grader.selfpaced import NotYet, check, hint, progress, solution

__all__ = ["NotYet", "check", "hint", "progress", "solution"]
