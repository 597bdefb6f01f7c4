"""Drift: which parts come, and what a score means, each on a slider of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures import Picture, drift_apart, drift_figure
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

MIXES = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
MEANINGS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def drift_explorer(logits: ArrayLike, *, meaning: float = 0.5) -> Moving | Shown:
    """Return scores and their reliability, which follow two kinds of change.

    Parameters
    ----------
    logits : array_like
        Calibrated ones, at home.
    meaning : float
        Where the slider "how much of a score is true" stands in the still picture.
    """
    home = np.asarray(logits, float)

    def draw(mix: float, meaning: float) -> Picture:
        return drift_figure(drift_apart(home, mix=mix, meaning=meaning))

    return moving(
        draw,
        Slider("mix", "more suspicious parts", MIXES, start=0.0),
        Slider("meaning", "how much of a score is true", MEANINGS, start=meaning),
    )
