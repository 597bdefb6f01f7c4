"""The confusion matrix: counts by the ≥ rule, and rates with 0/0 stated."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import strategies as st
from sklearn import metrics

from grader.reference import ConfusionMatrix, confusion_matrix

from .brute_force import counts_at, f_beta
from .card import LABELS, SCORES
from .strategies import for_all, scored_labels

# t: TP FP FN TN, counted by hand from the card's eight parts.
CARD_COUNTS = {
    0.95: (1, 0, 3, 4),
    0.80: (2, 0, 2, 4),
    0.60: (2, 1, 2, 3),
    0.55: (3, 1, 1, 3),
    0.52: (3, 2, 1, 2),
    0.40: (3, 3, 1, 1),
    0.35: (4, 3, 0, 1),
    0.20: (4, 4, 0, 0),
}


def as_tuple(matrix: ConfusionMatrix) -> tuple[int, int, int, int]:
    """Return the counts in the card's order."""
    return matrix.tp, matrix.fp, matrix.fn, matrix.tn


@pytest.mark.parametrize("threshold", CARD_COUNTS)
def test_counts_of_the_card(threshold: float) -> None:
    """Each threshold of the card's table gives the card's four counts."""
    assert (
        as_tuple(confusion_matrix(SCORES, LABELS, threshold)) == CARD_COUNTS[threshold]
    )


@pytest.mark.parametrize(
    ("threshold", "precision", "recall", "f1", "accuracy"),
    [
        (0.95, 1.0, 0.25, 0.400000, 5 / 8),
        (0.80, 1.0, 0.5, 0.666667, 6 / 8),
        (0.60, 0.667, 0.5, 0.571429, 5 / 8),
        (0.55, 0.75, 0.75, 0.750000, 6 / 8),
        (0.52, 0.6, 0.75, 0.666667, 5 / 8),
        (0.40, 0.5, 0.75, 0.600000, 4 / 8),
        (0.35, 0.571, 1.0, 0.727273, 5 / 8),
        (0.20, 0.5, 1.0, 0.666667, 4 / 8),
    ],
)
def test_rates_of_the_card(
    threshold: float, precision: float, recall: float, f1: float, accuracy: float
) -> None:
    """Each threshold of the card's table gives the card's rates."""
    matrix = confusion_matrix(SCORES, LABELS, threshold)
    assert matrix.precision == pytest.approx(precision, abs=5e-4)
    assert matrix.recall == recall
    assert matrix.f_beta() == pytest.approx(f1, abs=5e-7)
    assert matrix.accuracy == accuracy


def test_a_score_on_the_threshold_is_flagged() -> None:
    """The rule is ≥: a strict > would give F1 .666667 at 0.55 and not .75."""
    assert confusion_matrix([0.5], [1], 0.5).tp == 1
    assert confusion_matrix([0.5], [1], np.nextafter(0.5, 1)).fn == 1


def test_infinite_thresholds_flag_nothing_and_everything() -> None:
    """Inf flags nothing, -inf everything."""
    assert as_tuple(confusion_matrix([0.5, 0.1], [1, 0], math.inf)) == (0, 0, 1, 1)
    assert as_tuple(confusion_matrix([0.5, 0.1], [1, 0], -math.inf)) == (1, 1, 0, 0)


def test_one_class_only_is_counted() -> None:
    """One class leaves the other's counts at 0 and makes no error."""
    assert as_tuple(confusion_matrix([0.9, 0.1], [1, 1], 0.5)) == (1, 0, 1, 0)
    assert as_tuple(confusion_matrix([0.9, 0.1], [0, 0], 0.5)) == (0, 1, 0, 1)


def test_undefined_rates_are_nan_and_undefined_f_is_zero() -> None:
    """0/0 is NaN for a rate and 0.0 for F."""
    nothing = ConfusionMatrix(tp=0, fp=0, fn=0, tn=3)
    assert math.isnan(nothing.precision)
    assert math.isnan(nothing.recall)
    assert math.isnan(ConfusionMatrix(1, 0, 0, 0).specificity)
    assert math.isnan(ConfusionMatrix(0, 0, 0, 0).accuracy)
    assert nothing.f_beta() == 0.0
    assert nothing.f_beta(beta=0.0) == 0.0
    assert nothing.specificity == 1.0


def test_beta_weighs_recall() -> None:
    """F2 at 0.35 is 5·4/(5·4 + 0 + 3) = 20/23 = .869565."""
    matrix = confusion_matrix(SCORES, LABELS, 0.35)
    assert matrix.f_beta(beta=2.0) == pytest.approx(20 / 23, rel=1e-15)


@pytest.mark.parametrize(
    ("scores", "labels"),
    [
        (SCORES, [bool(y) for y in LABELS]),
        (np.array(SCORES), np.array(LABELS, dtype=np.uint8)),
        (tuple(SCORES), np.array(LABELS, dtype=np.float32)),
        (np.array(SCORES)[::-1], np.array(LABELS)[::-1]),
    ],
)
def test_lists_tuples_and_any_width_of_label_are_read(
    scores: object, labels: object
) -> None:
    """Labels may be booleans, integers or floats; containers may be anything."""
    assert as_tuple(confusion_matrix(scores, labels, 0.55)) == (3, 1, 1, 3)


def test_counts_are_python_integers() -> None:
    """The counts can be written to JSON as they are."""
    matrix = confusion_matrix(SCORES, LABELS, 0.5)
    assert all(type(count) is int for count in as_tuple(matrix))


@for_all(scored_labels(), st.integers(0, 23), st.sampled_from([0.0, 0.5, 1.0, 2.0]))
def test_counts_and_f_are_those_of_the_definition(
    data: tuple[list[float], list[int]], pick: int, beta: float
) -> None:
    """Counting part by part, in fractions, gives the same counts and F."""
    scores, labels = data
    threshold = scores[pick % len(scores)]
    matrix = confusion_matrix(scores, labels, threshold)
    counts = counts_at(scores, labels, threshold)
    assert as_tuple(matrix) == counts
    exact = float(f_beta(counts, Fraction(beta)))
    assert matrix.f_beta(beta=beta) == pytest.approx(exact, rel=1e-15)


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_scikit_learn(seed: int) -> None:
    """Counts are scikit-learn's at every decile, after reordering."""
    rng = np.random.default_rng(seed)
    scores, labels = rng.random(200).round(2), rng.integers(0, 2, 200)
    for threshold in np.quantile(scores, np.linspace(0, 1, 11)):
        tn, fp, fn, tp = metrics.confusion_matrix(labels, scores >= threshold).ravel()
        assert as_tuple(confusion_matrix(scores, labels, threshold)) == (tp, fp, fn, tn)
