"""Precision-recall by class, and mAP with its settings."""

import numpy as np

from .by_hand import CLASSES, areas, find, needed, shipped

COCO = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]


def test_curves_by_class(said, shown, tuning):
    """Clips are 129 of 864, and keep .95 with recall .357; nuts with .766."""
    cuts = needed(tuning)
    recalls = [one.at(cut)[1] for one, cut in zip(tuning, cuts, strict=True)]
    parts = [one.parts for one in tuning]
    said(
        "explain-pr",
        f"Clips are rare, {parts[2]} among {sum(parts)} parts",
        f"recall {recalls[2]:.3f} where nuts keep {recalls[1]:.3f}",
        "No curve reaches recall 1:",
    )
    assert all(one.hits.sum() < one.parts for one in tuning)
    said(
        "pr-by-class",
        f"all {shipped().calibration.scenes} tuning trays, with NMS IoU 0.3",
        "right in 95 % of cases",
    )
    for name, one, area, cut, recall in zip(
        CLASSES, tuning, areas(tuning), cuts, recalls, strict=True
    ):
        assert (
            f"{name}, {one.parts} parts: AP {area:.3f}; score ≥ {cut:.3f} keeps "
            f"precision 0.95 with recall {recall:.3f}"
        ) in shown["pr-figure"]
        assert f"{one.scores.size:,} detections for {one.parts}" in shown["find"]


def test_map(said, shown, tuning):
    """The mAP is .880 at IoU .5 and .576 as COCO's mean."""
    half = areas(tuning)
    more = areas(find("calibration", at_iou=0.75))
    coco = np.mean(
        [areas(find("calibration", at_iou=iou), "101-point") for iou in COCO], axis=0
    )
    lines = shown["map-page"].splitlines()[2:]
    for line, *numbers in zip(lines[:3], half, more, coco, strict=True):
        assert line.split()[2:] == [f"{number:.3f}" for number in numbers]
    means = [f"{np.mean(column):.3f}" for column in (half, more, coco)]
    assert lines[3].split()[2:] == means
    said(
        "map-idea",
        f"With matching at IoU 0.5 the mAP is {means[0]}",
        "matching at 0.5, 0.55, … 0.95",
        given=["0.05"],
    )
    said("explain-map", f"{means[0]} or {means[2]}")
    assert f"scores from {shipped().calibration.raw.scores.min():.2f}" in "".join(
        shown["map-page"]
    )


def test_tuning_for_map_costs_the_clips(said, shown):
    """MAP is highest at .35, where clips fall from .357 to .295, at .4 to .186."""
    rows = {}
    for iou in (0.2, 0.3, 0.35, 0.4, 0.5):
        found = find("calibration", nms_iou=iou)
        recalls = [
            one.at(cut)[1] for one, cut in zip(found, needed(found), strict=True)
        ]
        rows[iou] = [np.mean(areas(found)), *recalls]
    lines = shown["map-and-promise"].splitlines()[2:]
    for line, (iou, row) in zip(lines, rows.items(), strict=True):
        assert line.split() == [f"{iou:g}", *(f"{number:.3f}" for number in row)]
    assert max(rows, key=lambda iou: rows[iou][0]) == 0.35
    said(
        "explain-mistake",
        "mAP is highest at 0.35",
        f"clips fall from {rows[0.3][3]:.3f} to {rows[0.35][3]:.3f}",
        f"At 0.4 the mAP is still {rows[0.4][0]:.3f}",
        f"clips are down to {rows[0.4][3]:.3f}",
    )
