"""Exercise iou: how much two boxes overlap."""

from collections.abc import Sequence

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.detection.boxes import draw_box, iou_of
from grader.exercises.detection.iou_slips import IOU_SLIPS
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import flattened, number

__all__ = ["IOU"]


def _expected_iou(probe: Probe) -> float:
    a, b = probe.args or ()
    return float(reference.box_iou([a], [b])[0, 0])


def _draw_iou(rng: np.random.Generator) -> Sequence[Probe]:
    first = draw_box(rng)
    while True:
        second = draw_box(rng, around=first)
        if 0.1 < iou_of(first, second) < 0.9:
            about = "freshly drawn boxes"
            return (Probe("iou", (first, second), about, "overlap"),)


IOU = Exercise(
    id="iou",
    title="The overlap of two boxes",
    asks="iou(box_a, box_b) -> intersection over union, boxes as x1, y1, x2, y2",
    parts=(
        Part("overlap", 1, "boxes that overlap"),
        Part(
            "apart", 1, "boxes that lie apart or touch, other forms; inputs unchanged"
        ),
    ),
    components=(),
    published=(
        *calls(
            "iou",
            "overlap",
            ("a corner in common", ([0, 0, 4, 3], [2, 1, 5, 6])),
            ("one inside the other", ([1, 1, 8, 5], [2, 2, 5, 4])),
            ("one box twice", ([3, 1, 4, 3], [3, 1, 4, 3])),
        ),
        *calls(
            "iou",
            "apart",
            ("apart in both directions", ([0, 0, 2, 1], [5, 4, 8, 6])),
            ("one beside the other", ([1, 0, 3, 4], [6, 1, 9, 3])),
            ("a side in common", ([0, 0, 2, 2], [2, 0, 5, 2])),
            (
                "arrays",
                (np.array([0.5, 0.0, 4.5, 4.0]), np.array([1.5, 1.0, 3.5, 5.0])),
            ),
        ),
    ),
    graded=(
        *calls(
            "iou",
            "overlap",
            ("a cross", ([0.0, 4.0, 10.0, 6.0], [3.5, 0.0, 5.5, 9.0])),
            ("the larger second", ([12, 15, 18, 21], [10, 10, 40, 30])),
            ("a corner of fractions", ([0.25, 1.5, 4.75, 6.0], [2.0, 0.5, 6.5, 3.25])),
            ("the upper right corner", ([10, 20, 30, 50], [25, 5, 60, 28])),
            ("coordinates below zero", ([-4, -3, 2, 1], [-1, -6, 5, 0])),
        ),
        *calls(
            "iou",
            "apart",
            ("apart, the first on the right", ([20, 30, 28, 33], [3, 2, 9, 11])),
            ("one above the other", ([2, 10, 6, 14], [1, 3, 8, 7])),
            ("a corner point in common", ([0, 0, 3, 3], [3, 3, 4, 7])),
            (
                "arrays of numbers with a fraction",
                (np.array([1.5, 2.0, 7.5, 9.0]), np.array([4.0, 1.0, 9.0, 6.5])),
            ),
            (
                "arrays of whole numbers",
                (np.array([2, 3, 9, 12]), np.array([4, 5, 15, 9])),
            ),
            ("tuples", ((0, 0, 8, 8), (4, 4, 12, 12))),
            ("a large box and a small", ([0, 0, 4000, 3000], [1999, 1499, 2001, 1501])),
        ),
    ),
    draw=_draw_iou,
    expected=_expected_iou,
    read=lambda _, value: (number(value, "the IoU"),),
    fingerprint=lambda _, value: flattened(value),
    slips=IOU_SLIPS,
    hints=(
        "Two boxes meet in a box: its left side is the larger of both left sides, its "
        "right side the smaller of both right sides, and likewise from top to bottom.",
        "Width and height of that box come out negative where the boxes lie apart. "
        "Take `max(0, …)` of each, multiply, and you have the area in common. The "
        "union is the sum of both areas, less what is counted twice.",
        "With `w = max(0, min(ax2, bx2) - max(ax1, bx1))` and `h` likewise, return "
        "`w * h / (area_a + area_b - w * h)`.",
    ),
)
