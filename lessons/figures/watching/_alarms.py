"""Two alarms that need no labels, and what they look at: where scores fall."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats

SMALLEST_SHARE = 1e-6
QUIET, LOUD = 0.1, 0.25  # the usual rule of thumb about the PSI


def shares(values: ArrayLike, edges: ArrayLike) -> Floats:
    """Return the share of the values in each bin; what lies outside is in the ends.

    Examples
    --------
    >>> shares([0.1, 0.5, 0.5, 1.2], [0, 0.5, 1]).tolist()
    [0.25, 0.75]
    """
    inner = np.asarray(edges, float)[1:-1]
    place = np.searchsorted(inner, np.asarray(values, float), side="right")
    return np.bincount(place, minlength=inner.size + 1) / place.size


def psi_terms(old_shares: ArrayLike, new_shares: ArrayLike) -> Floats:
    """Return each bin's part of the PSI, shares raised to at least 1e-6.

    Examples
    --------
    Half and half become one quarter and three:

    >>> psi_terms([0.5, 0.5], [0.25, 0.75]).round(4).tolist()
    [0.1733, 0.1014]
    """
    old = np.maximum(np.asarray(old_shares, float), SMALLEST_SHARE)
    new = np.maximum(np.asarray(new_shares, float), SMALLEST_SHARE)
    return np.asarray((new - old) * np.log(new / old), float)


def psi_between(reference: ArrayLike, current: ArrayLike, edges: ArrayLike) -> float:
    """Return the population stability index of two samples, natural logarithm."""
    return float(psi_terms(shares(reference, edges), shares(current, edges)).sum())


def ks_between(reference: ArrayLike, current: ArrayLike) -> float:
    """Return the largest gap between the shares of two samples that are ≤ a value.

    Examples
    --------
    At 2 all of the first sample has come, and half of the second:

    >>> ks_between([1, 2], [2, 3])
    0.5
    """
    old, new = (
        np.sort(np.asarray(reference, float)),
        np.sort(np.asarray(current, float)),
    )
    places = np.concatenate([old, new])
    below = [
        np.searchsorted(some, places, side="right") / some.size for some in (old, new)
    ]
    return float(np.abs(below[0] - below[1]).max())
