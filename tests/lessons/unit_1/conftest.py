"""The unit, and the data that it simulates."""

import numpy as np
import pytest

from lessons import figures


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "1-scores-to-decisions"


@pytest.fixture(scope="session")
def halves():
    """Return the simulated line of the notebook, as tuning and fresh half."""
    rng = np.random.default_rng(1)
    line = figures.simulate_line(100_000, prevalence=0.02, rng=rng)
    return line.split(50_000)
