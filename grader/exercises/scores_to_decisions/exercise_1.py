"""Exercise 1 of the card: its data, its threshold."""

from typing import Any

from grader import reference
from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import MATRIX, STRICT, STRICT_WORDS, value_slip
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import decision, number, numbers

__all__ = ["EXERCISE_1"]

CARD_SCORES = (0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20)
CARD_LABELS = (1, 1, 0, 1, 0, 0, 1, 0)


def _card_answers(threshold: float) -> dict[str, Any]:
    c = wrong.counts(CARD_SCORES, CARD_LABELS, threshold)
    return {"ex1_threshold": threshold, "ex1_f1": wrong.f1(c), "ex1_matrix": c}


def _card_expected(probe: Probe) -> Any:
    best = reference.best_f_beta_threshold(CARD_SCORES, CARD_LABELS)
    matrix = reference.confusion_matrix(CARD_SCORES, CARD_LABELS, best.value)
    return {
        "ex1_threshold": best.value,
        "ex1_f1": best.objective,
        "ex1_matrix": (matrix.tp, matrix.fp, matrix.fn, matrix.tn),
    }[probe.name]


def _read_card_raw(probe: Probe, value: Any) -> Reading:
    if probe.name == "ex1_matrix":
        return numbers(value, "ex1_matrix", MATRIX)
    return (number(value, probe.name),)


def _read_card(probe: Probe, value: Any) -> Reading:
    reading = _read_card_raw(probe, value)
    if probe.name == "ex1_threshold":
        return (decision(CARD_SCORES, reading[0]),)
    return reading


EXERCISE_1 = Exercise(
    id="exercise-1",
    title="Exercise 1 of the card",
    asks="ex1_threshold, ex1_f1, ex1_matrix = (TP, FP, FN, TN)",
    parts=(
        Part("threshold", 2, "the threshold"),
        Part("f1", 1, "its F1"),
        Part("matrix", 2, "its confusion matrix"),
    ),
    components=(),
    published=(
        Probe("ex1_threshold", None, "the threshold", "threshold"),
        Probe("ex1_f1", None, "F1", "f1"),
        Probe("ex1_matrix", None, "the confusion matrix", "matrix"),
    ),
    graded=(),
    draw=lambda _: (),
    expected=_card_expected,
    read=_read_card,
    fingerprint=_read_card_raw,
    tolerance=5e-4,
    slips=(
        value_slip(STRICT, STRICT_WORDS, {"ex1_threshold": 0.52}),
        value_slip(
            "coarse-grid",
            "This is what a grid of thresholds with step 0.1 finds. The best threshold "
            "lies between two points of that grid: try the observed scores.",
            _card_answers(0.3),
        ),
        value_slip(
            "default-half",
            "This is what the default threshold 0.5 gives. Try the observed scores and "
            "compare their F1.",
            _card_answers(0.5),
        ),
        value_slip(
            "maximises-accuracy",
            "This threshold ties for the highest accuracy. Exercise 1 asks for the "
            "highest F1.",
            _card_answers(0.8),
        ),
        value_slip(
            "keeps-all-positives",
            "This threshold finds every defect. Exercise 1 asks for the highest F1, "
            "which weighs false alarms too.",
            _card_answers(0.35),
        ),
    ),
    hints=(
        "Write the eight parts in order of their scores and draw a line under one of "
        "them: all above the line are flagged, the one on the line too.",
        "For each of the eight lines count TP, FP and FN and compute "
        "2·TP / (2·TP + FP + FN). The largest of the eight wins.",
        "`best_f1_threshold(scores, labels)` gives the first two answers; "
        "`confusion_at`, at that threshold, gives the third.",
    ),
    builds_on=("confusion-at", "best-f1-threshold"),
)
