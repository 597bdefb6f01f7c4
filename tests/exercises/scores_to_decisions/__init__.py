"""Unit 1's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="1-scores-to-decisions",
    tasks={
        "confusion-at": Task(
            4,
            ("confusion_at",),
            ("scores", "labels", "threshold"),
            "(tp, fp, fn, tn)",
        ),
        "f1-from-counts": Task(
            3, ("f1_from_counts",), ("tp", "fp", "fn"), "0.0 when undefined"
        ),
        "best-f1-threshold": Task(
            6,
            ("best_f1_threshold",),
            ("scores", "labels"),
            "(threshold, f1)",
            builds_on=("confusion-at", "f1-from-counts"),
        ),
        "youden-thresholds": Task(
            2,
            ("youden_thresholds",),
            ("scores", "labels"),
            "all maximisers, ascending",
            builds_on=("confusion-at",),
        ),
        "exercise-1": Task(
            5,
            ("ex1_threshold", "ex1_f1", "ex1_matrix"),
            None,
            "ex1_matrix = (TP, FP, FN, TN)",
            tolerance=5e-4,
            builds_on=("confusion-at", "best-f1-threshold"),
        ),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    equivalents={
        ("best-f1-threshold", "best_threshold, best_f1 = (None, -2.0)"): (
            "every start below 0.0, the smallest F1, serves"
        ),
        ("best-f1-threshold", "if f1 >= best_f1 + 1e-09:"): (
            "no two F1 differ by exactly 1e-9; the texts leave that case open"
        ),
        (
            "youden-thresholds",
            "return [c for c, j in zip(candidates, heights) "
            "if j > max(heights) - 1e-09]",
        ): "no two J differ by exactly 1e-9; the texts leave that case open",
    },
    # Labels, the factor 2, the tie rule, the habits that slips name.
    of_the_statement=frozenset({"0", "1", "2", "0.0", "0.1", "0.5", "-1", "1e-9"}),
    given={
        "scores": [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20],
        "labels": [1, 1, 0, 1, 0, 0, 1, 0],
    },
)
