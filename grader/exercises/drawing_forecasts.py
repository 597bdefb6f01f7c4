"""Fresh probabilities with labels for the probes of several units."""

from collections.abc import Sequence

import numpy as np

__all__ = ["draw_edges", "draw_forecasts", "draw_in_bins"]

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Labels = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def draw_edges(rng: np.random.Generator) -> list[float]:
    """Draw the edges of four bins over [0, 1], at multiples of 0.05, unequally wide."""
    while True:
        inner = np.sort(rng.choice(np.arange(2, 19), size=3, replace=False))
        if len(set(np.diff([0, *inner, 20]).tolist())) > 1:
            return [0.0, *(float(edge) for edge in inner / 20), 1.0]


def draw_in_bins(
    rng: np.random.Generator, edges: Sequence[float], counts: Sequence[int]
) -> tuple[Array, Labels]:
    """Draw so many probabilities inside each bin, off its edges, in random order.

    Labels are drawn whatever the probabilities, so that there are gaps; both classes
    are present.
    """
    lows, highs = np.repeat(edges[:-1], counts), np.repeat(edges[1:], counts)
    probs = np.round(rng.uniform(lows + 0.002, highs - 0.002), 3)
    return rng.permutation(probs), _draw_labels(rng, sum(counts))


def draw_forecasts(rng: np.random.Generator, n: int) -> tuple[Array, Labels]:
    """Draw probabilities in [0.05, 0.95] and labels of both classes."""
    return np.round(rng.uniform(0.05, 0.95, size=n), 3), _draw_labels(rng, n)


def _draw_labels(rng: np.random.Generator, n: int) -> Labels:
    while True:
        labels = (rng.random(n) < 0.45).astype(np.int64)
        if 2 <= labels.sum() <= n - 2:
            return labels
