"""Chance in a project: which rows go where, and how far a number would move."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessons.figures._style import is_number
from lessons.projects._errors import Unusable

__all__ = ["Estimate", "RowSplit", "draw_split", "with_interval"]

RESAMPLES = 1000
MIDDLE = (0.025, 0.975)  # of the draws: a 95 % interval


class RowSplit(NamedTuple):
    """The numbers of the rows on either side, ascending."""

    calibration_rows: NDArray[np.intp]
    test_rows: NDArray[np.intp]


def draw_split(
    n: int,
    *,
    rng: np.random.Generator,
    calibration: float = 0.5,
    groups: ArrayLike | None = None,
) -> RowSplit:
    """Draw which rows are for calibration and which for the test.

    Parameters
    ----------
    n : int
        So many rows; at least 2.
    rng : numpy.random.Generator
        Where the draw comes from: the same seed gives the same split.
    calibration : float
        The share for calibration, between 0 and 1.
    groups : array_like, shape (n,), optional
        What each row belongs to; whole groups are drawn, and the share is met as
        nearly as the order in which they are drawn allows.

    Raises
    ------
    Unusable
        If a side would be empty.

    Examples
    --------
    >>> rows = draw_split(4, rng=np.random.default_rng(0), groups=[7, 7, 8, 8])
    >>> sorted([rows.calibration_rows.tolist(), rows.test_rows.tolist()])
    [[0, 1], [2, 3]]
    """
    if not 0 < calibration < 1:
        raise Unusable("calibration", "lie between 0 and 1", f"{calibration!r}")
    names = np.arange(n) if groups is None else np.asarray(groups)
    if names.shape != (n,):
        rule = f"have one entry for each of the {n:,} rows"
        raise Unusable("groups", rule, f"the shape {names.shape}")
    _, place, sizes = np.unique(names, return_inverse=True, return_counts=True)
    if len(sizes) < 2:
        what = "n" if groups is None else "groups"
        raise Unusable(what, "allow two sides", f"{len(sizes)} to share out")
    order = rng.permutation(len(sizes))
    reached = np.cumsum(sizes[order])[:-1]
    cut = int(np.argmin(np.abs(reached - calibration * n))) + 1
    inside = np.isin(place, order[:cut])
    return RowSplit(np.flatnonzero(inside), np.flatnonzero(~inside))


class Estimate(NamedTuple):
    """A number and the two ends of its 95 % interval."""

    value: float
    low: float
    high: float

    def __repr__(self) -> str:
        return f"{self.value:.3f} (95 % interval {self.low:.3f} to {self.high:.3f})"


def with_interval(
    metric: Callable[..., float], *arrays: ArrayLike, rng: np.random.Generator
) -> Estimate:
    """Compute a metric and its percentile bootstrap interval.

    Draw n rows with replacement, the same rows of each array, 1,000 times; the
    interval holds the middle 95 % of what the metric gives.

    Parameters
    ----------
    metric : callable
        Called as ``metric(*arrays)``; returns a number.
    *arrays : array_like, shape (n, ...)
        Such as probabilities and labels; all of one length. With very many classes
        pass what the metric needs of each row, not all of it: drawing copies.
    rng : numpy.random.Generator
        Where the draws come from.

    Raises
    ------
    Unusable
        If the arrays have not one length, or the metric returns no number.

    References
    ----------
    Efron, B. and Tibshirani, R. J. (1993). *An Introduction to the Bootstrap*, ch. 13.
    Chapman & Hall.

    Examples
    --------
    The mean of equal numbers does not move:

    >>> with_interval(np.mean, [0.5, 0.5], rng=np.random.default_rng(0))
    0.500 (95 % interval 0.500 to 0.500)
    """
    columns = [np.asarray(array) for array in arrays]
    sizes = [len(column) if column.ndim else 0 for column in columns]
    if not sizes or min(sizes) == 0 or len(set(sizes)) > 1:
        rule = "be filled and of one length"
        raise Unusable("arrays", rule, f"the lengths {sizes}")
    n = sizes[0]
    value = _number(metric(*columns))
    draws = np.empty(RESAMPLES)
    for i in range(RESAMPLES):
        rows = rng.integers(0, n, n)
        draws[i] = _number(metric(*(column[rows] for column in columns)))
    # One of the draws, never a mean of two: infinity is a possible NLL.
    low, high = np.quantile(draws, MIDDLE, method="inverted_cdf")
    return Estimate(value, float(low), float(high))


def _number(value: object) -> float:
    """Return what a metric gave as a float; infinity is one."""
    item: object = value
    if isinstance(value, np.ndarray | np.generic) and value.ndim == 0:
        item = value.item()
    if is_number(item):
        return float(item)
    if isinstance(item, float) and math.isinf(item):
        return item
    advice = "Is a return missing?" if value is None else ""
    raise Unusable("metric", "return one number", f"{value!r:.60}", advice)
