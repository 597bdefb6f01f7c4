"""Unit 4's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .partial_credit import CHANGED, EARNED, TOLD
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN, UNSEEN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="4-choosing-thresholds",
    tasks={
        "expected-cost": Task(
            2,
            ("expected_cost",),
            ("p", "flag", "cost_fp", "cost_fn"),
            "the average cost",
        ),
        "cost-threshold": Task(
            3,
            ("cost_threshold",),
            ("cost_fp", "cost_fn"),
            "the probability from which to flag",
        ),
        "mini-challenge": Task(
            2,
            ("mini_threshold",),
            None,
            "mini_threshold",
            tolerance=5e-4,
            builds_on=("cost-threshold",),
        ),
        "best-cost-threshold": Task(
            3,
            ("best_cost_threshold",),
            ("scores", "labels", "cost_fp", "cost_fn"),
            "(threshold, total cost)",
        ),
        "threshold-for-precision": Task(
            4,
            ("threshold_for_precision",),
            ("scores", "labels", "target"),
            "float or None",
        ),
        "f-beta": Task(
            2, ("f_beta",), ("precision", "recall", "beta"), "0.0 where it is 0/0"
        ),
    },
    by_hand={"mini-challenge-why": 2},
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    unseen=UNSEEN,
    exact=EXACT,
    earned=EARNED,
    changed=CHANGED,
    told=TOLD,
    equivalents={
        ("best-cost-threshold", "if cost <= lowest - 1e-09:"): (
            "costs are whole numbers in the probes: no two differ by exactly 1e-9"
        ),
        ("threshold-for-precision", "best, most = (None, -1)"): (
            "a threshold that finds nothing has precision 0, below every target"
        ),
        (
            "threshold-for-precision",
            "if caught != most and caught / np.sum(flagged) >= target - 1e-09:",
        ): "from the largest score down the parts that are found never become fewer",
        (
            "threshold-for-precision",
            "if caught > most and caught / np.sum(flagged) > target - 1e-09:",
        ): "no precision misses its target by exactly 1e-9",
        ("f-beta", "if denominator <= 0:"): (
            "precision, recall and beta are never negative, so neither is their sum"
        ),
    },
    # 0 and 1, the square of beta, the costs of the mini challenge, the habit, a grid.
    of_the_statement=frozenset({"0", "1", "2", "4", "0.0", "0.1", "0.5"}),
)
