"""Exercise best-cost-threshold: the cheapest of the observed scores, or none."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.choosing_thresholds.cost_slips import COST_SLIPS
from grader.exercises.choosing_thresholds.drawing import draw_for_cost
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import decision, numbers

__all__ = ["BEST_COST_THRESHOLD"]

_NAMES = ("threshold", "total cost")


def _cheapest(probe: Probe) -> tuple[float, float]:
    scores, labels, cost_fp, cost_fn = probe.args or ()
    best = reference.best_cost_threshold(
        scores, labels, cost_fp=cost_fp, cost_fn=cost_fn
    )
    return best.value, best.objective


def _read_raw(probe: Probe, value: Any) -> Reading:
    """Read both numbers; every threshold above all scores flags nothing."""
    threshold, cost = numbers(value, "the answer", _NAMES)
    (scores, *_) = probe.args or ()
    return (float("inf") if threshold > np.max(scores) else threshold), cost


def _read(probe: Probe, value: Any) -> Reading:
    threshold, cost = numbers(value, "the answer", _NAMES)
    (scores, *_) = probe.args or ()
    return decision(scores, threshold), cost


def _draw(rng: np.random.Generator) -> Sequence[Probe]:
    return (Probe("best_cost_threshold", draw_for_cost(rng), "freshly drawn data"),)


_TWELVE = [0.93, 0.88, 0.81, 0.77, 0.64, 0.57, 0.52, 0.38, 0.31, 0.24, 0.17, 0.08]

BEST_COST_THRESHOLD = Exercise(
    id="best-cost-threshold",
    title="The cheapest threshold",
    asks="best_cost_threshold(scores, labels, cost_fp, cost_fn) -> "
    "(threshold, total cost)",
    parts=(
        Part("threshold", 1, "the threshold, where one alone is cheapest"),
        Part("cost", 1, "its total cost"),
        Part("ties", 1, "ties, a cost of 0, flagging nothing; inputs unchanged"),
    ),
    components=("threshold", "cost"),
    published=(
        *calls(
            "best_cost_threshold",
            "",
            (
                "ten parts, misses dear",
                (
                    [0.61, 0.33, 0.97, 0.58, 0.91, 0.76, 0.42, 0.84, 0.49, 0.69],
                    [1, 0, 1, 0, 0, 0, 1, 1, 0, 1],
                    1,
                    3,
                ),
            ),
            (
                "twelve parts, false alarms dear",
                (
                    _TWELVE,
                    [1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0],
                    3,
                    2,
                ),
            ),
        ),
        *calls(
            "best_cost_threshold",
            "ties",
            (
                "three thresholds cost the same",
                (
                    [0.64, 0.23, 0.41, 0.93, 0.72, 0.97, 0.81, 0.55],
                    [1, 1, 0, 1, 0, 1, 0, 0],
                    1,
                    2,
                ),
            ),
            (
                "flagging nothing is cheapest",
                ([0.92, 0.74, 0.63, 0.37], [0, 0, 1, 0], 5, 2),
            ),
            (
                "flagging nothing is as cheap as the best score",
                ([0.86, 0.65, 0.43], [0, 1, 0], 2, 2),
            ),
        ),
    ),
    graded=(
        *calls(
            "best_cost_threshold",
            "",
            (
                "labels as booleans, arrays",
                (
                    np.array([0.15, 0.85, 0.35, 0.65, 0.25]),
                    np.array([False, True, True, False, False]),
                    2,
                    7,
                ),
            ),
            (
                "few defects, misses very dear",
                (
                    [0.29, 0.92, 0.86, 0.45, 0.77, 0.73, 0.4, 0.35, 0.09, 0.34, 0.27],
                    [0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0],
                    1,
                    30,
                ),
            ),
            (
                "every part a defect",
                ([0.93, 0.54, 0.22], [True, True, True], 4, 9),
            ),
        ),
        *calls(
            "best_cost_threshold",
            "ties",
            (
                "repeated scores of both classes",
                (
                    np.array([0.83, 0.83, 0.83, 0.52, 0.52, 0.21]),
                    np.array([0, 1, 0, 1, 1, 0]),
                    2,
                    3,
                ),
            ),
            ("no defect at all", ([0.22, 0.54, 0.31], [0, 0, 0], 1, 6)),
            (
                "a tie in no order",
                ([0.37, 0.92, 0.21, 0.52, 0.74], [0, 1, 0, 1, 0], 3, 3),
            ),
            (
                "integer scores that tie",
                ([9, 7, 6, 5, 3, 2], [1, 0, 0, 1, 0, 0], 1, 2),
            ),
            (
                "one part, as cheap either way",
                ([0.5, 0.5], [1, 0], 4, 4),
            ),
            # The lowest score is a defect: only flagging all costs nothing.
            (
                "false alarms cost nothing",
                ([0.72, 0.26, 0.94, 0.43, 0.58], [1, 1, 0, 0, 1], 0, 5),
            ),
            # The highest score is fine: only flagging nothing costs nothing.
            (
                "misses cost nothing",
                (np.array([0.47, 0.96, 0.35, 0.78]), np.array([1, 0, 0, 1]), 3, 0),
            ),
        ),
    ),
    draw=_draw,
    expected=_cheapest,
    read=_read,
    fingerprint=_read_raw,
    slips=COST_SLIPS,
    hints=(
        "The total cost can only change where a part changes sides: try each observed "
        "score, and one candidate more that flags nothing.",
        "For each candidate count false alarms and misses; the total is "
        "cost_fp · FP + cost_fn · FN. Flagging nothing costs all the misses.",
        "Start with the best pair (inf, cost of missing every defect), walk from the "
        "largest score down, and replace the best only by what is strictly cheaper: "
        "then ties go to the larger threshold by themselves.",
    ),
)
