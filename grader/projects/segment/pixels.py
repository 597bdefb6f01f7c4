"""Masks in numbers: counts an image, Dice, regions, and what an area would keep."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from grader.projects.reading import Floats
from grader.reference import fill_holes

__all__ = [
    "EIGHT",
    "FOUR",
    "AreaTally",
    "Counts",
    "Masks",
    "blobs_of",
    "count_pixels",
    "dice_by_image",
    "dice_of",
]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Masks = list[Bools]

FOUR = ndimage.generate_binary_structure(2, 1)
EIGHT = ndimage.generate_binary_structure(2, 2)


class Counts(NamedTuple):
    """For each image the pixels in both masks, and those of one plus the other."""

    common: Ints
    in_both: Ints


def count_pixels(masks: Sequence[Bools], truths: Sequence[Bools]) -> Counts:
    """Count the pixels of each image."""
    pairs = list(zip(masks, truths, strict=True))
    return Counts(
        np.array([np.count_nonzero(a & b) for a, b in pairs]),
        np.array([np.count_nonzero(a) + np.count_nonzero(b) for a, b in pairs]),
    )


def dice_of(common: Ints, in_both: Ints) -> float:
    """Return the Dice over the pixels of all images; 1.0 where all is empty."""
    total = int(np.sum(in_both))
    return 2 * int(np.sum(common)) / total if total else 1.0


def dice_by_image(counts: Counts) -> Floats:
    """Return the Dice of each image; 1.0 where both its masks are empty."""
    return np.where(
        counts.in_both > 0, 2 * counts.common / np.maximum(counts.in_both, 1), 1.0
    )


def blobs_of(masks: Sequence[Bools], structure: Bools = FOUR) -> float:
    """Return the mean number of connected regions an image."""
    return float(np.mean([ndimage.label(mask, structure)[1] for mask in masks]))


class AreaTally:
    """The regions of masks, so that every smallest area is judged in one pass.

    Parameters
    ----------
    masks, truths
        One an image.
    structure
        Which neighbours belong together.
    fill
        Whether holes are filled before regions are measured.
    """

    def __init__(
        self,
        masks: Sequence[Bools],
        truths: Sequence[Bools],
        *,
        structure: Bools = FOUR,
        fill: bool = True,
    ) -> None:
        areas, common = [], []
        for mask, truth in zip(masks, truths, strict=True):
            region, n = ndimage.label(fill_holes(mask) if fill else mask, structure)
            areas.append(np.bincount(region.ravel(), minlength=n + 1)[1:])
            common.append(np.bincount(region[truth], minlength=n + 1)[1:])
        self._areas, self._common = np.concatenate(areas), np.concatenate(common)
        self._true = sum(int(np.count_nonzero(truth)) for truth in truths)

    def counts(self, min_area: float) -> tuple[int, int]:
        """Return what the Dice is computed from when smaller regions are dropped."""
        kept = self._areas >= min_area
        return int(self._common[kept].sum()), int(self._areas[kept].sum()) + self._true

    def dice(self, min_areas: Ints) -> Floats:
        """Return the pooled Dice at each smallest area."""
        pairs = [self.counts(area) for area in min_areas]
        return np.array([2 * a / b if b else 1.0 for a, b in pairs])
