"""Detections whose scores mean what they say: two attempts, and their measure."""

from __future__ import annotations

from dataclasses import replace

from scipy.special import logit

from lessons.data import TrayScenes
from lessons.figures._bins import sort_into_bins, uniform_edges
from lessons.figures._remember import remembered
from lessons.figures.calibration_methods._fits import fit_temperature, platt_map
from lessons.figures.detection._found import (
    NMS_IOU,
    FoundClass,
    FoundParts,
    find_parts,
    head_labels,
)

BINS = 10


def detection_ece(found: FoundClass, bins: int = BINS) -> float:
    """Return the calibration error of detections: confidence against precision.

    Parts that were never detected do not count.

    Examples
    --------
    Of two detections at 0.9 one is right:

    >>> import numpy as np
    >>> two = FoundClass("nut", np.array([0.9, 0.9]), np.array([True, False]), 1, 1)
    >>> round(detection_ece(two), 6)
    0.4
    """
    return sort_into_bins(found.scores, found.hits, uniform_edges(bins)).ece


@remembered
def head_temperature(trays: TrayScenes) -> float:
    """Return the temperature that fits the head's logits best, before suppression."""
    return fit_temperature(trays.raw.logits, head_labels(trays))


@remembered
def rescale_by_class(
    tuning: TrayScenes, fresh: TrayScenes, *, nms_iou: float = NMS_IOU
) -> FoundParts:
    """Return what is found on fresh trays, with a Platt line fitted to each class.

    The line is fitted on the matched detections of the tuning trays, in the logit of
    their score; it changes no order within a class.
    """
    known = find_parts(tuning, nms_iou=nms_iou)
    rescaled = []
    for one, new in zip(
        known.classes, find_parts(fresh, nms_iou=nms_iou).classes, strict=True
    ):
        honest = platt_map(logit(one.scores), one.hits)
        rescaled.append(replace(new, scores=honest(logit(new.scores))))
    return FoundParts(tuple(rescaled))
