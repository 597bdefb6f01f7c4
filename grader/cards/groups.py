"""Group by group: a good mean can hide a bad camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.cards.evidence import Outputs
from grader.cards.measures import Measures, measure
from grader.reference import needs_recalibration

__all__ = ["GroupRow", "group_rows"]

_MANY = 20  # small groups that are resampled in full


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of the test split.

    Parameters
    ----------
    name : str
        The camera, site or batch.
    n : int
        Its rows.
    measures : Measures
        Of the calibrated scores.
    state : str
        "met"; "few" where it is too small to be judged; "open" where its ECE is
        above the limit, as luck alone may make it; "refit" where it is above both.
    """

    name: str
    n: int
    measures: Measures
    state: str


def group_rows(
    probs: NDArray[np.float64],
    costs: NDArray[np.float64],
    test: Outputs,
    *,
    limit: float,
    min_n: int,
    n_resamples: int,
    rng: np.random.Generator,
) -> tuple[GroupRow, ...] | None:
    """Measure each group, in the order in which they first appear.

    However many they are, an honest model is told to refit one in 5 of 100 cases.

    Parameters
    ----------
    probs : ndarray of shape (n,) or (n, k)
        Of the test split, calibrated.
    costs : ndarray of shape (n,)
        The NLL of each row.
    test
        With its groups, or without: then there is no report.
    limit, min_n
        As in `needs_recalibration`: an ECE above the limit counts from so many rows.
    n_resamples, rng
        Of the intervals. Where more than 20 groups have fewer than `min_n` rows, these
        share the resamples of 20, though none has fewer than 20: of a thousand videos
        nobody waits for intervals that judge nothing.
    """
    if test.groups is None:
        return None
    _, sizes = np.unique(test.groups, return_counts=True)
    judged = max(1, int((sizes >= min_n).sum()))
    small = int((sizes < min_n).sum())
    few = n_resamples
    if small > _MANY:
        few = min(n_resamples, max(_MANY, n_resamples * _MANY // small))
    rows = []
    for name in dict.fromkeys(test.groups.tolist()):
        ours = test.groups == name
        n = int(ours.sum())
        found = measure(
            probs[ours],
            test.labels[ours],
            costs[ours],
            n_resamples=few if n < min_n else n_resamples,
            rng=rng,
            among=judged,
        )
        rows.append(GroupRow(name, n, found, _state(name, n, found, limit, min_n)))
    return tuple(rows)


def _state(name: str, n: int, found: Measures, limit: float, min_n: int) -> str:
    if n < min_n:
        return "few"
    line: Sequence[float] = (n, found.accuracy.value, found.ece.value)
    if not needs_recalibration({name: line}, limit, min_n):
        return "met"
    return "refit" if found.ece.value > found.honest_ece else "open"
