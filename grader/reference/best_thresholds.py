"""Thresholds that are best by a metric: F-beta, and Youden's J."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._packed_sweep import sweep_in_pieces
from grader.reference.exact_objective import CountRatio, find_best
from grader.reference.sweep import checked_pair
from grader.reference.threshold import Threshold
from grader.reference.validation import as_exact, as_scalar, require_both_classes

__all__ = ["best_f_beta_threshold", "youden_threshold"]


def best_f_beta_threshold(
    scores: ArrayLike, labels: ArrayLike, *, beta: float = 1.0
) -> Threshold:
    r"""Find the threshold of the largest F-beta.

    .. math:: F_\beta = \frac{(1+\beta^2)\,TP}{\beta^2 P + TP + FP}

    with P positive labels. Values are compared as exact fractions; of equal ones
    the largest threshold is taken. Without a positive label every F is 0.0, and
    the largest score is returned.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags.
    labels : array-like of shape (n,)
        0/1 or booleans.
    beta : float, default 1.0
        In [0, 1e100], read as the decimal that it prints as (0.1 is 1/10).

    Returns
    -------
    Threshold
        `objective` is the F-beta attained.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Lipton, Z. C., Elkan, C. and Naryanaswamy, B. (2014). Optimal thresholding of
    classifiers to maximize F1 measure. *ECML PKDD*.

    Examples
    --------
    At 0.8: TP 2, FP 1, FN 0. So F1 is 4 / 5, and anything in (0.3, 0.8] does it:

    >>> best_f_beta_threshold([0.9, 0.8, 0.8, 0.3], [1, 1, 0, 0])
    Threshold(value=0.8, interval=(0.3, 0.8), objective=0.8)
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    weight = as_exact(as_scalar("beta", beta, low=0.0, high=1e100)) ** 2
    f_beta = CountRatio(
        u=weight.numerator + weight.denominator,
        v=0,
        c=weight.numerator * int(np.count_nonzero(checked_labels)),
        d=weight.denominator,
    )
    best = find_best(f_beta, sweep_in_pieces(checked_scores, checked_labels))
    return Threshold(best.score, (best.next_lower, best.score), float(best.value))


def youden_threshold(scores: ArrayLike, labels: ArrayLike) -> Threshold:
    r"""Find the threshold of the largest Youden's J.

    .. math:: J = TPR - FPR = \frac{TP}{P} - \frac{FP}{N}

    Values are compared as exact fractions; of equal ones the largest threshold is
    taken.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags.
    labels : array-like of shape (n,)
        0/1 or booleans, both classes present.

    Returns
    -------
    Threshold
        `objective` is the J attained, never below 0 (flagging all gives 0).

    Raises
    ------
    InvalidInput
        On bad input, and if the labels hold one class only.

    References
    ----------
    Youden, W. J. (1950). Index for rating diagnostic tests. *Cancer* 3(1), 32-35.

    Examples
    --------
    Both 0.9 and 0.5 give J = 1/2; the larger is taken:

    >>> youden_threshold([0.9, 0.7, 0.5, 0.2], [1, 0, 1, 0])
    Threshold(value=0.9, interval=(0.7, 0.9), objective=0.5)
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    require_both_classes("labels", checked_labels)
    positives = int(np.count_nonzero(checked_labels))
    negatives = len(checked_labels) - positives
    j = CountRatio(u=negatives, v=-positives, c=positives * negatives)
    best = find_best(j, sweep_in_pieces(checked_scores, checked_labels))
    return Threshold(best.score, (best.next_lower, best.score), float(best.value))
