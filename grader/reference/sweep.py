"""Counts at every threshold that matters: one pass over the sorted scores.

Every curve and every chosen threshold starts here. With the ≥ rule the decisions
change only at observed scores, so there is one row for each distinct score, from
the highest down, and parts with equal scores are flagged together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.validation import (
    BoolArray,
    FloatArray,
    IntArray,
    as_binary,
    as_scores,
    require_same_length,
)

__all__ = ["Sweep", "checked_pair", "sweep_thresholds"]


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Hold the counts of flagging ``score >= thresholds[i]`` for every i.

    Parameters
    ----------
    thresholds : ndarray of shape (k,)
        The distinct observed scores, descending.
    tp, flagged : ndarray of shape (k,)
        True positives at each, and true and false ones together; non-decreasing
        integers.
    tp_before, flagged_before : int, default 0
        The counts just above the first threshold: not 0 where a long sweep comes in
        pieces.
    """

    thresholds: FloatArray
    tp: IntArray
    flagged: IntArray
    tp_before: int = 0
    flagged_before: int = 0

    @property
    def fp(self) -> IntArray:
        """False positives at each threshold."""
        return self.flagged - self.tp


def sweep_thresholds(scores: FloatArray, labels: BoolArray) -> Sweep:
    """Count true and false positives at each distinct score.

    Parameters
    ----------
    scores, labels : ndarray of shape (n,)
        As `checked_pair` returns them.

    Returns
    -------
    Sweep

    Examples
    --------
    >>> sweep = sweep_thresholds(*checked_pair([0.9, 0.5, 0.5], [1, 0, 1]))
    >>> sweep.thresholds.tolist(), sweep.tp.tolist(), sweep.fp.tolist()
    ([0.9, 0.5], [1, 2], [0, 1])
    """
    order = np.argsort(-scores)
    descending = scores[order] + 0.0  # −0.0 becomes 0.0, which it equals
    tie_ends = np.append(
        np.flatnonzero(descending[1:] != descending[:-1]), len(scores) - 1
    )
    tp = np.cumsum(labels[order], dtype=np.int64)[tie_ends]
    return Sweep(thresholds=descending[tie_ends], tp=tp, flagged=tie_ends + 1)


def checked_pair(
    scores: ArrayLike, labels: ArrayLike, *, labels_name: str = "labels"
) -> tuple[FloatArray, BoolArray]:
    """Return checked scores and binary labels of the same length."""
    checked_scores = as_scores("scores", scores)
    checked_labels = as_binary(labels_name, labels)
    require_same_length(labels_name, checked_labels, "scores", checked_scores)
    return checked_scores, checked_labels
