"""Exercise cost-threshold: from which probability flagging is the cheaper action."""

from collections.abc import Sequence

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe, Silent
from grader.exercises.reading import number

__all__ = ["COST_THRESHOLD"]


def _expected_threshold(probe: Probe) -> float:
    cost_fp, cost_fn = probe.args or ()
    return reference.cost_threshold(cost_fp, cost_fn)


def _draw_costs(rng: np.random.Generator) -> Sequence[Probe]:
    whole = tuple(int(n) for n in rng.choice(np.arange(2, 60), size=2, replace=False))
    parts = tuple(float(n) for n in np.round(rng.uniform(0.1, 30, size=2), 2))
    return (
        Probe("cost_threshold", whole, "freshly drawn whole costs", "formula"),
        Probe("cost_threshold", parts, "freshly drawn costs with cents", "units"),
    )


def _ratio(above: float, below: float) -> float:
    """Divide; silent where a cost of 0 is below, which ends in one error or another."""
    if not below:
        raise Silent("a cost of 0")
    return above / below


def _right(cost_fp: float, cost_fn: float) -> float:
    return cost_fp / (cost_fp + cost_fn)


COST_THRESHOLD = Exercise(
    id="cost-threshold",
    title="The threshold that costs set",
    asks="cost_threshold(cost_fp, cost_fn) -> the probability from which to flag",
    parts=(
        Part("formula", 2, "the formula"),
        Part("units", 1, "fractions, large numbers, equal costs, a cost of 0"),
    ),
    components=(),
    published=(
        *calls(
            "cost_threshold",
            "formula",
            ("a miss costs more", (3, 8)),
            ("a false alarm costs more", (7, 2)),
        ),
        *calls(
            "cost_threshold",
            "units",
            ("costs with cents", (0.75, 2.5)),
            ("equal costs", (6, 6)),
        ),
    ),
    graded=(
        *calls(
            "cost_threshold",
            "formula",
            ("a miss costs a little more", (11, 13)),
            ("stop the line", (19, 1)),
            ("a miss costs far more", (1, 499)),
        ),
        *calls(
            "cost_threshold",
            "units",
            ("costs in thousands", (30_000, 1_200_000)),
            ("costs far below 1", (0.004, 0.0005)),
            ("equal costs with cents", (2.35, 2.35)),
            ("costs that are no whole numbers", (1.5, 0.25)),
            ("false alarms cost nothing", (0, 7)),
            ("misses cost nothing", (4, 0)),
        ),
    ),
    draw=_draw_costs,
    expected=_expected_threshold,
    read=lambda _, value: (number(value, "the threshold"),),
    slips=(
        slip(
            "inverted-ratio",
            "Your number has the cost of a miss on top. Then dear misses would raise "
            "the threshold, and more defects would pass: the cost of a false alarm "
            "belongs there.",
            lambda fp, fn: fn / (fp + fn),
        ),
        *slips(
            "odds-for-probability",
            "Your number is the ratio of the two costs. Those are odds, which can be "
            "above 1; a probability has the sum of both costs below the line.",
            _ratio,
            lambda fp, fn: min(_ratio(fp, fn), 1.0),
        ),
        slip(
            "inverted-odds",
            "Your number is the cost of a miss divided by that of a false alarm: how "
            "many false alarms a miss is worth. Asked for is a probability.",
            lambda fp, fn: _ratio(fn, fp),
        ),
        slip(
            "default-half",
            "Your threshold is always 0.5, the habit. It is right only where both "
            "mistakes cost the same: let the two costs decide.",
            lambda *_: 0.5,
        ),
        slip(
            "sum-without-parentheses",
            "Without parentheses around the sum the division comes first, and then the "
            "cost of a miss is added. Divide by `(cost_fp + cost_fn)`.",
            lambda fp, fn: _ratio(fp, fp) + fn,
        ),
        slip(
            "whole-number-division",
            "Your division drops what comes after the decimal point: `//` rounds "
            "down. A probability needs `/`.",
            lambda fp, fn: fp // (fp + fn),
        ),
        slip(
            "percent-for-probability",
            "Your number is a hundred times too large: it is in percent. "
            "Probabilities go from 0 to 1.",
            lambda fp, fn: 100 * _right(fp, fn),
        ),
        slip(
            "difference-of-costs",
            "Your number has the difference of the two costs in it. The two "
            "average costs at p, `(1 - p) * cost_fp` and `p * cost_fn`, are equal at "
            "the threshold: solve that for p.",
            lambda fp, fn: (fn - fp) / (fp + fn),
        ),
        *rounded_slips(_right),
    ),
    hints=(
        "Flagging a part goes wrong when it was fine, with probability 1 - p; leaving "
        "it alone goes wrong when it was defective, with probability p. What does each "
        "cost on average?",
        "At the threshold both actions cost the same: (1 - p) · cost_fp = p · cost_fn. "
        "Bring the p to one side.",
        "Multiplied out: cost_fp = p · (cost_fp + cost_fn). Divide by the parenthesis, "
        "and write it around the sum in Python too.",
    ),
)
