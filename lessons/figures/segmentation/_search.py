"""The threshold and the minimum area that give the best pooled Dice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from lessons.data._masks import Masks, blobs, filled, image_dices, without_small
from lessons.figures._compute import Floats, sweep, tied_best
from lessons.figures._remember import remembered

GRID = np.arange(5, 96) / 100
AREAS = range(1, 61)


@dataclass(frozen=True, slots=True, repr=False)
class DiceSearch:
    """The pooled Dice at each value that was tried, ascending.

    Parameters
    ----------
    tried : array
        Thresholds, or minimum areas in pixels.
    dice : array
        One Dice a value.
    """

    tried: Floats
    dice: Floats

    @property
    def best(self) -> float:
        """The value of the highest Dice; the smallest on ties."""
        return float(self.tried[tied_best(self.dice)[0]])

    @property
    def highest(self) -> float:
        """The highest Dice."""
        return float(self.dice.max())

    def __repr__(self) -> str:
        return f"best at {self.best:g}: Dice {self.highest:.4f}"


@remembered
def search_threshold(
    prob_maps: ArrayLike, masks: ArrayLike, grid: ArrayLike = GRID
) -> DiceSearch:
    """Try each threshold of an ascending grid on all pixels together.

    A pixel is flagged when its probability is at or above the threshold: the Dice is
    the F1 of the pixels.

    Examples
    --------
    >>> search_threshold([[0.9, 0.6], [0.6, 0.2]], [[1, 1], [0, 0]], [0.3, 0.5, 0.7])
    best at 0.3: Dice 0.8000
    """
    found = sweep(np.ravel(prob_maps), np.ravel(masks), grid)
    return DiceSearch(found.thresholds[::-1], found.f_beta()[::-1])


def search_min_area(
    masks: Masks, truth: Masks, areas: Sequence[int] = AREAS
) -> DiceSearch:
    """Drop regions of less than each area in turn; 4-connected.

    Examples
    --------
    >>> mask = np.array([[[1, 1, 0, 1]]], dtype=bool)
    >>> truth = np.array([[[1, 1, 0, 0]]], dtype=bool)
    >>> search_min_area(mask, truth, [1, 2, 3]).dice.tolist()
    [0.8, 1.0, 0.0]
    """
    sizes: list[NDArray[Any]] = []
    hits: list[NDArray[Any]] = []
    for mask, true in zip(masks, truth, strict=True):
        labelled, count = ndimage.label(mask)
        sizes.append(np.bincount(labelled.ravel(), minlength=count + 1)[1:])
        hits.append(np.bincount(labelled[true], minlength=count + 1)[1:])
    size, hit = np.concatenate(sizes), np.concatenate(hits)
    tried = np.asarray(areas, float)
    kept = size >= tried[:, np.newaxis]
    dice = 2 * (kept @ hit) / (kept @ size + np.count_nonzero(truth))
    return DiceSearch(tried, np.asarray(dice, float))


@remembered
def fill_each(masks: ArrayLike) -> Masks:
    """Fill the holes of each mask, as `scipy.ndimage.binary_fill_holes` does."""
    return filled(np.asarray(masks, bool))


@remembered
def drop_small(masks: ArrayLike, min_area: float) -> Masks:
    """Drop 4-connected regions of fewer pixels than `min_area` from each mask."""
    return without_small(np.asarray(masks, bool), int(min_area))


def change_by_image(before: Masks, after: Masks, truth: Masks) -> Floats:
    """Return what each image's Dice gains or loses; both masks empty count as 1.

    Examples
    --------
    >>> mask, empty = np.ones((1, 1, 2), bool), np.zeros((1, 1, 2), bool)
    >>> change_by_image(mask, empty, empty).tolist()
    [1.0]
    """
    return image_dices(after, truth) - image_dices(before, truth)


def blobs_per_image(masks: Masks) -> float:
    """Return the mean number of 4-connected regions a mask."""
    return blobs(np.asarray(masks, bool))


@dataclass(frozen=True, slots=True)
class DefectCount:
    """Defects that a set of masks touches, and regions that touch none.

    Parameters
    ----------
    defects, found : int
        True regions, and those with at least one flagged pixel.
    false_blobs : int
        Flagged regions without a single true pixel.
    """

    defects: int
    found: int
    false_blobs: int


@remembered
def count_defects(masks: Masks, truth: Masks) -> DefectCount:
    """Count regions instead of pixels; 4-connected.

    Examples
    --------
    >>> mask = np.array([[[1, 0, 0, 0, 1]]], dtype=bool)
    >>> truth = np.array([[[1, 1, 0, 0, 0]]], dtype=bool)
    >>> count_defects(mask, truth)
    DefectCount(defects=1, found=1, false_blobs=1)
    """
    defects = found = false_blobs = 0
    for mask, true in zip(masks, truth, strict=True):
        of_truth, count = ndimage.label(true)
        of_mask, flagged = ndimage.label(mask)
        defects += count
        found += np.unique(of_truth[mask & true]).size
        false_blobs += flagged - np.unique(of_mask[mask & true]).size
    return DefectCount(defects, found, false_blobs)
