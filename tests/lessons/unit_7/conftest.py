"""The unit, and the parts that it watches."""

import pytest
from scipy.special import expit

from grader import reference
from lessons import data


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "7-ship-and-watch"


@pytest.fixture(scope="session")
def shift():
    """Return the classifier's logits at home and elsewhere."""
    return data.load_shift()


@pytest.fixture(scope="session")
def temperature(shift):
    """Return home's temperature, by the reference's fit."""
    fit = reference.TemperatureScaling().fit(shift.home.logits, shift.home.labels)
    return fit.temperature_


@pytest.fixture(scope="session")
def scored(shift, temperature):
    """Return what gives probabilities and labels of a live group, or of all."""

    def scored(group=None, week=None):
        parts = shift.live.where(group=group, week=week)
        return expit(parts.logits / temperature), parts.labels

    return scored
