"""NLL, Brier score and calibration error on the test split, with their noise."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.reference import (
    Interval,
    bootstrap_interval,
    brier_score,
    expected_calibration_error,
    top_label,
)

__all__ = ["Measured", "Measures", "mean_cost", "measure", "reading"]

N_BINS = 15
LEVEL = 0.95

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its 95 % interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Measures:
    """What one set of probabilities is worth on one split.

    Parameters
    ----------
    nll, brier, ece, accuracy : Measured
        With bootstrap intervals over rows; that of ECE is centred on it. ECE has 15
        equal bins, left-closed, the last closed; of the positive probability where
        there is one logit a row, of the top label's confidence where there are several.
    honest_ece : float
        The error that perfectly honest scores of this kind and number stay below in
        95 of 100 cases: all of them together, where several are looked at.
    """

    nll: Measured
    brier: Measured
    ece: Measured
    accuracy: Measured
    honest_ece: float


def reading(probs: _Floats, labels: _Ints) -> tuple[_Floats, NDArray[np.bool_]]:
    """Return what a reliability diagram compares: the promise, and what came."""
    if probs.ndim == 1:
        return probs, labels.astype(bool)
    confidence, correct = top_label(probs, labels)
    return confidence, np.asarray(correct, dtype=bool)


def measure(
    probs: _Floats,
    labels: _Ints,
    costs: _Floats,
    *,
    n_resamples: int,
    rng: np.random.Generator,
    among: int = 1,
) -> Measures:
    """Measure probabilities against labels.

    Parameters
    ----------
    probs : ndarray of shape (n,) or (n, k)
    labels : ndarray of shape (n,)
    costs : ndarray of shape (n,)
        The NLL of each row.
    n_resamples
        For each interval.
    rng
        Where the resamples come from.
    among
        How many sets are looked at. The more there are, the likelier one of them
        has bad luck; each is given its share of the 5 % (Bonferroni).
    """
    promised, came = reading(probs, labels)
    right = _is_right(probs, labels)

    def spread(value: float, metric: object, *arrays: NDArray[np.generic]) -> Measured:
        interval = bootstrap_interval(
            metric,  # type: ignore[arg-type]
            *arrays,
            level=LEVEL,
            n_resamples=n_resamples,
            rng=rng,
        )
        return Measured(value, interval)

    ece = expected_calibration_error(promised, came, n_bins=N_BINS)
    squares = _squares(probs, labels)
    return Measures(
        nll=mean_cost(costs, n_resamples=n_resamples, rng=rng),
        brier=spread(brier_score(probs, labels), np.mean, squares),
        ece=_spread_of_ece(ece, promised, came, n_resamples, rng),
        accuracy=spread(float(right.mean()), np.mean, right),
        honest_ece=_honest_ece(promised, 1 - (1 - LEVEL) / among, n_resamples, rng),
    )


def mean_cost(
    costs: _Floats, *, n_resamples: int, rng: np.random.Generator
) -> Measured:
    """Return the mean of costs, or of their changes, with its interval.

    Where it is infinite, somebody has said "never" of what happened; then the
    interval says nothing.
    """
    if not np.isfinite(costs).all():
        return Measured(float(costs.mean()), Interval(-math.inf, math.inf))
    interval = bootstrap_interval(
        np.mean, costs, level=LEVEL, n_resamples=n_resamples, rng=rng
    )
    return Measured(float(costs.mean()), interval)


def _ece(promised: _Floats, came: NDArray[np.bool_]) -> float:
    return expected_calibration_error(promised, came, n_bins=N_BINS)


def _spread_of_ece(
    value: float,
    promised: _Floats,
    came: NDArray[np.bool_],
    n_resamples: int,
    rng: np.random.Generator,
) -> Measured:
    """Return the error with its interval, freed of the noise of resampling.

    Noise raises an error that cannot fall below 0, and resampling adds as much noise
    as the rows had: a small error may lie below all its resamples. So these are
    shifted until their mean is the error itself (Efron and Tibshirani, ch. 10).
    """
    resampled: list[float] = []

    def noted(promised: _Floats, came: NDArray[np.bool_]) -> float:
        resampled.append(_ece(promised, came))
        return resampled[-1]

    low, high = bootstrap_interval(
        noted, promised, came, level=LEVEL, n_resamples=n_resamples, rng=rng
    )
    # The first call is with the data themselves.
    bias = float(np.mean(resampled[-n_resamples:])) - value
    return Measured(value, Interval(max(0.0, low - bias), high - bias))


def _squares(probs: _Floats, labels: _Ints) -> _Floats:
    if probs.ndim == 1:
        return np.asarray((probs - labels) ** 2)
    return np.asarray(((probs - np.eye(probs.shape[1])[labels]) ** 2).sum(axis=1))


def _is_right(probs: _Floats, labels: _Ints) -> _Floats:
    decided = probs >= 0.5 if probs.ndim == 1 else probs.argmax(axis=1)
    return np.asarray(decided == labels, dtype=float)


def _honest_ece(
    promised: _Floats, level: float, n_resamples: int, rng: np.random.Generator
) -> float:
    """Return a quantile of the error if every outcome kept its promise."""
    draws = [
        _ece(promised, rng.random(len(promised)) < promised) for _ in range(n_resamples)
    ]
    return float(np.quantile(draws, level))
