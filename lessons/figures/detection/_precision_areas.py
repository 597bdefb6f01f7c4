"""Average precision, in the ways that it is reported."""

from __future__ import annotations

from typing import Literal

import numpy as np

from lessons.figures.detection._found import FoundClass, FoundParts

Points = Literal["all", 11, 101]

COCO_IOUS = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))


def average_precision_of(found: FoundClass, points: Points = "all") -> float:
    """Return the area under the precision-recall curve of one class.

    The precision at a recall is the best at that recall or beyond. "all" takes the
    area of the steps; 11 (VOC 2007) and 101 (COCO) take the mean at so many recalls.
    Parts that were never detected keep the recall below 1.

    Examples
    --------
    Right, wrong, right, of two: precision 1 up to recall 1/2, then 2/3.

    >>> hits = np.array([True, False, True])
    >>> one = FoundClass("nut", np.array([0.9, 0.8, 0.7]), hits, 2, 1)
    >>> round(average_precision_of(one), 6)
    0.833333
    """
    hits = found.hits[np.argsort(-found.scores, kind="stable")]
    if not hits.size:
        return 0.0
    caught = np.cumsum(hits)
    recall = caught / found.parts
    precision = caught / np.arange(1, hits.size + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    if points == "all":
        return float(np.sum(np.diff(recall, prepend=0.0) * best))
    at = np.searchsorted(recall, np.linspace(0, 1, points), side="left")
    return float(np.mean(np.append(best, 0.0)[at]))


def mean_average_precision_of(found: FoundParts, points: Points = "all") -> float:
    """Return the mean of the classes' average precisions, each class alike."""
    return float(np.mean([average_precision_of(one, points) for one in found.classes]))
