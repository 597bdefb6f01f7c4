"""Match detections as COCO does: at ten overlaps, for objects of each size.

COCO asks every question four times: of all objects, and of small, medium and large
ones. For a question about large objects the others are to be ignored, and so are
detections of another size that found nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.reference.detection_ap import CheckedImage
from grader.reference.matching import match_detections
from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = [
    "AREAS",
    "IOU_THRESHOLDS",
    "MOST_DETECTIONS",
    "ClassMatches",
    "area_of",
    "is_outside",
    "matches_of_class",
]

IOU_THRESHOLDS = np.linspace(0.5, 0.95, 10)
# In square pixels, both ends included: all, small, medium, large.
AREAS = np.array([(0.0, 1e10), (0.0, 32.0**2), (32.0**2, 96.0**2), (96.0**2, 1e10)])
MOST_DETECTIONS = 100


@dataclass(frozen=True, slots=True, eq=False)
class ClassMatches:
    """Hold the matches of one class in all images, of n detections.

    Parameters
    ----------
    scores : ndarray of shape (n,)
        By image, and within an image from the best down.
    rank : ndarray of int of shape (n,)
        Place of each among the detections of its image, from 0 to 99.
    is_true_positive, is_ignored : ndarray of bool of shape (10, 4, n)
        At each IoU threshold, for each range of areas.
    n_truth : ndarray of int of shape (4,)
        Objects to be found in each range of areas.
    """

    scores: FloatArray
    rank: IntArray
    is_true_positive: BoolArray
    is_ignored: BoolArray
    n_truth: IntArray


def matches_of_class(images: list[CheckedImage], name: int) -> ClassMatches:
    """Match one class, image by image, overlap by overlap, size by size."""
    scores, ranks, right, ignored = [], [], [], []
    n_truth = np.zeros(len(AREAS), dtype=np.int64)
    for (boxes, all_scores, classes), (truth_boxes, truth_classes, ignore) in images:
        of_class = np.flatnonzero(classes == name)
        order = np.argsort(-all_scores[of_class], kind="stable")[:MOST_DETECTIONS]
        ours, theirs = of_class[order], truth_classes == name
        outside_truths = is_outside(area_of(truth_boxes[theirs]))
        outside_ours = is_outside(area_of(boxes[ours]))
        shape = (len(IOU_THRESHOLDS), len(AREAS), len(ours))
        found, skipped = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        for a in range(len(AREAS)):
            to_ignore = ignore[theirs] | outside_truths[a]
            n_truth[a] += np.count_nonzero(~to_ignore)
            for t, limit in enumerate(IOU_THRESHOLDS):
                matches = match_detections(
                    boxes[ours],
                    all_scores[ours],
                    truth_boxes[theirs],
                    iou_threshold=float(limit),
                    ignore=to_ignore,
                )
                found[t, a] = matches.is_true_positive
                unmatched = matches.truth_index < 0
                skipped[t, a] = matches.is_ignored | (unmatched & outside_ours[a])
        scores.append(all_scores[ours])
        ranks.append(np.arange(len(ours)))
        right.append(found)
        ignored.append(skipped)
    return ClassMatches(
        np.concatenate(scores),
        np.concatenate(ranks),
        np.concatenate(right, axis=2),
        np.concatenate(ignored, axis=2),
        n_truth,
    )


def area_of(boxes: FloatArray) -> FloatArray:
    """Return the area of each box."""
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))


def is_outside(area: FloatArray) -> BoolArray:
    """Tell, for each range of areas, which areas are outside it.

    Examples
    --------
    32·32 is both small and medium:

    >>> is_outside(np.array([1024.0]))[:, 0].tolist()
    [False, False, False, True]
    """
    return np.asarray((area < AREAS[:, :1]) | (area > AREAS[:, 1:]))
