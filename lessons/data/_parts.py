"""Draw turned parts: grey images with worn spots, bright specks and dark pits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

Floats = NDArray[np.float64]

SIDE = 64  # pixels
ROWS, COLUMNS = np.mgrid[:SIDE, :SIDE].astype(np.float64)
DEFECTS = (0.08, 0.42, 0.34, 0.16)  # shares of the images with none, 1, 2 and 3
PORES = 1.2  # dark pores inside of a defect, on average
SOFT = 0.35  # pixels over which the edge of a spot fades


@dataclass(frozen=True, slots=True)
class PartKind:
    """How a batch of parts looks; grey values run from 0 (black) to 1 (white).

    Parameters
    ----------
    specks, pits : float
        Bright specks of dust and dark pits, on average an image. Neither is a defect.
    contrast : (float, float)
        How much brighter than its surroundings a defect is: least and most.
    grain : float
        Standard deviation of the noise on each pixel.
    """

    specks: float
    pits: float
    contrast: tuple[float, float]
    grain: float


def draw_part(
    kind: PartKind, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Draw one part.

    Returns
    -------
    image : ndarray of uint8 of shape (64, 64)
        Grey values, 255 for white.
    mask : ndarray of bool of shape (64, 64)
        True where a defect is, its pores included.
    """
    image = _turned_surface(rng)
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    for _ in range(rng.choice(len(DEFECTS), p=DEFECTS)):
        depth = _ellipse(rng)
        worn = rng.normal(1, 0.16, (SIDE, SIDE))
        image += rng.uniform(*kind.contrast) * worn / (1 + np.exp(depth / 0.7))
        middle = np.argwhere(depth <= -3.2)
        for _ in range(rng.poisson(PORES) if len(middle) else 0):
            row, column = middle[rng.integers(len(middle))]
            radius = rng.uniform(1.5, 2.6)
            image -= rng.uniform(0.32, 0.48) * _spot(row, column, radius)
        mask |= depth <= 0
    for count, grey in ((kind.specks, 0.34), (kind.pits, -0.34)):
        for _ in range(rng.poisson(count)):
            row, column = rng.uniform(0, SIDE, 2)
            radius = rng.uniform(0.6, 1.6)
            image += grey * rng.uniform(0.6, 1.2) * _spot(row, column, radius)
    image += rng.normal(0, kind.grain, image.shape)
    return np.rint(image.clip(0, 1) * 255).astype(np.uint8), mask


def _turned_surface(rng: np.random.Generator) -> Floats:
    """Return grooves around a centre outside of the picture, under uneven light."""
    angle, away = rng.uniform(0, 2 * np.pi), rng.uniform(60, 160)
    radius = np.hypot(
        ROWS - SIDE / 2 - away * np.sin(angle),
        COLUMNS - SIDE / 2 - away * np.cos(angle),
    )
    fine, coarse = (
        gaussian_filter1d(rng.normal(0, 1, 260), width) * np.sqrt(width)
        for width in (0.7, 3.0)
    )
    feed = np.sin(2 * np.pi * radius / rng.uniform(3.5, 6) + rng.uniform(0, 6))
    places = np.arange(260.0)
    grooves = (
        0.035 * np.interp(radius, places, fine)
        + 0.035 * np.interp(radius, places, coarse)
        + 0.018 * feed
    )
    across, down = rng.normal(0, 0.05, 2)
    light = across * (COLUMNS / SIDE - 0.5) + down * (ROWS / SIDE - 0.5)
    surface: Floats = rng.uniform(0.36, 0.44) + grooves + light
    return surface


def _ellipse(rng: np.random.Generator) -> Floats:
    """Return how far outside of a random ellipse each pixel is, about in pixels."""
    row, column = rng.uniform(7, SIDE - 7, 2)
    long = rng.uniform(4.5, 10.5)
    short = long * rng.uniform(0.5, 0.9)
    angle = rng.uniform(0, np.pi)
    along = (COLUMNS - column) * np.cos(angle) + (ROWS - row) * np.sin(angle)
    across = (ROWS - row) * np.cos(angle) - (COLUMNS - column) * np.sin(angle)
    relative = np.hypot(along / long, across / short)
    outside: Floats = (relative - 1) * np.sqrt(long * short)
    return outside


def _spot(row: float, column: float, radius: float) -> Floats:
    """Return a round spot with a soft edge: 1 in its middle, 0 far away."""
    distance = np.hypot(ROWS - row, COLUMNS - column)
    spot: Floats = 1 / (1 + np.exp((distance - radius) / SOFT))
    return spot
