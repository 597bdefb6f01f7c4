"""The number of bins: how much of a reliability diagram it decides."""

from __future__ import annotations

from numpy.typing import ArrayLike

from lessons.figures import Picture, reliability_diagram
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 70, 100)


def bins_slider(
    probs: ArrayLike, labels: ArrayLike, *, start: int = 10
) -> Moving | Shown:
    """Return a reliability diagram that follows the number of bins.

    The curve that needs no bins stands still meanwhile.

    Parameters
    ----------
    probs, labels : array_like
        One probability and one 0/1 a part.
    start : int
        The number of bins in the still picture; one of the slider's stops.
    """

    def draw(bins: float) -> Picture:
        return reliability_diagram(probs, labels, bins=int(bins), corp=True)

    return moving(draw, Slider("bins", "number of bins", NUMBERS, start=start))
