"""Bounds for a proportion: what "19 of 20" proves."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from grader.reference.bootstrap import Interval
from grader.reference.errors import InvalidInput
from grader.reference.validation import (
    FloatArray,
    IntArray,
    as_array,
    as_count,
    as_fraction_of_one,
)

__all__ = ["clopper_pearson_interval", "clopper_pearson_lower"]


def clopper_pearson_lower(
    successes: ArrayLike, trials: ArrayLike, *, confidence: float
) -> FloatArray:
    r"""Compute the exact one-sided lower bound of a proportion.

    The bound L is the proportion at which seeing `successes` or more has the
    probability 1 − `confidence`; it is the quantile of a beta distribution:

    .. math:: L = B^{-1}(1 - c;\; k,\; n - k + 1)

    and 0 when there are no successes.

    Parameters
    ----------
    successes, trials : array-like of int
        Counts k and n, 0 ≤ k ≤ n, of shapes that broadcast.
    confidence : float
        c, strictly between 0 and 1; one-sided, so 0.9 leaves 10 % below.

    Returns
    -------
    ndarray
        Lower bounds, one for each pair.

    Raises
    ------
    InvalidInput
        If counts are no integers, successes exceed trials or are negative, or
        confidence is no such level.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial
    limits illustrated in the case of the binomial. *Biometrika* 26(4), 404-413.

    Examples
    --------
    Two of two: the bound solves L² = 1 − 0.75.

    >>> round(float(clopper_pearson_lower(2, 2, confidence=0.75)), 6)
    0.5
    """
    k, n = _as_counts("successes", successes), _as_counts("trials", trials)
    try:
        k, n = np.broadcast_arrays(k, n)
    except ValueError as error:
        rule = f"broadcast with successes of shape {k.shape}"
        raise InvalidInput("trials", rule, n.shape, "as its shape") from error
    if np.any((k < 0) | (k > n)):
        raise InvalidInput("successes", "lie between 0 and trials", k.tolist())
    level = as_fraction_of_one("confidence", confidence)
    # A beta distribution needs a first parameter above 0: k = 0 is set apart.
    bound = special.betaincinv(np.maximum(k, 1), n - k + 1, 1.0 - level)
    return np.where(k == 0, 0.0, bound)


def clopper_pearson_interval(
    successes: int, trials: int, *, level: float = 0.95
) -> Interval:
    r"""Compute the exact two-sided interval of a proportion.

    Both ends leave :math:`(1 - level)/2` outside; the upper end is one minus the
    lower bound of the failures.

    Parameters
    ----------
    successes, trials : int
        Counts k and n, 0 ≤ k ≤ n. No trial proves nothing: n = 0 gives (0, 1).
    level : float, default 0.95
        Strictly between 0 and 1.

    Returns
    -------
    Interval
        (low, high).

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial
    limits illustrated in the case of the binomial. *Biometrika* 26(4), 404-413.

    Examples
    --------
    Two of two at level 1/2: the lower end solves L² = 1/4.

    >>> low, high = clopper_pearson_interval(2, 2, level=0.5)
    >>> round(low, 6), high
    (0.5, 1.0)
    """
    successes = as_count("successes", successes, at_least=0)
    trials = as_count("trials", trials, at_least=0)
    one_sided = (1.0 + as_fraction_of_one("level", level)) / 2.0
    low = clopper_pearson_lower(successes, trials, confidence=one_sided)
    high = clopper_pearson_lower(trials - successes, trials, confidence=one_sided)
    return Interval(float(low), 1.0 - float(high))


def _as_counts(name: str, counts: ArrayLike) -> IntArray:
    array = as_array(name, counts)
    if array.dtype.kind not in "iu":
        raise InvalidInput(name, "be whole numbers", counts)
    return array.astype(np.int64)
