"""Unit 3's cases."""

import numpy as np

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .partial_credit import CHANGED, EARNED, TOLD
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
        "exercise-2": Task(
            6,
            ("ex2_nll", "ex2_best_T", "ex2_ece_before", "ex2_ece_after"),
            None,
            "ex2_nll = {T: NLL}",
            tolerance=5e-4,
            builds_on=("sigmoid", "nll-at-temperature", "best-temperature"),
        ),
        "softmax-at-temperature": Task(
            2, ("softmax_at_temperature",), ("logits", "T"), "one row per image"
        ),
        "pav": Task(3, ("pav",), ("values",), "the non-decreasing least-squares fit"),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    earned=EARNED,
    changed=CHANGED,
    told=TOLD,
    foretold=True,
    equivalents={
        ("sigmoid", "return np.where(z > 0, 1, small) / (1 + small)"): (
            "at 0 both branches give 1/2"
        ),
        (
            "at-grid-edge",
            "return bool(np.min(np.abs(ends - best)) < 1e-09)",
        ): "no best lies exactly 1e-9 off an edge; floats leave that case open",
        ("pav", "while blocks and blocks[-1][0] >= mean:"): (
            "blocks of equal means have the same mean when pooled"
        ),
        ("exercise-2", "place = np.digitize(probs, edges[1:-2])"): (
            "on the card's data the middle bin has no gap, wherever it is counted"
        ),
        ("exercise-2", "place = np.digitize(probs, edges[2:-1])"): (
            "on the card's data the middle bin has no gap, wherever it is counted"
        ),
        (
            "exercise-2",
            "gaps = [abs(np.sum((probs - labels)[place == b])) for b in range(4)]",
        ): "a fourth bin is empty and adds nothing",
        (
            "exercise-2",
            "gaps = [abs(np.sum((probs - labels)[place >= b])) for b in range(3)]",
        ): (
            "the card's outer gaps differ in sign and the lower one is larger: all "
            "three sums together are the same"
        ),
    },
    # Labels, the temperatures of the card, the sigmoid of nothing, the tie rule.
    of_the_statement=frozenset({"0", "1", "2", "0.5", "-1", "1e-9"}),
    given={
        "logits": np.array([2.2, 1.0, 0.2, -0.2, -1.0, -2.0]),
        "labels": np.array([1, 1, 1, 0, 0, 0]),
        "grid": [0.5, 1.0, 1.5, 2.0],
        "edges": [0, 0.33, 0.66, 1],
    },
)
