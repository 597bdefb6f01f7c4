"""Fresh scores for the searches of unit 4."""

import numpy as np

from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import draw_scores

__all__ = ["draw_for_cost", "draw_for_precision"]

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Labels = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def draw_for_cost(rng: np.random.Generator) -> tuple[Array, Labels, int, int]:
    """Draw scores and whole costs with one cheapest threshold, an observed score."""
    while True:
        scores, labels = draw_scores(rng, 24)
        cost_fp, cost_fn = (int(n) for n in rng.integers(1, 9, size=2))

        def saving(c: wrong.Counts, fp: int = cost_fp, fn: int = cost_fn) -> float:
            return -wrong.cost(c, fp, fn)

        _, cheapest = wrong.search(
            scores, labels, saving, candidates=wrong.with_nothing_flagged(scores)
        )
        if len(cheapest) == 1 and np.isfinite(cheapest[0]):
            return scores, labels, cost_fp, cost_fn


def draw_for_precision(rng: np.random.Generator) -> tuple[Array, Labels, float]:
    """Draw scores and a target that some thresholds reach, and none by a hair."""
    while True:
        scores, labels = draw_scores(rng, 24)
        target = float(np.round(rng.uniform(0.5, 0.9), 3))
        counts = [wrong.counts(scores, labels, t) for t in scores]
        precisions = np.array([tp / (tp + fp) for tp, fp, _, _ in counts])
        reaching = {c[0] for c, p in zip(counts, precisions, strict=True) if p > target}
        if len(reaching) > 1 and np.abs(precisions - target).min() > 1e-3:
            return scores, labels, target
