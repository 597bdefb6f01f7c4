"""Temperature scaling, and the links from logits to probabilities."""

import math

import numpy as np
import pytest
from hypothesis import strategies as st
from scipy import optimize
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression

from grader.reference import (
    NoFiniteOptimum,
    TemperatureScaling,
    negative_log_likelihood,
    sigmoid,
    softmax,
)

from .card import LOGIT_LABELS, LOGITS
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def logits_of(
    seed: int, n: int, k: int, scale: float = 3.0
) -> tuple[np.ndarray, np.ndarray]:
    """Draw over-confident logits: labels follow softmax(z / scale)."""
    rng = np.random.default_rng(seed)
    honest = rng.normal(size=(n, k))
    gumbel = rng.gumbel(size=(n, k))
    return scale * honest, np.argmax(honest + gumbel, axis=1)


def test_flipped_exercise_2_has_an_interior_optimum() -> None:
    """With the label of z = 1.0 flipped, T = .867656 and NLL .506973."""
    labels = [1, 0, *LOGIT_LABELS[2:]]
    scaling = TemperatureScaling().fit(LOGITS, labels)
    assert scaling.optimum_ == "interior"
    assert scaling.temperature_ == pytest.approx(0.867656, abs=1e-6)
    nll = negative_log_likelihood(scaling.predict_proba(LOGITS), labels)
    assert nll == pytest.approx(0.506973, abs=5e-7)


def test_separable_data_end_in_a_named_warning() -> None:
    """Exercise 2 itself is separable: no T is best, the object says so, and where."""
    with pytest.warns(NoFiniteOptimum, match="largest logit") as caught:
        scaling = TemperatureScaling().fit(LOGITS, LOGIT_LABELS)
    assert [warning.filename for warning in caught] == [__file__]
    assert (scaling.optimum_, scaling.temperature_) == ("zero", 0.0)
    assert scaling.predict_proba([3.0, 0.0, -0.1]).tolist() == [1.0, 0.5, 0.0]


def test_separable_rows_end_in_the_same_warning() -> None:
    """Rows whose label always leads are separable too; ties share."""
    with pytest.warns(NoFiniteOptimum):
        scaling = TemperatureScaling().fit([[2, 0, 0], [0, 1, 1]], [0, 2])
    assert scaling.optimum_ == "zero"
    assert scaling.predict_proba([[2, 0, 0], [0, 1, 1]]).tolist() == [
        [1, 0, 0],
        [0, 0.5, 0.5],
    ]


def test_misleading_logits_end_in_a_named_warning() -> None:
    """Logits against the labels ask for T = inf: every class alike."""
    with pytest.warns(NoFiniteOptimum, match="do not favour"):
        scaling = TemperatureScaling().fit([2.0, -2.0], [0, 1])
    assert (scaling.optimum_, scaling.temperature_) == ("infinity", math.inf)
    assert scaling.predict_proba([5.0, -5.0]).tolist() == [0.5, 0.5]
    with pytest.warns(NoFiniteOptimum):
        scaling = TemperatureScaling().fit([[2.0, 0.0]], [1])
    assert scaling.predict_proba([[9.0, 0.0]]).tolist() == [[0.5, 0.5]]


def test_equal_logits_leave_the_temperature_at_one() -> None:
    """Where T changes nothing it is 1, with the warning."""
    with pytest.warns(NoFiniteOptimum, match="equal"):
        scaling = TemperatureScaling().fit([[3.0, 3.0], [1.0, 1.0]], [0, 1])
    assert (scaling.optimum_, scaling.temperature_) == ("anywhere", 1.0)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("n", "k"), [(30, 2), (500, 3), (2000, 10), (300, 700)])
def test_rows_reach_the_stationary_point(n: int, k: int, dtype: type) -> None:
    """T is the root of the slope, bracketed by SciPy, to 1e-8 and better."""
    logits, labels = logits_of(n + k, n, k)
    logits = logits.astype(dtype)
    wide = logits.astype(np.float64)

    def slope(beta: float) -> float:
        probs = softmax(wide * beta)
        return float(np.mean(np.sum(probs * wide, 1) - wide[np.arange(n), labels]))

    beta = optimize.brentq(slope, 1e-3, 1e3, xtol=1e-15, rtol=1e-14)
    found = TemperatureScaling().fit(logits, labels).temperature_
    assert found == pytest.approx(1 / beta, rel=1e-10)


@pytest.mark.parametrize("scale", [1e-6, 0.3, 1.0, 50.0, 1e4, 1e8])
def test_temperature_scales_with_the_logits(scale: float) -> None:
    """Logits times c have c times the temperature, also at 1e4 and beyond."""
    logits, labels = logits_of(1, 400, 5)
    once = TemperatureScaling().fit(logits, labels).temperature_
    found = TemperatureScaling().fit(scale * logits, labels).temperature_
    assert found == pytest.approx(scale * once, rel=1e-10)


def test_one_wrong_in_many_is_found() -> None:
    """N − 1 right and one wrong at ±m: T = m / ln(n − 1), nearly separable."""
    n, m = 10_000, 30.0
    logits, labels = np.full(n, m), np.ones(n, dtype=int)
    labels[17] = 0
    found = TemperatureScaling().fit(logits, labels).temperature_
    assert found == pytest.approx(m / math.log(n - 1), rel=1e-10)


def test_outliers_do_not_throw_newton_off() -> None:
    """A few logits of 1e4 among small ones neither overflow nor stall."""
    rng = np.random.default_rng(0)
    logits = rng.normal(size=500)
    labels = rng.random(500) < sigmoid(logits)
    logits[:3], labels[:3] = [1e4, -1e4, 1e4], [1, 0, 0]
    scaling = TemperatureScaling().fit(logits, labels)

    def slope(beta: float) -> float:
        return float(np.mean((sigmoid(beta * logits) - labels) * logits))

    beta = optimize.brentq(slope, 1e-9, 10, xtol=1e-18, rtol=1e-14)
    assert scaling.temperature_ == pytest.approx(1 / beta, rel=1e-8)


def test_binary_logits_are_pairs_with_zero() -> None:
    """A binary logit z is the row (0, z): both forms give one temperature."""
    rng = np.random.default_rng(5)
    logits = 2 * rng.normal(size=300)
    labels = (rng.random(300) < sigmoid(logits / 2)).astype(int)
    one = TemperatureScaling().fit(logits, labels)
    two = TemperatureScaling().fit(np.stack((0 * logits, logits), 1), labels)
    assert one.temperature_ == pytest.approx(two.temperature_, rel=1e-12)
    np.testing.assert_allclose(
        one.predict_proba(logits),
        two.predict_proba(np.stack((0 * logits, logits), 1))[:, 1],
        atol=1e-14,
    )


def _scikit_learn_beta(features: np.ndarray, labels: np.ndarray) -> tuple:
    """Fit a model and scikit-learn's temperature on it; return logits and 1/T."""
    model = LogisticRegression().fit(features[:200], labels[:200])
    calibrated = CalibratedClassifierCV(FrozenEstimator(model), method="temperature")
    calibrated.fit(features[200:], labels[200:])
    beta = calibrated.calibrated_classifiers_[0].calibrators[0].beta_
    return model.decision_function(features[200:]), float(beta)


@pytest.mark.parametrize("k", [2, 4])
def test_agrees_with_scikit_learn_temperature(k: int) -> None:
    """scikit-learn's 1/β is T for rows and 2·T for a binary logit.

    It stops at a coarser step than we do: 1e-5 is what it reaches.
    """
    rng = np.random.default_rng(k)
    labels = rng.integers(0, k, 1200)
    features = rng.normal(size=(1200, 3)) + labels[:, None] * [0.8, -0.5, 0.2]
    logits, beta = _scikit_learn_beta(features, labels)
    ours = TemperatureScaling().fit(logits, labels[200:]).temperature_
    doubled = 2.0 if k == 2 else 1.0
    assert 1.0 / beta == pytest.approx(doubled * ours, rel=1e-5)


@for_all(scored_labels(both_classes=True), st.floats(0.05, 20.0))
def test_temperature_keeps_the_ranking(data: Data, temperature: float) -> None:
    """Dividing by T > 0 orders no two parts differently."""
    scaling = TemperatureScaling().fit([1.0, 1.0, 1.0], [1, 1, 0])
    scaling.temperature_ = temperature
    logits = np.array(data[0]) / 1e5
    probs = scaling.predict_proba(logits)
    order = np.argsort(logits, kind="stable")
    assert np.all(np.diff(probs[order]) >= 0.0)
    rows = np.stack((logits, np.roll(logits, 1)), axis=1)
    scaling.fit([[0.0, 1.0]] * 3, [1, 1, 0])
    scaling.temperature_ = temperature
    of_rows = scaling.predict_proba(rows)
    winner = rows.argmax(axis=1)
    assert (of_rows[np.arange(len(rows)), winner] == of_rows.max(axis=1)).all()


def test_memory_of_a_float32_matrix_is_not_doubled() -> None:
    """Fitting takes less than a tenth of the logits' own memory on top."""
    import tracemalloc

    logits, labels = logits_of(2, 60_000, 100)
    logits = logits.astype(np.float32)
    tracemalloc.start()
    TemperatureScaling().fit(logits, labels)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 0.1 * logits.nbytes + 2 * labels.nbytes


def test_links_neither_overflow_nor_warn() -> None:
    """±1000 and ±1e4 give 0 and 1; a softmax row of huge logits sums to 1."""
    assert sigmoid([-1e4, -1000, 0, 1000, 1e4]).tolist() == [0, 0, 0.5, 1, 1]
    assert sigmoid(0) == 0.5
    assert sigmoid([[0.0], [1000.0]]).tolist() == [[0.5], [1.0]]
    assert softmax([[1e4, 0.0, -1e4]]).tolist() == [[1.0, 0.0, 0.0]]
    assert softmax([[1e308, -1e308]], temperature=1e-300).tolist() == [[1.0, 0.0]]


def test_softmax_at_temperature_by_hand() -> None:
    """Logits (4, 0): p is .982 at T = 1 and .881 at T = 2."""
    assert softmax([[4, 0]])[0, 0] == pytest.approx(0.982, abs=5e-4)
    assert softmax([[4, 0]], temperature=2)[0, 0] == pytest.approx(0.881, abs=5e-4)
    assert softmax([[4, 0]])[0, 0] == pytest.approx(sigmoid([4])[0], rel=1e-15)
