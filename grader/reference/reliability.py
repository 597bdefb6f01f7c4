"""Reliability: what was promised in each bin, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._uniform_bins import uniform_bin_index
from grader.reference.bins import Closed, Strategy, as_closed, bin_index, edges_for
from grader.reference.validation import (
    FloatArray,
    IntArray,
    as_binary,
    as_probs,
    require_choice,
    require_same_length,
)

__all__ = ["ReliabilityCurve", "expected_calibration_error", "reliability_curve"]

Norm = Literal["l1", "l2", "max"]


@dataclass(frozen=True, slots=True, eq=False)
class ReliabilityCurve:
    """Hold, for each of k bins, what was promised and what came.

    Parameters
    ----------
    count : ndarray of shape (k,)
        How many probabilities fall into the bin.
    mean_prob : ndarray of shape (k,)
        Their mean; NaN in an empty bin.
    positive_rate : ndarray of shape (k,)
        The share of positives among them; NaN in an empty bin.
    bin_edges : ndarray of shape (k + 1,)
        The edges, increasing.
    """

    count: IntArray
    mean_prob: FloatArray
    positive_rate: FloatArray
    bin_edges: FloatArray

    @property
    def gap(self) -> FloatArray:
        """Return promised minus observed, positive where over-confident."""
        return self.mean_prob - self.positive_rate


def reliability_curve(
    probs: ArrayLike,
    labels: ArrayLike,
    *,
    n_bins: int = 15,
    bin_edges: ArrayLike | None = None,
    strategy: Strategy = "uniform",
    closed: Closed = "left",
) -> ReliabilityCurve:
    """Compare the mean probability with the share of positives, bin by bin.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities of the positive class (or confidences, with labels that say
        whether the answer was right: see `top_label`).
    labels : array-like of shape (n,)
        0/1 or booleans.
    n_bins : int, default 15
        Number of bins; not used when `bin_edges` is given.
    bin_edges : array-like of shape (k + 1,), optional
        Increasing edges that cover every probability.
    strategy : {"uniform", "quantile"}, default "uniform"
        Equal widths over [0, 1], or equal numbers of parts (equal quantiles are
        merged, which leaves fewer bins).
    closed : {"left", "right"}, default "left"
        Which side of a bin belongs to it. Left: [a, b), the last [a, b]. Right:
        (a, b], the first [a, b], as in scikit-learn's ``calibration_curve``.

    Returns
    -------
    ReliabilityCurve
        Empty bins are kept: count 0, NaN, NaN.

    Raises
    ------
    InvalidInput
        On bad input, and if the edges leave a probability out.

    References
    ----------
    DeGroot, M. H. and Fienberg, S. E. (1983). The comparison and evaluation of
    forecasters. *The Statistician* 32(1/2), 12-22.

    Examples
    --------
    The value on the edge 0.5 belongs to the upper bin:

    >>> curve = reliability_curve([0.2, 0.4, 0.5, 1.0], [0, 1, 0, 1], n_bins=2)
    >>> curve.count.tolist(), curve.positive_rate.tolist()
    ([2, 2], [0.5, 0.5])
    >>> curve.mean_prob.round(3).tolist()
    [0.3, 0.75]
    """
    checked_probs = as_probs("probs", probs)
    checked_labels = as_binary("labels", labels)
    require_same_length("labels", checked_labels, "probs", checked_probs)
    edges = edges_for(checked_probs, bin_edges, n_bins, strategy)
    is_uniform = bin_edges is None and strategy == "uniform"
    find_bins = uniform_bin_index if is_uniform else bin_index
    index = find_bins(checked_probs, edges, as_closed(closed))
    n = len(edges) - 1
    sum_of_probs = np.bincount(index, weights=checked_probs, minlength=n)
    # One count of bin and label together: a row (negatives, positives) for each bin.
    both = np.bincount(2 * index + checked_labels, minlength=2 * n).reshape(n, 2)
    count, positives = both.sum(axis=1), both[:, 1]
    # 0/0 in an empty bin is NaN, and meant to be.
    with np.errstate(invalid="ignore"):
        mean_prob, positive_rate = sum_of_probs / count, positives / count
    return ReliabilityCurve(count, mean_prob, positive_rate, edges)


def expected_calibration_error(
    probs: ArrayLike,
    labels: ArrayLike,
    *,
    n_bins: int = 15,
    bin_edges: ArrayLike | None = None,
    strategy: Strategy = "uniform",
    closed: Closed = "left",
    norm: Norm = "l1",
) -> float:
    r"""Average the gaps of a reliability diagram, weighted by how full bins are.

    .. math:: ECE = \sum_b \frac{n_b}{n}\,\bigl|\bar p_b - \bar y_b\bigr|

    With ``norm="l2"`` it is :math:`\sqrt{\sum_b \frac{n_b}{n} gap_b^2}`, with
    ``norm="max"`` the largest gap. Empty bins count for nothing.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities of the positive class. For the multi-class reading (top-label
        confidence against correctness) pass what `top_label` returns.
    labels : array-like of shape (n,)
        0/1 or booleans.
    n_bins, bin_edges, strategy, closed
        As in `reliability_curve`.
    norm : {"l1", "l2", "max"}, default "l1"
        How gaps are put together.

    Returns
    -------
    float
        In [0, 1]. It depends on the bins, and small samples make it too large.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Naeini, M. P., Cooper, G. F. and Hauskrecht, M. (2015). Obtaining well
    calibrated probabilities using Bayesian binning. *AAAI*.

    Examples
    --------
    Three parts at .5 (one positive), one at 1 (positive): 3/4·|.5 − 1/3| + 0.

    >>> expected_calibration_error([0.5, 0.5, 0.5, 1.0], [1, 0, 0, 1], n_bins=4)
    0.125
    """
    curve = reliability_curve(
        probs,
        labels,
        n_bins=n_bins,
        bin_edges=bin_edges,
        strategy=strategy,
        closed=closed,
    )
    return mean_gap(curve, norm)


def mean_gap(curve: ReliabilityCurve, norm: Norm) -> float:
    """Put the gaps of a curve's filled bins together into one number."""
    require_choice("norm", norm, ("l1", "l2", "max"))
    filled = curve.count > 0
    gap = np.abs(curve.gap[filled])
    weight = curve.count[filled] / curve.count.sum()
    if norm == "l1":
        return float(np.sum(weight * gap))
    if norm == "l2":
        return float(np.sqrt(np.sum(weight * gap**2)))
    return float(gap.max())
