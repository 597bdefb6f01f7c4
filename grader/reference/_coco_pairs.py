"""The matching of `matches_of_class`, for all classes and images at once.

The plain version asks one image, class, overlap and size at a time. Here all pairs of
a detection and a truth of its image and class are listed first; few overlap by half
or more. A detection has to wait only for the better ones of its own image and class:
so all the best ones are matched in one step, then all the second ones, and so on, at
all ten overlaps and for all four sizes together.

`matches_of_class` is the plain version, and the oracle of this one's tests.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.reference.coco_matching import (
    AREAS,
    IOU_THRESHOLDS,
    MOST_DETECTIONS,
    ClassMatches,
    area_of,
    is_outside,
)
from grader.reference.detection_ap import CheckedImage
from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["matches_of_classes"]


def matches_of_classes(
    images: list[CheckedImage], names: list[int]
) -> list[ClassMatches]:
    """Return the matches of each class that is named, ascending."""
    found, truths = _detections(images, names), _truths(images, names)
    to_ignore = truths.ignore | is_outside(area_of(truths.boxes))
    truth_index = _match(found, truths, _pairs(found, truths), to_ignore)
    # Index −1 reads the appended column: what found nothing is judged by its size.
    padded = np.pad(to_ignore, ((0, 0), (0, 1)))
    is_matched = truth_index >= 0
    skipped = np.stack(
        [padded[a][truth_index[:, a]] for a in range(len(AREAS))], axis=1
    )
    skipped |= ~is_matched & is_outside(area_of(found.boxes))
    right = is_matched & ~skipped
    bounds = np.arange(len(names) + 1) * len(images)
    first = np.searchsorted(found.group, bounds)
    truth_first = np.searchsorted(truths.group, bounds)
    result = []
    for i in range(len(names)):
        ours = slice(first[i], first[i + 1])
        theirs = slice(truth_first[i], truth_first[i + 1])
        result.append(
            ClassMatches(
                found.scores[ours],
                found.rank[ours],
                right[:, :, ours],
                skipped[:, :, ours],
                np.count_nonzero(~to_ignore[:, theirs], axis=1),
            )
        )
    return result


@dataclass(frozen=True, slots=True, eq=False)
class _Detections:
    """Hold all detections by class, image and falling score; at most 100 of each."""

    group: IntArray  # class and image in one number
    rank: IntArray
    scores: FloatArray
    boxes: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Truths:
    """Hold all truths by class and image."""

    group: IntArray
    boxes: FloatArray
    ignore: BoolArray


def _detections(images: list[CheckedImage], names: list[int]) -> _Detections:
    boxes = np.concatenate([d[0] for d, _ in images])
    scores = np.concatenate([d[1] for d, _ in images])
    group = _groups([d[2] for d, _ in images], names)
    order = np.lexsort((-scores, group))
    order = order[np.searchsorted(group[order], 0) :]  # without unnamed classes
    group = group[order]
    rank = np.arange(len(group)) - np.searchsorted(group, group)
    kept = rank < MOST_DETECTIONS
    order = order[kept]
    return _Detections(group[kept], rank[kept], scores[order], boxes[order])


def _truths(images: list[CheckedImage], names: list[int]) -> _Truths:
    boxes = np.concatenate([t[0] for _, t in images])
    ignore = np.concatenate([t[2] for _, t in images])
    group = _groups([t[1] for _, t in images], names)
    order = np.argsort(group, kind="stable")
    order = order[np.searchsorted(group[order], 0) :]
    return _Truths(group[order], boxes[order], ignore[order])


def _groups(classes: list[IntArray], names: list[int]) -> IntArray:
    """Give each pair of class and image a number, by class; −1 for other classes."""
    image = np.repeat(np.arange(len(classes)), [len(c) for c in classes])
    flat = np.concatenate(classes)
    place = np.minimum(np.searchsorted(names, flat), len(names) - 1)
    is_named = np.asarray(names)[place] == flat
    return np.where(is_named, place * len(classes) + image, -1)


def _pairs(
    found: _Detections, truths: _Truths
) -> tuple[IntArray, IntArray, FloatArray]:
    """List detection, truth and IoU of all pairs that overlap enough to matter.

    They are ordered by the rank of the detection, then the detection, then by IoU:
    the last allowed pair of a detection is its choice.
    """
    low = np.searchsorted(truths.group, found.group, side="left")
    high = np.searchsorted(truths.group, found.group, side="right")
    number = high - low
    detection = np.repeat(np.arange(len(number)), number)
    first_pair = np.cumsum(number) - number
    truth = np.arange(len(detection)) + np.repeat(low - first_pair, number)
    overlap = _iou(found.boxes[detection], truths.boxes[truth])
    enough = np.flatnonzero(overlap >= IOU_THRESHOLDS[0])
    detection, truth, overlap = detection[enough], truth[enough], overlap[enough]
    order = np.lexsort((truth, overlap, detection, found.rank[detection]))
    return detection[order], truth[order], overlap[order]


def _iou(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the IoU of boxes at the same place in two lists."""
    side = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
    common = np.prod(np.maximum(side, 0.0), axis=1)
    union = area_of(a) + area_of(b) - common
    overlap = np.zeros_like(common)
    np.divide(common, union, out=overlap, where=union > 0.0)
    return np.asarray(overlap)


def _match(
    found: _Detections,
    truths: _Truths,
    pairs: tuple[IntArray, IntArray, FloatArray],
    to_ignore: BoolArray,
) -> IntArray:
    """Return the truth of each detection, or −1, for each overlap and size."""
    detection, truth, overlap = pairs
    shape = (len(IOU_THRESHOLDS), len(AREAS))
    truth_index = np.full((*shape, len(found.rank)), -1)
    is_free = np.ones((*shape, len(truths.group)), dtype=np.bool_)
    reaches = overlap >= IOU_THRESHOLDS[:, None, None]
    rank = found.rank[detection]
    for start, end in _runs(rank):
        here = truth[start:end]
        allowed = reaches[:, :, start:end] & is_free[:, :, here]
        counts = allowed & ~to_ignore[:, here]
        first = np.array([low for low, _ in _runs(detection[start:end])])
        # The last allowed pair of each detection, those that count before others.
        place = np.arange(end - start)
        best = np.maximum.reduceat(np.where(counts, place, -1), first, axis=2)
        other = np.maximum.reduceat(np.where(allowed, place, -1), first, axis=2)
        best = np.where(best >= 0, best, other)
        t, a, d = np.nonzero(best >= 0)
        chosen = here[best[t, a, d]]
        truth_index[t, a, detection[start:end][first[d]]] = chosen
        is_free[t, a, chosen] = False
    return truth_index


def _runs(numbers: IntArray) -> list[tuple[int, int]]:
    """Return where each run of equal numbers starts and ends."""
    if len(numbers) == 0:
        return []
    inner = (np.flatnonzero(np.diff(numbers)) + 1).tolist()
    return list(zip([0, *inner], [*inner, len(numbers)], strict=True))
