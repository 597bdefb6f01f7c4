"""The unit, and the data that it decides on."""

import numpy as np
import pytest
from scipy.special import softmax

from lessons import data, figures


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "4-choosing-thresholds"


@pytest.fixture(scope="session")
def parts():
    """Return the 1,000 parts for tuning."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


@pytest.fixture(scope="session")
def fresh():
    """Return the 50,000 parts to count on."""
    return figures.inspect_parts(50_000, rng=np.random.default_rng(40))


@pytest.fixture(scope="session")
def cells_images():
    """Return p(malignant) and malignancy of the calibration and the test images."""
    found = data.load_breast_cancer_probs()
    return [
        (1 - images.probs, images.target == 0)
        for images in (found.calibration, found.test)
    ]


@pytest.fixture(scope="session")
def digits():
    """Return class probabilities at T = 3.4 and classes, for tuning and the test."""
    found = data.load_digits_logits()
    return [
        (softmax(images.logits / 3.4, axis=1), images.labels)
        for images in (found.calibration, found.test)
    ]


@pytest.fixture(scope="session")
def line():
    """Return 100,000 parts, one in a hundred of them a defect."""
    return figures.simulate_line(
        100_000, prevalence=0.01, separation=2.2, rng=np.random.default_rng(2)
    )


@pytest.fixture(scope="session")
def today():
    """Return parts whose scores believe in a share of defects that is over."""
    rng = np.random.default_rng(5)
    return figures.simulate_drift(100_000, old=0.3, new=0.05, rng=rng)
