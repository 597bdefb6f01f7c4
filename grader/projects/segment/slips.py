"""Ways in which masks are cleaned up otherwise than fill, then minimum area."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from grader.projects.reading import Rows
from grader.projects.segment.pixels import EIGHT, Masks
from grader.projects.segment.work import Segmenting
from grader.reference import fill_holes, remove_small_regions

__all__ = ["other_cleanings", "without_small"]

Bools = NDArray[np.bool_]

AREA_FIRST = (
    "small regions are dropped before holes are filled. Fill first: a ring has few "
    "pixels of its own."
)
CORNERS = (
    "pixels that touch at a corner count as one region. Use neighbours that share a "
    "side, scipy.ndimage.label's default."
)
UNFILLED = "holes are not filled. Fill them, then drop small regions."


def other_cleanings(work: Segmenting, rows: Rows) -> dict[str, Masks]:
    """Return wrong masks after, by what is to be said of them."""
    cut, area = work.threshold, work.min_area
    raw = work.raw(rows, cut)
    filled = [fill_holes(mask) for mask in raw]
    found = {
        "these are `masks_before` again.": work.raw(rows, work.threshold_before),
        "these are the true masks.": work.true(rows),
        "these are the pixels at the threshold, with nothing cleaned up.": raw,
        "holes are filled, and no small region is dropped.": filled,
        AREA_FIRST: [fill_holes(remove_small_regions(mask, area)) for mask in raw],
        UNFILLED: [remove_small_regions(mask, area) for mask in raw],
        CORNERS: without_small(filled, area),
        "regions of exactly `min_area` pixels are dropped. They stay.": [
            remove_small_regions(mask, area + 1) for mask in filled
        ],
        "these are cleaned up, but cut at `threshold_before`.": [
            remove_small_regions(fill_holes(mask), area)
            for mask in work.raw(rows, work.threshold_before)
        ],
    }
    calibration = work.calibration_rows
    if len(calibration) == len(rows):
        found["these are the calibration images'."] = work.cleaned(calibration)
    return found


def without_small(masks: Sequence[Bools], min_area: int) -> Masks:
    """Return masks without small regions where corners join regions."""
    kept = []
    for mask in masks:
        region, n = ndimage.label(mask, EIGHT)
        large = np.bincount(region.ravel(), minlength=n + 1) >= min_area
        large[0] = False
        kept.append(np.asarray(large[region]))
    return kept
