"""Exercise confusion-at: count the four outcomes."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from grader import reference
from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import (
    MATRIX,
    STRICT,
    STRICT_WORDS,
    calls,
    draw_scores,
    slip,
)
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import numbers

__all__ = ["CONFUSION_AT"]


def _expected_counts(probe: Probe) -> wrong.Counts:
    scores, labels, threshold = probe.args or ()
    matrix = reference.confusion_matrix(scores, labels, threshold)
    return matrix.tp, matrix.fp, matrix.fn, matrix.tn


def _draw_counts(rng: np.random.Generator) -> Sequence[Probe]:
    scores, labels = draw_scores(rng, 30)
    cut = float(np.round(rng.uniform(0.3, 0.7), 4)) + 5e-5
    on_edge = float(rng.choice(scores))
    return (
        Probe("confusion_at", (scores, labels, cut), "freshly drawn data", "counts"),
        Probe("confusion_at", (scores, labels, on_edge), "a score on the edge", "edge"),
    )


_TEN = [0.91, 0.83, 0.74, 0.66, 0.58, 0.41, 0.33, 0.27, 0.15, 0.08]
_TEN_LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 0, 0]

CONFUSION_AT = Exercise(
    id="confusion-at",
    title="Count the four outcomes",
    asks="confusion_at(scores, labels, threshold) -> (tp, fp, fn, tn)",
    parts=(
        Part("counts", 2, "the four counts"),
        Part("edge", 1, "a score exactly at the threshold"),
        Part("forms", 1, "one class only; lists, arrays, booleans; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "confusion_at",
            "counts",
            ("ten parts", (_TEN, _TEN_LABELS, 0.5)),
            ("a high threshold", (_TEN, _TEN_LABELS, 0.8)),
        ),
        *calls(
            "confusion_at",
            "edge",
            (
                "a score exactly at the threshold",
                ([0.8, 0.6, 0.6, 0.4], [1, 1, 0, 0], 0.6),
            ),
        ),
        *calls(
            "confusion_at",
            "forms",
            ("one class only", (np.array([0.9, 0.2, 0.7]), np.array([1, 1, 1]), 0.5)),
        ),
    ),
    graded=(
        *calls(
            "confusion_at",
            "counts",
            (
                "unsorted scores",
                ([0.2, 0.95, 0.1, 0.55, 0.7, 0.35, 0.6], [0, 1, 0, 1, 0, 1, 1], 0.5),
            ),
            ("a threshold above every score", ([0.2, 0.4, 0.3], [0, 1, 1], 0.9)),
        ),
        *calls(
            "confusion_at",
            "edge",
            (
                "several scores at the threshold",
                (np.array([0.5, 0.5, 0.5, 0.1, 0.9]), np.array([1, 0, 1, 0, 1]), 0.5),
            ),
            (
                "a threshold of 0 or 1",
                ([1.0, 0.0, 0.0, 1.0, 0.5], [1, 0, 1, 0, 1], 1.0),
            ),
        ),
        *calls(
            "confusion_at",
            "forms",
            ("every part a flagged defect", ([0.9, 0.8], [1, 1], 0.5)),
            ("labels all 0", ([0.9, 0.2, 0.7], [0, 0, 0], 0.5)),
            (
                "labels as booleans",
                (
                    np.array([0.9, 0.2, 0.7, 0.4]),
                    np.array([True, False, False, True]),
                    0.5,
                ),
            ),
            (
                "lists of booleans and integer scores",
                ([3, 1, 4, 1, 5], [True, False, False, True, True], 2),
            ),
        ),
    ),
    draw=_draw_counts,
    expected=_expected_counts,
    read=lambda _, value: numbers(value, "the answer", MATRIX),
    slips=(
        slip(STRICT, STRICT_WORDS, partial(wrong.counts, strict=True)),
        slip(
            "sklearn-order",
            "Your four numbers are (TN, FP, FN, TP), the order in which scikit-learn's "
            "`confusion_matrix(...).ravel()` gives them. Look at the order asked for.",
            lambda s, y, t: tuple(wrong.counts(s, y, t)[i] for i in (3, 1, 2, 0)),
        ),
        slip(
            "swapped-errors",
            "Your false positives and false negatives have changed places. A false "
            "positive is flagged and was fine; a false negative was defective and "
            "slipped through.",
            lambda s, y, t: tuple(wrong.counts(s, y, t)[i] for i in (0, 2, 1, 3)),
        ),
        slip(
            "flags-low-scores",
            "Your rule flags the low scores. A high score speaks for a defect: flag "
            "when the score reaches the threshold.",
            lambda s, y, t: tuple(wrong.counts(s, y, t)[i] for i in (2, 3, 0, 1)),
        ),
        slip(
            "always-cuts-at-half",
            "Your counts are those of the cut 0.5, whatever threshold is given. "
            "Compare the scores with the argument `threshold`.",
            lambda s, y, _: wrong.counts(s, y, 0.5),
        ),
        slip(
            "shares-for-counts",
            "Your four numbers add up to 1: they are shares of all parts. Counts are "
            "asked for.",
            lambda s, y, t: tuple(c / len(s) for c in wrong.counts(s, y, t)),
        ),
    ),
    hints=(
        "For each part there are two questions: was it flagged (`score >= threshold`), "
        "and was it really defective (label 1)? Each of the four counts is one pair of "
        "answers.",
        "Walk through `zip(scores, labels)` and add 1 to one of four counters, or make "
        "two boolean arrays, `flagged` and `defective`, and count where both hold.",
        "TP counts flagged and defective, FP flagged and fine, FN not flagged and "
        "defective, TN neither. The order is `return tp, fp, fn, tn`.",
    ),
)
