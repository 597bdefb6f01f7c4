"""Did the inputs change: two alarms that need no labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.bins import as_bin_edges, bin_index
from grader.reference.errors import InvalidInput
from grader.reference.validation import (
    FloatArray,
    as_count,
    as_scores,
    require_within,
)

__all__ = ["ks_statistic", "population_stability_index"]

_SMALLEST_SHARE = 1e-6
_LARGEST = 1e300  # differences, which quantiles need, are still floats


def population_stability_index(
    reference: ArrayLike,
    current: ArrayLike,
    *,
    bin_edges: ArrayLike | None = None,
    n_bins: int = 10,
) -> float:
    r"""Compare two samples of scores bin by bin.

    .. math:: PSI = \sum_b (c_b - r_b)\,\ln\frac{c_b}{r_b}

    with the shares r of the reference and c of the current sample in each bin. Both
    are raised to at least 1e-6, and not made to sum to 1 again. Bins are closed on
    the left; values outside the edges are counted in the end bins.

    Parameters
    ----------
    reference : array-like of shape (n,)
        Finite numbers, such as the scores at release; within ±1e300 when no
        `bin_edges` are given.
    current : array-like of shape (m,)
        Likewise, such as last week's.
    bin_edges : array-like of shape (k + 1,), optional
        Increasing; by default quantiles of the reference.
    n_bins : int, default 10
        Number of quantile bins, when there are no edges; equal ones are merged.

    Returns
    -------
    float
        At least 0, in nats. It says that scores moved, not that they got worse.

    Raises
    ------
    InvalidInput
        On bad input, and if the reference is constant and no edges are given.

    References
    ----------
    Siddiqi, N. (2006). *Credit Risk Scorecards*. Wiley. It is the symmetric form of
    the divergence of Kullback, S. and Leibler, R. A. (1951).

    Examples
    --------
    Half and half became one quarter and three: (1/4)·ln 2 + … = (1/4)·ln 3.

    >>> edges = [0, 0.5, 1]
    >>> psi = population_stability_index(
    ...     [0.1, 0.9], [0.1, 0.8, 0.9, 1.0], bin_edges=edges
    ... )
    >>> round(psi, 6), round(np.log(3).item() / 4, 6)
    (0.274653, 0.274653)
    """
    old, new = as_scores("reference", reference), as_scores("current", current)
    if bin_edges is None:
        require_within("reference", old, -_LARGEST, _LARGEST)
        quantiles = np.arange(as_count("n_bins", n_bins) + 1) / n_bins
        edges = np.unique(np.quantile(old, quantiles))
        if len(edges) < 2:
            rule = "hold two distinct values when no bin_edges are given"
            raise InvalidInput("reference", rule, float(old[0]))
    else:
        edges = as_bin_edges(bin_edges)
    r, c = _shares(old, edges), _shares(new, edges)
    return float(np.sum((c - r) * np.log(c / r)))


def ks_statistic(reference: ArrayLike, current: ArrayLike) -> float:
    r"""Compute the largest gap between two empirical distribution functions.

    .. math:: D = \sup_x |F_{ref}(x) - F_{cur}(x)|

    Parameters
    ----------
    reference : array-like of shape (n,)
        Finite numbers.
    current : array-like of shape (m,)
        Finite numbers.

    Returns
    -------
    float
        In [0, 1]; 0 for equal samples, 1 for samples that do not overlap.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Smirnov, N. (1948). Table for estimating the goodness of fit of empirical
    distributions. *Annals of Mathematical Statistics* 19(2), 279-281.

    Examples
    --------
    At 2 all of the first sample and half of the second have come:

    >>> ks_statistic([1, 2], [2, 3])
    0.5
    """
    old = np.sort(as_scores("reference", reference))
    new = np.sort(as_scores("current", current))
    everywhere = np.concatenate((old, new))
    old_share = np.searchsorted(old, everywhere, side="right") / len(old)
    new_share = np.searchsorted(new, everywhere, side="right") / len(new)
    return float(np.max(np.abs(old_share - new_share)))


def _shares(values: FloatArray, edges: FloatArray) -> FloatArray:
    index = bin_index(values, edges, "left")
    share = np.bincount(index, minlength=len(edges) - 1) / len(values)
    return np.maximum(share, _SMALLEST_SHARE)
