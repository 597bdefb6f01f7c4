"""Models whose truth is known, to make cards of."""

import datetime

import numpy as np
import pytest

from grader.cards import calibration_card

DAY = datetime.date(2026, 1, 2)
QUICK = 200  # resamples: enough for what is asserted


def honest_model(n, seed, *, stretch=1.0):
    """Draw logits, stretched, and labels that the plain ones promise."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, n)
    labels = (rng.random(n) < 1 / (1 + np.exp(-logits))).astype(int)
    return stretch * logits, labels


@pytest.fixture(scope="session")
def splits():
    """Return two splits of an over-confident model: its logits are twice too large."""
    return honest_model(3000, 1, stretch=2.0), honest_model(3000, 2, stretch=2.0)


@pytest.fixture(scope="session")
def cameras():
    """Return a camera for each test row."""
    return np.repeat(["left", "right"], 1500)


@pytest.fixture(scope="session")
def make(splits, cameras):
    """Return what makes a card of that model, with options changed."""

    def make(calibration=None, test=None, **changed):
        options = {
            "rule": "cost=1:4",
            "model": "the press",
            "split": "by part number",
            "groups": cameras,
            "n_resamples": QUICK,
            "made": DAY,
        }
        ours, theirs = splits
        options |= changed
        return calibration_card(calibration or ours, test or theirs, **options)

    return make


@pytest.fixture(scope="session")
def card(make):
    """Return the card on which every point is met."""
    return make()
