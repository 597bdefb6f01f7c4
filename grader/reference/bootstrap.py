"""How far a metric would move with other parts of the same kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.errors import InvalidInput
from grader.reference.validation import (
    FloatArray,
    as_array,
    as_count,
    as_fraction_of_one,
    require_same_length,
)

__all__ = ["Interval", "bootstrap_interval"]


class Interval(NamedTuple):
    """Hold the two ends of an interval."""

    low: float
    high: float


def bootstrap_interval(
    metric: Callable[..., float],
    *arrays: ArrayLike,
    level: float = 0.95,
    n_resamples: int = 1000,
    rng: np.random.Generator,
) -> Interval:
    r"""Compute the percentile bootstrap interval of any metric.

    Draw n rows with replacement, the same rows of each array, `n_resamples` times;
    the interval holds the middle `level` of the metric's values, from the
    :math:`(1-level)/2` to the :math:`(1+level)/2` quantile. A quantile between a
    finite value and an infinite one is infinite.

    Parameters
    ----------
    metric : callable
        Called as ``metric(*arrays)``, once with the data and then with every
        resample; returns a number.
    *arrays : array-like of shape (n, ...)
        Such as scores and labels; all of one length.
    level : float, default 0.95
        Strictly between 0 and 1.
    n_resamples : int, default 1000
        At least 1.
    rng : numpy.random.Generator
        Where the randomness comes from: the same seed gives the same interval.

    Returns
    -------
    Interval
        (low, high).

    Raises
    ------
    InvalidInput
        On bad input, whatever the metric itself refuses in the data, and if the
        metric is undefined (NaN, or `InvalidInput`, as AUROC on one class only) on
        more than half of the resamples. Fewer such resamples are left out.

    References
    ----------
    Efron, B. and Tibshirani, R. J. (1993). *An Introduction to the Bootstrap*,
    ch. 13. Chapman & Hall.

    Examples
    --------
    The mean of a constant does not move:

    >>> rng = np.random.default_rng(0)
    >>> bootstrap_interval(np.mean, [0.5, 0.5, 0.5], n_resamples=9, rng=rng)
    Interval(low=0.5, high=0.5)
    """
    if not callable(metric):
        raise InvalidInput("metric", "be callable", metric)
    level = as_fraction_of_one("level", level)
    n_resamples = as_count("n_resamples", n_resamples)
    if not isinstance(rng, np.random.Generator):
        raise InvalidInput("rng", "be a numpy.random.Generator", rng)
    columns = [as_array("arrays", array) for array in arrays]
    if not columns or any(c.ndim == 0 or len(c) == 0 for c in columns):
        raise InvalidInput("arrays", "hold at least one row", len(columns), "arrays")
    for column in columns[1:]:
        require_same_length("arrays", column, "rows of the first array", columns[0])
    metric(*columns)  # what it refuses in the data is no matter of a resample
    n = len(columns[0])
    values = np.empty(n_resamples)
    for i in range(n_resamples):
        rows = rng.integers(0, n, size=n)
        values[i] = _value_or_nan(metric, [column[rows] for column in columns])
    defined = values[~np.isnan(values)]
    if len(defined) <= n_resamples / 2:
        rule = "be defined on more than half of the resamples"
        raise InvalidInput("metric", rule, f"{len(defined)} of {n_resamples}")
    low, high = (_quantile(defined, (1.0 + sign * level) / 2.0) for sign in (-1, 1))
    return Interval(low, high)


def _value_or_nan(metric: Callable[..., float], columns: list[np.ndarray]) -> float:
    try:
        return float(metric(*columns))
    except InvalidInput:
        return math.nan


def _quantile(values: FloatArray, share: float) -> float:
    """Return the interpolated quantile, where NumPy's is NaN next to an infinity."""
    if np.isfinite(values).all():
        return float(np.quantile(values, share))
    ascending, place = np.sort(values), share * (len(values) - 1)
    below, above = ascending[math.floor(place)], ascending[math.ceil(place)]
    infinite = next((end for end in (below, above) if math.isinf(end)), None)
    if infinite is not None:
        return float(infinite)
    return float(below + (place - math.floor(place)) * (above - below))
