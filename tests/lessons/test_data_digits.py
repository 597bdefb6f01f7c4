"""The digits' logits: what was shipped, and that its generator still makes it."""

import doctest
import hashlib

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

from lessons import data
from lessons.data import _digits, make_digits

SIZES = {"calibration": 697, "test": 700}


@pytest.fixture(scope="module")
def digits():
    """Return the shipped logits."""
    return data.load_digits_logits()


def summary(outputs):
    """Return accuracy, mean confidence, and accuracy and count at .9 or more."""
    probs = softmax(outputs.logits, axis=1)
    confidence = probs.max(axis=1)
    correct = probs.argmax(axis=1) == outputs.labels
    sure = confidence >= 0.9
    return correct.mean(), confidence.mean(), correct[sure].mean(), sure.sum()


@pytest.mark.parametrize("part", SIZES)
def test_shapes_and_kinds(digits, part):
    """Finite 64-bit logits, ten an image, and whole labels from 0 to 9."""
    outputs = getattr(digits, part)
    assert outputs.logits.shape == (SIZES[part], 10)
    assert outputs.logits.dtype == np.float64
    assert np.all(np.isfinite(outputs.logits))
    assert outputs.labels.dtype == np.int64
    assert set(outputs.labels.tolist()) == set(range(10))


def test_what_the_shipped_logits_give(digits):
    """The network is far too sure: what later units state rests on these figures."""
    calibration = summary(digits.calibration)
    assert calibration[:3] == pytest.approx((0.763, 0.935, 0.839), abs=5e-4)
    assert calibration[3] == 564
    test = summary(digits.test)
    assert test[:3] == pytest.approx((0.761, 0.936, 0.847), abs=5e-4)
    assert test[3] == 557


def test_the_file_is_small_and_holds_no_pickles(digits):
    """A few dozen kilobytes of plain arrays."""
    path = make_digits.Path(make_digits.__file__).with_name("digits.npz")
    assert path.stat().st_size < 60_000
    with np.load(path, allow_pickle=False) as saved:
        assert sorted(saved) == sorted(
            f"{part}_{kind}" for part in SIZES for kind in ("labels", "logits")
        )


def test_no_image_is_in_two_sets():
    """Training, calibration and test are different rows of one shuffle."""
    rng = np.random.default_rng(make_digits.SEED)
    pixels, labels = load_digits(return_X_y=True)
    order = rng.permutation(len(labels))
    start = make_digits.TRAINING
    end = start + make_digits.CALIBRATION
    shipped = data.load_digits_logits()
    assert labels[order[start:end]].tolist() == shipped.calibration.labels.tolist()
    assert labels[order[end:]].tolist() == shipped.test.labels.tolist()
    scans = [hashlib.sha256(row.tobytes()).digest() for row in pixels]
    assert len(set(scans)) == len(scans)  # nor is a scan there twice


@pytest.mark.slow
def test_the_generator_makes_the_shipped_file(digits):
    """Made again, labels are the same and logits differ in late digits only."""
    with threadpool_limits(1):  # small matrices: threads would only wait
        made = make_digits.make_digits()
    for part in SIZES:
        outputs = getattr(digits, part)
        assert made[f"{part}_labels"].tolist() == outputs.labels.tolist()
        assert made[f"{part}_logits"] == pytest.approx(outputs.logits, abs=1e-3)


def test_representations_and_examples():
    """The words of the objects and the docstring's example hold."""
    assert doctest.testmod(_digits).attempted == 1
    assert doctest.testmod(_digits).failed == 0
    shown = repr(data.load_digits_logits())
    assert shown.splitlines()[1].startswith("test: 700 images")
