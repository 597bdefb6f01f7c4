"""The temperature, and the reliability diagram that it bends."""

from __future__ import annotations

from lessons.data import Outputs
from lessons.figures import Picture, temperature_diagram
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

TEMPERATURES = tuple(step / 10 for step in range(5, 81))


def temperature_slider(outputs: Outputs, *, start: float = 1.0) -> Moving | Shown:
    """Return a classifier's reliability diagram that follows the temperature.

    Parameters
    ----------
    outputs : Outputs
        Logits and labels of some images.
    start : float
        The temperature in the still picture; a multiple of 0.1 from 0.5 to 8.
    """

    def draw(temperature: float) -> Picture:
        return temperature_diagram(outputs, temperature)

    return moving(draw, Slider("temperature", "temperature T", TEMPERATURES, start))
