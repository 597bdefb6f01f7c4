"""Which detection found which object: one truth is found once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.boxes import as_box_scores, as_boxes, box_iou
from grader.reference.validation import (
    BoolArray,
    FloatArray,
    IntArray,
    as_array,
    as_binary,
    as_scalar,
    require_same_length,
)

__all__ = ["DetectionMatches", "as_ignore", "match_detections"]

NO_TRUTH = -1


@dataclass(frozen=True, slots=True, eq=False)
class DetectionMatches:
    """Hold what became of each of n detections, in the order they came in.

    Parameters
    ----------
    truth_index : ndarray of int of shape (n,)
        The truth that the detection found, or −1.
    is_true_positive : ndarray of bool of shape (n,)
        Whether it found a truth that counts.
    is_ignored : ndarray of bool of shape (n,)
        Whether it found a truth to be ignored: such a detection is neither right
        nor wrong. What is neither true positive nor ignored is a false positive.
    """

    truth_index: IntArray
    is_true_positive: BoolArray
    is_ignored: BoolArray


def match_detections(
    boxes: ArrayLike,
    scores: ArrayLike,
    truth_boxes: ArrayLike,
    *,
    iou_threshold: float = 0.5,
    ignore: ArrayLike | None = None,
) -> DetectionMatches:
    """Match the detections of one image and one class to its truths, greedily.

    Detections choose from the highest score down. Each takes, of the truths still
    free with IoU ≥ threshold, the one of the largest IoU (the later one on ties, as
    COCO does); truths that count come before truths to be ignored.

    Parameters
    ----------
    boxes : array-like of shape (n, 4)
        Detected x1, y1, x2, y2. There may be none.
    scores : array-like of shape (n,)
        Finite numbers; of equal scores the earlier detection chooses first.
    truth_boxes : array-like of shape (m, 4)
        Annotated boxes. There may be none.
    iou_threshold : float, default 0.5
        In (0, 1]; an IoU equal to it matches.
    ignore : array-like of bool of shape (m,), optional
        Truths that neither help nor harm, such as unreadable ones.

    Returns
    -------
    DetectionMatches

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Everingham, M. et al. (2010). The PASCAL Visual Object Classes challenge. *IJCV*
    88(2), 303-338. Lin, T.-Y. et al. (2014). Microsoft COCO. *ECCV*.

    Examples
    --------
    Both detections lie on the one truth; the better score gets it:

    >>> truth = [[0, 0, 2, 2]]
    >>> found = match_detections([[0, 0, 2, 2], [0, 0, 2, 3]], [0.6, 0.9], truth)
    >>> found.truth_index.tolist(), found.is_true_positive.tolist()
    ([-1, 0], [False, True])
    """
    detected = as_boxes("boxes", boxes)
    checked_scores = as_box_scores("scores", scores, detected)
    truths = as_boxes("truth_boxes", truth_boxes)
    limit = as_scalar("iou_threshold", iou_threshold, low=0.0, high=1.0, low_open=True)
    to_ignore = as_ignore(ignore, "truth_boxes", truths)
    order = np.argsort(-checked_scores, kind="stable")
    truth_index = np.full(len(detected), NO_TRUTH)
    overlap = box_iou(detected, truths)
    free = np.ones(len(truths), dtype=np.bool_)
    for i in order:
        reached = free & (overlap[i] >= limit)
        chosen = _last_best(overlap[i], reached & ~to_ignore)
        if chosen == NO_TRUTH:
            chosen = _last_best(overlap[i], reached & to_ignore)
        if chosen != NO_TRUTH:
            truth_index[i] = chosen
            free[chosen] = False
    matched = truth_index != NO_TRUTH
    # Index −1 reads the appended False: an unmatched detection is not ignored.
    is_ignored = np.append(to_ignore, False)[truth_index]
    return DetectionMatches(truth_index, matched & ~is_ignored, is_ignored)


def _last_best(overlap: FloatArray, allowed: BoolArray) -> int:
    """Return the last index of the largest allowed overlap, or −1."""
    if not allowed.any():
        return NO_TRUTH
    best = overlap[allowed].max()
    return int(np.flatnonzero(allowed & (overlap == best))[-1])


def as_ignore(
    ignore: ArrayLike | None, boxes_name: str, boxes: FloatArray
) -> BoolArray:
    """Return a flag for each box: whether it neither helps nor harms."""
    if ignore is None or (len(boxes) == 0 and as_array("ignore", ignore).size == 0):
        return np.zeros(len(boxes), dtype=np.bool_)
    flags = as_binary("ignore", ignore)
    require_same_length("ignore", flags, boxes_name, boxes)
    return flags
