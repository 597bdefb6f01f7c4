"""What is found on trays, by the grader's reference, and bounds by beta quantiles."""

from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.special import softmax
from scipy.stats import beta

from grader import reference
from lessons import data

CLASSES = ("washer", "nut", "clip")


class Found(NamedTuple):
    """One class's detections on all trays, and how many parts there were."""

    scores: np.ndarray
    hits: np.ndarray
    parts: int

    def at(self, threshold):
        """Return precision and recall at a threshold."""
        flagged = self.scores >= threshold
        right = self.hits[flagged].sum()
        return right / flagged.sum(), right / self.parts


@cache
def shipped():
    """Return the shipped trays."""
    return data.load_detection()


@cache
def kept(part, nms_iou, temperature):
    """Return scene, boxes, scores and class of what suppression keeps."""
    raw = getattr(shipped(), part).raw
    probs = softmax(raw.logits / temperature, axis=1)[:, 1:]
    rows = []
    for scene in range(250):
        for group in range(3):
            here = np.flatnonzero((raw.scene == scene) & (raw.classes == group))
            stay = reference.non_maximum_suppression(
                raw.boxes[here], probs[here, group], iou_threshold=nms_iou
            )
            rows.append((scene, group, raw.boxes[here[stay]], probs[here[stay], group]))
    return rows


@cache
def find(part, *, nms_iou=0.3, at_iou=0.5, temperature=1.0):
    """Return what is found of each class."""
    truths = getattr(shipped(), part).truths
    scores, hits = [[], [], []], [[], [], []]
    for scene, group, boxes, some in kept(part, nms_iou, temperature):
        theirs = truths.boxes[(truths.scene == scene) & (truths.classes == group)]
        matched = reference.match_detections(boxes, some, theirs, iou_threshold=at_iou)
        scores[group].extend(some)
        hits[group].extend(matched.is_true_positive)
    parts = [int(np.sum(truths.classes == group)) for group in range(3)]
    return [
        Found(np.array(s), np.array(h), n)
        for s, h, n in zip(scores, hits, parts, strict=True)
    ]


def pooled(found):
    """Return all classes together."""
    return Found(
        np.concatenate([one.scores for one in found]),
        np.concatenate([one.hits for one in found]),
        sum(one.parts for one in found),
    )


def needed(found, *, confidence=None):
    """Return each class's threshold for a precision of .95, None where none is."""
    wanted = [
        reference.threshold_at_precision(
            one.scores, one.hits, target=0.95, confidence=confidence
        )
        for one in found
    ]
    return [one and one.value for one in wanted]


def areas(found, interpolation="all-point"):
    """Return each class's average precision."""
    return [
        reference.detection_average_precision(
            one.scores, one.hits, one.parts, interpolation=interpolation
        )
        for one in found
    ]


def ece(found):
    """Return the D-ECE in ten bins."""
    return reference.detection_calibration_error(found.scores, found.hits, n_bins=10)


def between(found, low=0.6, high=0.8):
    """Return how many score in [low, high), their mean, and the share right."""
    here = (found.scores >= low) & (found.scores < high)
    return int(here.sum()), found.scores[here].mean(), found.hits[here].mean()


def bound(hits, trials):
    """Return the exact lower bound that leaves 10 % below it, by beta quantiles."""
    with np.errstate(invalid="ignore"):
        low = beta.ppf(0.1, hits, np.asarray(trials) - hits + 1)
    return np.where(np.asarray(hits) == 0, 0.0, low)
