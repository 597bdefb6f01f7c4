"""Raw boxes of a detector that looks for washers, nuts and clips on trays."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

PART_CLASSES = ("washer", "nut", "clip")


@dataclass(frozen=True, slots=True, repr=False)
class Truths:
    """The parts that really lie on the trays.

    Parameters
    ----------
    scene : array of int, shape (m,)
        Which scene the part lies in, counted from 0.
    boxes : array of float, shape (m, 4)
        Tight boxes x1, y1, x2, y2 in pixels; x2 and y2 lie behind the last pixel.
    classes : array of int, shape (m,)
        Place in `PART_CLASSES`.
    """

    scene: NDArray[np.int64]
    boxes: NDArray[np.float64]
    classes: NDArray[np.int64]

    def in_scene(self, number: int) -> Truths:
        """Return the parts of one scene."""
        here = self.scene == number
        return Truths(self.scene[here], self.boxes[here], self.classes[here])

    def __repr__(self) -> str:
        return f"{len(self.scene):,} parts: {_by_class(self.classes)}"


@dataclass(frozen=True, slots=True, repr=False)
class RawBoxes:
    """What the detector's head said, before non-maximum suppression.

    Parameters
    ----------
    scene : array of int, shape (n,)
        Which scene the box lies in, counted from 0.
    boxes : array of float, shape (n, 4)
        x1, y1, x2, y2 in pixels.
    logits : array of float, shape (n, 4)
        Background, washer, nut, clip; before softmax.
    """

    scene: NDArray[np.int64]
    boxes: NDArray[np.float64]
    logits: NDArray[np.float64]

    @property
    def classes(self) -> NDArray[np.int64]:
        """The class of each box, a place in `PART_CLASSES`: the largest logit's."""
        place: NDArray[np.int64] = self.logits[:, 1:].argmax(axis=1)
        return place

    @property
    def scores(self) -> NDArray[np.float64]:
        """The confidence of each box: the softmax probability of its class."""
        probs: NDArray[np.float64] = softmax(self.logits, axis=1)[:, 1:].max(axis=1)
        return probs

    def in_scene(self, number: int) -> RawBoxes:
        """Return the boxes of one scene."""
        here = self.scene == number
        return RawBoxes(self.scene[here], self.boxes[here], self.logits[here])

    def __repr__(self) -> str:
        return f"{len(self.scene):,} raw boxes: {_by_class(self.classes)}"


@dataclass(frozen=True, slots=True, repr=False)
class TrayScenes:
    """Scenes, what lies in them and what the detector said.

    Parameters
    ----------
    scenes : int
        How many there are, those without a box or a part included.
    images : array of uint8, shape (6, 96, 96)
        Pictures of the first scenes, 255 for white; the others' are not shipped.
    truths : Truths
    raw : RawBoxes
    """

    scenes: int
    images: NDArray[np.uint8]
    truths: Truths
    raw: RawBoxes

    def __repr__(self) -> str:
        return f"{self.scenes} scenes, {self.truths!r}; {self.raw!r}"


@dataclass(frozen=True, slots=True, repr=False)
class Detection:
    """Two sets of scenes that the detector never trained on.

    Parameters
    ----------
    calibration : TrayScenes
        For measuring, fitting and choosing.
    test : TrayScenes
        For the final report, once.
    """

    calibration: TrayScenes
    test: TrayScenes

    def __repr__(self) -> str:
        return f"calibration: {self.calibration!r}\ntest: {self.test!r}"


def load_detection() -> Detection:
    """Load a detector's raw boxes on its calibration and test scenes.

    The trays are drawn, not photographed; the detector is a small one that was really
    run on the pixels. Its head learnt with all classes of equal weight, though clips
    are rare. `lessons.data.make_detection` tells all.

    Examples
    --------
    >>> load_detection().test.truths
    861 parts: 519 washers, 224 nuts, 118 clips
    """
    path = files("lessons.data") / "detection.npz"
    with path.open("rb") as stream, np.load(stream) as saved:
        calibration, test = (
            TrayScenes(
                int(saved[f"{name}_scenes"]),
                saved[f"{name}_images"],
                Truths(
                    saved[f"{name}_truth_scene"].astype(np.int64),
                    saved[f"{name}_truth_boxes"].astype(np.float64),
                    saved[f"{name}_truth_classes"].astype(np.int64),
                ),
                RawBoxes(
                    saved[f"{name}_scene"].astype(np.int64),
                    saved[f"{name}_boxes"].astype(np.float64),
                    saved[f"{name}_logits"].astype(np.float64),
                ),
            )
            for name in ("calibration", "test")
        )
    return Detection(calibration, test)


def _by_class(classes: NDArray[np.int64]) -> str:
    """Count the classes in words."""
    counts = np.bincount(classes, minlength=len(PART_CLASSES))
    return ", ".join(
        f"{count:,} {name}s" for count, name in zip(counts, PART_CLASSES, strict=True)
    )
