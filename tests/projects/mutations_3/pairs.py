"""Project 3 gone wrong in its sweep, its pairs or its figure."""

import numpy as np
from matplotlib.figure import Figure

__all__ = ["PAIRS"]


def _curve(change, name="washer", limit=0.3):
    """Return the mutation that changes one curve."""

    def mutate(n):
        by_limit = {**n["curves"][name], limit: change(n, n["curves"][name][limit])}
        return {"curves": {**n["curves"], name: by_limit}}

    return mutate


def _points(rows, limit=0.3, match_iou=None):
    """Return the change that takes the points of other rows, or of another overlap."""

    def other(n, _):
        kept = n["match_iou"]
        # the learner's own function reads the name in its own notebook
        space = n["detect"].__globals__
        space["match_iou"] = kept if match_iou is None else match_iou
        try:
            scores, right, _, there = n["detect"](rows(n), 0, limit)
        finally:
            space["match_iou"] = kept
        tp, k = np.cumsum(right), np.arange(1, len(scores) + 1)
        return list(zip(scores, tp / k, tp / there.sum(), strict=True))

    return other


def _found_again(n, curve):
    """Count every box on an object as right, the second one too."""
    found, truths, rows = n["found"], n["truths"], n["calibration_rows"]
    right = []
    for score, _, _ in curve:
        (at,) = np.flatnonzero(found.scores == score)
        mine = (truths.image == found.image[at]) & (truths.classes == 0)
        overlaps = n["ious"](found.boxes[at], truths.boxes[mine])
        right.append(bool(len(overlaps)) and overlaps.max() >= 0.5)
    tp, k = np.cumsum(right), np.arange(1, len(curve) + 1)
    there = (np.isin(truths.image, rows) & (truths.classes == 0)).sum()
    scores = [score for score, _, _ in curve]
    return list(zip(scores, tp / k, tp / there, strict=True))


def _split_ties(n, curve):
    """Put a point between two boxes, as if they had one score."""
    (score, _, _) = curve[5]
    return [*curve[:5], (score, *curve[4][1:]), *curve[5:]]


def _pair(name, change):
    """Return the mutation that changes one pair."""
    return lambda n: {"chosen": {**n["chosen"], name: change(n, n["chosen"][name])}}


def _at_precision(n, _):
    """Choose by the precision itself, though a margin is declared."""
    points = [p for p in n["curves"]["nut"][0.2] if p[1] >= n["target"]]
    return 0.2, max(points, key=lambda p: (p[2], p[0]))[0]


PAIRS = [
    ("curves", lambda n: {"curves": ...}, "open", "`curves` is still `...`"),
    ("curves", lambda n: {"nms_ious": ...}, "open", "`nms_ious` is still"),
    ("curves", lambda n: {"nms_ious": [0.5]}, "not-yet", "chosen together with the sc"),
    ("curves", lambda n: {"nms_ious": [30, 50]}, "not-yet", "runs from 30 to 50"),
    (
        "curves",
        lambda n: {"curves": {**n["curves"], "nut": []}},
        "not-yet",
        "a dictionary, NMS IoU to curve; it is list",
    ),
    (
        "curves",
        lambda n: {"curves": {**n["curves"], "nut": {"low": []}}},
        "not-yet",
        "are to be NMS overlaps; they are low",
    ),
    (
        "curves",
        lambda n: {"nms_ious": [0.2, 0.25]},
        "not-yet",
        '`curves["washer"][0.25]` is not there',
    ),
    ("curves", _curve(lambda n, c: [0.5, 1, 1]), "not-yet", "its shape is (3,)"),
    ("curves", _curve(lambda n, c: c[::3]), "not-yet", "Try every one"),
    (
        "curves",
        _curve(_points(lambda n: n["test_rows"])),
        "not-yet",
        "these are the test images'",
    ),
    (
        "curves",
        _curve(_points(lambda n: np.arange(500))),
        "not-yet",
        "these are the points of all images",
    ),
    (
        "curves",
        _curve(_points(lambda n: n["calibration_rows"], limit=1.0)),
        "not-yet",
        "no box was suppressed",
    ),
    ("curves", _curve(_found_again, limit=0.6), "not-yet", "an object is found twice"),
    (
        "curves",
        _curve(_points(lambda n: n["calibration_rows"], match_iou=0.75)),
        "not-yet",
        "another overlap gives these points",
    ),
    ("curves", _curve(_split_ties), "not-yet", "Keep the last point of each"),
    (
        "curves",
        _curve(lambda n, c: [(t, p, r + 0.01) for t, p, r in c]),
        "not-yet",
        '`curves["washer"][0.3][0]`: on the calibration images',
    ),
    (
        "curves",
        _curve(lambda n, c: [(2.0, 1.0, 0.0), *c]),
        "holds",
        "points of 3 classes at 5 NMS overlaps",
    ),
    ("choice", lambda n: {"chosen": ...}, "open", "`chosen` is still `...`"),
    ("choice", _pair("nut", lambda n, p: ...), "open", '`chosen["nut"]` is still'),
    ("choice", _pair("nut", lambda n, p: (0.2, ...)), "open", "still holds `...`"),
    ("choice", _pair("nut", lambda n, p: 0.9), "not-yet", "(NMS IoU, score threshold)"),
    ("choice", lambda n: {"margin": ...}, "open", "`margin` is still to be declared"),
    ("choice", lambda n: {"margin": 0.05}, "not-yet", "the confidence of the lower"),
    ("choice", lambda n: {"target": 95}, "not-yet", "`target` is 95"),
    ("choice", _pair("nut", lambda n, p: (0.25, p[1])), "not-yet", "not in `nms_ious`"),
    (
        "choice",
        _pair("nut", lambda n, p: (p[1], p[0])),
        "not-yet",
        "The order is (NMS IoU, score threshold)",
    ),
    (
        "choice",
        _pair("nut", lambda n, p: None),
        "not-yet",
        "You call nut infeasible",
    ),
    (
        "choice",
        _pair("clip", lambda n, p: (0.2, 0.6)),
        "not-yet",
        "Where no pair does, write None",
    ),
    (
        "choice",
        _pair("nut", _at_precision),
        "not-yet",
        "not its lower bound at 0.9",
    ),
    (
        "choice",
        _pair("nut", lambda n, p: (p[0], 0.5)),
        "not-yet",
        "it does not keep the promise precision ≥ 0.95 by its lower bound",
    ),
    (
        "choice",
        _pair("nut", lambda n, p: (p[0], 0.999)),
        "not-yet",
        "keeps it with more recall",
    ),
    (
        "choice",
        _pair("nut", lambda n, p: (0.3, p[1])),
        "not-yet",
        "On ties take the largest threshold, then the smallest NMS IoU",
    ),
    (
        "choice",
        _pair("nut", lambda n, p: (p[0], round(p[1], 7))),
        "holds",
        "clip infeasible: precision ≥ 0.95 by its lower bound",
    ),
    ("choice", _pair("nut", lambda n, p: (p[0], 2.0)), "not-yet", "does not keep the"),
    ("choice", lambda n: {"margin": None}, "not-yet", "keeps it with more recall"),
    ("figure-tradeoff", lambda n: {"figure_tradeoff": ...}, "open", "still `...`"),
    (
        "figure-tradeoff",
        lambda n: {"figure_tradeoff": Figure()},
        "not-yet",
        "nothing is drawn",
    ),
]
