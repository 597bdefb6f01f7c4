"""Forecaster and umbrella: one dial for honesty, one for the rule."""

from __future__ import annotations

from lessons.figures import Picture, forecaster_strip
from lessons.widgets._controls import Choice, Slider
from lessons.widgets._moving import Moving, Shown, moving

CUTS = tuple(step / 20 for step in range(21))


def umbrella_slider(
    *, forecaster: str = "honest", start: float = 0.5
) -> Moving | Shown:
    """Return fifty days of forecasts that follow the umbrella rule and the forecaster.

    Parameters
    ----------
    forecaster : str
        "honest" or "over-confident": who speaks in the still picture.
    start : float
        The rule in the still picture; a multiple of 0.05 from 0 to 1.
    """

    def draw(forecaster: str, cut: float) -> Picture:
        return forecaster_strip(forecaster, cut)

    return moving(
        draw,
        Choice("forecaster", "forecaster", ("honest", "over-confident"), forecaster),
        Slider("cut", "umbrella at or above", CUTS, start),
    )
