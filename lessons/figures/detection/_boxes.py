"""Boxes: their overlap, which of a heap to keep, and which found a part."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessons.figures._compute import Counts, Floats

Flags = NDArray[np.bool_]


def overlaps(boxes_a: ArrayLike, boxes_b: ArrayLike) -> Floats:
    """Return the intersection over union of every pair of boxes.

    Parameters
    ----------
    boxes_a, boxes_b : array_like, shape (n, 4) and (m, 4)
        x1, y1, x2, y2 in continuous coordinates; each box has an area.

    Examples
    --------
    Half of each of two squares in common: 2 / (4 + 4 - 2).

    >>> overlaps([[0, 0, 2, 2]], [[1, 0, 3, 2], [2, 0, 4, 2]]).round(6).tolist()
    [[0.333333, 0.0]]
    """
    a = np.asarray(boxes_a, float).reshape(-1, 4)[:, None]
    b = np.asarray(boxes_b, float).reshape(-1, 4)[None]
    sides = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    common = np.prod(np.maximum(sides, 0), axis=2)
    areas = [np.prod(some[..., 2:] - some[..., :2], axis=2) for some in (a, b)]
    return np.asarray(common / (areas[0] + areas[1] - common))


def suppress(boxes: ArrayLike, scores: ArrayLike, nms_iou: float) -> Counts:
    """Return the places of the boxes that non-maximum suppression keeps, best first.

    A kept box drops those below it whose IoU with it is above `nms_iou`; a dropped
    one drops nothing.

    Examples
    --------
    The second overlaps the first by 2/3, and the third by 1/2:

    >>> heap = [[0, 0, 2, 2], [0, 0, 2, 3], [0, 1, 2, 3]]
    >>> suppress(heap, [0.9, 0.8, 0.7], 0.4).tolist()
    [0, 2]
    """
    order = best_first(scores)
    ranked = np.asarray(boxes, float).reshape(-1, 4)[order]
    return np.asarray(order[stays(overlaps(ranked, ranked), nms_iou)], np.int64)


def best_first(scores: ArrayLike) -> Counts:
    """Return the places of the scores from the highest down."""
    return np.asarray(np.argsort(-np.asarray(scores, float), kind="stable"), np.int64)


def stays(shares: Floats, nms_iou: float) -> Flags:
    """Tell which boxes stay, from the overlaps of every pair, the best box first."""
    near = shares > nms_iou
    kept = np.ones(len(shares), bool)
    for rank in range(len(shares)):
        if kept[rank]:
            kept[rank + 1 :] &= ~near[rank, rank + 1 :]
    return kept


def match(
    boxes: ArrayLike, scores: ArrayLike, truths: ArrayLike, at_iou: float = 0.5
) -> Flags:
    """Tell of each box of one class in one scene whether it found a part.

    Boxes choose from the highest score down; each takes the part that it overlaps
    most of those still free, if their IoU is at least `at_iou`.

    Examples
    --------
    Both lie on the one part; the better score has it:

    >>> match([[0, 0, 2, 2], [0, 0, 2, 3]], [0.6, 0.9], [[0, 0, 2, 2]]).tolist()
    [False, True]
    """
    order = best_first(scores)
    hits = np.zeros(order.size, bool)
    hits[order] = takes(overlaps(boxes, truths)[order], at_iou) >= 0
    return hits


def takes(shares: Floats, at_iou: float) -> Counts:
    """Return the part that each box takes, −1 for none, the best box first.

    Parameters
    ----------
    shares : array, shape (n, m)
        The overlap of each box with each part.
    at_iou : float
        The least overlap.
    """
    free = shares.copy()
    taken = np.full(len(free), -1)
    for rank in range(len(free) if free.shape[1] else 0):
        best = int(free[rank].argmax())
        if free[rank, best] >= at_iou:
            taken[rank] = best
            free[:, best] = -1.0  # found, and no longer free
    return taken
