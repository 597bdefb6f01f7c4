"""Thresholds that keep a promise: precision ≥ X, or recall ≥ X."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._packed_sweep import whole_sweep
from grader.reference.proportions import clopper_pearson_lower
from grader.reference.sweep import checked_pair
from grader.reference.threshold import Threshold, threshold_at_row
from grader.reference.validation import (
    BoolArray,
    IntArray,
    as_fraction_of_one,
    as_scalar,
    require_positive_label,
)

__all__ = ["threshold_at_precision", "threshold_at_recall"]


def threshold_at_precision(
    scores: ArrayLike,
    labels: ArrayLike,
    *,
    target: float,
    confidence: float | None = None,
) -> Threshold | None:
    r"""Find the threshold of the highest recall among those precise enough.

    .. math:: \max_t R(t) \quad\text{subject to}\quad P(t) \ge target

    Of equal recalls the largest threshold is taken. Precision does not fall
    steadily as the threshold falls, so every observed score is tried.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags.
    labels : array-like of shape (n,)
        0/1 or booleans.
    target : float
        Precision demanded, in (0, 1]; reaching it exactly is enough.
    confidence : float, optional
        If given, the one-sided Clopper-Pearson lower bound of the precision at
        this level must reach the target, not the precision itself. The bound
        holds for one threshold fixed beforehand; choosing among many makes it
        somewhat optimistic still.

    Returns
    -------
    Threshold or None
        `objective` is the recall attained. None when no threshold is precise
        enough, as always without a positive label.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Eban, E. et al. (2017). Scalable learning of non-decomposable objectives.
    *AISTATS*. The bound: see `clopper_pearson_lower`.

    Examples
    --------
    At 0.6 three of four flagged parts are positive:

    >>> threshold_at_precision([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 1], target=0.75)
    Threshold(value=0.6, interval=(-inf, 0.6), objective=1.0)
    >>> threshold_at_precision([0.9, 0.8], [0, 1], target=0.75) is None
    True
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    _check_target(target)
    sweep = whole_sweep(checked_scores, checked_labels)
    positives = int(sweep.tp[-1])
    enough = _reaches(sweep.tp, sweep.flagged, target, confidence)
    if not enough.any():
        return None
    most_found = sweep.tp[enough].max()
    row = int(np.flatnonzero(enough & (sweep.tp == most_found))[0])
    return threshold_at_row(sweep, row, int(most_found) / positives)


def threshold_at_recall(
    scores: ArrayLike,
    labels: ArrayLike,
    *,
    target: float,
    confidence: float | None = None,
) -> Threshold | None:
    r"""Find the largest threshold that finds enough of the positives.

    .. math:: \max t \quad\text{subject to}\quad R(t) \ge target

    The largest such threshold raises the fewest false alarms.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags.
    labels : array-like of shape (n,)
        0/1 or booleans, at least one positive.
    target : float
        Recall demanded, in (0, 1]; reaching it exactly is enough.
    confidence : float, optional
        If given, the one-sided Clopper-Pearson lower bound of the recall at this
        level must reach the target, not the recall itself.

    Returns
    -------
    Threshold or None
        `objective` is the recall attained. None only with `confidence`, when even
        finding every positive does not prove the target.

    Raises
    ------
    InvalidInput
        On bad input, and if no label is positive: recall is 0/0.

    References
    ----------
    Scott, C. and Nowak, R. (2005). A Neyman-Pearson approach to statistical learning.
    *IEEE Transactions on Information Theory* 51(11), 3806-3819.

    Examples
    --------
    >>> threshold_at_recall([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 1], target=0.6)
    Threshold(value=0.7, interval=(0.6, 0.7), objective=0.6666666666666666)
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    require_positive_label("labels", checked_labels)
    _check_target(target)
    sweep = whole_sweep(checked_scores, checked_labels)
    positives = int(sweep.tp[-1])
    all_positives = np.full_like(sweep.tp, positives)
    enough = _reaches(sweep.tp, all_positives, target, confidence)
    if not enough.any():
        return None
    row = int(np.flatnonzero(enough)[0])
    return threshold_at_row(sweep, row, int(sweep.tp[row]) / positives)


def _check_target(target: float) -> None:
    as_scalar("target", target, low=0.0, high=1.0, low_open=True)


def _reaches(
    successes: IntArray, trials: IntArray, target: float, confidence: float | None
) -> BoolArray:
    """Tell where a proportion, or its lower bound, is at least the target.

    The division rounds to the nearest float64, as the decimal target did: 19/20
    meets 0.95.
    """
    if confidence is None:
        proportion = successes / trials
    else:
        level = as_fraction_of_one("confidence", confidence)
        proportion = clopper_pearson_lower(successes, trials, confidence=level)
    return np.asarray(proportion >= target)
