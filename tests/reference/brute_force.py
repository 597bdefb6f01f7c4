"""Definitions written out in exact fractions: slow, short, and beyond doubt.

Nothing here shares a line with the code under test. A threshold is tried by
counting, and values are compared as fractions, never as floats.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

Counts = tuple[int, int, int, int]


def counts_at(scores: Sequence[float], labels: Sequence[int], t: float) -> Counts:
    """Count tp, fp, fn, tn of flagging score ≥ t, one part at a time."""
    tp = sum(1 for s, y in zip(scores, labels, strict=True) if s >= t and y == 1)
    fp = sum(1 for s, y in zip(scores, labels, strict=True) if s >= t and y == 0)
    fn = sum(1 for s, y in zip(scores, labels, strict=True) if s < t and y == 1)
    return tp, fp, fn, len(scores) - tp - fp - fn


def f_beta(counts: Counts, beta: Fraction) -> Fraction:
    """Return F-beta, 0 for 0/0."""
    tp, fp, fn, _ = counts
    total = (1 + beta**2) * tp + beta**2 * fn + fp
    return (1 + beta**2) * tp / total if total else Fraction(0)


def youden(counts: Counts) -> Fraction:
    """Return recall + specificity − 1."""
    tp, fp, fn, tn = counts
    return Fraction(tp, tp + fn) + Fraction(tn, tn + fp) - 1


def best(
    scores: Sequence[float],
    labels: Sequence[int],
    objective: Callable[[Counts], Fraction],
    *,
    also_nothing: bool = False,
) -> tuple[float, Fraction]:
    """Return the largest threshold of the largest objective, and the objective."""
    candidates = set(scores) | ({math.inf} if also_nothing else set())
    return max(
        ((t, objective(counts_at(scores, labels, t))) for t in candidates),
        key=lambda pair: (pair[1], pair[0]),
    )


def pairs_won(scores: Sequence[float], labels: Sequence[int]) -> Fraction:
    """Return the AUROC as the share of (positive, negative) pairs ranked right."""
    wins = Fraction(0)
    positives = [s for s, y in zip(scores, labels, strict=True) if y == 1]
    negatives = [s for s, y in zip(scores, labels, strict=True) if y == 0]
    for high in positives:
        for low in negatives:
            wins += Fraction(int(high > low)) + Fraction(int(high == low), 2)
    return wins / (len(positives) * len(negatives))


def step_area(scores: Sequence[float], labels: Sequence[int]) -> Fraction:
    """Return the average precision, from the highest threshold down."""
    positives = sum(labels)
    area, found = Fraction(0), 0
    for t in sorted(set(scores), reverse=True):
        tp, fp, _, _ = counts_at(scores, labels, t)
        area += Fraction(tp - found, positives) * Fraction(tp, tp + fp)
        found = tp
    return area
