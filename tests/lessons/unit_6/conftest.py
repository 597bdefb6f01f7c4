"""The unit, and what the reference finds on its trays."""

import pytest

from .by_hand import find


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "6-detection"


@pytest.fixture(scope="session")
def tuning():
    """Return what is found on the trays for tuning, at NMS IoU .3."""
    return find("calibration")


@pytest.fixture(scope="session")
def fresh():
    """Return what is found on the test trays, at NMS IoU .3."""
    return find("test")
