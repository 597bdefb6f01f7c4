"""What calibrating, tuning and cleaning up give on an instance of the parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from lessons.data._masks import (
    blobs,
    filled,
    gain_interval,
    image_dices,
    pooled_dice,
    without_small,
)

GRID = np.arange(5, 96) / 100
AREAS = range(1, 61)


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
    low, high = gain_interval(raw, final, truth)
    worse = image_dices(final, truth) < image_dices(raw, truth)
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
        "worse": int(np.count_nonzero(worse)),
        "blobs_raw": blobs(raw),
        "blobs_final": blobs(final),
        "blobs_true": blobs(truth),
    }
    return {name: round(value, 4) for name, value in values.items()}
