"""Unit 2's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .partial_credit import CHANGED, EARNED, HALF_RIGHT, TOLD
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="2-measuring-calibration",
    tasks={
        "reliability-bins": Task(
            3,
            ("reliability_bins",),
            ("probs", "labels", "edges"),
            "[(count, mean_prob, positive_rate), …], empty bin (0, nan, nan)",
        ),
        "ece": Task(
            5,
            ("ece",),
            ("probs", "labels", "edges"),
            "ECE",
            builds_on=("reliability-bins",),
        ),
        "brier": Task(2, ("brier",), ("probs", "labels"), "Brier score"),
        "mean-nll": Task(
            2, ("mean_nll",), ("probs", "labels"), "natural logarithm, 0·log 0 = 0"
        ),
        "top-label": Task(
            2, ("top_label",), ("prob_matrix", "labels"), "(confidence, correct)"
        ),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    earned=EARNED,
    half_right=HALF_RIGHT,
    changed=CHANGED,
    told=TOLD,
    foretold=True,
    equivalents={
        ("reliability-bins", "if high >= edges[-1]:"): (
            "edges increase, so no bin ends above the last one"
        ),
    },
    # Labels and the square, the range of a probability, the habit of cutting at 0.5.
    of_the_statement=frozenset({"0", "1", "2", "0.5"}),
)
