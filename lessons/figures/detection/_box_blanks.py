"""Meet what the learner filled in about boxes, without giving it away."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

from numpy.typing import ArrayLike

from lessons.figures._outputs import Note
from lessons.figures._predictions import BLANK, judge_blank
from lessons.figures._style import is_number
from lessons.figures.detection._boxes import overlaps, suppress
from lessons.figures.detection._found import Curves
from lessons.figures.detection._pairs import Pair, best_pair

PLACES = "Places of boxes are wanted, counted from 0, as in [0, 2]."
PAIR = "A pair is wanted: (nms_iou, threshold)."


def meet_overlap(value: object, box_a: ArrayLike, box_b: ArrayLike) -> Note:
    """Say whether an IoU that was left to fill in is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    box_a, box_b : array_like
        x1, y1, x2, y2.
    """
    hint = "The union is the sum of both areas, less what they have in common."
    right = float(overlaps(box_a, box_b)[0, 0])
    return judge_blank(value, right, "IoU", hint=hint, between=(0.0, 1.0))


def meet_kept(
    kept: object, boxes: ArrayLike, scores: ArrayLike, nms_iou: float
) -> Note:
    """Say whether the places of the boxes that suppression keeps are right.

    Parameters
    ----------
    kept : object
        A list of places, best first; `...` where something is left to fill in.
    boxes, scores : array_like
        No two scores are equal.
    nms_iou : float
        Boxes that overlap a better one by more are dropped.
    """
    right = suppress(boxes, scores, nms_iou).tolist()
    if kept is ... or (isinstance(kept, Sequence) and any(k is ... for k in kept)):
        return Note(BLANK.replace("a number", "places"))
    if not isinstance(kept, Sequence) or not all(is_number(k) for k in kept):
        return Note(PLACES)
    mine = list(kept)
    if mine == right:
        return Note("Right: these are kept, best first.")
    if sorted(mine) == sorted(right):
        return Note(f"Not yet: you have {mine}. Right boxes; put the best score first.")
    return Note(
        f"Not yet: you have {mine}. Take the best box that waits, drop those that "
        "overlap it too much, and go on; a dropped box drops nothing."
    )


def meet_pair(pair: object, curves: Curves, target: float) -> Note:
    """Say whether a pair that keeps a promise with the highest recall is right.

    Parameters
    ----------
    pair : object
        (nms_iou, threshold); `...` where something is left to fill in.
    curves : dict of float to list of (threshold, precision, recall)
        Some pair is precise enough.
    target : float
        The precision promised.
    """
    if pair is ... or (isinstance(pair, Sequence) and any(v is ... for v in pair)):
        return Note(BLANK.replace("a number", "a pair of numbers"))
    if not isinstance(pair, Sequence) or len(pair) != 2:
        return Note(PAIR)
    iou, threshold = pair
    if not isinstance(iou, Real) or not isinstance(threshold, Real):
        return Note(PAIR)
    return Note(_judge_pair((float(iou), float(threshold)), curves, target))


def _judge_pair(mine: Pair, curves: Curves, target: float) -> str:
    """Return what to say of a pair of numbers."""
    if mine == best_pair(curves, target):
        return "Right: no other pair that keeps the promise finds more."
    on_curve = [row for row in curves.get(mine[0], []) if row[0] == mine[1]]
    if not on_curve:
        return f"Not yet: no row has NMS IoU {mine[0]} and threshold {mine[1]}."
    _, precision, recall = on_curve[0]
    if precision < target:
        return f"Not yet: there precision is {precision}; {target} is promised."
    return (
        f"Not yet: there recall is {recall}. Look at every row that keeps the promise, "
        "on both curves; of equal recalls the largest threshold counts."
    )
