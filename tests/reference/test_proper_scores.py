"""Brier score, log loss and the decomposition of the Brier score."""

import math
import sys

import numpy as np
import pytest
from sklearn import metrics

from grader.reference import (
    brier_decomposition,
    brier_score,
    negative_log_likelihood,
    sigmoid,
)

from .card import LABELS, LOGIT_LABELS, LOGITS, SCORES
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def nll_at(temperature: float) -> float:
    """Return the mean NLL of Exercise 2 at a temperature."""
    probs = sigmoid(np.array(LOGITS) / temperature)
    return negative_log_likelihood(probs, LOGIT_LABELS)


def test_scores_of_the_card() -> None:
    """Exercise 1 has a Brier score of .187238 and a log loss of .538291."""
    assert brier_score(SCORES, LABELS) == pytest.approx(0.187238, abs=5e-7)
    assert negative_log_likelihood(SCORES, LABELS) == pytest.approx(0.538291, abs=5e-7)


@pytest.mark.parametrize(
    ("temperature", "expected"),
    [
        (0.05, 0.006050),
        # By hand: (2·ln(1 + e⁻²) + 2·ln(1 + e⁻¹⁰)) / 6
        (0.1, 0.042324),
        (0.5, 0.218373),
        (1.0, 0.342469),
        (1.5, 0.421280),
        (2.0, 0.472924),
        (10.0, 0.640419),
    ],
)
def test_log_loss_of_exercise_2(temperature: float, expected: float) -> None:
    """The mean NLL falls for ever as T falls: the data are separable."""
    assert nll_at(temperature) == pytest.approx(expected, abs=5e-7)


def test_slips_of_exercise_2_are_other_numbers() -> None:
    """Sum, log base 2, one term only, p divided: each slip has its fingerprint."""
    assert 6 * nll_at(0.5) == pytest.approx(1.310239, abs=5e-6)
    assert 6 * nll_at(1.0) == pytest.approx(2.054812, abs=5e-6)
    assert nll_at(0.5) / math.log(2) == pytest.approx(0.315046, abs=5e-6)
    assert nll_at(1.0) / math.log(2) == pytest.approx(0.494078, abs=5e-6)
    for temperature, expected in ((0.5, 0.108691), (1.0, 0.169414)):
        probs = sigmoid(np.array(LOGITS[:3]) / temperature)
        positive_only = negative_log_likelihood(probs, [1, 1, 1]) * 3 / 6
        assert positive_only == pytest.approx(expected, abs=5e-7)
    divided = np.minimum(sigmoid(LOGITS) / 0.5, 1.0)
    found = negative_log_likelihood(divided, LOGIT_LABELS)
    assert found == pytest.approx(0.558365, abs=5e-7)


def test_certain_and_right_costs_nothing() -> None:
    """0 · ln 0 is 0, and the result is +0.0."""
    found = negative_log_likelihood([0.0, 1.0], [0, 1])
    assert (found, math.copysign(1, found)) == (0.0, 1.0)


def test_certain_and_wrong_costs_everything() -> None:
    """Probability 0 for what happened makes the mean inf, unless eps is the floor."""
    assert negative_log_likelihood([0.0, 0.5], [1, 1]) == math.inf
    assert negative_log_likelihood([1.0], [0]) == math.inf
    assert negative_log_likelihood([[1.0, 0.0]], [1]) == math.inf
    floored = negative_log_likelihood([0.0], [1], eps=1e-3)
    assert floored == pytest.approx(-math.log(1e-3), rel=1e-14)


def test_small_probabilities_keep_their_digits() -> None:
    """ln(1 − 1e-20) is −1e-20, not 0."""
    assert negative_log_likelihood([1e-20], [0]) == pytest.approx(
        1e-20, rel=1e-12, abs=0
    )


def test_the_logarithm_is_natural() -> None:
    """A fair coin costs ln 2 = .693 a flip."""
    assert negative_log_likelihood([0.5], [1]) == pytest.approx(math.log(2), rel=1e-15)


def test_two_forms_of_the_brier_score_differ_by_two() -> None:
    """Rows (1 − p, p) give twice the binary score."""
    rows = [[1 - p, p] for p in SCORES]
    assert brier_score(rows, LABELS) == pytest.approx(
        2 * brier_score(SCORES, LABELS), rel=1e-14
    )


def test_multi_class_by_hand() -> None:
    """Row (.5, .25, .25), class 1: Brier .25 + .5625 + .0625, NLL ln 4."""
    row = [[0.5, 0.25, 0.25]]
    assert brier_score(row, [1]) == 0.875
    assert negative_log_likelihood(row, [1]) == pytest.approx(math.log(4), rel=1e-15)


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_scikit_learn(seed: int) -> None:
    """Both scores are scikit-learn's, binary and multi-class."""
    rng = np.random.default_rng(seed)
    probs, labels = rng.random(100), rng.integers(0, 2, 100)
    eps = sys.float_info.min
    assert negative_log_likelihood(probs, labels, eps=eps) == pytest.approx(
        metrics.log_loss(labels, probs), abs=1e-12
    )
    assert brier_score(probs, labels) == pytest.approx(
        metrics.brier_score_loss(labels, probs), abs=1e-12
    )
    rows, classes = rng.dirichlet(np.ones(4), 100), rng.integers(0, 4, 100)
    assert negative_log_likelihood(rows, classes) == pytest.approx(
        metrics.log_loss(classes, rows, labels=range(4)), abs=1e-12
    )
    assert brier_score(rows, classes) == pytest.approx(
        metrics.brier_score_loss(classes, rows, labels=range(4), scale_by_half=False),
        abs=1e-12,
    )


@for_all(scored_labels(probs=True))
def test_brier_is_miscalibration_less_discrimination_plus_uncertainty(
    data: Data,
) -> None:
    """The three parts of CORP put the Brier score together again."""
    mcb, dsc, unc = brier_decomposition(*data)
    assert brier_score(*data) == pytest.approx(mcb - dsc + unc, abs=1e-14)
    assert min(mcb, dsc, unc) >= 0.0


def test_decomposition_by_hand() -> None:
    """P .2 .6 .6 .8, y 0 1 0 1: recalibrated to 0 .5 .5 1.

    Brier (.04 + .16 + .36 + .04)/4 = .15, recalibrated .5/4 = .125, base rate .25.
    """
    mcb, dsc, unc = brier_decomposition([0.2, 0.6, 0.6, 0.8], [0, 1, 0, 1])
    assert mcb == pytest.approx(0.025, abs=1e-15)
    assert dsc == pytest.approx(0.125, abs=1e-15)
    assert unc == 0.25


def test_calibrated_steps_have_no_miscalibration() -> None:
    """Forecasts equal to the share of positives at each have MCB 0."""
    mcb, _, _ = brier_decomposition([0.25] * 4 + [0.5] * 2, [1, 0, 0, 0, 1, 0])
    assert mcb == 0.0


def test_one_class_has_no_uncertainty() -> None:
    """With positives only, DSC and UNC are 0 and MCB is the whole score."""
    mcb, dsc, unc = brier_decomposition([0.5, 0.75], [1, 1])
    assert (mcb, dsc, unc) == (0.15625, 0.0, 0.0)
