"""What the ECE depends on besides honesty: bins, parts, edges."""

import re

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.calibration import calibration_curve

from lessons import data, figures

from .by_hand import TENTHS, bins_of, ece_of, equal


def test_number_of_bins(said, parts):
    """The model's ECE is .014 in one bin and steady to 30; honest ones reach .088."""
    tried = range(2, 31)  # every stop of the slider, and those between
    one = ece_of(parts.probs, parts.labels, equal(1))
    steady = [ece_of(parts.probs, parts.labels, equal(k)) for k in tried]
    honest = ece_of(parts.honest_probs, parts.labels, equal(100))
    assert min(steady) >= 0.12
    assert max(steady) <= 0.14
    said(
        "explain-bins",
        f"ends cancel: ECE {one:.3f}.",
        "From 2 to 30 bins it stays between 0.12 and 0.14",
        f"with 100 bins the honest scores reach {honest:.3f}",
    )
    assert parts.labels.size / 100 == 10  # "Ten parts a bin"


def test_number_of_parts(said):
    """Perfect scores show .114 on 100 parts, .037 on 1,000, .012 on 10,000."""
    sizes = (50, 100, 500, 1000, 10_000)
    study = figures.study_honest(sizes, repeats=200, rng=np.random.default_rng(15))
    mean = dict(zip(sizes, study.ece.mean(axis=1), strict=True))
    # Drawn again and measured without the course's bins: the same within its noise.
    rng = np.random.default_rng(99)
    again = []
    for _ in range(200):
        sample = figures.inspect_parts(100, rng=rng)
        again.append(ece_of(sample.honest_probs, sample.labels, equal(15)))
    assert mean[100] == pytest.approx(np.mean(again), abs=0.006)
    said(
        "predict-perfect",
        "15 bins",
        f"{study.ece.shape[1]} such samples",
        given=["100", "0.02"],
    )
    said(
        "explain-size",
        f"{mean[100]:.3f}, from perfect scores",
        f"{mean[1000]:.3f} at 1,000 parts, {mean[10_000]:.3f} at 10,000",
    )


def test_honest_probabilities_are_honest():
    """Of many parts with honest probability near p a share near p are defects."""
    parts = figures.inspect_parts(200_000, rng=np.random.default_rng(7))
    for count, promised, came in bins_of(parts.honest_probs, parts.labels, TENTHS):
        # Four standard errors of a share of so many parts.
        assert abs(promised - came) < 4 * np.sqrt(promised * (1 - promised) / count)


def test_edges(said, shown):
    """Ten parts have ECE .05, .11 or .17, by who owns 0.8 and 1."""
    probs = np.repeat([0.7, 0.8, 0.9, 1.0], [3, 2, 2, 3])
    labels = np.array([1, 1, 0, 1, 1, 1, 1, 1, 1, 0])
    left = ece_of(probs, labels, [0.6, 0.8, 1.0])
    # (low, high]: mirror the axis, on which the rule is left-closed again.
    right = ece_of(-probs, -labels, [-1.0, -0.8, -0.6])
    phantom = ece_of(probs, labels, [0.6, 0.8, 1.0 - 1e-12, 1.0])
    numbers = [f"{value:.2f}" for value in (left, right, phantom)]
    said(
        "explain-edges",
        f"ECE {', '.join(numbers)}.",
        "the parts at 0.8 change bins",
        "gives p = 1 a bin of its own",
        given=["2017"],
    )
    said("which-edge", "exactly 1.", given=["32"])
    assert re.findall(r"ECE (0\.\d+)", shown["bin-edges"]) == numbers
    # scikit-learn's top bin leaves the parts at 0.8 to the one below.
    came, promised = calibration_curve(labels, probs, n_bins=5)
    assert promised == pytest.approx([(3 * 0.7 + 2 * 0.8) / 5, (2 * 0.9 + 3) / 5])
    assert came == pytest.approx([4 / 5, 4 / 5])


def test_a_sure_softmax_is_exactly_1_in_32_bits():
    """Some of the digits' confidences round up to 1 in float32, none in float64."""
    logits = data.load_digits_logits().calibration.logits
    assert np.sum(softmax(logits.astype(np.float32), axis=1) == 1) > 10
    assert np.sum(softmax(logits, axis=1) == 1) == 0
