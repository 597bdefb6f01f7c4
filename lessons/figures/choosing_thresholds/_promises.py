"""Cuts that keep a promise, and how much a count of successes proves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, logit, ndtr

from lessons.figures._compute import TIE, Floats, sweep
from lessons.figures._simulate import simulate_line

PREVALENCE, SEPARATION = 0.3, 2.0  # of the simulated parts that promises are tried on


def lower_bound(successes: ArrayLike, trials: ArrayLike, confidence: float) -> Floats:
    """Return Clopper and Pearson's one-sided lower bound of a share.

    It is the share at which so many successes, or more, come up with probability
    1 - confidence.

    Examples
    --------
    Two of two at 75 %: the bound solves L² = 0.25.

    >>> round(float(lower_bound(2, 2, 0.75)), 9)
    0.5
    """
    hits, shots = np.asarray(successes), np.asarray(trials)
    bound = betaincinv(np.maximum(hits, 1), shots - hits + 1, 1 - confidence)
    return np.asarray(np.where(hits == 0, 0.0, bound), float)


def _share(hits: ArrayLike, trials: ArrayLike, confidence: float | None) -> Floats:
    """Return shares, or what they prove where a confidence is asked for."""
    if confidence is not None:
        return lower_bound(hits, trials, confidence)
    return np.asarray(np.divide(hits, trials), float)


def precise_cut(
    scores: ArrayLike,
    labels: ArrayLike,
    target: float,
    *,
    confidence: float | None = None,
) -> float | None:
    """Return the cut of highest recall whose precision reaches the target, if any.

    Of equal recalls the largest cut. With `confidence` the lower bound must reach it.

    Examples
    --------
    >>> precise_cut([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 1], 0.75)
    0.6
    """
    found = sweep(scores, labels)
    enough = _share(found.tp, found.tp + found.fp, confidence) >= target - TIE
    if not enough.any():
        return None
    best = found.tp == found.tp[enough].max()
    return float(found.thresholds[np.flatnonzero(enough & best)[0]])


def floor_cut(
    scores: ArrayLike,
    labels: ArrayLike,
    floor: float,
    *,
    confidence: float | None = None,
) -> float | None:
    """Return the largest cut whose sensitivity reaches a floor, if any.

    Examples
    --------
    >>> floor_cut([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 1], 0.6)
    0.7
    """
    found = sweep(scores, labels)
    enough = _share(found.tp, found.tp + found.fn, confidence) >= floor - TIE
    return float(found.thresholds[enough][0]) if enough.any() else None


def population_precision(cut: ArrayLike) -> Floats:
    """Return the precision of a cut on endlessly many simulated parts.

    The scores are those of `simulate_line`: log-odds are `SEPARATION` times normal
    evidence, centred half a separation either side of 0, plus the prior's.
    """
    evidence = (logit(np.asarray(cut, float)) - logit(PREVALENCE)) / SEPARATION
    caught = PREVALENCE * ndtr(SEPARATION / 2 - evidence)
    alarms = (1 - PREVALENCE) * ndtr(-SEPARATION / 2 - evidence)
    return np.asarray(caught / (caught + alarms), float)


def population_recall(cut: ArrayLike) -> Floats:
    """Return the recall of a cut on endlessly many simulated parts."""
    evidence = (logit(np.asarray(cut, float)) - logit(PREVALENCE)) / SEPARATION
    return np.asarray(ndtr(SEPARATION / 2 - evidence), float)


@dataclass(frozen=True, slots=True, repr=False)
class PromiseStudy:
    """How often a precision promise that was kept in tuning is kept afterwards.

    Parameters
    ----------
    size : int
        Parts in a tuning set.
    target, confidence : float
        The precision promised, and the level of the margin.
    plain, safe : array of float
        The cut of each repetition, without and with the margin; nan where none was
        precise enough.
    """

    size: int
    target: float
    confidence: float
    plain: Floats
    safe: Floats

    def __repr__(self) -> str:
        return (
            f"precision ≥ {self.target} tuned on {self.size:,} parts, "
            f"{self.plain.size:,} times"
        )


def study_promise(
    size: int,
    *,
    repeats: int,
    rng: np.random.Generator,
    target: float = 0.9,
    confidence: float = 0.9,
) -> PromiseStudy:
    """Tune for precision on simulated parts, with and without a margin."""
    cuts: list[list[float]] = [[], []]
    for _ in range(repeats):
        line = simulate_line(
            size, prevalence=PREVALENCE, separation=SEPARATION, rng=rng
        )
        for kept, level in zip(cuts, (None, confidence), strict=True):
            cut = precise_cut(line.scores, line.labels, target, confidence=level)
            kept.append(np.nan if cut is None else cut)
    return PromiseStudy(size, target, confidence, *map(np.array, cuts))
