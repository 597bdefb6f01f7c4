"""The unit, and the data that it measures."""

import numpy as np
import pytest
from scipy.special import softmax

from lessons import data, figures


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "2-measuring-calibration"


@pytest.fixture(scope="session")
def parts():
    """Return the notebook's 1,000 parts."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


@pytest.fixture(scope="session")
def digits():
    """Return confidence and correctness of the calibration images."""
    outputs = data.load_digits_logits().calibration
    probs = softmax(outputs.logits, axis=1)
    return probs.max(axis=1), probs.argmax(axis=1) == outputs.labels
