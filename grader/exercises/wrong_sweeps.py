"""Threshold searches as they go wrong: what the slips of several units share."""

from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = [
    "Counts",
    "accuracy",
    "cost",
    "counts",
    "f1",
    "search",
    "with_nothing_flagged",
    "youden",
]

Counts = tuple[int, int, int, int]
"""(TP, FP, FN, TN)."""


def counts(
    scores: Any, labels: Any, threshold: float, *, strict: bool = False
) -> Counts:
    """Count by ``>=``, or, strictly, by ``>``."""
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    flagged = s > threshold if strict else s >= threshold
    return (
        int((flagged & y).sum()),
        int((flagged & ~y).sum()),
        int((~flagged & y).sum()),
        int((~flagged & ~y).sum()),
    )


def f1(c: Counts) -> float:
    """F1 from counts; 0.0 when undefined."""
    tp, fp, fn, _ = c
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


def accuracy(c: Counts) -> float:
    """Share of right decisions."""
    return (c[0] + c[3]) / sum(c)


def youden(c: Counts) -> float:
    """Sensitivity + specificity - 1."""
    tp, fp, fn, tn = c
    return tp / max(tp + fn, 1) - fp / max(fp + tn, 1)


def cost(c: Counts, cost_fp: float, cost_fn: float) -> float:
    """Total cost of the false alarms and the misses."""
    return float(cost_fp * c[1] + cost_fn * c[2])


def with_nothing_flagged(scores: Any) -> Any:
    """Return the observed scores, ascending, and inf, which flags nothing."""
    return np.append(np.unique(np.asarray(scores, dtype=float)), np.inf)


def search(
    scores: Any,
    labels: Any,
    objective: Callable[[Counts], float],
    *,
    candidates: Any = None,
    strict: bool = False,
    within: float = 1e-9,
) -> tuple[float, list[float]]:
    """Return the best value of an objective and the candidates that come so near.

    Candidates are the observed scores unless given; the result ascends.
    """
    if candidates is None:
        candidates = np.unique(np.asarray(scores, dtype=float))
    values = [objective(counts(scores, labels, t, strict=strict)) for t in candidates]
    best = max(values)
    pairs = zip(candidates, values, strict=True)
    return best, [float(t) for t, value in pairs if best - value <= within]
