"""A chosen threshold: the number, and all the numbers that decide like it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.reference.sweep import Sweep

__all__ = ["Threshold", "threshold_at_row"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """Hold a threshold for the rule "flag when score ≥ value".

    Parameters
    ----------
    value : float
        The largest observed score that attains the objective, or inf where
        flagging nothing does.
    interval : tuple of float
        (low, high): every threshold t with low < t ≤ high decides alike on the
        scores that it was chosen on. `low` is the next lower observed score, or
        -inf; `high` is `value`. Where `value` is inf, `low` is the largest score.
    objective : float
        What `value` attains: the F, J or total cost that was optimised, or the
        recall under a target.

    Examples
    --------
    >>> threshold = Threshold(value=0.55, interval=(0.52, 0.55), objective=0.75)
    >>> threshold.decides_like(0.53), threshold.decides_like(0.52)
    (True, False)
    """

    value: float
    interval: tuple[float, float]
    objective: float

    def decides_like(self, other: float) -> bool:
        """Tell whether the threshold `other` flags the same parts."""
        low, high = self.interval
        return low < other <= high


def threshold_at_row(sweep: Sweep, row: int, objective: float) -> Threshold:
    """Return the threshold of one row of a sweep."""
    value = float(sweep.thresholds[row])
    is_last = row + 1 == len(sweep.thresholds)
    low = -math.inf if is_last else float(sweep.thresholds[row + 1])
    return Threshold(value=value, interval=(low, value), objective=objective)
