"""A threshold on the pixels of one image: what it finds, invents and misses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lessons.figures import Picture, pixel_cut
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

STOPS = tuple(round(0.05 * step, 2) for step in range(1, 20))


def pixel_threshold_slider(
    image: NDArray[np.uint8],
    probs: NDArray[np.float64],
    mask: NDArray[np.bool_],
    *,
    start: float = 0.4,
) -> Moving | Shown:
    """Return an image, its map and the outcome, which follow the threshold.

    Parameters
    ----------
    image, probs, mask : array, shape (h, w)
        Grey values, numbers from 0 to 1, and the truth.
    start : float
        The threshold in the still picture; one of the slider's stops.
    """

    def draw(threshold: float) -> Picture:
        return pixel_cut(image, probs, mask, threshold)

    return moving(draw, Slider("threshold", "threshold", STOPS, start))
