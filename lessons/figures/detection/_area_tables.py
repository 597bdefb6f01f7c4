"""Average precision on one honest page, and what it does not see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.data import PART_CLASSES, TrayScenes
from lessons.figures._outputs import Table
from lessons.figures._remember import remembered
from lessons.figures._style import plain
from lessons.figures.detection._found import (
    MATCH_IOU,
    NMS_IOU,
    find_parts,
    nms_curves,
)
from lessons.figures.detection._pairs import best_pair, recall_of
from lessons.figures.detection._precision_areas import (
    COCO_IOUS,
    average_precision_of,
    mean_average_precision_of,
)


@remembered
def map_page(trays: TrayScenes) -> Table:
    """Return average precision by class and overlap, and what it was measured with."""
    at_half = find_parts(trays)
    at_more = find_parts(trays, at_iou=0.75)
    coco = [find_parts(trays, at_iou=iou) for iou in COCO_IOUS]
    rows = []
    for name in PART_CLASSES:
        mean = np.mean([average_precision_of(found[name], 101) for found in coco])
        areas = (
            average_precision_of(at_half[name]),
            average_precision_of(at_more[name]),
            float(mean),
        )
        rows.append(
            [name, str(at_half[name].parts), *(f"{area:.3f}" for area in areas)]
        )
    means = (
        mean_average_precision_of(at_half),
        mean_average_precision_of(at_more),
        float(np.mean([mean_average_precision_of(found, 101) for found in coco])),
    )
    parts = str(at_half.pooled().parts)
    rows.append(["mAP", parts, *(f"{mean:.3f}" for mean in means)])
    header = ("", "parts", "AP at IoU 0.5", "AP at IoU 0.75", "mean of 0.5 to 0.95")
    caption = (
        f"{trays.scenes} trays, scores from {trays.raw.scores.min():.2f}, NMS IoU "
        f"{NMS_IOU} by class; all-point AP, COCO's 101 points in the last column"
    )
    return Table(header, rows, caption)


@remembered
def map_and_promise_table(
    trays: TrayScenes, nms_ious: Sequence[float], *, target: float
) -> Table:
    """Return for each NMS IoU the mAP, and each class's recall at a precision."""
    curves = nms_curves(trays, nms_ious)
    rows = []
    for iou in nms_ious:
        row = [
            plain(iou),
            f"{mean_average_precision_of(find_parts(trays, nms_iou=iou)):.3f}",
        ]
        for name in PART_CLASSES:
            one = {iou: curves[name][iou]}
            pair = best_pair(one, target)
            row.append("none" if pair is None else f"{recall_of(one, pair):.3f}")
        rows.append(row)
    header = ("NMS IoU", "mAP", *PART_CLASSES)
    caption = f"mAP at IoU {MATCH_IOU}, and recall where precision is ≥ {plain(target)}"
    return Table(header, rows, caption)
