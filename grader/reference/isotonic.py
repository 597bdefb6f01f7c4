"""Isotonic calibration: any non-decreasing map from score to probability."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._packed_sweep import sweep_in_pieces
from grader.reference.errors import InvalidInput
from grader.reference.pooling import pool
from grader.reference.sweep import Sweep, checked_pair
from grader.reference.validation import BoolArray, FloatArray, IntArray, as_scores

__all__ = ["IsotonicCalibration", "fit_isotonic", "fit_isotonic_labels", "interpolate"]

_EXPONENT_OF_KNOTS = 1000  # 1e301: large enough for the gap of two tiny scores
_LARGEST_EXPONENT = 1023


class IsotonicCalibration:
    """Map scores to probabilities by the non-decreasing fit of least squares.

    The fit is a step at each distinct score; between two of them the map is a
    straight line, beyond them it is constant. It can merge scores that differ, so
    it keeps the ranking only in the weak sense. It needs data: with fewer than some
    hundreds of parts it fits their noise.

    Attributes
    ----------
    scores_ : ndarray of shape (k,)
        The distinct scores of the fit, ascending.
    probs_ : ndarray of shape (k,)
        The probability at each, non-decreasing.

    References
    ----------
    Zadrozny, B. and Elkan, C. (2002). Transforming classifier scores into accurate
    multiclass probability estimates. *KDD*.

    Examples
    --------
    The labels 0 1 0 1 by ascending score: the middle two share one half.

    >>> isotonic = IsotonicCalibration().fit([0.1, 0.4, 0.6, 0.9], [0, 1, 0, 1])
    >>> isotonic.predict_proba([0.0, 0.5, 0.75, 2.0]).tolist()
    [0.0, 0.5, 0.75, 1.0]
    """

    scores_: FloatArray
    probs_: FloatArray

    def fit(self, scores: ArrayLike, labels: ArrayLike) -> IsotonicCalibration:
        """Fit the map.

        Parameters
        ----------
        scores : array-like of shape (n,)
            Finite numbers.
        labels : array-like of shape (n,)
            0/1 or booleans. One class only is allowed, and gives a constant.

        Returns
        -------
        IsotonicCalibration
            Itself.

        Raises
        ------
        InvalidInput
            On bad input.
        """
        checked_scores, checked_labels = checked_pair(scores, labels)
        self.scores_, self.probs_ = fit_isotonic_labels(checked_scores, checked_labels)
        return self

    def predict_proba(self, scores: ArrayLike) -> FloatArray:
        """Return the probability of the positive class for each score.

        Parameters
        ----------
        scores : array-like of shape (n,)
            Finite numbers.

        Returns
        -------
        ndarray of shape (n,)

        Raises
        ------
        InvalidInput
            On bad input, and before `fit`.
        """
        if not hasattr(self, "scores_"):
            raise InvalidInput("predict_proba", "come after fit", "no fit")
        return interpolate(as_scores("scores", scores), self.scores_, self.probs_)


def interpolate(scores: FloatArray, knots: FloatArray, probs: FloatArray) -> FloatArray:
    """Return the map's value at scores: straight between knots, constant beyond.

    NumPy divides by the gap between two knots. A power of two makes that gap neither
    too large nor too small for it, and changes no digit.

    Examples
    --------
    >>> interpolate(np.array([2e-310]), np.array([1e-310, 3e-310]), np.array([0, 1.0]))
    array([0.5])
    """
    largest = max(abs(float(knots[0])), abs(float(knots[-1])))
    exponent = _EXPONENT_OF_KNOTS - int(np.frexp(largest)[1])
    factor = 2.0 ** min(exponent, _LARGEST_EXPONENT)
    with np.errstate(over="ignore", under="ignore"):
        return np.interp(scores * factor, knots * factor, probs)


def fit_isotonic_labels(
    scores: FloatArray, labels: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Return the distinct scores, ascending, and the fitted probability at each.

    Parts with equal scores must get equal values, so each distinct score enters
    once: with the share of positives at it, weighted by how many parts there are.

    Examples
    --------
    >>> scores, values = fit_isotonic_labels(
    ...     np.array([2.0, 1.0, 2.0]), np.array([True, False, False])
    ... )
    >>> scores.tolist(), values.tolist()
    ([1.0, 2.0], [0.0, 0.5])
    """
    room = np.empty_like(scores)
    runs = [_runs(piece) for piece in sweep_in_pieces(scores, labels, room)]
    means, parts, lengths = (np.concatenate(c)[::-1] for c in zip(*runs, strict=True))
    thresholds = room[: lengths.sum()]
    return thresholds[::-1].copy(), np.repeat(pool(means, parts), lengths)


def _runs(sweep: Sweep) -> tuple[FloatArray, FloatArray, IntArray]:
    """Return the runs of scores along which the share of positives does not fall.

    From the highest score down; pooling puts such a run into one block, so it may as
    well be made one value first. For each: its share of positives, its number of
    parts, and how many scores it has.
    """
    new_tp = np.diff(sweep.tp, prepend=sweep.tp_before)
    shares = new_tp / np.diff(sweep.flagged, prepend=sweep.flagged_before)
    ends = np.append(np.flatnonzero(shares[:-1] > shares[1:]), len(shares) - 1)
    positives = np.diff(sweep.tp[ends], prepend=sweep.tp_before)
    parts = np.diff(sweep.flagged[ends], prepend=sweep.flagged_before)
    return positives / parts, parts.astype(np.float64), np.diff(ends, prepend=-1)


def fit_isotonic(
    scores: FloatArray, targets: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Do as `fit_isotonic_labels` for targets that are any numbers.

    Examples
    --------
    >>> scores, values = fit_isotonic(np.array([2.0, 1.0, 2.0]), np.array([3, 0, 4.0]))
    >>> scores.tolist(), values.tolist()
    ([1.0, 2.0], [0.0, 3.5])
    """
    order = np.argsort(scores)
    ascending, in_order = scores[order], targets[order]
    is_new = ascending[1:] != ascending[:-1]
    if is_new.all():
        return ascending, pool(in_order)
    starts = np.append(0, np.flatnonzero(is_new) + 1)
    parts = np.diff(starts, append=len(scores)).astype(np.float64)
    means = np.add.reduceat(in_order, starts) / parts
    return ascending[starts], pool(means, parts)
