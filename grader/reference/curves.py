"""ROC and precision-recall curves, and the areas under them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._packed_sweep import curve_rows, sweep_in_pieces
from grader.reference.sweep import Sweep, checked_pair
from grader.reference.validation import (
    FloatArray,
    require_both_classes,
    require_positive_label,
)

__all__ = [
    "PrecisionRecallCurve",
    "RocCurve",
    "auroc",
    "average_precision",
    "precision_recall_curve",
    "roc_curve",
]


@dataclass(frozen=True, slots=True, eq=False)
class RocCurve:
    """Hold the rates at ``thresholds``, from infinity (flag nothing) down.

    Parameters
    ----------
    fpr, tpr : ndarray of shape (k + 1,)
        False and true positive rate, non-decreasing from 0 to 1.
    thresholds : ndarray of shape (k + 1,)
        Infinity, then the k distinct scores, descending.
    """

    fpr: FloatArray
    tpr: FloatArray
    thresholds: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class PrecisionRecallCurve:
    """Hold precision and recall at each distinct score, descending.

    Parameters
    ----------
    precision, recall, thresholds : ndarray of shape (k,)
        One entry for each distinct score. No end point is invented:
        scikit-learn appends (precision 1, recall 0), which no threshold gives,
        and lists the points in the other direction.
    """

    precision: FloatArray
    recall: FloatArray
    thresholds: FloatArray


def roc_curve(scores: ArrayLike, labels: ArrayLike) -> RocCurve:
    r"""Compute the false and true positive rate at every threshold.

    .. math:: FPR = FP / N, \qquad TPR = TP / P

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags.
    labels : array-like of shape (n,)
        0/1 or booleans.

    Returns
    -------
    RocCurve
        One point for flagging nothing (threshold inf), then one for each
        distinct score. Points on a straight piece are kept.

    Raises
    ------
    InvalidInput
        On bad input, and if the labels hold one class only: a rate is 0/0.

    References
    ----------
    Fawcett, T. (2006). An introduction to ROC analysis. *Pattern Recognition
    Letters* 27(8), 861-874.

    Examples
    --------
    >>> curve = roc_curve([0.9, 0.5, 0.1], [1, 0, 1])
    >>> curve.fpr.tolist(), curve.tpr.tolist()
    ([0.0, 0.0, 1.0, 1.0], [0.0, 0.5, 0.5, 1.0])
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    require_both_classes("labels", checked_labels)
    positives = int(np.count_nonzero(checked_labels))
    negatives = len(checked_labels) - positives

    def rates(sweep: Sweep, fpr: FloatArray, tpr: FloatArray) -> None:
        np.divide(sweep.fp, negatives, out=fpr)
        np.divide(sweep.tp, positives, out=tpr)

    thresholds, fpr, tpr = curve_rows(rates, checked_scores, checked_labels, head=1)
    thresholds[0], fpr[0], tpr[0] = np.inf, 0.0, 0.0  # nothing is flagged
    return RocCurve(fpr, tpr, thresholds)


def precision_recall_curve(
    scores: ArrayLike, labels: ArrayLike
) -> PrecisionRecallCurve:
    r"""Compute precision and recall at every distinct score.

    .. math:: P = TP / (TP + FP), \qquad R = TP / (TP + FN)

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers; score ≥ threshold flags.
    labels : array-like of shape (n,)
        0/1 or booleans.

    Returns
    -------
    PrecisionRecallCurve
        One point for each distinct score, from the highest down.

    Raises
    ------
    InvalidInput
        On bad input, and if no label is positive: recall is 0/0.

    References
    ----------
    Davis, J. and Goadrich, M. (2006). The relationship between Precision-Recall
    and ROC curves. *ICML*.

    Examples
    --------
    >>> curve = precision_recall_curve([0.9, 0.5, 0.1], [1, 0, 1])
    >>> curve.precision.round(3).tolist(), curve.recall.tolist()
    ([1.0, 0.5, 0.667], [0.5, 0.5, 1.0])
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    require_positive_label("labels", checked_labels)
    positives = int(np.count_nonzero(checked_labels))

    def rates(sweep: Sweep, precision: FloatArray, recall: FloatArray) -> None:
        np.copyto(precision, sweep.tp)  # floats are quicker to divide, twice
        np.divide(precision, positives, out=recall)
        np.divide(precision, sweep.flagged, out=precision)

    thresholds, precision, recall = curve_rows(rates, checked_scores, checked_labels)
    return PrecisionRecallCurve(precision, recall, thresholds)


def auroc(scores: ArrayLike, labels: ArrayLike) -> float:
    r"""Compute the area under the ROC curve, with ties counted as one half.

    .. math:: AUROC = P(s^+ > s^-) + \tfrac12 P(s^+ = s^-)

    for a random positive :math:`s^+` and a random negative :math:`s^-`: the
    trapezium rule on the ROC curve. The numerator is counted in integers, so
    the result is the exact fraction, rounded once.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers.
    labels : array-like of shape (n,)
        0/1 or booleans, both classes present.

    Returns
    -------
    float
        In [0, 1]; 0.5 for scores that say nothing.

    Raises
    ------
    InvalidInput
        On bad input, and if the labels hold one class only.

    References
    ----------
    Hanley, J. A. and McNeil, B. J. (1982). The meaning and use of the area under
    a ROC curve. *Radiology* 143(1), 29-36.

    Examples
    --------
    Of the two pairs (positive, negative) one is ranked right, one is tied:

    >>> auroc([0.9, 0.5, 0.5], [1, 0, 1])
    0.75
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    require_both_classes("labels", checked_labels)
    twice_wins = 0
    for sweep in sweep_in_pieces(checked_scores, checked_labels):
        tp_above = np.concatenate(([sweep.tp_before], sweep.tp[:-1]))
        fp_before = sweep.flagged_before - sweep.tp_before
        new_fp = np.diff(sweep.fp, prepend=fp_before)
        # Each new negative is beaten by the positives above it, and ties with those
        # that share its score: above + half of (here − above), and that twice.
        twice_wins += int(np.sum(new_fp * (tp_above + sweep.tp)))
    positives = int(np.count_nonzero(checked_labels))
    return twice_wins / (2 * positives * (len(checked_labels) - positives))


def average_precision(scores: ArrayLike, labels: ArrayLike) -> float:
    r"""Compute the mean of precision over the positives, in steps.

    .. math:: AP = \sum_i (R_i - R_{i-1})\,P_i

    over the distinct scores, from the highest down, without interpolation.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers.
    labels : array-like of shape (n,)
        0/1 or booleans, at least one positive.

    Returns
    -------
    float
        In (0, 1].

    Raises
    ------
    InvalidInput
        On bad input, and if no label is positive.

    References
    ----------
    Zhu, M. (2004). Recall, precision and average precision. Technical report
    2004-09, University of Waterloo.

    Examples
    --------
    The first positive comes at precision 1, the second at 2/3:

    >>> round(average_precision([0.9, 0.5, 0.1], [1, 0, 1]), 6)
    0.833333
    """
    checked_scores, checked_labels = checked_pair(scores, labels)
    require_positive_label("labels", checked_labels)
    area = 0.0
    for sweep in sweep_in_pieces(checked_scores, checked_labels):
        new_tp = np.diff(sweep.tp, prepend=sweep.tp_before)
        precision = sweep.tp / sweep.flagged
        area += float(np.sum(new_tp * precision))
    return area / int(np.count_nonzero(checked_labels))
