"""Isotonic calibration, and the pooling of adjacent violators."""

import numpy as np
import pytest
from scipy import optimize
from sklearn.isotonic import IsotonicRegression

from grader.reference import (
    IsotonicCalibration,
    TemperatureScaling,
    brier_decomposition,
    negative_log_likelihood,
    pool_adjacent_violators,
    sigmoid,
)

from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def test_pooling_by_hand() -> None:
    """(1 3 2 4) → 1 2.5 2.5 4; (3 2 1) → 2 2 2; weights 3:1 on (2 1) → 1.75."""
    assert pool_adjacent_violators([1, 3, 2, 4]).tolist() == [1, 2.5, 2.5, 4]
    assert pool_adjacent_violators([3, 2, 1]).tolist() == [2, 2, 2]
    assert pool_adjacent_violators([2, 1], weights=[3, 1]).tolist() == [1.75, 1.75]
    assert pool_adjacent_violators([5]).tolist() == [5]


def test_pooling_reaches_back() -> None:
    """A low value late pools blocks that were settled: (1 2 3 0) → 1 5/3 5/3 5/3."""
    found = pool_adjacent_violators([1, 2, 3, 0])
    assert found.tolist() == [1, 5 / 3, 5 / 3, 5 / 3]


@for_all(scored_labels())
def test_pooling_is_monotone_idempotent_and_scipys(data: Data) -> None:
    """The fit does not decrease, fits itself, keeps the mean, and is SciPy's."""
    values = np.array(data[0])
    weights = np.array(data[1]) + 0.5
    fit = pool_adjacent_violators(values, weights=weights)
    assert np.all(np.diff(fit) >= 0.0)
    assert pool_adjacent_violators(fit, weights=weights).tolist() == fit.tolist()
    theirs = optimize.isotonic_regression(values, weights=weights).x
    np.testing.assert_allclose(fit, theirs, rtol=1e-9, atol=1e-9)


@for_all(scored_labels())
def test_isotonic_is_monotone_idempotent_and_scikit_learns(data: Data) -> None:
    """The map does not decrease, its own output is a fixed point, and it agrees.

    scikit-learn takes scores within 1e-15 for equal, hence the rounding.
    """
    scores, labels = np.round(data[0], 6), data[1]
    isotonic = IsotonicCalibration().fit(scores, labels)
    probs = isotonic.predict_proba(scores)
    assert np.all(np.diff(probs[np.argsort(scores)]) >= 0.0)
    assert probs.min() >= 0.0
    assert probs.max() <= 1.0
    again = IsotonicCalibration().fit(probs, labels).predict_proba(probs)
    np.testing.assert_allclose(again, probs, atol=1e-15)
    theirs = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
    np.testing.assert_allclose(probs, theirs.predict(scores), atol=1e-12)


def test_isotonic_between_and_beyond_scores_is_scikit_learns() -> None:
    """Straight lines between distinct scores, constants beyond them."""
    rng = np.random.default_rng(8)
    scores = rng.normal(size=200).round(1)
    labels = (rng.random(200) < sigmoid(scores)).astype(int)
    grid = np.linspace(-5, 5, 301)
    theirs = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
    ours = IsotonicCalibration().fit(scores, labels)
    np.testing.assert_allclose(
        ours.predict_proba(grid), theirs.predict(grid), atol=1e-12
    )


def test_isotonic_of_one_class_is_constant() -> None:
    """With positives only, every probability is 1."""
    isotonic = IsotonicCalibration().fit([0.1, 0.2], [1, 1])
    assert isotonic.predict_proba([-1.0, 5.0]).tolist() == [1.0, 1.0]


def test_isotonic_overfits_small_samples() -> None:
    """With 30 parts temperature has the better NLL on new data, isotonic the worse."""
    rng = np.random.default_rng(4)
    isotonic_nll, temperature_nll = [], []
    for _ in range(30):
        logits = 2 * rng.normal(size=1030)
        labels = rng.random(1030) < sigmoid(logits / 1.5)
        isotonic = IsotonicCalibration().fit(logits[:30], labels[:30])
        scaling = TemperatureScaling().fit(logits[:30], labels[:30])
        for found, model in (
            (isotonic_nll, isotonic),
            (temperature_nll, scaling),
        ):
            probs = model.predict_proba(logits[30:])
            found.append(negative_log_likelihood(probs, labels[30:], eps=1e-6))
    assert np.mean(temperature_nll) < 0.7 * np.mean(isotonic_nll)


@pytest.mark.parametrize(
    ("low", "high"),
    [(1e-310, 3e-310), (-1.7e308, 1.7e308), (0.0, 1e-323), (-1.0, 1.0)],
)
def test_the_middle_of_two_scores_of_any_size_is_one_half(
    low: float, high: float
) -> None:
    """The line from 0 to 1 passes 1/2 half-way, and is constant beyond."""
    isotonic = IsotonicCalibration().fit([low, high], [0, 1])
    middle = low / 2 + high / 2
    found = isotonic.predict_proba([-1.79e308, low, middle, high, 1.79e308])
    assert found.tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]


def test_scores_of_very_different_sizes_keep_their_places() -> None:
    """A gap of 1e-310 beside one of 1 is a step with a middle too."""
    isotonic = IsotonicCalibration().fit([0.0, 2e-310, 1.0], [0, 1, 1])
    assert isotonic.predict_proba([0.0, 1e-310, 0.5]).tolist() == [0.0, 0.5, 1.0]
    # Recalibrated they are right: nothing is left but what was promised wrongly.
    found = brier_decomposition([0.0, 2e-310, 1.0], [0, 1, 1])
    assert found.miscalibration == pytest.approx(1 / 3)
    assert found.discrimination == found.uncertainty
