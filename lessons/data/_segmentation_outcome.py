"""What calibrating, tuning and cleaning up give on an instance of the parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from sklearn.isotonic import IsotonicRegression

Masks = NDArray[np.bool_]

GRID = np.arange(5, 96) / 100
AREAS = range(1, 61)
RESAMPLES = 2000


def pooled_dice(pred: Masks, truth: Masks) -> float:
    """Return the Dice of all pixels of all images together."""
    flagged, common = np.count_nonzero(pred), np.count_nonzero(pred & truth)
    return float(2 * common / (flagged + np.count_nonzero(truth)))


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


def segmentation_outcome(arrays: Mapping[str, NDArray[Any]]) -> dict[str, float]:
    """Choose on the calibration images, report on the test images.

    Isotonic regression, the threshold and the minimum area are fitted and chosen in
    this order on the calibration images. Each step's Dice is pooled over the test
    images; the interval of the gain is a 95 % bootstrap over these images.

    Parameters
    ----------
    arrays : mapping
        As `lessons.data.make_segmentation.make_segmentation` returns it.

    Returns
    -------
    dict
        ``threshold``, ``min_area``; Dice: ``raw`` at 0.5, then step by step
        ``calibrated`` at 0.5, ``tuned``, ``filled``, ``final``; ``gain_low`` and
        ``gain_high`` of final - raw; ``worse``, the images with a lower Dice than
        raw; ``blobs_raw``, ``blobs_final``, ``blobs_true`` an image.
    """
    held_out, truth = arrays["calibration_masks"], arrays["test_masks"]
    scores = arrays["calibration_probs"].astype(np.float64)
    test_scores = arrays["test_probs"].astype(np.float64)
    isotonic = IsotonicRegression(out_of_bounds="clip")
    isotonic.fit(scores.ravel(), held_out.ravel())
    probs = isotonic.predict(scores.ravel()).reshape(scores.shape)
    test_probs = isotonic.predict(test_scores.ravel()).reshape(test_scores.shape)

    tuned = [pooled_dice(probs >= threshold, held_out) for threshold in GRID]
    threshold = float(GRID[np.argmax(tuned)])
    whole = filled(probs >= threshold)
    cleaned = [pooled_dice(without_small(whole, area), held_out) for area in AREAS]
    min_area = AREAS[int(np.argmax(cleaned))]

    raw, cut = test_scores >= 0.5, test_probs >= threshold
    final = without_small(filled(cut), min_area)
    before, after = _counts(raw, truth), _counts(final, truth)
    low, high = _gain_interval(before, after)
    values = {
        "threshold": threshold,
        "min_area": min_area,
        "raw": pooled_dice(raw, truth),
        "calibrated": pooled_dice(test_probs >= 0.5, truth),
        "tuned": pooled_dice(cut, truth),
        "filled": pooled_dice(filled(cut), truth),
        "final": pooled_dice(final, truth),
        "gain_low": low,
        "gain_high": high,
        "worse": int(np.count_nonzero(_per_image(after) < _per_image(before))),
        "blobs_raw": blobs(raw),
        "blobs_final": blobs(final),
        "blobs_true": blobs(truth),
    }
    return {name: round(value, 4) for name, value in values.items()}


def _counts(pred: Masks, truth: Masks) -> NDArray[np.int64]:
    """Return each image's 2 · common pixels, and the pixels of both masks."""
    common = np.count_nonzero(pred & truth, axis=(1, 2))
    both = np.count_nonzero(pred, axis=(1, 2)) + np.count_nonzero(truth, axis=(1, 2))
    return np.stack([2 * common, both])


def _per_image(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return each image's Dice, 1 when both masks are empty."""
    common, both = counts
    dices: NDArray[np.float64] = np.where(both == 0, 1.0, common / np.maximum(both, 1))
    return dices


def _gain_interval(
    before: NDArray[np.int64], after: NDArray[np.int64]
) -> tuple[float, float]:
    """Resample images; return the 2.5 and 97.5 % quantiles of the pooled gain."""
    images = before.shape[1]
    drawn = np.random.default_rng(0).integers(images, size=(RESAMPLES, images))
    old, new = (counts[:, drawn].sum(axis=2) for counts in (before, after))
    low, high = np.quantile(new[0] / new[1] - old[0] / old[1], [0.025, 0.975])
    return float(low), float(high)
