"""Masks for the probes of unit 5: drawn by hand, and drawn at random."""

from typing import Any

import numpy as np

__all__ = ["draw_blobs", "draw_map", "mask_of"]

Array = np.ndarray[tuple[int, int], np.dtype[Any]]


def mask_of(*rows: str) -> list[list[int]]:
    """Return the mask that rows of ``#`` and ``.`` show.

    Examples
    --------
    >>> mask_of(".##", "..#")
    [[0, 1, 1], [0, 0, 1]]
    """
    return [[int(pixel == "#") for pixel in row] for row in rows]


def draw_blobs(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw a mask with regions of several sizes, some of them with holes."""
    noise = rng.random(shape)
    smooth = noise + np.roll(noise, 1, axis=0) + np.roll(noise, 1, axis=1)
    return smooth >= np.quantile(smooth, rng.uniform(0.4, 0.6))


def draw_map(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[Array, Array]:
    """Draw probabilities with two decimals, and the mask that they speak of."""
    mask = draw_blobs(rng, shape)
    raw = 0.5 + 0.16 * (2 * mask - 1) + 0.2 * rng.normal(size=shape)
    return np.round(np.clip(raw, 0, 1), 2), mask
