"""The make of every unit's notebook: one entry for each unit."""

from dataclasses import dataclass, field
from math import inf

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True)
class Form:
    """What the notebook of one unit holds.

    Attributes
    ----------
    predictions : int
        Least number of code cells in which the learner predicts.
    pictures : tuple of (int, float)
        Least and greatest number of pictures in the stored outputs.
    points : dict of str to int
        Points of each exercise, by its id.
    signatures : dict of str to tuple of (str, list of str)
        Name and arguments of the function to write, by exercise.
    values : dict of str to tuple of str
        Names of the values to fill in, by exercise.
    by_hand : dict of str to int
        Points of each answer in words that a person marks, by its id.
    words : float
        Greatest number of words in all prose cells together.
    code_lines : float
        Greatest number of lines in one code cell.
    """

    predictions: int
    pictures: tuple[int, float]
    points: dict[str, int] = field(default_factory=dict)
    signatures: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_hand: dict[str, int] = field(default_factory=dict)
    words: float = inf
    code_lines: float = inf


FORMS = {
    "0-start-here": Form(predictions=5, pictures=(3, 3), code_lines=8),
    "1-scores-to-decisions": Form(
        predictions=8,
        pictures=(8, inf),
        points={
            "confusion-at": 4,
            "f1-from-counts": 3,
            "best-f1-threshold": 6,
            "youden-thresholds": 2,
            "exercise-1": 5,
        },
        signatures={
            "confusion-at": ("confusion_at", ["scores", "labels", "threshold"]),
            "f1-from-counts": ("f1_from_counts", ["tp", "fp", "fn"]),
            "best-f1-threshold": ("best_f1_threshold", ["scores", "labels"]),
            "youden-thresholds": ("youden_thresholds", ["scores", "labels"]),
        },
        values={"exercise-1": ("ex1_threshold", "ex1_f1", "ex1_matrix")},
    ),
    "2-measuring-calibration": Form(
        predictions=9,
        pictures=(7, inf),
        points={
            "reliability-bins": 3,
            "ece": 5,
            "brier": 2,
            "mean-nll": 2,
            "top-label": 2,
        },
        signatures={
            "reliability-bins": ("reliability_bins", ["probs", "labels", "edges"]),
            "ece": ("ece", ["probs", "labels", "edges"]),
            "brier": ("brier", ["probs", "labels"]),
            "mean-nll": ("mean_nll", ["probs", "labels"]),
            "top-label": ("top_label", ["prob_matrix", "labels"]),
        },
        # Read at 180 words a minute, beside the exercises, ten stops and nine figures.
        words=2400,
    ),
    "3-calibration-methods": Form(
        predictions=12,
        pictures=(6, inf),
        points={
            "sigmoid": 1,
            "nll-at-temperature": 3,
            "best-temperature": 3,
            "at-grid-edge": 2,
            "exercise-2": 6,
            "softmax-at-temperature": 2,
            "pav": 3,
        },
        signatures={
            "sigmoid": ("sigmoid", ["z"]),
            "nll-at-temperature": ("nll_at_temperature", ["logits", "labels", "T"]),
            "best-temperature": ("best_temperature", ["logits", "labels", "grid"]),
            "at-grid-edge": ("at_grid_edge", ["grid", "best"]),
            "softmax-at-temperature": ("softmax_at_temperature", ["logits", "T"]),
            "pav": ("pav", ["values"]),
        },
        values={
            "exercise-2": ("ex2_nll", "ex2_best_T", "ex2_ece_before", "ex2_ece_after")
        },
        # Read at 180 words a minute, beside the exercises, twelve stops, six figures.
        words=2450,
    ),
    "4-choosing-thresholds": Form(
        predictions=14,
        pictures=(9, inf),
        points={
            "expected-cost": 2,
            "cost-threshold": 3,
            "mini-challenge": 2,
            "best-cost-threshold": 3,
            "threshold-for-precision": 4,
            "f-beta": 2,
        },
        signatures={
            "expected-cost": ("expected_cost", ["p", "flag", "cost_fp", "cost_fn"]),
            "cost-threshold": ("cost_threshold", ["cost_fp", "cost_fn"]),
            "best-cost-threshold": (
                "best_cost_threshold",
                ["scores", "labels", "cost_fp", "cost_fn"],
            ),
            "threshold-for-precision": (
                "threshold_for_precision",
                ["scores", "labels", "target"],
            ),
            "f-beta": ("f_beta", ["precision", "recall", "beta"]),
        },
        values={"mini-challenge": ("mini_threshold",)},
        by_hand={"mini-challenge-why": 2},
        # 2,500 to read, the table's bars among them; the others are the solved answer.
        words=2600,
    ),
    "5-segmentation": Form(
        predictions=8,
        pictures=(7, inf),
        points={"dice": 2, "tune-pixel-threshold": 4, "postprocess": 4},
        signatures={
            "dice": ("dice", ["pred", "truth"]),
            "tune-pixel-threshold": (
                "tune_pixel_threshold",
                ["prob_maps", "masks", "grid"],
            ),
            "postprocess": ("postprocess", ["mask", "min_area"]),
        },
        # 13 minutes at 180 words a minute, beside 19 of exercises and 8 stops.
        words=2300,
    ),
    "6-detection": Form(
        predictions=10,
        pictures=(8, inf),
        points={"iou": 2, "nms": 4, "joint-tune": 4},
        signatures={
            "iou": ("iou", ["box_a", "box_b"]),
            "nms": ("nms", ["boxes", "scores", "iou_threshold"]),
            "joint-tune": ("joint_tune", ["curves", "target"]),
        },
        # Read at 180 words a minute, beside the exercises, ten stops and eight figures.
        words=2400,
    ),
    "7-ship-and-watch": Form(
        predictions=9,
        pictures=(5, inf),
        points={"subgroup-report": 3, "psi": 3, "needs-recalibration": 2},
        signatures={
            "subgroup-report": (
                "subgroup_report",
                ["probs", "labels", "groups", "edges"],
            ),
            "psi": ("psi", ["reference", "current", "edges"]),
            "needs-recalibration": (
                "needs_recalibration",
                ["report", "limit", "min_n"],
            ),
        },
        # Read at 180 words a minute, beside 16 minutes of exercises, nine stops, five
        # figures, the card and three questions.
    ),
}
