"""Boxes: how much they overlap, and which of many on one object to keep."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.errors import InvalidInput
from grader.reference.validation import (
    BoolArray,
    FloatArray,
    IntArray,
    as_array,
    as_scalar,
    as_scores,
    require_same_length,
    require_within,
)

__all__ = ["as_box_scores", "as_boxes", "box_iou", "non_maximum_suppression"]

_LARGEST = 1e100
_SMALLEST_SIDE = 1e-100


def box_iou(boxes_a: ArrayLike, boxes_b: ArrayLike) -> FloatArray:
    r"""Compute the intersection over union of every pair of boxes.

    .. math:: IoU = \frac{|A \cap B|}{|A \cup B|}

    Coordinates are continuous: a box from 1 to 3 is 2 wide, not 3 pixels.

    Parameters
    ----------
    boxes_a : array-like of shape (n, 4)
        x1, y1, x2, y2 with x1 ≤ x2 and y1 ≤ y2, within ±1e100; sides are 0 or at
        least 1e-100, so that areas are floats. There may be none.
    boxes_b : array-like of shape (m, 4)
        Likewise.

    Returns
    -------
    ndarray of shape (n, m)
        In [0, 1]; 0 for two boxes without area, where the fraction is 0/0.

    Raises
    ------
    InvalidInput
        On bad input, and if a box ends before it begins.

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. *New
    Phytologist* 11(2), 37-50.

    Examples
    --------
    Two 2×2 boxes share one unit square: 1 / (4 + 4 − 1).

    >>> box_iou([[0, 0, 2, 2]], [[1, 1, 3, 3], [2, 0, 4, 2]]).round(6).tolist()
    [[0.142857, 0.0]]
    """
    a, b = as_boxes("boxes_a", boxes_a), as_boxes("boxes_b", boxes_b)
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    common = np.prod(np.maximum(high - low, 0.0), axis=2)
    union = _area(a)[:, None] + _area(b)[None, :] - common
    overlap = np.zeros_like(common)
    np.divide(common, union, out=overlap, where=union > 0.0)
    return np.asarray(overlap)


def non_maximum_suppression(
    boxes: ArrayLike, scores: ArrayLike, *, iou_threshold: float
) -> IntArray:
    """Keep the best box of each heap of overlapping ones.

    Boxes are taken from the highest score down; each that is kept drops those after
    it whose IoU with it exceeds the threshold. A dropped box drops nothing.

    Parameters
    ----------
    boxes : array-like of shape (n, 4)
        x1, y1, x2, y2 in continuous coordinates. There may be none.
    scores : array-like of shape (n,)
        Finite numbers; of equal scores the earlier box comes first.
    iou_threshold : float
        In [0, 1]. An IoU equal to it drops nothing.

    Returns
    -------
    ndarray of int
        Indices of the boxes kept, best first.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Felzenszwalb, P. F., Girshick, R. B., McAllester, D. and Ramanan, D. (2010).
    Object detection with discriminatively trained part-based models. *PAMI* 32(9).

    Examples
    --------
    The second box overlaps the first by 2/3; the third stands alone:

    >>> boxes = [[0, 0, 1, 1], [0, 0, 1, 1.5], [5, 5, 6, 6]]
    >>> scores = [0.9, 0.8, 0.7]
    >>> non_maximum_suppression(boxes, scores, iou_threshold=0.5).tolist()
    [0, 2]
    >>> non_maximum_suppression(boxes, scores, iou_threshold=0.7).tolist()
    [0, 1, 2]
    """
    checked_boxes = as_boxes("boxes", boxes)
    checked_scores = as_box_scores("scores", scores, checked_boxes)
    limit = as_scalar("iou_threshold", iou_threshold, low=0.0, high=1.0)
    waiting = np.argsort(-checked_scores, kind="stable")
    kept = []
    while len(waiting):
        best, rest = waiting[0], waiting[1:]
        kept.append(int(best))
        overlap = box_iou(checked_boxes[[best]], checked_boxes[rest])[0]
        waiting = rest[overlap <= limit]
    return np.array(kept, dtype=np.int64)


def as_boxes(name: str, boxes: ArrayLike) -> FloatArray:
    """Return boxes as an array of shape (n, 4); an empty list is no boxes."""
    array = as_array(name, boxes)
    if array.size == 0:
        return np.zeros((0, 4))
    checked = as_scores(name, array, ndim=2)
    if checked.shape[1] != 4:
        raise InvalidInput(name, "have four columns", checked.shape, "as its shape")
    require_within(name, checked, -_LARGEST, _LARGEST)
    sides = checked[:, 2:] - checked[:, :2]
    thin = sides < _SMALLEST_SIDE
    if thin.any():
        _refuse_row(name, "have x1 ≤ x2 and y1 ≤ y2", checked, sides < 0.0)
        rule = f"have sides of 0 or at least {_SMALLEST_SIDE:g}"
        _refuse_row(name, rule, checked, thin & (sides > 0.0))
    return checked


def _refuse_row(name: str, rule: str, boxes: FloatArray, wrong: BoolArray) -> None:
    """Raise for the first box with a wrong side, if there is one."""
    rows = np.flatnonzero(wrong.any(axis=1))
    if len(rows):
        row = int(rows[0])
        raise InvalidInput(name, rule, boxes[row].tolist(), f"in row {row}")


def as_box_scores(name: str, scores: ArrayLike, boxes: FloatArray) -> FloatArray:
    """Return one finite score for each box; there may be none."""
    array = as_array(name, scores)
    checked = np.zeros(0) if array.size == 0 else as_scores(name, array)
    require_same_length(name, checked, "boxes", boxes)
    return checked


def _area(boxes: FloatArray) -> FloatArray:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
