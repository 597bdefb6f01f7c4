"""Bootstrap intervals: seeded, paired, and honest about undefined values."""

import numpy as np
import pytest

from grader.reference import (
    InvalidInput,
    auroc,
    bootstrap_interval,
    expected_calibration_error,
)


def test_the_same_seed_gives_the_same_interval() -> None:
    """The generator is the only source of chance."""
    data = np.random.default_rng(0).random(50)
    first, second = (
        bootstrap_interval(np.mean, data, n_resamples=99, rng=np.random.default_rng(1))
        for _ in range(2)
    )
    assert first == second
    assert first.low < data.mean() < first.high


def test_the_mean_has_the_interval_of_theory() -> None:
    """For a mean of n = 400 it is near ±1.96 σ/√n."""
    data = np.random.default_rng(0).normal(size=400)
    low, high = bootstrap_interval(
        np.mean, data, n_resamples=2000, rng=np.random.default_rng(1)
    )
    half = 1.96 * data.std() / 20
    assert (low, high) == pytest.approx(
        (data.mean() - half, data.mean() + half), abs=0.1 * half
    )


def test_rows_stay_together() -> None:
    """Arrays are resampled by the same rows: equal arrays stay equal."""
    data = np.arange(20.0)
    found = bootstrap_interval(
        lambda a, b: float(np.abs(a - b).max()),
        data,
        data,
        n_resamples=20,
        rng=np.random.default_rng(0),
    )
    assert found == (0.0, 0.0)


def test_intervals_of_real_metrics() -> None:
    """AUROC and ECE have intervals that hold their value on the data."""
    rng = np.random.default_rng(5)
    probs = rng.random(300)
    labels = rng.random(300) < probs
    for metric in (auroc, expected_calibration_error):
        low, high = bootstrap_interval(
            metric, probs, labels, level=0.99, n_resamples=200, rng=rng
        )
        assert 0.0 <= low < high <= 1.0
        if metric is auroc:
            assert low < metric(probs, labels) < high


def test_undefined_resamples_are_left_out_while_they_are_few() -> None:
    """With one negative in ten a third of the resamples lack it; the rest count."""
    scores, labels = np.arange(10.0), [0] + [1] * 9
    found = bootstrap_interval(
        auroc, scores, labels, n_resamples=200, rng=np.random.default_rng(0)
    )
    assert found.high == 1.0


def test_mostly_undefined_metrics_are_refused() -> None:
    """A metric that is never defined has no interval."""
    with pytest.raises(InvalidInput, match=r"metric must be defined .* '0 of 10'"):
        bootstrap_interval(
            auroc, [0.1, 0.2], [1, 1], n_resamples=10, rng=np.random.default_rng(0)
        )
