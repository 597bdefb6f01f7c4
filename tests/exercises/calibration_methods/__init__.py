"""Unit 3's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="3-calibration-methods",
    tasks={
        "sigmoid": Task(1, ("sigmoid",), ("z",), "the same shape out"),
        "nll-at-temperature": Task(
            3,
            ("nll_at_temperature",),
            ("logits", "labels", "T"),
            "mean NLL",
            builds_on=("sigmoid",),
        ),
        "best-temperature": Task(
            3,
            ("best_temperature",),
            ("logits", "labels", "grid"),
            "the first of the grid on ties",
            builds_on=("nll-at-temperature",),
        ),
        "at-grid-edge": Task(2, ("at_grid_edge",), ("grid", "best"), "bool"),
        "softmax-at-temperature": Task(
            2, ("softmax_at_temperature",), ("logits", "T"), "one row per image"
        ),
        "pav": Task(3, ("pav",), ("values",), "the non-decreasing least-squares fit"),
        "exercise-2": Task(
            6,
            ("ex2_nll", "ex2_best_T", "ex2_ece_before", "ex2_ece_after"),
            None,
            "ex2_nll = {T: NLL}",
            tolerance=5e-4,
            builds_on=("sigmoid", "nll-at-temperature", "best-temperature"),
        ),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    # Labels, the temperatures of the card, the sigmoid of nothing, the tie rule.
    of_the_statement=frozenset({"0", "1", "2", "0.5", "-1", "1e-9"}),
)
