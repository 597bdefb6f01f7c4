"""What decisions cost: of one part by its probability, of many by their labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import TIE, Floats, Sweep, sweep


def bills(p: ArrayLike, cost_fp: float, cost_fn: float) -> tuple[Floats, Floats]:
    """Return what flagging and what passing a part costs on average.

    Parameters
    ----------
    p : array_like
        Calibrated probabilities of a defect.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss; a right decision costs nothing.

    Examples
    --------
    >>> flagged, passed = bills(0.3, 2, 6)
    >>> round(float(flagged), 9), round(float(passed), 9)
    (1.4, 1.8)
    """
    probs = np.asarray(p, float)
    return (1 - probs) * cost_fp, probs * cost_fn


def break_even(cost_fp: float, cost_fn: float) -> float:
    """Return the probability at which flagging and passing cost the same.

    Examples
    --------
    >>> break_even(2, 6)
    0.25
    """
    return cost_fp / (cost_fp + cost_fn)


def total_cost(found: Sweep, cost_fp: float, cost_fn: float) -> Floats:
    """Return the cost of all mistakes at each threshold of a sweep.

    Examples
    --------
    >>> total_cost(sweep([0.9, 0.7, 0.2], [1, 0, 1]), 1, 4).tolist()
    [4.0, 5.0, 1.0]
    """
    return np.asarray(cost_fp * found.fp + cost_fn * found.fn, float)


def sweep_with_none(scores: ArrayLike, labels: ArrayLike) -> Sweep:
    """Count at every observed score, and first at inf, which flags nothing."""
    return sweep(scores, labels, np.append(np.asarray(scores, float), np.inf))


def cheapest_cut(
    scores: ArrayLike, labels: ArrayLike, cost_fp: float, cost_fn: float
) -> float:
    """Return the cut of the lowest total cost, of equal ones the largest.

    Examples
    --------
    >>> cheapest_cut([0.9, 0.7, 0.2], [1, 0, 1], 1, 4)
    0.2
    >>> cheapest_cut([0.9, 0.7], [0, 1], 1, 1)
    inf
    """
    found = sweep_with_none(scores, labels)
    cost = total_cost(found, cost_fp, cost_fn)
    return float(found.thresholds[np.flatnonzero(cost <= cost.min() + TIE)[0]])


def cost_at(
    scores: ArrayLike, labels: ArrayLike, cut: float, cost_fp: float, cost_fn: float
) -> float:
    """Return the total cost of flagging at or above one cut.

    Examples
    --------
    >>> cost_at([0.9, 0.7, 0.2], [1, 0, 1], 0.5, 1, 4)
    5.0
    """
    return float(total_cost(sweep(scores, labels, [cut]), cost_fp, cost_fn)[0])
