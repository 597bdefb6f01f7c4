"""The calibration error of a few rows, with an interval that makes sense."""

import numpy as np
import pytest

from grader.cards.measures import measure

from .conftest import honest_model


def ece_of(probs, labels, n_resamples):
    """Measure, and return the error."""
    found = measure(
        probs,
        labels,
        np.zeros(len(labels)),
        n_resamples=n_resamples,
        rng=np.random.default_rng(0),
    )
    return found.ece


def test_two_rows():
    """One of two at 0.5 comes true, error 0; resamples err by 0 or 0.5, 0.25 in mean.

    Less that mean, they lie between −0.25 and 0.25.
    """
    ece = ece_of(np.full(2, 0.5), np.array([0, 1]), 2000)

    assert ece.value == 0.0
    assert ece.interval == pytest.approx((0.0, 0.25), abs=0.02)


@pytest.mark.parametrize("seed", range(10))
def test_the_error_lies_in_its_interval(seed):
    """Also with few rows of an honest model, all of whose resamples err more."""
    logits, labels = honest_model(150, seed)
    ece = ece_of(1 / (1 + np.exp(-logits)), labels, 200)

    assert ece.interval.low < ece.value < ece.interval.high


def test_the_shift_is_the_mean_of_the_resamples_alone():
    """One resample of one pair, shifted onto the data's own error, is that error.

    So the interval is a point; the data's own error must not count among resamples.
    """
    probs, labels = np.array([0.2, 0.9]), np.array([1, 1])
    for seed in range(5):
        found = measure(
            probs,
            labels,
            np.zeros(2),
            n_resamples=1,
            rng=np.random.default_rng(seed),
        )
        assert found.ece.interval == pytest.approx([found.ece.value] * 2)
