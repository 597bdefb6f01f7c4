"""Boxes for the probes and slips of unit 6."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

__all__ = ["area", "draw_box", "grown", "iou_of", "meeting", "sides"]

Box = Sequence[float]


class Sides(NamedTuple):
    """Width and height of a box, negative where it ends before it begins."""

    width: float
    height: float


def sides(box: Box) -> Sides:
    """Return the sides of a box x1, y1, x2, y2."""
    x1, y1, x2, y2 = (float(v) for v in box)
    return Sides(x2 - x1, y2 - y1)


def area(box: Box) -> float:
    """Return width times height."""
    width, height = sides(box)
    return width * height


def meeting(a: Box, b: Box) -> Box:
    """Return the box in which two boxes meet; it ends before it begins if none."""
    lows = [max(float(a[i]), float(b[i])) for i in (0, 1)]
    highs = [min(float(a[i]), float(b[i])) for i in (2, 3)]
    return (*lows, *highs)


def iou_of(a: Box, b: Box) -> float:
    """Return the intersection over union."""
    width, height = sides(meeting(a, b))
    common = max(width, 0.0) * max(height, 0.0)
    return common / (area(a) + area(b) - common)


def grown(box: Box) -> Box:
    """Return a box whose last row and column count as pixels of it."""
    x1, y1, x2, y2 = (float(v) for v in box)
    return x1, y1, x2 + 1, y2 + 1


def draw_box(rng: np.random.Generator, *, around: Any = None) -> list[float]:
    """Draw a box with corners at quarters of a pixel, beside another if given."""
    low = rng.integers(0, 80, size=2) / 4
    size = rng.integers(16, 48, size=2) / 4
    if around is not None:
        x1, y1, x2, y2 = around
        low = np.array([x1, y1]) + rng.integers(-8, 9, size=2) / 4
        size = np.array([x2 - x1, y2 - y1]) + rng.integers(-8, 9, size=2) / 4
    return [float(v) for v in (*low, *(low + size))]
