"""Exercise youden-thresholds: all maximisers of Youden's J."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import STRICT, STRICT_WORDS, calls, draw_scores, slip
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import decision, numbers

__all__ = ["YOUDEN_THRESHOLDS"]


def _youden(probe: Probe) -> list[float]:
    """All maximisers, from the curve in exact integers."""
    scores, labels = probe.args or ()
    positives = int(np.sum(labels))
    negatives = len(labels) - positives
    by_threshold = {
        float(t): reference.confusion_matrix(scores, labels, float(t))
        for t in np.unique(np.asarray(scores, dtype=float))
    }
    j = {t: m.tp * negatives - m.fp * positives for t, m in by_threshold.items()}
    return [t for t in by_threshold if j[t] == max(j.values())]


def _read_youden(probe: Probe, value: Any) -> Reading:
    if isinstance(value, (int, float)):
        value = [value]
    scores, _ = probe.args or ()
    return tuple(decision(scores, t) for t in numbers(value, "the answer"))


def _draw_youden(rng: np.random.Generator) -> Sequence[Probe]:
    while True:
        scores, labels = draw_scores(rng, 21)
        args = (scores, labels)
        if len(wrong.search(scores, labels, wrong.youden, within=0.02)[1]) == 1:
            return (Probe("youden_thresholds", args, "freshly drawn data", "one"),)


def _youden_with_equality(s: Any, y: Any) -> list[float]:
    candidates = np.unique(np.asarray(s, dtype=float))
    rates = []
    for t in candidates:
        tp, fp, fn, tn = wrong.counts(s, y, t)
        rates.append(tp / (tp + fn) - fp / (fp + tn))
    return [float(t) for t, j in zip(candidates, rates, strict=True) if j == max(rates)]


def _without_straight_pieces(s: Any, y: Any) -> list[float]:
    """Drop what scikit-learn's ``drop_intermediate`` drops: points on a line."""
    candidates = np.unique(np.asarray(s, dtype=float))[::-1]
    points = np.array([wrong.counts(s, y, t)[:2] for t in candidates])
    bend = np.any(np.diff(points, n=2, axis=0) != 0, axis=1)
    kept = candidates[np.r_[True, bend, True]]
    return wrong.search(s, y, wrong.youden, candidates=kept[::-1])[1]


# The two highest J are 0.4091 and 0.4015: close, and no tie.
_CLOSE = [0.638, 0.074, 0.455, 0.888, 0.891, 0.744, 0.788, 0.89, 0.714, 0.842, 0.897]
_CLOSE += [0.841, 0.706, 0.902, 0.311, 0.761, 0.66, 0.432, 0.5, 0.062, 0.6, 0.154]
_CLOSE += [0.924]
_CLOSE_LABELS = [0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0]

YOUDEN_THRESHOLDS = Exercise(
    id="youden-thresholds",
    title="All thresholds that maximise Youden's J",
    asks="youden_thresholds(scores, labels) -> all maximisers, ascending",
    parts=(
        Part("one", 1, "one best threshold"),
        Part("all", 1, "all of them when they tie; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "youden_thresholds",
            "one",
            (
                "ten parts",
                (
                    [0.84, 0.76, 0.61, 0.56, 0.53, 0.51, 0.49, 0.42, 0.31, 0.09],
                    [0, 0, 1, 1, 0, 1, 0, 0, 1, 0],
                ),
            ),
            (
                "seven parts",
                ([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3], [1, 0, 1, 1, 0, 0, 0]),
            ),
            ("two J close together", (_CLOSE, _CLOSE_LABELS)),
        ),
        *calls(
            "youden_thresholds",
            "all",
            (
                "two that tie",
                ([0.9, 0.75, 0.6, 0.45, 0.3, 0.15], [1, 0, 0, 1, 0, 0]),
            ),
            (
                "two that tie on paper",
                (
                    [0.86, 0.69, 0.5, 0.47, 0.34, 0.3, 0.2, 0.16, 0.15],
                    [1, 1, 0, 0, 1, 0, 0, 0, 0],
                ),
            ),
            (
                "three that tie, with repeated scores",
                (
                    [0.9, 0.9, 0.8, 0.8, 0.6, 0.6, 0.5, 0.3],
                    [1, 1, 0, 1, 0, 1, 0, 0],
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "youden_thresholds",
            "one",
            (
                "unsorted arrays",
                (np.array([0.2, 0.7, 0.4, 0.9, 0.1]), np.array([0, 1, 0, 1, 0])),
            ),
            ("labels as booleans", ([0.2, 0.7, 0.4, 0.9], [False, True, True, False])),
        ),
        *calls(
            "youden_thresholds",
            "all",
            (
                "repeated scores",
                ([0.8, 0.8, 0.6, 0.6, 0.4, 0.4, 0.2], [1, 1, 1, 0, 1, 0, 0]),
            ),
            (
                "values that tie on paper",
                (
                    [0.91, 0.89, 0.88, 0.83, 0.58, 0.52, 0.51, 0.3, 0.07, 0.06],
                    [1, 0, 1, 1, 1, 0, 1, 0, 0, 0],
                ),
            ),
            (
                "several ties in a row",
                (
                    [0.7, 0.6, 0.6, 0.5, 0.5, 0.3, 0.1, 0.1],
                    [1, 1, 0, 0, 1, 0, 1, 0],
                ),
            ),
        ),
    ),
    draw=_draw_youden,
    expected=_youden,
    read=_read_youden,
    slips=(
        slip(
            "only-the-largest",
            "Where several thresholds share the highest J you return the largest "
            "alone. Return all of them, ascending.",
            lambda s, y: wrong.search(s, y, wrong.youden)[1][-1:],
        ),
        slip(
            "only-the-smallest",
            "Where several thresholds share the highest J you return the smallest "
            "alone. Return all of them, ascending.",
            lambda s, y: wrong.search(s, y, wrong.youden)[1][:1],
        ),
        slip(
            "descending",
            "Your thresholds are the right ones, from the largest down. Asked for is "
            "ascending order.",
            lambda s, y: wrong.search(s, y, wrong.youden)[1][::-1],
        ),
        slip(
            STRICT,
            STRICT_WORDS,
            lambda s, y: wrong.search(s, y, wrong.youden, strict=True)[1],
        ),
        slip(
            "float-equality",
            "You compare J with `==`. Two values that are equal on paper can differ in "
            "the last bit: count differences below 1e-9 as a tie.",
            _youden_with_equality,
        ),
        slip(
            "wide-tolerance",
            "You count values of J as tied that differ visibly. Only differences below "
            "1e-9, the computer's rounding, are ties.",
            lambda s, y: wrong.search(s, y, wrong.youden, within=0.01)[1],
        ),
        slip(
            "drops-straight-pieces",
            "Thresholds inside a straight piece of the ROC curve are missing. "
            "scikit-learn's `roc_curve` leaves them out unless you say "
            "`drop_intermediate=False`.",
            _without_straight_pieces,
        ),
        slip(
            "maximises-accuracy",
            "These are the thresholds with the highest accuracy. J weighs the two "
            "classes alike: TP/(TP+FN) - FP/(FP+TN).",
            lambda s, y: wrong.search(s, y, wrong.accuracy)[1],
        ),
        slip(
            "maximises-f1",
            "These are the thresholds with the highest F1. Look at your J: "
            "TP/(TP+FN) - FP/(FP+TN).",
            lambda s, y: wrong.search(s, y, wrong.f1)[1],
        ),
    ),
    hints=(
        "Youden's J is the true positive rate minus the false positive rate, "
        "TP/(TP+FN) - FP/(FP+TN), one value for each observed score.",
        "Compute J for each observed score, take the largest, and collect every score "
        "whose J is as large, up to 1e-9.",
        "Make the candidates with `sorted(set(scores))` and a list `j` beside them; "
        "keep each candidate for which `max(j)` exceeds its J by at most 1e-9.",
    ),
    builds_on=("confusion-at",),
)
