"""A changed share of positives, and probabilities moved along with it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from lessons.figures._compute import Floats
from lessons.figures._simulate import InspectionLine, simulate_line

SEPARATION = 1.5  # how far apart the model keeps defects and good parts


def shifted(probs: ArrayLike, old: float, new: float) -> Floats:
    """Return probabilities moved from one share of positives to another.

    The odds are multiplied by the ratio of the new and the old prior odds (Bayes).

    Examples
    --------
    At the old share itself nothing is known but the share:

    >>> round(float(shifted(0.3, 0.3, 0.05)), 9)
    0.05
    """
    moved = logit(np.asarray(probs, float)) + logit(new) - logit(old)
    return np.asarray(expit(moved), float)


def simulate_drift(
    size: int, *, old: float, new: float, rng: np.random.Generator
) -> InspectionLine:
    """Draw parts of today, scored by a model that was honest at the old share.

    Parameters
    ----------
    size : int
        How many parts.
    old, new : float
        The share of defects when the model was calibrated, and now.
    rng : numpy.random.Generator
        Draws labels and scores.
    """
    today = simulate_line(size, prevalence=new, separation=SEPARATION, rng=rng)
    return InspectionLine(shifted(today.scores, new, old), today.labels)
