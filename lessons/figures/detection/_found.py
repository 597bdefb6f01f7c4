"""What a detector finds on many trays, class by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from lessons.data import PART_CLASSES, TrayScenes
from lessons.figures._compute import Floats, Sweep, sweep
from lessons.figures._remember import remembered
from lessons.figures.choosing_thresholds._promises import lower_bound
from lessons.figures.detection._boxes import Flags, best_first, overlaps, stays, takes

NMS_IOU, MATCH_IOU = 0.3, 0.5

Curve = list[tuple[float, float, float]]
Curves = dict[float, Curve]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, repr=False)
class FoundClass:
    """The detections of one class on all trays, after suppression and matching.

    Parameters
    ----------
    name : str
        The class.
    scores : array of float, shape (n,)
        One a detection.
    hits : array of bool, shape (n,)
        Whether the detection found a part.
    parts : int
        How many parts there are to find.
    scenes : int
        How many trays, those without detections included.
    """

    name: str
    scores: Floats
    hits: Flags
    parts: int
    scenes: int

    def sweep(self, thresholds: Floats | Sequence[float] | None = None) -> Sweep:
        """Return the counts at thresholds; a negative here is a detection dropped.

        Its recall is that of detections: for parts see `recall`.
        """
        return sweep(self.scores, self.hits, thresholds)

    def curve(self, confidence: float | None = None) -> Curve:
        """Return (threshold, precision, recall) at each observed score, descending.

        With `confidence` the precision is what the counts prove, Clopper and Pearson's
        lower bound.
        """
        at = self.sweep()
        precision, recall = at.precision, at.tp / self.parts
        if confidence is not None:
            precision = lower_bound(at.tp, at.tp + at.fp, confidence)
        rows = zip(at.thresholds, precision, recall, strict=True)
        return [(float(t), float(p), float(r)) for t, p, r in rows]

    def at(self, threshold: float) -> tuple[float, float]:
        """Return precision and recall of the detections at or above a threshold."""
        found = self.sweep([threshold])
        return float(found.precision[0]), float(found.tp[0] / self.parts)

    def __repr__(self) -> str:
        return (
            f"{self.scores.size:,} detections for {self.parts} {self.name}s on "
            f"{self.scenes} trays, {int(self.hits.sum())} of them right"
        )


@dataclass(frozen=True, slots=True, repr=False)
class FoundParts:
    """What was found of all three classes.

    Parameters
    ----------
    classes : tuple of FoundClass
        In the order of `lessons.data.PART_CLASSES`.
    """

    classes: tuple[FoundClass, ...]

    def __getitem__(self, name: str) -> FoundClass:
        return self.classes[PART_CLASSES.index(name)]

    def pooled(self) -> FoundClass:
        """Return all detections together, as if there were one class."""
        return FoundClass(
            "part",
            np.concatenate([one.scores for one in self.classes]),
            np.concatenate([one.hits for one in self.classes]),
            sum(one.parts for one in self.classes),
            self.classes[0].scenes,
        )

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.classes))


@remembered
def find_parts(
    trays: TrayScenes,
    *,
    nms_iou: float = NMS_IOU,
    at_iou: float = MATCH_IOU,
    temperature: float = 1.0,
) -> FoundParts:
    """Suppress and match the raw boxes of all trays, each class by itself.

    Parameters
    ----------
    trays : TrayScenes
        Raw boxes, and the parts that are really there.
    nms_iou : float
        Boxes of one class that overlap a better one by more are dropped.
    at_iou : float
        A detection overlaps its part by at least so much.
    temperature : float
        Of the head: its logits are divided by it before softmax.
    """
    return _find(trays, (nms_iou,), at_iou, temperature)[0]


def _find(
    trays: TrayScenes,
    nms_ious: Sequence[float],
    at_iou: float = MATCH_IOU,
    temperature: float = 1.0,
) -> list[FoundParts]:
    """Return what is found at each NMS IoU; overlaps are computed once for all."""
    probs = softmax(trays.raw.logits / temperature, axis=1)[:, 1:]
    found: list[list[FoundClass]] = [[] for _ in nms_ious]
    for place, name in enumerate(PART_CLASSES):
        parts = int(np.sum(trays.truths.classes == place))
        scores: list[list[Floats]] = [[] for _ in nms_ious]
        hits: list[list[Flags]] = [[] for _ in nms_ious]
        for here, there in _by_scene(trays, place):
            ranked = here[best_first(probs[here, place])]
            boxes, truths = trays.raw.boxes[ranked], trays.truths.boxes[there]
            among, with_truths = overlaps(boxes, boxes), overlaps(boxes, truths)
            for i, nms_iou in enumerate(nms_ious):
                kept = stays(among, nms_iou)
                scores[i].append(probs[ranked[kept], place])
                hits[i].append(takes(with_truths[kept], at_iou) >= 0)
        for one, every, right in zip(found, scores, hits, strict=True):
            together = np.concatenate(every), np.concatenate(right)
            one.append(FoundClass(name, *together, parts, trays.scenes))
    return [FoundParts(tuple(one)) for one in found]


def _by_scene(trays: TrayScenes, place: int) -> list[tuple[Places, Places]]:
    """Return the places of a class's boxes and parts, a pair a scene."""
    sides = []
    for some in (trays.raw, trays.truths):
        rows = np.flatnonzero(some.classes == place)
        ends = np.searchsorted(some.scene[rows], np.arange(1, trays.scenes))
        sides.append(np.split(rows, ends))
    return list(zip(*sides, strict=True))


@remembered
def nms_curves(
    trays: TrayScenes,
    nms_ious: Sequence[float],
    *,
    confidence: float | None = None,
) -> dict[str, Curves]:
    """Return for each class its precision-recall curve at each NMS IoU.

    One class's curves are what exercise `joint-tune` takes.

    Parameters
    ----------
    trays : TrayScenes
        Raw boxes, and the parts that are really there.
    nms_ious : sequence of float
        At which to suppress.
    confidence : float, optional
        Give what the counts prove with it, instead of the precision that was seen.
    """
    found = _find(trays, nms_ious)
    return {
        name: {
            float(iou): one[name].curve(confidence)
            for iou, one in zip(nms_ious, found, strict=True)
        }
        for name in PART_CLASSES
    }


def head_labels(trays: TrayScenes) -> np.ndarray:
    """Return what each raw box should have been called, 0 for background.

    The box is that of the part it overlaps most, if by at least 0.5; so the head was
    trained. Unlike matching it lets many boxes have one part.
    """
    labels = np.zeros(len(trays.raw.scene), int)
    for number in range(trays.scenes):
        here = np.flatnonzero(trays.raw.scene == number)
        truths = trays.truths.in_scene(number)
        if here.size and truths.classes.size:
            shares = overlaps(trays.raw.boxes[here], truths.boxes)
            nearest = truths.classes[shares.argmax(axis=1)] + 1
            labels[here] = np.where(shares.max(axis=1) >= MATCH_IOU, nearest, 0)
    return labels
