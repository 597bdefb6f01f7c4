"""Probabilities of a model that saw two measurements of cell samples."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, repr=False)
class CellImages:
    """What a model said about some images of cell samples, and what they are.

    Parameters
    ----------
    probs : array of float, shape (n,)
        The model's probability of target 1.
    target : array of int, shape (n,)
        As scikit-learn ships it: 0 is malignant and 1 is benign.
    """

    probs: NDArray[np.float64]
    target: NDArray[np.int64]

    def __repr__(self) -> str:
        ones = int(self.target.sum())
        return (
            f"{self.target.size} images: target 1 for {ones}, "
            f"0 for {self.target.size - ones}"
        )


@dataclass(frozen=True, slots=True, repr=False)
class BreastCancerProbs:
    """Probabilities for two sets of images that the model never trained on.

    Parameters
    ----------
    calibration : CellImages
        For measuring, fitting and choosing.
    test : CellImages
        For the final report, once.
    """

    calibration: CellImages
    test: CellImages

    def __repr__(self) -> str:
        return f"calibration: {self.calibration!r}\ntest: {self.test!r}"


def load_breast_cancer_probs() -> BreastCancerProbs:
    """Load a model's probabilities on its calibration and test images.

    The images are those of scikit-learn's breast-cancer data, whose target 1 means
    benign. `lessons.data.make_breast_cancer` tells how the model was made.

    Examples
    --------
    >>> load_breast_cancer_probs().calibration
    225 images: target 1 for 137, 0 for 88
    """
    path = files("lessons.data") / "breast_cancer.npz"
    with path.open("rb") as stream, np.load(stream) as saved:
        calibration, test = (
            CellImages(saved[f"{name}_probs"], saved[f"{name}_target"].astype(np.int64))
            for name in ("calibration", "test")
        )
    return BreastCancerProbs(calibration, test)
