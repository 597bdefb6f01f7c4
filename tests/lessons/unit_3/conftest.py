"""The unit, and the data that it works on."""

import numpy as np
import pytest

from lessons import data, figures


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "3-calibration-methods"


@pytest.fixture(scope="session")
def digits():
    """Return the digits' logits."""
    return data.load_digits_logits()


@pytest.fixture(scope="session")
def lines():
    """Return the notebook's 300 parts to fit on and 10,000 to judge by."""
    parts = figures.inspect_lopsided(10_300, rng=np.random.default_rng(1))
    return parts.split(300)
