"""Probabilities sorted into bins: what each promised, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from lessons.figures._compute import Counts, Floats

Closed = Literal["left", "right", "phantom"]

LEVEL = 0.95  # of the interval about a bin's share of positives


@dataclass(frozen=True, slots=True)
class Bins:
    """Count, mean probability and share of positives in each of k bins.

    Parameters
    ----------
    edges : array, shape (k + 1,)
        Increasing.
    count : array, shape (k,)
        Whole numbers.
    mean_prob, positive_rate : array, shape (k,)
        NaN in an empty bin.
    """

    edges: Floats
    count: Counts
    mean_prob: Floats
    positive_rate: Floats

    @property
    def gap(self) -> Floats:
        """What was promised less what came, 0 in an empty bin."""
        return np.nan_to_num(self.mean_prob - self.positive_rate)

    @property
    def ece(self) -> float:
        """The gaps without their signs, each weighted by the bin's share of parts."""
        return float(np.sum(self.count * np.abs(self.gap)) / self.count.sum())

    def interval(self) -> tuple[Floats, Floats]:
        """Return Clopper and Pearson's 95 % interval about each share of positives.

        An empty bin has the interval from 0 to 1: nothing is known of it.
        """
        count = self.count.astype(float)
        positives = np.round(np.nan_to_num(self.positive_rate) * count)
        tail = (1 - LEVEL) / 2
        # The guards keep betaincinv's arguments positive where an end is 0 or 1.
        low = betaincinv(np.maximum(positives, 1), count - positives + 1, tail)
        high = betaincinv(positives + 1, np.maximum(count - positives, 1), 1 - tail)
        low, high = (
            np.where(positives > 0, low, 0),
            np.where(positives < count, high, 1),
        )
        return low, high

    def honest(self) -> np.ndarray:
        """Tell of each bin whether its interval holds what was promised.

        An empty bin has promised nothing and broken nothing.
        """
        low, high = self.interval()
        promised = np.where(self.count > 0, self.mean_prob, 0.5)
        return (low <= promised) & (promised <= high)


def uniform_edges(bins: int) -> Floats:
    """Return the edges of equally wide bins over 0 to 1.

    Examples
    --------
    >>> uniform_edges(4).tolist()
    [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    return np.arange(bins + 1) / bins


def edges_of(bins: int | ArrayLike) -> Floats:
    """Return the edges of so many equal bins, or the edges that were given."""
    return uniform_edges(bins) if isinstance(bins, int) else np.asarray(bins, float)


def sort_into_bins(
    probs: ArrayLike, labels: ArrayLike, edges: ArrayLike, *, closed: Closed = "left"
) -> Bins:
    """Sort parts into bins by their probability.

    Parameters
    ----------
    probs, labels : array_like
        One probability and one 0/1 a part.
    edges : array_like
        Increasing; they cover every probability.
    closed : {"left", "right", "phantom"}
        Left: [a, b), the last [a, b]; the course's rule. Right: (a, b], the first
        [a, b]. Phantom: [a, b) throughout, and a bin of no width for the last edge.

    Examples
    --------
    >>> parts = [0.2, 0.4, 0.5, 0.9], [0, 1, 1, 0]
    >>> sort_into_bins(*parts, [0, 0.5, 1]).count.tolist()
    [2, 2]
    >>> sort_into_bins(*parts, [0, 0.5, 1], closed="right").count.tolist()
    [3, 1]
    """
    values, positive = np.asarray(probs, float), np.asarray(labels, float)
    ends = np.asarray(edges, float)
    if closed == "phantom":
        ends = np.append(ends, ends[-1])
    inner = ends[1:-1]
    side: Literal["left", "right"] = "left" if closed == "right" else "right"
    place = np.searchsorted(inner, values, side=side)
    size = ends.size - 1
    count = np.bincount(place, minlength=size)
    promised = np.bincount(place, weights=values, minlength=size)
    came = np.bincount(place, weights=positive, minlength=size)
    with np.errstate(invalid="ignore"):
        return Bins(ends, count, promised / count, came / count)
