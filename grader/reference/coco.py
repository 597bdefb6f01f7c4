"""The twelve figures of the COCO challenge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.reference._coco_pairs import matches_of_classes
from grader.reference.coco_matching import ClassMatches
from grader.reference.detection_ap import (
    ImageDetections,
    ImageTruths,
    checked_images,
)
from grader.reference.errors import InvalidInput
from grader.reference.validation import FloatArray

__all__ = ["CocoSummary", "coco_summary", "summary_of_matches"]

_RECALL_LEVELS = np.linspace(0.0, 1.0, 101)
_ALL, _SMALL, _MEDIUM, _LARGE = range(4)
_AT_50, _AT_75 = 0, 5
# COCO adds this to the denominator of the precision, against 0/0.
_SPACING = np.spacing(1)


@dataclass(frozen=True, slots=True)
class CocoSummary:
    """Hold the twelve figures, in COCO's order.

    Parameters
    ----------
    ap, ap_50, ap_75 : float
        Average precision: mean over ten IoU thresholds, at 0.5, at 0.75.
    ap_small, ap_medium, ap_large : float
        The first for objects up to 32², up to 96², and above (square pixels).
    ar_1, ar_10, ar_100 : float
        Average recall with at most so many detections an image and class.
    ar_small, ar_medium, ar_large : float
        The last for objects of each size.

    NaN stands where there is no such object (COCO has −1).
    """

    ap: float
    ap_50: float
    ap_75: float
    ap_small: float
    ap_medium: float
    ap_large: float
    ar_1: float
    ar_10: float
    ar_100: float
    ar_small: float
    ar_medium: float
    ar_large: float


def coco_summary(
    detections: Sequence[ImageDetections], truths: Sequence[ImageTruths]
) -> CocoSummary:
    """Compute COCO's twelve figures.

    Matching is that of `match_detections`, at IoU 0.5, 0.55 … 0.95, with at most 100
    detections for each image and class; precision is read at 101 levels of recall.
    The size of an object is the area of its box (COCO takes that of its mask, where
    there is one). Crowds are not modelled: mark them as ignored.

    Parameters
    ----------
    detections : sequence of ImageDetections
        One entry an image.
    truths : sequence of ImageTruths
        One entry an image, in the same order.

    Returns
    -------
    CocoSummary

    Raises
    ------
    InvalidInput
        On bad input, and if there is no truth at all.

    References
    ----------
    Lin, T.-Y. et al. (2014). Microsoft COCO: common objects in context. *ECCV*.

    Examples
    --------
    One small object, found with an IoU of 0.8: right at seven of ten thresholds.

    >>> detections = [ImageDetections([[0, 0, 10, 8]], [0.9], [1])]
    >>> summary = coco_summary(detections, [ImageTruths([[0, 0, 10, 10]], [1])])
    >>> round(summary.ap, 6), round(summary.ap_75, 6), summary.ar_1, summary.ap_large
    (0.7, 1.0, 0.7, nan)
    """
    images = checked_images(detections, truths)
    names = sorted({int(name) for _, (_, classes, _) in images for name in classes})
    if not names:
        raise InvalidInput("truths", "hold at least one truth", 0)
    return summary_of_matches(matches_of_classes(images, names))


def summary_of_matches(classes: list[ClassMatches]) -> CocoSummary:
    """Average precision and recall over classes, levels and overlaps."""
    precision = np.stack([_precision(matches) for matches in classes])
    recall = {most: _recall(classes, most) for most in (1, 10, 100)}
    return CocoSummary(
        ap=_mean(precision[:, :, _ALL]),
        ap_50=_mean(precision[:, _AT_50, _ALL]),
        ap_75=_mean(precision[:, _AT_75, _ALL]),
        ap_small=_mean(precision[:, :, _SMALL]),
        ap_medium=_mean(precision[:, :, _MEDIUM]),
        ap_large=_mean(precision[:, :, _LARGE]),
        ar_1=_mean(recall[1][:, :, _ALL]),
        ar_10=_mean(recall[10][:, :, _ALL]),
        ar_100=_mean(recall[100][:, :, _ALL]),
        ar_small=_mean(recall[100][:, :, _SMALL]),
        ar_medium=_mean(recall[100][:, :, _MEDIUM]),
        ar_large=_mean(recall[100][:, :, _LARGE]),
    )


def _precision(matches: ClassMatches) -> FloatArray:
    """Return the precision at each overlap, size and level; NaN without truths.

    Precision at a level is the best at this recall or beyond, 0 beyond the last.
    """
    order = np.argsort(-matches.scores, kind="stable")
    right = matches.is_true_positive[:, :, order]
    wrong = ~right & ~matches.is_ignored[:, :, order]
    tp, fp = np.cumsum(right, axis=2), np.cumsum(wrong, axis=2)
    precision = tp / (tp + fp + _SPACING)
    envelope = np.maximum.accumulate(precision[:, :, ::-1], axis=2)[:, :, ::-1]
    envelope = np.pad(envelope, ((0, 0), (0, 0), (0, 1)))
    at_levels = np.full((*envelope.shape[:2], len(_RECALL_LEVELS)), np.nan)
    for t, a in np.ndindex(*envelope.shape[:2]):
        if matches.n_truth[a]:
            recall = tp[t, a] / matches.n_truth[a]
            first = np.searchsorted(recall, _RECALL_LEVELS, side="left")
            at_levels[t, a] = envelope[t, a, first]
    return at_levels


def _recall(classes: list[ClassMatches], most: int) -> FloatArray:
    """Return the recall of each class at each overlap and size; NaN without truths."""
    found = [
        np.count_nonzero(matches.is_true_positive[:, :, matches.rank < most], axis=2)
        for matches in classes
    ]
    n_truth = np.array([matches.n_truth for matches in classes], dtype=np.float64)
    n_truth[n_truth == 0.0] = np.nan
    return np.asarray(np.stack(found) / n_truth[:, None, :])


def _mean(values: FloatArray) -> float:
    """Return the mean of what is defined; NaN where nothing is."""
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else float("nan")
