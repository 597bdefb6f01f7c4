"""Platt scaling: the minimum of its loss, finite on any data."""

import numpy as np
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression

from grader.reference import (
    PlattScaling,
    auroc,
    sigmoid,
)

from .card import LOGIT_LABELS, LOGITS
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def _platt_loss(line: np.ndarray, scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the loss of Platt's paper, written out."""
    high = (labels.sum() + 1) / (labels.sum() + 2)
    low = 1 / ((1 - labels).sum() + 2)
    targets = np.where(labels == 1, high, low)
    z = line[0] * scores + line[1]
    return float(np.sum(np.logaddexp(0, z) - targets * z))


@pytest.mark.parametrize("seed", range(4))
def test_platt_is_the_minimum_of_its_loss(seed: int) -> None:
    """No neighbour in slope or intercept has a smaller loss, and the slopes are 0."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(5, 10.0**seed, size=200)
    labels = (rng.random(200) < sigmoid((scores - 5) / 10.0**seed)).astype(int)
    platt = PlattScaling().fit(scores, labels)
    line = np.array([platt.slope_, platt.intercept_])
    here = _platt_loss(line, scores, labels)
    for step in ([1e-4, 0], [-1e-4, 0], [0, 1e-4], [0, -1e-4]):
        assert _platt_loss(line * (1 + np.array(step)), scores, labels) > here
    targets = np.where(
        labels == 1, (labels.sum() + 1) / (labels.sum() + 2), 1 / (202 - labels.sum())
    )
    residual = platt.predict_proba(scores) - targets
    assert abs(residual.sum()) < 1e-9
    assert abs((residual * scores).sum()) < 1e-8 * np.abs(scores).sum()


@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_scikit_learn_sigmoid(seed: int) -> None:
    """Probabilities are those of scikit-learn's sigmoid calibration.

    Its optimiser stops earlier: 1e-4 is what it reaches, and its own loss is not
    below ours.
    """
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, 600)
    features = rng.normal(size=(600, 2)) + labels[:, None]
    model = LogisticRegression().fit(features[:200], labels[:200])
    theirs = CalibratedClassifierCV(FrozenEstimator(model), method="sigmoid")
    theirs.fit(features[200:], labels[200:])
    scores = model.decision_function(features[200:])
    ours = PlattScaling().fit(scores, labels[200:])
    np.testing.assert_allclose(
        ours.predict_proba(scores),
        theirs.predict_proba(features[200:])[:, 1],
        atol=1e-4,
    )
    fitted = theirs.calibrated_classifiers_[0].calibrators[0]
    their_loss = _platt_loss(np.array([-fitted.a_, -fitted.b_]), scores, labels[200:])
    our_loss = _platt_loss(
        np.array([ours.slope_, ours.intercept_]), scores, labels[200:]
    )
    assert our_loss <= their_loss + 1e-9


def test_platt_stays_finite_on_separable_and_one_sided_data() -> None:
    """Smoothed targets keep the slope finite; equal scores or one class give 0."""
    platt = PlattScaling().fit(LOGITS, LOGIT_LABELS)
    assert 0 < platt.slope_ < 10
    flat = PlattScaling().fit([2.0, 2.0, 2.0], [1, 0, 1])
    assert flat.slope_ == 0.0
    # Targets 3/4, 1/3, 3/4: their mean is 11/18.
    assert flat.predict_proba([99.0])[0] == pytest.approx(11 / 18, rel=1e-14)
    one = PlattScaling().fit([1.0, 2.0], [1, 1])
    assert one.predict_proba([0.0, 9.0]).tolist() == [0.75, 0.75]


@for_all(scored_labels(both_classes=True))
def test_platt_with_a_positive_slope_keeps_the_ranking(data: Data) -> None:
    """A positive slope orders no two parts differently; a negative one reverses."""
    scores = np.array(data[0])
    platt = PlattScaling().fit(*data)
    probs = platt.predict_proba(scores)
    order = np.argsort(scores, kind="stable")
    sign = np.sign(platt.slope_)
    assert np.all(sign * np.diff(probs[order]) >= 0.0)


def test_platt_keeps_the_area_under_the_roc_curve() -> None:
    """AUROC is the same before and after."""
    rng = np.random.default_rng(3)
    scores = 3 * rng.normal(size=200)
    labels = rng.random(200) < sigmoid(scores / 3)
    platt = PlattScaling().fit(scores, labels)
    assert auroc(platt.predict_proba(scores), labels) == auroc(scores, labels)


@pytest.mark.parametrize("n", [3, 6])
def test_equal_scores_give_slope_zero_whatever_their_mean_rounds_to(n: int) -> None:
    """0.1 six times has a standard deviation of 1e-17: no reason for a slope."""
    labels = [1, 0, 1, 1, 0, 0][:n]
    flat = PlattScaling().fit([0.1] * n, labels)
    assert flat.slope_ == 0.0
    # Three and three: (4/5 + 1/5)/2. Two and one: (3/4 + 1/3 + 3/4)/3 = 11/18.
    expected = {6: 1 / 2, 3: 11 / 18}[n]
    assert flat.predict_proba([0.1, 7.0]) == pytest.approx([expected] * 2, rel=1e-14)


@pytest.mark.parametrize("unit", [1e-310, 1e-200, 1e200, 1e307])
def test_a_unit_of_any_size_gives_the_same_probabilities(unit: float) -> None:
    """Neither the squares of huge scores nor those of tiny ones spoil the fit."""
    scores, labels = np.array([1.0, -1.0, 3.0, 2.0]), [1, 0, 0, 1]
    plain = PlattScaling().fit(scores, labels)
    other = PlattScaling().fit(scores * unit, labels)
    found, expected = other.predict_proba(scores * unit), plain.predict_proba(scores)
    np.testing.assert_allclose(found, expected, rtol=1e-10)
    assert other.intercept_ == pytest.approx(plain.intercept_, rel=1e-9)
    # A slope a unit of 1e-310 is infinite; the probabilities above are not lost.
    assert other.slope_ == pytest.approx(plain.slope_ / unit, rel=1e-9)
    assert np.isfinite(other.predict_proba([1.7e308, -1.7e308, 0.0])).all()


def test_nearly_equal_scores_are_fitted_by_their_differences() -> None:
    """1 + k/2^52 for k = 0, 1, 2, 3 are told apart like k itself."""
    k, labels = np.array([0.0, 1.0, 2.0, 3.0]), [0, 1, 0, 1]
    found = PlattScaling().fit(1 + k * 2.0**-52, labels).predict_proba(1 + k * 2.0**-52)
    expected = PlattScaling().fit(k, labels).predict_proba(k)
    np.testing.assert_allclose(found, expected, rtol=1e-10)


@for_all(scored_labels(both_classes=True))
def test_slope_and_intercept_are_those_of_the_line(data: Data) -> None:
    """The public numbers give the same probabilities as the fitted object."""
    platt = PlattScaling().fit(*data)
    line = platt.slope_ * np.array(data[0]) + platt.intercept_
    np.testing.assert_allclose(platt.predict_proba(data[0]), sigmoid(line), atol=1e-8)
