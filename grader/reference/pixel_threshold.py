"""One threshold for all pixels of many images, chosen for Dice."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._pixel_counts import CellCounter
from grader.reference.errors import InvalidInput
from grader.reference.masks import dice_from_counts
from grader.reference.validation import (
    BoolArray,
    FloatArray,
    IntArray,
    as_binary,
    as_list,
    as_numbers,
    as_probs,
    as_scores,
)

__all__ = ["PixelThreshold", "pooled_dice", "tune_pixel_threshold"]


class PixelThreshold(NamedTuple):
    """Hold a threshold of the grid, and the pooled Dice that it attains."""

    threshold: float
    dice: float


def tune_pixel_threshold(
    prob_maps: Sequence[ArrayLike], masks: Sequence[ArrayLike], grid: ArrayLike
) -> PixelThreshold:
    """Find the threshold of a grid with the largest Dice, pooled over all pixels.

    Pooled: pixels of all images are counted together, so a large defect weighs more
    than a small one. Values are compared as exact fractions; the first of the grid
    wins a tie.

    Parameters
    ----------
    prob_maps : sequence of array-like of shape (h, w)
        Probabilities, one map an image; sizes may differ.
    masks : sequence of array-like of shape (h, w)
        0/1 or booleans, the shape of the map at the same place.
    grid : array-like of shape (g,)
        Thresholds to try, in any order; a pixel is flagged when p ≥ threshold.

    Returns
    -------
    PixelThreshold
        (threshold, dice).

    Raises
    ------
    InvalidInput
        On bad input, and if maps and masks do not fit.

    References
    ----------
    Lipton, Z. C., Elkan, C. and Naryanaswamy, B. (2014). Optimal thresholding of
    classifiers to maximize F1 measure. *ECML PKDD*: on calibrated probabilities the
    best threshold is half of the best Dice.

    Examples
    --------
    At 0.4 two of the three flagged pixels are true, and none is missed: 4/5.

    >>> tune_pixel_threshold([[[0.9, 0.4]], [[0.5]]], [[[1, 1]], [[0]]], [0.4, 0.6])
    PixelThreshold(threshold=0.4, dice=0.8)
    """
    checked_grid, common, flagged, positives = _counted(prob_maps, masks, grid)
    exact = [
        Fraction(2 * int(tp), int(k) + positives) if k + positives else Fraction(1)
        for tp, k in zip(common, flagged, strict=True)
    ]
    best = exact.index(max(exact))
    return PixelThreshold(float(checked_grid[best]), float(exact[best]))


def pooled_dice(
    prob_maps: Sequence[ArrayLike], masks: Sequence[ArrayLike], grid: ArrayLike
) -> FloatArray:
    """Compute the Dice over all pixels of all images at each threshold of a grid.

    Parameters
    ----------
    prob_maps, masks, grid
        As in `tune_pixel_threshold`.

    Returns
    -------
    ndarray of shape (g,)
        In the order of the grid; 1.0 where nothing is flagged and nothing is there.

    Raises
    ------
    InvalidInput
        On bad input, and if maps and masks do not fit.

    Examples
    --------
    >>> pooled_dice([[[0.9, 0.4]], [[0.5]]], [[[1, 1]], [[0]]], [0.4, 0.95]).tolist()
    [0.8, 0.0]
    """
    _, common, flagged, positives = _counted(prob_maps, masks, grid)
    return np.array(
        [
            dice_from_counts(common=int(tp), in_both=int(k) + positives)
            for tp, k in zip(common, flagged, strict=True)
        ]
    )


def count_pixels(
    probs: FloatArray, mask: BoolArray, grid: FloatArray
) -> tuple[IntArray, IntArray]:
    """Count, for each threshold, flagged pixels inside the mask, and all flagged.

    Examples
    --------
    >>> probs, mask = np.array([0.9, 0.4]), np.array([True, False])
    >>> [counts.tolist() for counts in count_pixels(probs, mask, np.array([0.4, 0.5]))]
    [[1, 1], [2, 1]]
    """
    common = [np.count_nonzero((probs >= t) & mask) for t in grid]
    flagged = [np.count_nonzero(probs >= t) for t in grid]
    return np.array(common), np.array(flagged)


def _counted(
    prob_maps: Sequence[ArrayLike], masks: Sequence[ArrayLike], grid: ArrayLike
) -> tuple[FloatArray, IntArray, IntArray, int]:
    """Check every image, and add its counts up."""
    checked_grid = as_scores("grid", grid)
    prob_maps, masks = as_list("prob_maps", prob_maps), as_list("masks", masks)
    if len(prob_maps) == 0:
        raise InvalidInput("prob_maps", "not be empty", prob_maps)
    if len(masks) != len(prob_maps):
        rule = f"have one entry for each of the {len(prob_maps)} prob_maps"
        raise InvalidInput("masks", rule, len(masks), "entries")
    counter = CellCounter(checked_grid)  # counts as `count_pixels` does, but faster
    positives = 0
    for i, (prob_map, mask) in enumerate(zip(prob_maps, masks, strict=True)):
        numbers = as_numbers(f"prob_maps[{i}]", prob_map, ndim=2)
        probs = np.asarray(numbers, dtype=np.float64)
        truth = as_binary(f"masks[{i}]", mask, ndim=2)
        if probs.shape != truth.shape:
            rule = f"have the shape {probs.shape} of its map"
            raise InvalidInput(f"masks[{i}]", rule, truth.shape)
        if not counter.add(probs, truth):
            as_probs(f"prob_maps[{i}]", prob_map, ndim=2)  # says which p is outside
        positives += int(np.count_nonzero(truth))
    common, flagged = counter.counts()
    return checked_grid, common, flagged, positives
