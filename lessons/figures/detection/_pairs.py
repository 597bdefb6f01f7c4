"""Pairs of NMS IoU and score threshold that keep a promise."""

from __future__ import annotations

from lessons.figures.detection._found import Curves

Pair = tuple[float, float]


def best_pair(curves: Curves, target: float) -> Pair | None:
    """Return the (nms_iou, threshold) of highest recall that is precise enough.

    Of equal recalls the largest threshold, then the smallest IoU; None if no pair is
    precise enough.

    Examples
    --------
    >>> best_pair({0.3: [(0.9, 1.0, 0.5), (0.6, 0.95, 0.8)]}, 0.95)
    (0.3, 0.6)
    """
    enough = [
        (recall, threshold, -iou)
        for iou, curve in curves.items()
        for threshold, precision, recall in curve
        if precision >= target
    ]
    if not enough:
        return None
    _, threshold, iou = max(enough)
    return -iou, threshold


def recall_of(curves: Curves, pair: Pair) -> float:
    """Return the recall at a pair that is on the curves."""
    iou, threshold = pair
    return next(recall for cut, _, recall in curves[iou] if cut == threshold)
