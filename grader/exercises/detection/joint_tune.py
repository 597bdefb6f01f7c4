"""Exercise joint-tune: score threshold and NMS overlap for a precision target."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.detection.joint_slips import JOINT_SLIPS
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, numbers

__all__ = ["JOINT_TUNE"]

_NONE = (float("inf"), float("inf"))


def _expected_pair(probe: Probe) -> tuple[float, float] | None:
    curves, target = probe.args or ({}, 1.0)
    best = reference.joint_threshold_search(curves, target=target)
    return None if best is None else (best.nms_iou, best.threshold)


def _read_pair(probe: Probe, value: Any) -> Reading:
    """Read a pair, snapped to one of the curves' where it is as near as 32 bits."""
    if value is None:
        return _NONE
    nms_iou, threshold = numbers(value, "the answer", ("NMS IoU", "threshold"))
    curves, _ = probe.args or ({}, 1.0)
    overlap = _nearest(nms_iou, curves)
    return overlap, _nearest(threshold, [row[0] for row in curves.get(overlap, ())])


def _nearest(number: float, those: Any) -> float:
    near = (float(n) for n in those if abs(n - number) <= 1e-6 * abs(n))
    return next(near, number)


def _draw_joint(rng: np.random.Generator) -> Sequence[Probe]:
    """Draw curves with one best point, and a target that no precision is near."""
    while True:
        curves = {overlap: _draw_curve(rng) for overlap in (0.35, 0.5, 0.65)}
        target = float(rng.integers(80, 92)) / 100 + 0.005
        points = [row for rows in curves.values() for row in rows]
        recalls = sorted((r for _, p, r in points if p >= target), reverse=True)
        if len(recalls) > 2 and recalls[0] > recalls[1]:
            args = (curves, target)
            return (Probe("joint_tune", args, "freshly drawn curves", "pair"),)


def _draw_curve(rng: np.random.Generator) -> list[tuple[float, float, float]]:
    thresholds = np.sort(rng.choice(np.arange(20, 98), size=8, replace=False))[::-1]
    recalls = np.sort(rng.integers(30, 99, size=8))
    fall = np.linspace(98, 70, 8) + rng.integers(-6, 7, size=8)
    columns = (thresholds / 100, np.minimum(fall.astype(int), 100) / 100, recalls / 100)
    return list(zip(*(column.tolist() for column in columns), strict=True))


JOINT_TUNE = Exercise(
    id="joint-tune",
    title="Two thresholds for one promise",
    asks="joint_tune(curves, target) -> (nms_iou, threshold), or None when no row "
    "is precise enough",
    parts=(
        Part("pair", 2, "the pair with the highest recall"),
        Part("ties", 1, "equal recalls"),
        Part(
            "infeasible", 1, "targets that none or one just reaches; inputs unchanged"
        ),
    ),
    components=(),
    published=(
        *calls(
            "joint_tune",
            "pair",
            (
                "three curves",
                (
                    {
                        0.5: [(0.9, 0.98, 0.4), (0.6, 0.97, 0.74), (0.3, 0.8, 0.9)],
                        0.3: [(0.8, 0.99, 0.45), (0.7, 0.92, 0.75), (0.4, 0.85, 0.83)],
                        0.7: [(0.9, 0.95, 0.35), (0.5, 0.91, 0.6), (0.2, 0.7, 0.8)],
                    },
                    0.9,
                ),
            ),
            (
                "precision that rises again",
                (
                    {
                        0.4: [(0.95, 0.97, 0.2), (0.85, 0.92, 0.5), (0.75, 0.94, 0.58)],
                        0.6: [(0.9, 0.99, 0.3), (0.8, 0.9, 0.55), (0.65, 0.96, 0.7)],
                        0.8: [(0.85, 0.96, 0.25), (0.55, 0.93, 0.72)],
                    },
                    0.95,
                ),
            ),
        ),
        *calls(
            "joint_tune",
            "ties",
            (
                "equal recalls",
                (
                    {
                        0.5: [(0.62, 0.98, 0.8)],
                        0.6: [(0.8, 0.95, 0.5), (0.7, 0.9, 0.8), (0.65, 0.9, 0.8)],
                        0.3: [(0.85, 0.97, 0.6), (0.6, 0.92, 0.8), (0.55, 0.91, 0.8)],
                        0.45: [(0.7, 0.94, 0.8), (0.66, 0.9, 0.8), (0.5, 0.7, 0.9)],
                    },
                    0.85,
                ),
            ),
        ),
        *calls(
            "joint_tune",
            "infeasible",
            (
                "no row is precise enough",
                (
                    {
                        0.3: [(0.9, 0.85, 0.4), (0.5, 0.7, 0.8)],
                        0.5: [(0.9, 0.88, 0.3), (0.6, 0.75, 0.6)],
                    },
                    0.95,
                ),
            ),
            (
                "a precision that equals the target",
                (
                    {
                        0.3: [(0.9, 1.0, 0.4), (0.7, 0.95, 0.6), (0.5, 0.8, 0.8)],
                        0.5: [(0.85, 0.97, 0.5), (0.6, 0.9, 0.7)],
                    },
                    0.95,
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "joint_tune",
            "pair",
            (
                "lists for tuples, thresholds upwards",
                (
                    {
                        0.35: [[0.2, 0.71, 0.93], [0.44, 0.9, 0.81], [0.8, 0.97, 0.42]],
                        0.55: [[0.3, 0.74, 0.88], [0.52, 0.91, 0.79], [0.7, 0.96, 0.5]],
                    },
                    0.88,
                ),
            ),
            (
                "one curve",
                ({0.5: [(0.9, 1.0, 0.1), (0.8, 0.9, 0.3), (0.6, 0.93, 0.4)]}, 0.92),
            ),
            (
                "the highest recall in the middle of a curve",
                (
                    {
                        0.2: [(0.7, 0.96, 0.41), (0.5, 0.97, 0.66), (0.3, 0.95, 0.63)],
                        0.4: [(0.6, 0.99, 0.52), (0.4, 0.92, 0.7)],
                    },
                    0.94,
                ),
            ),
            (
                "curves as arrays, keys as they come",
                (
                    {
                        0.65: np.array([[0.91, 0.93, 0.33], [0.47, 0.88, 0.61]]),
                        0.25: np.array([[0.83, 0.95, 0.37], [0.58, 0.89, 0.57]]),
                        0.45: np.array([[0.77, 0.94, 0.44], [0.36, 0.81, 0.72]]),
                    },
                    0.85,
                ),
            ),
        ),
        *calls(
            "joint_tune",
            "ties",
            (
                "equal recalls, the larger NMS IoU first",
                (
                    {
                        0.7: [(0.5, 0.9, 0.6), (0.4, 0.9, 0.6)],
                        0.2: [(0.45, 0.96, 0.6), (0.5, 0.91, 0.6)],
                        0.4: [(0.48, 0.93, 0.6), (0.5, 0.92, 0.6)],
                    },
                    0.9,
                ),
            ),
            (
                "equal recalls, all thresholds different",
                (
                    {
                        0.3: [(0.7, 0.9, 0.5), (0.66, 0.95, 0.5)],
                        0.5: [(0.8, 0.9, 0.5), (0.6, 0.9, 0.5)],
                        0.6: [(0.75, 0.98, 0.5), (0.9, 0.7, 0.5)],
                    },
                    0.85,
                ),
            ),
        ),
        *calls(
            "joint_tune",
            "infeasible",
            (
                "one curve, never precise enough",
                ({0.5: [(0.9, 0.8, 0.2), (0.4, 0.6, 0.9)]}, 0.85),
            ),
            (
                "all precisions equal the target",
                (
                    {0.4: [(0.9, 0.9, 0.3), (0.7, 0.9, 0.5)], 0.6: [(0.8, 0.9, 0.4)]},
                    0.9,
                ),
            ),
            (
                "perfect precision demanded",
                ({0.5: [(0.99, 1, 0.1), (0.9, 1, 0.3), (0.8, 0.999, 0.7)]}, 1),
            ),
            (
                "nothing is found, yet precisely",
                (
                    {0.5: [(0.99, 1.0, 0.0), (0.5, 0.4, 0.7)], 0.3: [(0.9, 0.5, 0.2)]},
                    0.9,
                ),
            ),
        ),
    ),
    draw=_draw_joint,
    expected=_expected_pair,
    read=_read_pair,
    fingerprint=lambda _, value: flattened(value),
    slips=JOINT_SLIPS,
    hints=(
        "Collect all rows of all curves that keep the promise, each with the NMS IoU "
        "of its curve. Among them the highest recall wins.",
        "`for nms_iou, curve in curves.items():` and inside it `for threshold, "
        "precision, recall in curve:` visit every row. What is your answer when not "
        "one of them has `precision >= target`?",
        "Keep (recall, threshold, -nms_iou) of each row that is precise enough: "
        "`max` of such tuples looks at the recall first, then at the larger threshold, "
        "then at the smaller NMS IoU. Return None if the list is empty.",
    ),
)
