"""Thresholds from what mistakes cost."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._packed_sweep import sweep_in_pieces
from grader.reference.confusion import confusion_matrix
from grader.reference.errors import InvalidInput
from grader.reference.exact_objective import CountRatio, find_best
from grader.reference.sweep import checked_pair
from grader.reference.threshold import Threshold
from grader.reference.validation import (
    as_binary,
    as_exact,
    as_probs,
    as_scalar,
    require_same_length,
)

__all__ = ["best_cost_threshold", "cost_threshold", "net_benefit"]

_LARGEST_COST = 1e100


def cost_threshold(cost_fp: float, cost_fn: float) -> float:
    r"""Compute the probability from which flagging is the cheaper action.

    Flagging a part with probability p costs :math:`(1-p)\,C_{FP}` on average, not
    flagging it :math:`p\,C_{FN}`; they are equal at

    .. math:: t^* = \frac{C_{FP}}{C_{FP} + C_{FN}}

    The rule holds for calibrated probabilities; correct decisions cost nothing.

    Parameters
    ----------
    cost_fp, cost_fn : float
        Cost of a false alarm and of a miss, in one unit; at least 0, not both 0.

    Returns
    -------
    float
        Flag when p ≥ this number.

    Raises
    ------
    InvalidInput
        If a cost is negative or not finite, or both are 0.

    References
    ----------
    Elkan, C. (2001). The foundations of cost-sensitive learning. *IJCAI*.

    Examples
    --------
    >>> cost_threshold(1, 4)
    0.2
    """
    _check_costs(cost_fp, cost_fn)
    false_alarm, miss = as_exact(cost_fp), as_exact(cost_fn)
    return float(false_alarm / (false_alarm + miss))


def best_cost_threshold(
    scores: ArrayLike, labels: ArrayLike, *, cost_fp: float, cost_fn: float
) -> Threshold:
    r"""Find the threshold of the lowest total cost on the given parts.

    .. math:: C = C_{FP}\,FP + C_{FN}\,FN

    Costs are compared exactly; of equal ones the largest threshold is taken, so
    flagging nothing (inf) wins where it is as cheap as anything else.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags. They need not be probabilities.
    labels : array-like of shape (n,)
        0/1 or booleans.
    cost_fp, cost_fn : float
        Cost of a false alarm and of a miss, in one unit; at least 0, not both 0;
        read as the decimals that they print as.

    Returns
    -------
    Threshold
        `objective` is the total (not the mean) cost.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Provost, F. and Fawcett, T. (2001). Robust classification for imprecise
    environments. *Machine Learning* 42(3), 203-231.

    Examples
    --------
    At 0.5 one part is flagged in vain and none is missed:

    >>> best_cost_threshold([0.9, 0.7, 0.5, 0.2], [1, 0, 1, 0], cost_fp=1, cost_fn=4)
    Threshold(value=0.5, interval=(0.2, 0.5), objective=1.0)

    A miss that costs nothing is not worth an alarm:

    >>> best_cost_threshold([0.9, 0.2], [1, 0], cost_fp=1, cost_fn=0).value
    inf
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    _check_costs(cost_fp, cost_fn)
    false_alarm, miss = as_exact(cost_fp), as_exact(cost_fn)
    unit = math.lcm(false_alarm.denominator, miss.denominator)
    # What a threshold saves against flagging nothing, which costs all misses.
    saving = CountRatio(u=int(miss * unit), v=-int(false_alarm * unit), c=unit)
    best = find_best(saving, sweep_in_pieces(checked_scores, checked_labels))
    all_missed = miss * int(np.count_nonzero(checked_labels))
    if best.value <= 0:
        largest = float(checked_scores.max())
        return Threshold(math.inf, (largest, math.inf), float(all_missed))
    cost = float(all_missed - best.value)
    return Threshold(best.score, (best.next_lower, best.score), cost)


def net_benefit(probs: ArrayLike, labels: ArrayLike, threshold: float) -> float:
    r"""Compute the net benefit of flagging at a probability threshold.

    .. math:: NB(t) = \frac{TP}{n} - \frac{FP}{n}\cdot\frac{t}{1-t}

    The threshold plays two parts: it decides (p ≥ t flags), and its odds are what
    one false alarm costs, in units of one true positive.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities of the positive class.
    labels : array-like of shape (n,)
        0/1 or booleans.
    threshold : float
        In [0, 1).

    Returns
    -------
    float
        True positives a part, net of false alarms; 0 for flagging nothing.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Vickers, A. J. and Elkin, E. B. (2006). Decision curve analysis. *Medical
    Decision Making* 26(6), 565-574.

    Examples
    --------
    Two found in four parts, and one false alarm at odds 0.2/0.8 = 1/4:

    >>> net_benefit([0.9, 0.7, 0.5, 0.1], [1, 0, 1, 0], 0.2)
    0.4375
    """
    checked_probs, checked_labels = (
        as_probs("probs", probs),
        as_binary("labels", labels),
    )
    require_same_length("labels", checked_labels, "probs", checked_probs)
    threshold = as_scalar("threshold", threshold, low=0.0, high=1.0, high_open=True)
    matrix = confusion_matrix(checked_probs, checked_labels, threshold)
    odds = threshold / (1.0 - threshold)
    return (matrix.tp - matrix.fp * odds) / len(checked_probs)


def _check_costs(cost_fp: float, cost_fn: float) -> None:
    as_scalar("cost_fp", cost_fp, low=0.0, high=_LARGEST_COST)
    as_scalar("cost_fn", cost_fn, low=0.0, high=_LARGEST_COST)
    if cost_fp == 0 and cost_fn == 0:
        raise InvalidInput("cost_fn", "be above 0 when cost_fp is 0", cost_fn)
