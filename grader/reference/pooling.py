"""Pool adjacent violators: the non-decreasing fit of least squares."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.validation import (
    FloatArray,
    as_scores,
    require_same_length,
    require_within,
)

__all__ = ["pool", "pool_adjacent_violators", "pool_with_a_stack"]

_WORTH_COMPILED_CODE = 1000
_LARGEST = 1e100  # sums of weighted values are still floats


def pool_adjacent_violators(
    values: ArrayLike, *, weights: ArrayLike | None = None
) -> FloatArray:
    r"""Fit the non-decreasing sequence that is nearest in weighted squares.

    .. math:: \min_{f_1 \le \dots \le f_n} \sum_i w_i (v_i - f_i)^2

    Values are taken from left to right; whenever a block's mean exceeds that of the
    block after it, the two are pooled into one block with their common mean.

    Parameters
    ----------
    values : array-like of shape (n,)
        Within ±1e100, in the order of the score that they belong to.
    weights : array-like of shape (n,), optional
        From 1e-100 to 1e100; all 1 by default.

    Returns
    -------
    ndarray of shape (n,)
        The fit. A sequence that does not decrease is returned as it is.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Ayer, M., Brunk, H. D., Ewing, G. M., Reid, W. T. and Silverman, E. (1955). An
    empirical distribution function for sampling with incomplete information.
    *Annals of Mathematical Statistics* 26(4), 641-647.

    Examples
    --------
    3 and 2 are out of order and share their mean:

    >>> pool_adjacent_violators([1, 3, 2, 4]).tolist()
    [1.0, 2.5, 2.5, 4.0]
    """
    checked = as_scores("values", values)
    require_within("values", checked, -_LARGEST, _LARGEST)
    if weights is None:
        return pool(checked)
    checked_weights = as_scores("weights", weights)
    require_same_length("weights", checked_weights, "values", checked)
    require_within("weights", checked_weights, 1.0 / _LARGEST, _LARGEST)
    return pool(checked, checked_weights)


def pool(values: FloatArray, weights: FloatArray | None = None) -> FloatArray:
    """Pool checked input: few values here, many by SciPy's compiled loop."""
    if len(values) < _WORTH_COMPILED_CODE:
        ones = np.ones_like(values)
        return pool_with_a_stack(values, ones if weights is None else weights)
    if (values[1:] >= values[:-1]).all():
        return values.copy()  # the loop would round the means of equal values
    # A slow import, for this one fit: a notebook's `check` does without it.
    from scipy import optimize  # noqa: PLC0415

    return np.asarray(optimize.isotonic_regression(values, weights=weights).x)


def pool_with_a_stack(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Do the pooling with a stack of blocks.

    Examples
    --------
    >>> pool_with_a_stack(np.array([2.0, 1.0]), np.array([3.0, 1.0])).tolist()
    [1.75, 1.75]
    """
    means: list[float] = []
    sums: list[float] = []
    sizes: list[float] = []
    lengths: list[int] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        mean, total, size, length = value, value * weight, weight, 1
        while means and means[-1] > mean:
            means.pop()
            # Sums are kept beside means: a block of 0/1 labels has an exact sum.
            total += sums.pop()
            size += sizes.pop()
            length += lengths.pop()
            mean = total / size
        means.append(mean)
        sums.append(total)
        sizes.append(size)
        lengths.append(length)
    return np.repeat(np.array(means), lengths)
