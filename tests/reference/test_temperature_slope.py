"""Derivatives of the NLL in the inverse temperature, and how few passes they need."""

import numpy as np
import pytest
from scipy import special

from grader.reference import temperature_slope
from grader.reference.temperature_root import halley_root, root_of_slope
from grader.reference.temperature_slope import BinaryLogits, LogitRows


def nll_of_rows(beta: float, logits: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean NLL, written out."""
    log_probs = special.log_softmax(beta * logits, axis=1)
    return float(-np.mean(log_probs[np.arange(len(labels)), labels]))


def data_of(kind: str) -> tuple[BinaryLogits | LogitRows, np.ndarray, np.ndarray]:
    """Return data, and the rows of logits that it stands for."""
    rng = np.random.default_rng(9)
    if kind == "rows":
        logits, labels = 2 * rng.normal(size=(300, 4)) + 5, rng.integers(0, 4, 300)
        return LogitRows.of(logits, labels), logits, labels
    z, labels = 2 * rng.normal(size=300) + 0.5, rng.integers(0, 2, 300)
    return BinaryLogits(z, labels == 1), np.stack((0 * z, z), axis=1), labels


@pytest.mark.parametrize("kind", ["rows", "binary"])
@pytest.mark.parametrize("beta", [0.1, 0.7, 2.0])
def test_derivatives_are_those_of_small_differences(kind: str, beta: float) -> None:
    """All three agree with central differences of the NLL and of each other."""
    data, logits, labels = data_of(kind)
    h = 1e-5
    here = data.slope(beta)
    above, below = data.slope(beta + h), data.slope(beta - h)
    rise = nll_of_rows(beta + h, logits, labels) - nll_of_rows(beta - h, logits, labels)
    assert here.first == pytest.approx(rise / (2 * h), rel=1e-6)
    assert here.second == pytest.approx((above.first - below.first) / (2 * h), rel=1e-6)
    assert here.third == pytest.approx(
        (above.second - below.second) / (2 * h), rel=1e-5
    )


@pytest.mark.parametrize("kind", ["rows", "binary"])
def test_limits_are_those_of_the_slope(kind: str) -> None:
    """The slope near β = 0, and at a huge β, is what is stated for the ends."""
    data, _, _ = data_of(kind)
    at_zero, at_infinity = data.slope_at_limits()
    assert data.slope(1e-9).first == pytest.approx(at_zero, abs=1e-7)
    assert data.slope(1e6).first == pytest.approx(at_infinity, abs=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_derivatives_do_not_depend_on_the_blocks(
    monkeypatch: pytest.MonkeyPatch, dtype: type
) -> None:
    """Read five rows at a time, float32 or not, they are those of all rows at once."""
    rng = np.random.default_rng(4)
    logits = (2 * rng.normal(size=(33, 4)) + 5).astype(dtype)
    labels = rng.integers(0, 4, 33)
    at_once = LogitRows.of(logits.astype(np.float64), labels).slope(0.7)
    monkeypatch.setattr(temperature_slope, "_PARTS", 5 * 4)
    in_blocks = LogitRows.of(logits, labels).slope(0.7)
    np.testing.assert_allclose(in_blocks, at_once, rtol=1e-12)


def test_a_handful_of_passes_suffices(monkeypatch: pytest.MonkeyPatch) -> None:
    """On 50,000 rows the plain way makes at most three passes over all."""
    passes = []
    plain_slope = LogitRows.slope

    def counted(self: LogitRows, beta: float) -> object:
        passes.append(len(self.logits))
        return plain_slope(self, beta)

    monkeypatch.setattr(LogitRows, "slope", counted)
    rng = np.random.default_rng(0)
    honest = rng.normal(size=(50_000, 10))
    labels = np.argmax(honest + rng.gumbel(size=honest.shape), axis=1)
    root_of_slope(LogitRows.of(3 * honest, labels))
    assert passes.count(50_000) <= 3
    assert len(passes) <= 10


def test_the_error_of_a_step_is_cubed() -> None:
    """From 4 % off one step comes within 1e-5; from twice as far, eight times that."""
    data, _, _ = interior_data()
    root = root_of_slope(data)
    errors = [
        abs(halley_root(data, root * off, last_step=0.0, most_steps=1) / root - 1)
        for off in (1.04, 1.08)
    ]
    assert errors[0] < 1e-5
    assert errors[1] / errors[0] == pytest.approx(8, rel=0.2)


def interior_data() -> tuple[LogitRows, np.ndarray, np.ndarray]:
    """Return rows whose labels follow softmax(z / 3)."""
    rng = np.random.default_rng(1)
    honest = rng.normal(size=(5000, 6))
    labels = np.argmax(honest + rng.gumbel(size=honest.shape), axis=1)
    return LogitRows.of(3 * honest, labels), 3 * honest, labels
