"""The cell images' probabilities: what was shipped, and that it is made again."""

import doctest

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from lessons import data
from lessons.data import _breast_cancer, make_breast_cancer

MALIGNANT = {"calibration": 88, "test": 85}


@pytest.fixture(scope="module")
def shipped():
    """Return the shipped probabilities."""
    return data.load_breast_cancer_probs()


@pytest.mark.parametrize("part", MALIGNANT)
def test_shapes_and_kinds(shipped, part):
    """225 probabilities strictly between 0 and 1, and whole targets 0 and 1."""
    images = getattr(shipped, part)
    assert images.probs.shape == images.target.shape == (225,)
    assert images.probs.dtype == np.float64
    assert np.all((images.probs > 0) & (images.probs < 1))
    assert images.target.dtype == np.int64
    assert np.sum(images.target == 0) == MALIGNANT[part]


def test_target_1_is_benign_and_high_where_probs_are(shipped):
    """The file keeps scikit-learn's polarity: the learner has to flip it."""
    assert load_breast_cancer().target_names.tolist() == ["malignant", "benign"]
    for images, area in ((shipped.calibration, 0.954), (shipped.test, 0.938)):
        found = roc_auc_score(images.target, images.probs)
        assert found == pytest.approx(area, abs=5e-4)


def test_the_targets_are_scikit_learns_rows(shipped):
    """Training, calibration and test are different rows of one shuffle."""
    target = load_breast_cancer().target
    order = np.random.default_rng(make_breast_cancer.SEED).permutation(569)
    start = make_breast_cancer.TRAINING
    end = start + make_breast_cancer.CALIBRATION
    assert target[order[start:end]].tolist() == shipped.calibration.target.tolist()
    assert target[order[end:]].tolist() == shipped.test.target.tolist()


def test_the_generator_makes_the_shipped_file(shipped):
    """Made again, targets are the same and probabilities differ in late digits."""
    made = make_breast_cancer.make_breast_cancer()
    for part in MALIGNANT:
        images = getattr(shipped, part)
        assert made[f"{part}_target"].tolist() == images.target.tolist()
        assert made[f"{part}_probs"] == pytest.approx(images.probs, abs=1e-9)


def test_the_fit_is_scikit_learns():
    """Newton's steps end where scikit-learn's logistic regression does (C = 1)."""
    rng = np.random.default_rng(3)
    measured = rng.normal(size=(60, 2))
    target = (measured[:, 0] + rng.normal(size=60) > 0).astype(np.int64)
    weights = make_breast_cancer.fit_logistic(measured, target)
    other = LogisticRegression(tol=1e-10, max_iter=1000).fit(measured, target)
    assert weights == pytest.approx(np.append(other.intercept_, other.coef_), abs=1e-5)


def test_the_file_is_small_and_holds_no_pickles():
    """A few kilobytes of plain arrays."""
    path = make_breast_cancer.Path(make_breast_cancer.__file__)
    path = path.with_name("breast_cancer.npz")
    assert path.stat().st_size < 8_000
    with np.load(path, allow_pickle=False) as saved:
        assert sorted(saved) == sorted(
            f"{part}_{kind}" for part in MALIGNANT for kind in ("probs", "target")
        )


def test_representations_and_examples():
    """The words of the objects and the docstring's example hold."""
    assert doctest.testmod(_breast_cancer).attempted == 1
    assert doctest.testmod(_breast_cancer).failed == 0
    shown = repr(data.load_breast_cancer_probs())
    assert shown.splitlines()[1] == "test: 225 images: target 1 for 140, 0 for 85"
