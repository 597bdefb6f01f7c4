"""The threshold, and the confusion matrix that lives on it."""

from __future__ import annotations

from numpy.typing import ArrayLike

from lessons.figures import Picture, confusion_panel
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

CUTS = tuple(step / 100 for step in range(101))


def threshold_slider(
    scores: ArrayLike, labels: ArrayLike, *, start: float = 0.5
) -> Moving | Shown:
    """Return the parts and their confusion matrix, which follow the threshold.

    Parameters
    ----------
    scores, labels : array_like
        One number from 0 to 1 and one 0/1 a part; made for at most about twenty.
    start : float
        The threshold in the still picture; a multiple of 0.01 from 0 to 1.
    """

    def draw(threshold: float) -> Picture:
        return confusion_panel(scores, labels, threshold)

    return moving(draw, Slider("threshold", "threshold", CUTS, start))
