"""The polarity trap: a rule tuned for the wrong class reports fine numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.data import CellImages
from lessons.figures._compute import sweep
from lessons.figures._outputs import Table
from lessons.figures.choosing_thresholds._promises import floor_cut


@dataclass(frozen=True, slots=True, repr=False)
class Trap:
    """What a rule does that takes target 1 for malignant.

    Parameters
    ----------
    cut : float
        Images whose probability of target 1 is at or above it raise an alarm.
    images, malignant : int
        Fresh images, and how many of them are malignant.
    missed, alarms : int
        Malignant ones without an alarm, and benign ones with one.
    """

    cut: float
    images: int
    malignant: int
    missed: int
    alarms: int

    @property
    def benign(self) -> int:
        """How many fresh images are benign."""
        return self.images - self.malignant

    @property
    def reported_sensitivity(self) -> float:
        """What is believed: benign images with an alarm, called found cancers."""
        return self.alarms / self.benign

    @property
    def reported_alarms(self) -> float:
        """What is believed: malignant images with an alarm, called false positives."""
        return (self.malignant - self.missed) / self.images

    @property
    def true_found(self) -> float:
        """The sensitivity in truth."""
        return 1 - self.missed / self.malignant

    @property
    def true_alarms(self) -> float:
        """The false positives per image in truth."""
        return self.alarms / self.images

    def __repr__(self) -> str:
        return (
            f"on test: sensitivity {self.reported_sensitivity:.3f}, "
            f"FP per image {self.reported_alarms:.2f}"
        )


def forget_to_flip(tuning: CellImages, fresh: CellImages, *, floor: float) -> Trap:
    """Tune a sensitivity floor for target 1, as if 1 were malignant.

    Parameters
    ----------
    tuning, fresh : CellImages
        The images that the cut is chosen on, and those it meets later.
    floor : float
        The share of target 1 to find.
    """
    cut = floor_cut(tuning.probs, tuning.target == 1, floor)
    if cut is None:  # without a margin finding all is always enough
        raise ValueError("no image has target 1")
    malignant = fresh.target == 0
    found = sweep(fresh.probs, malignant, [cut])
    return Trap(
        cut,
        fresh.target.size,
        int(np.sum(malignant)),
        int(found.fn[0]),
        int(found.fp[0]),
    )


def polarity_table(trap: Trap) -> Table:
    """Return what the trapped rule reports beside what it does."""
    rows = [
        ["sensitivity", f"{trap.reported_sensitivity:.3f}", f"{trap.true_found:.3f}"],
        ["FP per image", f"{trap.reported_alarms:.2f}", f"{trap.true_alarms:.2f}"],
    ]
    caption = f"{trap.images} test images, {trap.malignant} malignant"
    return Table(("", "reported", "in truth"), rows, caption)
