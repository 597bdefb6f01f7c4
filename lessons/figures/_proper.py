"""Brier score, NLL, and the Brier score's parts; nothing here needs bins."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats


def brier_score(probs: ArrayLike, labels: ArrayLike) -> float:
    """Return the mean squared distance of probability and outcome, binary form.

    Examples
    --------
    >>> round(brier_score([0.8, 0.7], [1, 0]), 3)
    0.265
    """
    return float(np.mean((np.asarray(probs, float) - np.asarray(labels, float)) ** 2))


def mean_nll(probs: ArrayLike, labels: ArrayLike) -> float:
    """Return the mean of -ln(probability of what happened); inf is a possible value.

    Examples
    --------
    >>> mean_nll([1.0, 0.0], [1, 0]), mean_nll([0.0], [1])
    (0.0, inf)
    """
    values = np.asarray(probs, float)
    given = np.where(np.asarray(labels, bool), values, 1 - values)
    with np.errstate(divide="ignore"):
        return abs(float(np.mean(np.log(given))))


def recalibrated(probs: ArrayLike, labels: ArrayLike) -> tuple[Floats, Floats]:
    """Return the different probabilities, ascending, and what isotonic makes of them.

    The second is the non-decreasing curve nearest to the outcomes: a reliability
    curve that finds its own bins (CORP; Dimitriadis, Gneiting and Jordan 2021).

    Examples
    --------
    >>> p, came = recalibrated([0.2, 0.4, 0.6], [0, 1, 0])
    >>> came.tolist()
    [0.0, 0.5, 0.5]
    """
    at, place = np.unique(np.asarray(probs, float), return_inverse=True)
    count = np.bincount(place)
    rate = np.bincount(place, weights=np.asarray(labels, float)) / count
    # A slow import, for one curve.
    from scipy.optimize import isotonic_regression  # noqa: PLC0415

    return at, np.asarray(isotonic_regression(rate, weights=count).x, float)


class BrierParts(NamedTuple):
    """The Brier score is miscalibration - discrimination + uncertainty."""

    miscalibration: float
    discrimination: float
    uncertainty: float


def brier_parts(probs: ArrayLike, labels: ArrayLike) -> BrierParts:
    """Split the Brier score: what is dishonest, what the ranking earns, what is given.

    Examples
    --------
    Always 0.25 where half are positive: off by 0.25, and telling nothing apart.

    >>> brier_parts([0.25, 0.25], [0, 1])
    BrierParts(miscalibration=0.0625, discrimination=0.0, uncertainty=0.25)
    """
    values, outcomes = np.asarray(probs, float), np.asarray(labels, float)
    mended = brier_score(np.interp(values, *recalibrated(values, outcomes)), outcomes)
    base = brier_score(np.full(outcomes.size, outcomes.mean()), outcomes)
    return BrierParts(brier_score(values, outcomes) - mended, base - mended, base)
