"""The cost ratio, the threshold that follows, and what dishonest scores pay for it."""

from __future__ import annotations

from collections.abc import Mapping

from numpy.typing import ArrayLike

from lessons.figures import Picture, cost_curves
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

RATIOS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 9, 19, 49)


def cost_ratio_slider(
    named_probs: Mapping[str, ArrayLike], labels: ArrayLike, *, start: float = 9
) -> Moving | Shown:
    """Return cost curves that follow the price of a miss; a false alarm costs 1.

    Parameters
    ----------
    named_probs : mapping of str to array_like
        Up to two models' probabilities for the same parts.
    labels : array_like
        0/1 or bool.
    start : float
        The price in the still picture; one of the slider's stops.
    """

    def draw(ratio: float) -> Picture:
        return cost_curves(named_probs, labels, cost_fp=1, cost_fn=ratio)

    return moving(
        draw, Slider("ratio", "a miss costs as many false alarms", RATIOS, start)
    )
