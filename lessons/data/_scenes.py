"""Draw small parts on a tray: washers, square nuts, clips, and what is like them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

Floats = NDArray[np.float64]

CLASSES = ("washer", "nut", "clip")
SIDE = 96  # pixels
ROWS, COLUMNS = np.mgrid[:SIDE, :SIDE].astype(np.float64)
RADII = (6.5, 12.5)  # pixels: least and most
HOLE = {"washer": 0.5, "nut": 0.46, "clip": 0.58}  # its radius, in outer radii
GAP = np.pi / 4  # half the opening of a clip


@dataclass(frozen=True, slots=True)
class Tray:
    """What lies on the trays of a batch.

    Parameters
    ----------
    shares : tuple of float
        Washers, nuts and clips: which part of all parts each is.
    clutter : float
        Drops, blanks and chips on average a scene: like a part, but none.
    contrast : (float, float)
        How much brighter than the tray things are: least and most.
    grain : float
        Standard deviation of the noise on each pixel.
    """

    shares: tuple[float, float, float]
    clutter: float
    contrast: tuple[float, float]
    grain: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture (uint8, 96 × 96) with the tight boxes (xyxy) and classes of its parts.

    A box's right and lower edge lie behind the last pixel.
    """

    image: NDArray[np.uint8]
    boxes: NDArray[np.int64]
    classes: NDArray[np.int64]


def part_depth(
    kind: int, radius: float, angle: float, across: Floats, down: Floats
) -> Floats:
    """Return how far outside of a part's outline points are, in pixels.

    Parameters
    ----------
    kind : int
        Place in `CLASSES`.
    radius, angle : float
        Outer radius in pixels; turn in radians.
    across, down : ndarray
        Coordinates from the part's centre.
    """
    distance = np.hypot(across, down)
    hole = HOLE[CLASSES[kind]] * radius - distance
    if CLASSES[kind] == "nut":
        return np.maximum(_square(radius, angle, across, down), hole)
    ring: Floats = np.maximum(distance - radius, hole)
    if CLASSES[kind] == "washer":
        return ring
    return np.maximum(ring, _wedge(GAP, angle, across, down))


def soft_shape(depth: Floats) -> Floats:
    """Return 1 inside and 0 outside of an outline, with a soft edge."""
    shape: Floats = 1 / (1 + np.exp(np.clip(depth / 0.4, -50, 50)))
    return shape


def tight_box(inside: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Return the box (xyxy) around all true pixels."""
    rows, columns = np.nonzero(inside)
    left, top = int(columns.min()), int(rows.min())
    return left, top, int(columns.max()) + 1, int(rows.max()) + 1


def draw_scene(tray: Tray, rng: np.random.Generator) -> Scene:
    """Draw parts and clutter that overlap a little at most, then noise."""
    image = _bare_tray(rng)
    taken: list[tuple[float, float, float]] = []
    boxes, classes = [], []
    for _ in range(rng.integers(2, 6)):
        kind, radius = int(rng.choice(3, p=tray.shares)), rng.uniform(*RADII)
        place = _free_place(radius, taken, rng)
        if place is None:
            continue
        depth = part_depth(
            kind, radius, rng.uniform(0, 2 * np.pi), COLUMNS - place[0], ROWS - place[1]
        )
        image += rng.uniform(*tray.contrast) * soft_shape(depth)
        boxes.append(tight_box(depth <= 0))
        classes.append(kind)
    for _ in range(rng.poisson(tray.clutter)):
        radius = rng.uniform(5, 12)
        place = _free_place(radius, taken, rng)
        if place is not None:
            depth = _clutter_depth(radius, COLUMNS - place[0], ROWS - place[1], rng)
            image += rng.uniform(*tray.contrast) * soft_shape(depth)
    image += rng.normal(0, tray.grain, image.shape)
    return Scene(
        np.rint(image.clip(0, 1) * 255).astype(np.uint8),
        np.array(boxes, dtype=np.int64).reshape(-1, 4),
        np.array(classes, dtype=np.int64),
    )


def _square(radius: float, angle: float, across: Floats, down: Floats) -> Floats:
    """Return the distance to the nearest side of a square with this half diagonal."""
    along = across * np.cos(angle) + down * np.sin(angle)
    aside = down * np.cos(angle) - across * np.sin(angle)
    outside: Floats = np.maximum(np.abs(along), np.abs(aside)) - radius / np.sqrt(2)
    return outside


def _wedge(half: float, angle: float, across: Floats, down: Floats) -> Floats:
    """Return how deep inside of a wedge from the centre points are."""
    turned = np.abs((np.arctan2(down, across) - angle + np.pi) % (2 * np.pi) - np.pi)
    inside: Floats = np.hypot(across, down) * np.sin(np.clip(half - turned, -1.5, 1.5))
    return inside


def _bare_tray(rng: np.random.Generator) -> Floats:
    """Return a dark tray with cloudy light and a few thin scratches."""
    cloud = gaussian_filter(rng.normal(0, 1, (SIDE, SIDE)), 10) * 0.6
    tray: Floats = 0.3 + cloud
    for _ in range(rng.poisson(2)):
        turn, away = rng.uniform(0, np.pi), rng.uniform(-40, 40)
        line = (COLUMNS - 48) * np.cos(turn) + (ROWS - 48) * np.sin(turn) - away
        tray += rng.uniform(0.04, 0.14) * np.exp(-((line / 0.7) ** 2))
    return tray


def _clutter_depth(
    radius: float, across: Floats, down: Floats, rng: np.random.Generator
) -> Floats:
    """Return the outline of a drop, a blank for a nut or a curled chip."""
    what, angle = rng.integers(3), rng.uniform(0, 2 * np.pi)
    distance = np.hypot(across, down)
    if what == 0:  # a drop; some have a small bright or dark middle
        return np.maximum(distance - radius, rng.uniform(0, 0.3) * radius - distance)
    if what == 1:  # a blank: a square with at most a small hole
        square = _square(radius, angle, across, down)
        return np.maximum(square, rng.uniform(0, 0.3) * radius - distance)
    ring = np.maximum(distance - radius, rng.uniform(0.5, 0.75) * radius - distance)
    return np.maximum(ring, _wedge(rng.uniform(1.0, 2.0), angle, across, down))


def _free_place(
    radius: float, taken: list[tuple[float, float, float]], rng: np.random.Generator
) -> tuple[float, float] | None:
    """Find and note a centre that keeps off the others; give up after 30 tries."""
    for _ in range(30):
        x, y = rng.uniform(radius + 1, SIDE - 2 - radius, 2)
        if all(
            np.hypot(x - u, y - v) > 0.85 * (radius + other) for u, v, other in taken
        ):
            taken.append((x, y, radius))
            return x, y
    return None
