"""Logits of a network that has learnt its few training images by heart."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, repr=False)
class Outputs:
    """What a network said about some images, and what they are.

    Parameters
    ----------
    logits : array of float, shape (n, 10)
        One row an image, one column a digit, before softmax.
    labels : array of int, shape (n,)
        The digit that was written, 0 to 9.
    """

    logits: NDArray[np.float64]
    labels: NDArray[np.int64]

    def __repr__(self) -> str:
        images, classes = self.logits.shape
        return f"{images:,} images, {classes} logits each, with their labels"


@dataclass(frozen=True, slots=True, repr=False)
class DigitsLogits:
    """Outputs on two sets of images that the network never trained on.

    Parameters
    ----------
    calibration : Outputs
        For measuring, fitting and choosing.
    test : Outputs
        For the final report, once.
    """

    calibration: Outputs
    test: Outputs

    def __repr__(self) -> str:
        return f"calibration: {self.calibration!r}\ntest: {self.test!r}"


def load_digits_logits() -> DigitsLogits:
    """Load a digit classifier's logits on its calibration and test images.

    The images are scikit-learn's handwritten digits with noise on every pixel; 400
    others trained the network, for far too long. `lessons.data.make_digits` tells all.

    Examples
    --------
    >>> load_digits_logits().calibration
    697 images, 10 logits each, with their labels
    """
    path = files("lessons.data") / "digits.npz"
    with path.open("rb") as stream, np.load(stream) as saved:
        calibration, test = (
            Outputs(
                saved[f"{name}_logits"].astype(np.float64),
                saved[f"{name}_labels"].astype(np.int64),
            )
            for name in ("calibration", "test")
        )
    return DigitsLogits(calibration, test)
