"""Probability maps of a small pixel model that looks for worn spots on parts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, repr=False)
class PartMaps:
    """Images of parts, what the model said of each pixel, and what is true.

    Parameters
    ----------
    images : array of uint8, shape (n, 64, 64)
        Grey values, 255 for white.
    probs : array of float, shape (n, 64, 64)
        The model's probability that the pixel belongs to a defect; not calibrated.
    masks : array of bool, shape (n, 64, 64)
        True where a defect is.
    """

    images: NDArray[np.uint8]
    probs: NDArray[np.float64]
    masks: NDArray[np.bool_]

    def __repr__(self) -> str:
        count, height, width = self.images.shape
        share = self.masks.mean()
        return (
            f"{count} images of {height} × {width} pixels, with probability maps and "
            f"masks; {share:.1%} of the pixels are defects"
        )


@dataclass(frozen=True, slots=True, repr=False)
class Segmentation:
    """Maps of two sets of parts that the model never trained on.

    Parameters
    ----------
    calibration : PartMaps
        For measuring, fitting and choosing.
    test : PartMaps
        For the final report, once.
    """

    calibration: PartMaps
    test: PartMaps

    def __repr__(self) -> str:
        return f"calibration: {self.calibration!r}\ntest: {self.test!r}"


@dataclass(frozen=True, slots=True)
class SeedOutcome:
    """What the whole procedure gives on the parts that one seed draws.

    Everything is chosen on this seed's calibration images; each Dice is pooled over
    the pixels of its 40 test images.

    Parameters
    ----------
    seed : int
    threshold, min_area : float, int
        Chosen for Dice, in this order, after isotonic regression.
    raw : float
        Dice of the raw scores at 0.5.
    calibrated, tuned, filled, final : float
        Dice after each step: calibrated at 0.5, at the threshold, holes filled, small
        regions dropped.
    gain_low, gain_high : float
        95 % interval of ``final - raw``: bootstrap over images.
    worse : int
        Images that have a lower Dice than with the raw scores at 0.5.
    blobs_raw, blobs_final, blobs_true : float
        Regions an image, on average.
    """

    seed: int
    threshold: float
    min_area: int
    raw: float
    calibrated: float
    tuned: float
    filled: float
    final: float
    gain_low: float
    gain_high: float
    worse: int
    blobs_raw: float
    blobs_final: float
    blobs_true: float

    @property
    def gain(self) -> float:
        """Dice that the whole procedure adds to the raw scores at 0.5."""
        return self.final - self.raw


def load_segmentation() -> Segmentation:
    """Load a pixel model's probability maps on its calibration and test images.

    The parts and their defects are drawn, not photographed. The model learnt on an
    earlier batch with less dust and noise; `lessons.data.make_segmentation` tells all.

    Examples
    --------
    >>> load_segmentation().test  # doctest: +NORMALIZE_WHITESPACE
    40 images of 64 × 64 pixels, with probability maps and masks; 4.8% of the pixels
    are defects
    """
    path = files("lessons.data") / "segmentation.npz"
    with path.open("rb") as stream, np.load(stream) as saved:
        calibration, test = (
            PartMaps(
                saved[f"{name}_images"],
                saved[f"{name}_probs"].astype(np.float64),
                saved[f"{name}_masks"],
            )
            for name in ("calibration", "test")
        )
    return Segmentation(calibration, test)


def load_segmentation_seeds() -> tuple[SeedOutcome, ...]:
    """Load what the same procedure gives when other seeds draw the parts.

    `load_segmentation` gives the parts of seed 2: chosen because its outcome resembles
    the one that the course's source reports.

    Examples
    --------
    >>> [outcome.threshold for outcome in load_segmentation_seeds()]
    [0.41, 0.39, 0.41, 0.36, 0.39, 0.4, 0.39, 0.38]
    """
    path = files("lessons.data") / "segmentation_seeds.json"
    rows = json.loads(path.read_text("utf-8"))
    return tuple(SeedOutcome(**row) for row in rows)
