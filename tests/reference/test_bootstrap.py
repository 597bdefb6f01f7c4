"""Bootstrap intervals: seeded, paired, and honest about undefined values."""

import numpy as np
import pytest

from grader.reference import (
    InvalidInput,
    auroc,
    bootstrap_interval,
    expected_calibration_error,
    negative_log_likelihood,
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
            lambda _: np.nan, [0.1], n_resamples=10, rng=np.random.default_rng(0)
        )
    # One positive and one negative are both drawn by half of the resamples only.
    with pytest.raises(InvalidInput, match=r"metric must be defined .* of 16'"):
        bootstrap_interval(
            auroc, [0.1, 0.2], [0, 1], n_resamples=16, rng=np.random.default_rng(0)
        )


@pytest.mark.parametrize(
    ("scores", "labels", "message"),
    [
        ([0.1, np.nan, 0.3, 0.4], [0, 1, 0, 1], "scores must be finite; got nan"),
        ([0.1, 0.2], [1, 1], "labels must hold both classes"),
    ],
)
def test_what_the_metric_refuses_in_the_data_is_said(
    scores: list[float], labels: list[int], message: str
) -> None:
    """A NaN in the data is no undefined resample: the metric's own error comes."""
    with pytest.raises(InvalidInput, match=message):
        bootstrap_interval(auroc, scores, labels, rng=np.random.default_rng(0))


def test_infinite_values_make_an_infinite_end() -> None:
    """A certain and wrong answer is in most resamples; the lower end is ln 2."""
    found = bootstrap_interval(
        negative_log_likelihood,
        [0.5, 0.5, 0.5, 0.0],
        [1, 0, 1, 1],
        n_resamples=99,
        rng=np.random.default_rng(0),
    )
    assert found == (pytest.approx(np.log(2)), np.inf)
    always = bootstrap_interval(
        lambda _: -np.inf, [1], n_resamples=9, rng=np.random.default_rng(0)
    )
    assert always == (-np.inf, -np.inf)


def test_an_end_between_finite_and_infinite_is_infinite() -> None:
    """Of two values, 1 and inf, each quantile between them is inf; of 1 to 3 not."""
    values = iter([0.0, 1.0, np.inf])
    rng = np.random.default_rng(0)
    found = bootstrap_interval(lambda _: next(values), [7], n_resamples=2, rng=rng)
    assert found == (np.inf, np.inf)
    values = iter([0.0, 1.0, 2.0, 3.0, np.inf, np.inf])
    found = bootstrap_interval(
        lambda _: next(values), [7], n_resamples=5, level=0.25, rng=rng
    )
    # Places 4·3/8 = 1.5 and 4·5/8 = 2.5.
    assert found == (2.5, np.inf)
