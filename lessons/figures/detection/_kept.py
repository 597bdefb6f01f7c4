"""What a threshold and an NMS IoU leave of the boxes on one tray."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.data import PART_CLASSES, TrayScenes
from lessons.figures._compute import Floats
from lessons.figures.detection._boxes import Flags, overlaps, suppress, takes
from lessons.figures.detection._found import MATCH_IOU


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept on one tray, best first, and what that gives.

    Parameters
    ----------
    boxes : array of float, shape (n, 4)
        x1, y1, x2, y2.
    scores : array of float, shape (n,)
        Descending.
    names : list of str
        The classes.
    hits : array of bool, shape (n,)
        Whether the box found a part of its class.
    missed : array of float, shape (m, 4)
        The parts that no box found.
    missed_names : list of str
        Their classes.
    """

    boxes: Floats
    scores: Floats
    names: list[str]
    hits: Flags
    missed: Floats
    missed_names: list[str]


def keep_on_tray(
    trays: TrayScenes, number: int, threshold: float, nms_iou: float
) -> Kept:
    """Suppress, cut and match on one tray, each class by itself.

    The cut may as well come first: what it drops could only drop what scores less.
    """
    truths, raw = trays.truths.in_scene(number), trays.raw.in_scene(number)
    scores = raw.scores
    places: list[int] = []
    hits: list[bool] = []
    missed: list[int] = []
    for place in range(len(PART_CLASSES)):
        here = np.flatnonzero((raw.classes == place) & (scores >= threshold))
        there = np.flatnonzero(truths.classes == place)
        kept = here[suppress(raw.boxes[here], scores[here], nms_iou)]
        taken = takes(overlaps(raw.boxes[kept], truths.boxes[there]), MATCH_IOU)
        places += kept.tolist()
        hits += (taken >= 0).tolist()
        missed += np.delete(there, taken[taken >= 0]).tolist()
    every, lost = np.asarray(places, int), np.asarray(missed, int)
    order = np.argsort(-scores[every], kind="stable")
    chosen = every[order]
    return Kept(
        raw.boxes[chosen],
        scores[chosen],
        [PART_CLASSES[place] for place in raw.classes[chosen]],
        np.asarray(hits, bool)[order],
        truths.boxes[lost],
        [PART_CLASSES[place] for place in truths.classes[lost]],
    )
