"""The temperature from one pass, against the plain way: equal, or None."""

import numpy as np
import pytest

from grader.reference import (
    InvalidInput,
    NoFiniteOptimum,
    TemperatureScaling,
    _temperature_series,
)
from grader.reference._temperature_series import _series, _step_to_root, root_by_series
from grader.reference.temperature_root import halley_root, root_of_slope
from grader.reference.temperature_slope import LogitRows

Data = tuple[np.ndarray, np.ndarray]
KINDS = ("even", "sharp", "heavy", "confident", "apart")


def drawn(kind: str, n: int = 9000, k: int = 5, seed: int = 0) -> Data:
    """Draw logits of one kind; labels follow softmax(z / 3)."""
    rng = np.random.default_rng(seed)
    honest = rng.normal(size=(n, k))
    if kind == "sharp":
        honest *= 4.0
    elif kind == "heavy":
        honest = rng.standard_t(3, size=(n, k))
    elif kind == "confident":
        honest[np.arange(n), rng.integers(0, k, n)] += rng.gamma(2.0, 5.0, n)
    elif kind == "apart":  # rows that differ by a constant
        honest += 30.0 * rng.normal(size=(n, 1))
    return 3.0 * honest, np.argmax(honest + rng.gumbel(size=honest.shape), axis=1)


def root_to_the_last_digit(logits: np.ndarray, labels: np.ndarray) -> float:
    """Return the plain way's root after one step more."""
    data = LogitRows.of(logits, labels)
    return halley_root(data, root_of_slope(data), last_step=0.0, most_steps=1)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("k", [2, 30])
def test_the_root_is_the_plain_one(kind: str, k: int, dtype: type) -> None:
    """It is not None on ordinary data of five kinds, and right to 1e-9."""
    logits, labels = drawn(kind, k=k)
    logits = logits.astype(dtype)
    root = root_to_the_last_digit(logits, labels)
    assert root_by_series(logits, labels) == pytest.approx(root, rel=1e-9)


def test_rows_in_any_memory_order_give_the_root() -> None:
    """Columns first, or every second row of a matrix: the root is the same."""
    logits, labels = drawn("even", n=20_000)
    root = root_by_series(logits, labels)
    assert root_by_series(np.asfortranarray(logits), labels) == pytest.approx(root)
    twice = np.repeat(logits, 2, axis=0)
    assert root_by_series(twice[::2], labels) == root


def test_coefficients_are_the_derivatives() -> None:
    """The first three are the plain slope's, the others those of small differences."""
    logits, labels = drawn("even", n=300)
    beta, h = 0.3, 1e-3
    series, _ = _series(logits, labels, beta)
    plain = LogitRows.of(logits, labels).slope(beta)
    expected = [plain.first * beta, plain.second * beta**2, plain.third * beta**3 / 2]
    np.testing.assert_allclose(series[:3], expected, rtol=1e-9)
    above, _ = _series(logits, labels, beta * (1 + h))
    below, _ = _series(logits, labels, beta * (1 - h))
    # With x relative to β: βᵐ dᵐ⁺¹/dβ of each, brought to the same β.
    order = np.arange(1, 7)
    rise = above / (1 + h) ** order - below / (1 - h) ** order
    np.testing.assert_allclose(
        rise[:-1] / (2 * h), series[1:] * order[:-1], rtol=1e-4, atol=1e-7
    )


def test_sums_do_not_depend_on_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of seven rows in blocks of three give the sums of one."""
    logits, labels = drawn("sharp", n=100)
    at_once = _series(logits, labels, 0.2)
    monkeypatch.setattr(_temperature_series, "_BATCH", 7)
    monkeypatch.setattr(_temperature_series, "_BLOCK", 3 * 5 * 8)
    np.testing.assert_allclose(_series(logits, labels, 0.2), at_once, rtol=1e-11)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [5, 50, 2000])
def test_a_step_is_as_good_as_it_says(kind: str, n: int) -> None:
    """From up to a fifth off, the error found is at most the one announced.

    Few rows, which the kernel is not made for, are the harder test. What rounding
    adds is let through up to a tenth of what is demanded.
    """
    for seed in range(12):
        logits, labels = drawn(kind, n=n, k=2 + seed, seed=seed)
        at_zero, at_infinity = LogitRows.of(logits, labels).slope_at_limits()
        if not at_zero < 0.0 < at_infinity:
            continue
        root = root_to_the_last_digit(logits, labels)
        for off in (0.8, 0.95, 0.99, 0.999, 1.001, 1.01, 1.05, 1.25):
            step, error = _step_to_root(*_series(logits, labels, root * off))
            if error < 1e-3:  # further away it is a rough guess
                assert abs(off * (1 + step) - 1) <= error + 1e-10


def test_one_pass_over_all_rows_is_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 50,000 rows a sixth is read, and then all, once."""
    passes = []

    def counted(logits: np.ndarray, labels: np.ndarray, beta: float) -> object:
        passes.append(len(logits))
        return _series(logits, labels, beta)

    monkeypatch.setattr(_temperature_series, "_series", counted)
    assert root_by_series(*drawn("even", n=50_000)) is not None
    assert passes == [8334, 50_000]


def test_a_sample_unlike_the_rest_costs_a_pass_or_the_kernel() -> None:
    """Where every sixth row misleads, the answer is still right, or None."""
    for scale in (0.5, 0.9, 1.1, 2.0, 10.0):
        logits, labels = drawn("even", n=20_000)
        logits[::6] *= scale
        root = root_to_the_last_digit(logits, labels)
        found = root_by_series(logits, labels)
        assert found is None or found == pytest.approx(root, rel=1e-9)
        fitted = TemperatureScaling().fit(logits, labels).temperature_
        assert fitted == pytest.approx(1 / root, rel=1e-9)


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1e101, -1e101, 1e308])
@pytest.mark.parametrize("where", [0, 1, 4, 8999])
def test_odd_numbers_are_left_to_the_plain_way(odd: float, where: int) -> None:
    """One in many rows, sampled or not, gives None here and an error in `fit`."""
    logits, labels = drawn("even")
    logits[where, 2] = odd
    assert root_by_series(logits, labels) is None
    with pytest.raises(InvalidInput, match="logits"):
        TemperatureScaling().fit(logits, labels)


def test_logits_all_too_large_are_left_to_the_plain_way() -> None:
    """Beyond 1e100 they are refused, also where β would make them small."""
    logits, labels = drawn("even")
    assert root_by_series(1e95 * logits, labels) is not None
    with pytest.raises(InvalidInput, match="lie within"):
        TemperatureScaling().fit(1e101 * logits, labels)


def test_separable_rows_still_end_in_the_warning() -> None:
    """Many rows whose label always leads give None, and then the named warning."""
    logits, _ = drawn("even")
    labels = logits.argmax(axis=1)
    assert root_by_series(logits, labels) is None
    with pytest.warns(NoFiniteOptimum, match="largest logit"):
        assert TemperatureScaling().fit(logits, labels).optimum_ == "zero"
    with pytest.warns(NoFiniteOptimum, match="do not favour"):
        assert TemperatureScaling().fit(-logits, labels).optimum_ == "infinity"


def test_where_the_slope_is_flat_the_step_is_refused() -> None:
    """One wrong in 300,000 is still found; none wrong, and u has too few digits."""
    n = 300_000
    logits, labels = np.tile([30.0, 0.0], (n, 1)), np.zeros(n, dtype=int)
    labels[_temperature_series._FEW_ROWS] = 1
    _, error = _step_to_root(*_series(logits, labels, np.log(n - 1) / 30.0))
    assert error <= 1e-9
    _, error = _step_to_root(*_series(logits, 0 * labels, 1.0))
    assert np.isnan(error)
    found = TemperatureScaling().fit(logits, labels).temperature_
    assert found == pytest.approx(30.0 / np.log(n - 1), rel=1e-10)
