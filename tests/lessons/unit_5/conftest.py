"""The unit, its images, and the masks that its steps give."""

import numpy as np
import pytest

from grader import reference
from lessons import data

from .by_hand import drop, fill

CUT, AREA = 0.41, 25  # chosen in the unit; that they are best is tested there


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "5-segmentation"


@pytest.fixture(scope="session")
def held_out():
    """Return the images to choose on."""
    return data.load_segmentation().calibration


@pytest.fixture(scope="session")
def test_set():
    """Return the images to report on."""
    return data.load_segmentation().test


@pytest.fixture(scope="session")
def isotonic(held_out):
    """Return the reference's isotonic regression of the held-out pixels."""
    fitted = reference.IsotonicCalibration()
    return fitted.fit(held_out.probs.ravel(), held_out.masks.ravel())


@pytest.fixture(scope="session")
def probs(held_out, isotonic):
    """Return the calibrated maps of the held-out images."""
    flat = isotonic.predict_proba(held_out.probs.ravel())
    return flat.reshape(held_out.probs.shape)


@pytest.fixture(scope="session")
def whole(probs):
    """Return the held-out masks at the threshold, holes filled."""
    return np.array([fill(mask) for mask in probs >= CUT])


@pytest.fixture(scope="session")
def steps(test_set, isotonic):
    """Return the test masks after each step."""
    flat = isotonic.predict_proba(test_set.probs.ravel())
    probs = flat.reshape(test_set.probs.shape)
    filled = np.array([fill(mask) for mask in probs >= CUT])
    return {
        "raw at 0.5": test_set.probs >= 0.5,
        "isotonic": probs >= 0.5,
        "threshold": probs >= CUT,
        "holes": filled,
        "area": np.array([drop(mask, AREA) for mask in filled]),
    }
