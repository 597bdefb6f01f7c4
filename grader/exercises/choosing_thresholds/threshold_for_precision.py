"""Exercise threshold-for-precision: keep a promise and find as much as possible."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.choosing_thresholds.drawing import draw_for_precision
from grader.exercises.choosing_thresholds.precision_slips import PRECISION_SLIPS
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import decision, flattened, number

__all__ = ["THRESHOLD_FOR_PRECISION"]


def _promised(probe: Probe) -> float | None:
    scores, labels, target = probe.args or ()
    best = reference.threshold_at_precision(scores, labels, target=target)
    return None if best is None else best.value


def _read(probe: Probe, value: Any) -> Reading:
    """Read a threshold by what it decides; None, which decides nothing, is -inf."""
    if value is None:
        return (-math.inf,)
    threshold = number(value, "the threshold")
    scores, *_ = probe.args or ()
    if threshold == -math.inf:  # flags all, and is no None
        threshold = float(np.min(scores))
    return (decision(scores, threshold),)


def _draw(rng: np.random.Generator) -> Sequence[Probe]:
    args = draw_for_precision(rng)
    name = "threshold_for_precision"
    return (Probe(name, args, "freshly drawn data", "promise"),)


_TWELVE = [0.94, 0.91, 0.88, 0.86, 0.81, 0.78, 0.77, 0.71, 0.53, 0.27, 0.26, 0.2]
_TWELVE_LABELS = [1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1]
_UNSORTED = [0.48, 0.71, 0.19, 0.53, 0.1, 0.61, 0.29, 0.34, 0.58, 0.15, 0.51, 0.27]
_UNSORTED_LABELS = [1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0]

THRESHOLD_FOR_PRECISION = Exercise(
    id="threshold-for-precision",
    title="A threshold that keeps a promise",
    asks="threshold_for_precision(scores, labels, target) -> float or None",
    parts=(
        Part("promise", 2, "the highest recall that is precise enough"),
        Part("ties", 1, "equal recall, a target reached exactly"),
        Part("infeasible", 1, "None where no threshold will do; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "threshold_for_precision",
            "promise",
            ("twelve parts", (_TWELVE, _TWELVE_LABELS, 0.59)),
            ("twelve parts, unsorted", (_UNSORTED, _UNSORTED_LABELS, 0.59)),
        ),
        *calls(
            "threshold_for_precision",
            "ties",
            (
                "equal recall",
                (
                    [0.95, 0.87, 0.72, 0.64, 0.51, 0.33, 0.2],
                    [1, 1, 1, 1, 0, 0, 0],
                    0.6,
                ),
            ),
            (
                "a target reached exactly",
                (
                    [0.91, 0.75, 0.62, 0.44, 0.36, 0.28, 0.2, 0.13],
                    [0, 1, 1, 1, 0, 0, 0, 1],
                    0.75,
                ),
            ),
        ),
        *calls(
            "threshold_for_precision",
            "infeasible",
            (
                "no threshold is precise enough",
                ([0.88, 0.71, 0.53, 0.34, 0.26], [0, 1, 1, 0, 0], 0.9),
            ),
        ),
    ),
    graded=(
        *calls(
            "threshold_for_precision",
            "promise",
            (
                "labels as booleans, arrays",
                (
                    np.array([0.15, 0.85, 0.35, 0.65, 0.25, 0.55]),
                    np.array([False, True, True, False, False, True]),
                    0.72,
                ),
            ),
            (
                "precise enough only far down",
                (
                    [0.99, 0.93, 0.81, 0.74, 0.68, 0.52, 0.47, 0.31],
                    [0, 1, 1, 1, 1, 1, 0, 0],
                    0.8,
                ),
            ),
        ),
        *calls(
            "threshold_for_precision",
            "ties",
            (
                "repeated scores of both classes",
                (
                    np.array([0.83, 0.83, 0.83, 0.52, 0.52, 0.52, 0.21]),
                    np.array([1, 1, 0, 1, 1, 0, 0]),
                    0.55,
                ),
            ),
            ("every part a defect", ([0.93, 0.54, 0.22], [1, 1, 1], 1.0)),
            ("a low target", ([0.93, 0.54, 0.48, 0.22], [0, 1, 0, 0], 0.25)),
            ("integer scores", ([9, 7, 6, 5, 3, 2], [1, 0, 1, 1, 0, 0], 0.5)),
            (
                "one in twenty wrong",
                (
                    np.arange(24, 0, -1) / 25,
                    np.array([1] * 12 + [0] + [1] * 7 + [0] * 4),
                    0.95,
                ),
            ),
        ),
        *calls(
            "threshold_for_precision",
            "infeasible",
            ("no defect at all", ([0.22, 0.54, 0.31], [0, 0, 0], 0.05)),
            (
                "equal scores spoil the top",
                (np.array([0.7, 0.7, 0.4]), np.array([True, False, True]), 0.9),
            ),
            ("perfection out of reach", ([0.8, 0.6, 0.3], [0, 1, 1], 1)),
        ),
    ),
    draw=_draw,
    expected=_promised,
    read=_read,
    fingerprint=lambda _, value: flattened(value),
    slips=PRECISION_SLIPS,
    hints=(
        "Two questions for each observed score: is it precise enough, TP / (TP + FP) "
        "against the target? And how many defects does it find?",
        "Precision goes up and down as the threshold falls, so no search may stop "
        "early: judge all scores, keep those that are precise enough, and take the "
        "highest recall among them.",
        "Walk from the largest score down with `best, most = None, 0`. Where precision "
        "reaches the target and TP is above `most`, replace both; a strict comparison "
        "keeps the larger threshold on ties, and None where nothing will do.",
    ),
)
