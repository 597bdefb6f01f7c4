"""Masks of many images: their overlap, their regions, and what chance does to both."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Masks = NDArray[np.bool_]
Counts = NDArray[np.int64]

RESAMPLES = 2000


def pooled_dice(pred: Masks, truth: Masks) -> float:
    """Return the Dice of all pixels of all images together; 1 when both are empty.

    Examples
    --------
    Two pixels in common, three in each mask: 4/6.

    >>> pred = np.array([[True, True, False], [False, True, False]])
    >>> truth = np.array([[True, False, False], [False, True, True]])
    >>> round(pooled_dice(pred, truth), 4)
    0.6667
    """
    flagged, common = np.count_nonzero(pred), np.count_nonzero(pred & truth)
    both = flagged + np.count_nonzero(truth)
    return float(2 * common / both) if both else 1.0


def filled(masks: Masks) -> Masks:
    """Fill the holes of each mask."""
    return np.stack([ndimage.binary_fill_holes(mask) for mask in masks])


def without_small(masks: Masks, min_area: int) -> Masks:
    """Drop 4-connected regions of fewer pixels."""
    kept = []
    for mask in masks:
        regions, _ = ndimage.label(mask)
        large = np.bincount(regions.ravel()) >= min_area
        large[0] = False
        kept.append(large[regions])
    return np.stack(kept)


def blobs(masks: Masks) -> float:
    """Return the mean number of regions a mask."""
    return float(np.mean([ndimage.label(mask)[1] for mask in masks]))


def image_counts(pred: Masks, truth: Masks) -> Counts:
    """Return each image's 2 · common pixels, and the pixels of both masks."""
    common = np.count_nonzero(pred & truth, axis=(1, 2))
    both = np.count_nonzero(pred, axis=(1, 2)) + np.count_nonzero(truth, axis=(1, 2))
    return np.stack([2 * common, both])


def image_dices(pred: Masks, truth: Masks) -> NDArray[np.float64]:
    """Return each image's Dice, 1 when both masks are empty."""
    common, both = image_counts(pred, truth)
    dices: NDArray[np.float64] = np.where(both == 0, 1.0, common / np.maximum(both, 1))
    return dices


def gain_interval(before: Masks, after: Masks, truth: Masks) -> tuple[float, float]:
    """Resample images; return the 2.5 and 97.5 % quantiles of the pooled gain."""
    old, new = image_counts(before, truth), image_counts(after, truth)
    images = len(truth)
    drawn = np.random.default_rng(0).integers(images, size=(RESAMPLES, images))
    was, now = (counts[:, drawn].sum(axis=2) for counts in (old, new))
    low, high = np.quantile(now[0] / now[1] - was[0] / was[1], [0.025, 0.975])
    return float(low), float(high)
