"""How non-maximum suppression goes wrong."""

from collections.abc import Callable
from operator import ge, gt, lt
from typing import Any

import numpy as np

from grader.exercises.building import slip, slips
from grader.exercises.detection.boxes import grown, iou_of
from grader.exercises.exercise import Silent

__all__ = ["NMS_SLIPS"]

_Indices = list[int]
_Drops = Callable[[float, float], bool]
"""An IoU and the threshold in, whether a box is dropped out."""


def _best_first(scores: Any) -> _Indices:
    return [int(i) for i in np.argsort(-np.asarray(scores, dtype=float))]


def _greedy(boxes: Any, order: _Indices, limit: float, drops: _Drops = gt) -> _Indices:
    """Keep, in this order, what no box kept before drops."""
    kept: _Indices = []
    for i in order:
        if not any(drops(iou_of(boxes[k], boxes[i]), limit) for k in kept):
            kept.append(i)
    return kept


def _right(boxes: Any, scores: Any, limit: float) -> _Indices:
    return _greedy(boxes, _best_first(scores), limit)


def _with(
    *, drops: _Drops = gt, order: Callable[[Any], _Indices] = _best_first
) -> Callable[..., _Indices]:
    """Return the answer that drops or orders otherwise."""
    return lambda boxes, scores, limit: _greedy(boxes, order(scores), limit, drops)


def _of_pixels(boxes: Any, scores: Any, limit: float) -> _Indices:
    """Compare boxes whose corners are the numbers of their outermost pixels."""
    return _right([grown(box) for box in boxes], scores, limit)


def _then(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer that makes something else of what is kept."""
    return lambda boxes, scores, limit: change(
        _right(boxes, scores, limit), boxes, scores
    )


def _all_suppress(boxes: Any, scores: Any, limit: float) -> _Indices:
    """Drop what overlaps any better box, kept or not."""
    order = _best_first(scores)
    return [
        i
        for place, i in enumerate(order)
        if not any(iou_of(boxes[j], boxes[i]) > limit for j in order[:place])
    ]


def _last_suppresses(boxes: Any, scores: Any, limit: float) -> _Indices:
    """Compare with the box that was kept last, and no other."""
    kept: _Indices = []
    for i in _best_first(scores):
        if not kept or iou_of(boxes[kept[-1]], boxes[i]) <= limit:
            kept.append(i)
    return kept


def _best_suppresses(boxes: Any, scores: Any, limit: float) -> _Indices:
    """Compare with the best box of all, and no other."""
    order = _best_first(scores)
    best = order[:1]
    return best + [i for i in order[1:] if iou_of(boxes[best[0]], boxes[i]) <= limit]


def _removing_while_walking(boxes: Any, scores: Any, limit: float) -> _Indices:
    """Take from a list while a loop walks through it, which then skips one."""
    waiting, kept = _best_first(scores), []
    while waiting:
        best = waiting.pop(0)
        kept.append(best)
        for i in waiting:
            if iou_of(boxes[best], boxes[i]) > limit:
                waiting.remove(i)
    return kept


def _places(boxes: Any, scores: Any, limit: float) -> _Indices:
    order = _best_first(scores)
    return [order.index(i) for i in _right(boxes, scores, limit)]


def _empty(error: Exception) -> Callable[..., _Indices]:
    """Return the right answer, except that no boxes end in an error."""

    def answer(boxes: Any, scores: Any, limit: float) -> _Indices:
        if not len(boxes):
            raise error
        return _right(boxes, scores, limit)

    return answer


def _at(limit: float) -> Callable[..., _Indices]:
    return lambda boxes, scores, _: _right(boxes, scores, limit)


def _boxes_of(kept: _Indices, boxes: Any, _: Any) -> Any:
    if not kept:
        raise Silent("no boxes")
    return [np.asarray(boxes[i]).tolist() for i in kept]


def _scores_of(kept: _Indices, _: Any, scores: Any) -> Any:
    if not kept:
        raise Silent("no boxes")
    return [float(scores[i]) for i in kept]


NMS_SLIPS = (
    slip(
        "equal-overlap-dropped",
        "A box whose IoU equals the threshold is dropped in your answer. Only a larger "
        "IoU drops a box: look at your comparison.",
        _with(drops=ge),
    ),
    slip(
        "inclusive-pixels",
        "Your IoU adds 1 to each side of a box, as if corners were the numbers of "
        "pixels. Coordinates are continuous here: a box is x2 - x1 wide.",
        _of_pixels,
    ),
    slip(
        "dropped-still-suppress",
        "A box that was dropped still drops others in your answer. Compare a box only "
        "with those that were kept before it.",
        _all_suppress,
    ),
    slip(
        "last-kept-only",
        "You compare a box only with the one that was kept last. Any box kept before "
        "may overlap it: compare with all of them.",
        _last_suppresses,
    ),
    slip(
        "best-suppresses-only",
        "Only the box with the highest score drops others in your answer. Each box "
        "that is kept drops those that overlap it, one after the other.",
        _best_suppresses,
    ),
    slip(
        "list-changed-while-walking",
        "Your loop takes boxes from the list that it walks through, and so skips the "
        "one after each. Make a new list of those that stay.",
        _removing_while_walking,
    ),
    slip(
        "lowest-score-wins",
        "You begin with the lowest score, so of two boxes the worse is kept. Begin "
        "with the highest: `np.argsort` sorts upwards.",
        _with(order=lambda scores: _best_first(scores)[::-1]),
    ),
    slip(
        "scores-not-sorted",
        "You take the boxes in the order in which they come. Of two that overlap the "
        "better is kept: go from the highest score down.",
        _with(order=lambda scores: list(range(len(scores)))),
    ),
    slip(
        "listed-by-number",
        "You keep the right boxes, listed by their number. Asked for is the best "
        "first: leave them in the order in which you kept them.",
        _then(lambda kept, *_: sorted(kept)),
    ),
    slip(
        "listed-worst-first",
        "You keep the right boxes, with the worst of them first. Asked for is the best "
        "first.",
        _then(lambda kept, *_: kept[::-1]),
    ),
    slip(
        "places-after-sorting",
        "Your numbers are places among the sorted boxes. Asked for are indices of the "
        "boxes as they were given: keep the result of the sorting and look up there.",
        _places,
    ),
    slip(
        "best-box-only",
        "You keep one box in all. An image may hold several objects: go on with the "
        "boxes that the best one does not drop.",
        _then(lambda kept, *_: kept[:1]),
    ),
    slip(
        "overlap-keeps",
        "You drop the boxes that overlap little and keep those that overlap much. Turn "
        "your comparison with iou_threshold round.",
        _with(drops=lt),
    ),
    slip(
        "dropped-for-kept",
        "Your answer lists the boxes that are dropped. Asked for are those that are "
        "kept.",
        lambda boxes, scores, limit: [
            i for i in _best_first(scores) if i not in _right(boxes, scores, limit)
        ],
    ),
    *slips(
        "threshold-ignored",
        "Your answer does not change with iou_threshold. Compare each IoU with it.",
        _at(0.5),
        _at(0.0),
    ),
    slip(
        "nothing-dropped",
        "No box is dropped in your answer, however much it overlaps a better one. Look "
        "at what becomes of your comparison.",
        lambda boxes, scores, _: _best_first(scores),
    ),
    slip(
        "mask-for-indices",
        "Your answer says for each box whether it is kept. Asked for are the indices "
        "of the boxes kept, best first.",
        lambda boxes, scores, limit: [
            i in _right(boxes, scores, limit) for i in range(len(boxes))
        ],
    ),
    slip(
        "boxes-for-indices",
        "Your answer holds the boxes themselves. Asked for are their indices: a caller "
        "needs them for the scores and classes too.",
        _then(_boxes_of),
    ),
    slip(
        "scores-for-indices",
        "Your answer holds scores. Asked for are the indices of the boxes kept.",
        _then(_scores_of),
    ),
    *slips(
        "no-boxes-fail",
        "Your code fails where there are no boxes. An image may have no detection: "
        "answer [] there.",
        _empty(IndexError("index 0 is out of bounds")),
        _empty(ValueError("zero-size array")),
    ),
)
