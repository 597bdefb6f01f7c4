"""Exercise nms: of many boxes on one object, keep the best."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.detection.boxes import draw_box, iou_of
from grader.exercises.detection.nms_slips import NMS_SLIPS
from grader.exercises.exercise import Exercise, Misshapen, Part, Probe, Reading
from grader.exercises.reading import itemised, numbers

__all__ = ["NMS"]


def _expected_nms(probe: Probe) -> list[int]:
    boxes, scores, limit = probe.args or ((), (), 0.5)
    kept = reference.non_maximum_suppression(boxes, scores, iou_threshold=limit)
    return [int(i) for i in kept]


def _read_nms(probe: Probe, value: Any) -> Reading:
    """Read, for each box, whether it is kept, and its rank among those kept."""
    n = len((probe.args or ((),))[0])
    kept = numbers(value, "the answer")
    for index in kept:
        if index not in range(n):
            raise Misshapen(
                f"the answer should hold indices of {n} boxes, not {index:g}"
            )
    if len(set(kept)) < len(kept):
        raise Misshapen("the answer should hold each index once")
    ranks = [kept.index(i) if i in kept else -1 for i in range(n)]
    return tuple(float(v) for rank in ranks for v in (rank >= 0, rank))


def _draw_nms(rng: np.random.Generator) -> Sequence[Probe]:
    """Draw heaps of boxes, no IoU so near the threshold that rounding decides."""
    limit = float(rng.choice([0.35, 0.45, 0.55]))
    while True:
        centres = [draw_box(rng) for _ in range(3)]
        boxes = [draw_box(rng, around=centre) for centre in centres for _ in range(4)]
        scores = rng.permutation(np.arange(20, 99))[: len(boxes)] / 100
        pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]]
        if all(abs(iou_of(a, b) - limit) > 1e-3 for a, b in pairs):
            args = (np.array(boxes), scores, limit)
            return (Probe("nms", args, "freshly drawn boxes"),)


# The second overlaps the first by 3/5 and the third by 3/5, the ends by 1/3.
_CHAIN = [[0, 0, 4, 2], [1, 0, 5, 2], [2, 0, 6, 2]]

NMS = Exercise(
    id="nms",
    title="One box for each object",
    asks="nms(boxes, scores, iou_threshold) -> kept indices, best first",
    parts=(
        Part("kept", 2, "which boxes are kept"),
        Part("order", 1, "the best first"),
        Part("limits", 1, "chains, equal overlaps, no boxes; inputs unchanged"),
    ),
    components=("kept", "order"),
    published=(
        *calls(
            "nms",
            "",
            (
                "six boxes on three objects",
                (
                    [
                        [10, 10, 20, 20],
                        [11, 10, 21, 20],
                        [10, 11, 20, 21],
                        [40, 40, 50, 52],
                        [41, 41, 51, 53],
                        [70, 5, 80, 15],
                    ],
                    [0.6, 0.9, 0.75, 0.8, 0.55, 0.3],
                    0.5,
                ),
            ),
            (
                "small overlaps and a large one, a low threshold",
                (
                    [
                        [0, 0, 10, 10],
                        [0, 6, 10, 16],
                        [30, 0, 40, 10],
                        [34, 0, 44, 10],
                        [60, 0, 70, 10],
                        [60, 1, 70, 11],
                    ],
                    [0.5, 0.7, 0.65, 0.95, 0.8, 0.6],
                    0.3,
                ),
            ),
        ),
        *calls(
            "nms",
            "limits",
            ("a chain of three", (_CHAIN, [0.9, 0.8, 0.7], 0.5)),
            (
                "an overlap equal to the threshold",
                ([[0, 0, 4, 1], [0, 0, 4, 2]], [0.6, 0.8], 0.5),
            ),
            # 12/20 of the area in common; with 1 more on each side it would be 20/30.
            (
                "two small boxes, an overlap below the threshold",
                ([[0, 0, 4, 4], [1, 0, 5, 4]], [0.7, 0.4], 0.65),
            ),
            ("no boxes", ([], [], 0.5)),
        ),
    ),
    graded=(
        *calls(
            "nms",
            "",
            (
                "arrays, a high threshold",
                (
                    np.array(
                        [
                            [5.5, 5.0, 15.5, 15.0],
                            [50.0, 8.0, 62.0, 20.0],
                            [5.0, 5.0, 15.0, 15.0],
                            [51.0, 8.0, 63.0, 20.0],
                            [7.5, 5.0, 17.5, 15.0],
                            [30.0, 30.0, 38.0, 45.0],
                        ]
                    ),
                    np.array([0.52, 0.71, 0.64, 0.93, 0.87, 0.12]),
                    0.8,
                ),
            ),
            (
                "a box around others",
                (
                    [
                        [0, 0, 100, 100],
                        [10, 10, 30, 30],
                        [12, 11, 32, 31],
                        [8, 8, 97, 96],
                    ],
                    [0.4, 0.7, 0.8, 0.6],
                    0.45,
                ),
            ),
            (
                "boxes far apart, worst first",
                (
                    [[0, 0, 5, 5], [20, 0, 25, 5], [40, 0, 45, 5], [60, 0, 65, 5]],
                    [0.1, 0.2, 0.3, 0.4],
                    0.5,
                ),
            ),
            (
                "scores that are logits, one heap",
                (
                    [[1, 1, 9, 9], [2, 1, 10, 9], [1, 2, 9, 10], [2, 2, 10, 10]],
                    [-1.5, 2.25, 0.5, -3.0],
                    0.4,
                ),
            ),
        ),
        *calls(
            "nms",
            "limits",
            (
                "a long chain in no order",
                (
                    np.array([[2 * i, 0, 2 * i + 6, 3] for i in (3, 0, 4, 1, 2)]),
                    np.array([0.6, 0.9, 0.5, 0.8, 0.7]),
                    0.4,
                ),
            ),
            (
                "overlaps equal to the threshold, twice",
                (
                    np.array([[0, 0, 8, 8], [0, 0, 4, 4], [0, 0, 2, 2]]),
                    np.array([0.3, 0.5, 0.4]),
                    0.25,
                ),
            ),
            ("no boxes, as arrays", (np.zeros((0, 4)), np.zeros(0), 0.4)),
            ("one box", ([[3, 4, 8, 9]], [0.2], 0.5)),
            (
                "one box twice, nothing overlaps too much",
                ([[3, 4, 8, 9], [3, 4, 8, 9]], [0.2, 0.7], 1.0),
            ),
            (
                "no overlap allowed, a side in common",
                (
                    [[0, 0, 4, 4], [4, 0, 8, 4], [7, 0, 11, 4], [11, 4, 12, 9]],
                    [0.7, 0.5, 0.9, 0.6],
                    0.0,
                ),
            ),
            (
                "tuples",
                (((0, 0, 6, 2), (2, 0, 8, 2), (4, 0, 10, 2)), (0.7, 0.9, 0.8), 0.3),
            ),
        ),
    ),
    draw=_draw_nms,
    expected=_expected_nms,
    read=_read_nms,
    fingerprint=lambda _, value: itemised(value),
    slips=NMS_SLIPS,
    hints=(
        "Go through the boxes from the highest score down. A box is kept if it "
        "overlaps none of those kept before it by more than the threshold.",
        "`order = np.argsort(scores)[::-1]` gives the indices, best first. Keep a list "
        "of indices, and for the next one compare its box, by `iou`, with the box of "
        "every index in the list.",
        "`if all(iou(boxes[i], boxes[k]) <= iou_threshold for k in kept): "
        "kept.append(i)`: that line in a loop over `order` is nearly all. With no "
        "boxes the loop does not run, and the list stays empty.",
    ),
    builds_on=("iou",),
)
