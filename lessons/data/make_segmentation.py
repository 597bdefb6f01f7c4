"""Make segmentation.npz and segmentation_seeds.json: parts, and a small pixel model.

Run it as ``python -m lessons.data.make_segmentation``. The model is a logistic
regression on each pixel and its surroundings. It learnt on an earlier batch, with
less dust and less noise, and is too sure of itself on today's.

`SEED` was chosen among `SEEDS` because its outcome resembles the one that the course's
source reports for such a model; segmentation_seeds.json holds the outcome of each.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.special import expit

from lessons.data._parts import PartKind, draw_part
from lessons.data._segmentation_outcome import segmentation_outcome

Floats = NDArray[np.float64]

SEED = 2
SEEDS = tuple(range(8))
TRAINING, CALIBRATION, TEST = 24, 40, 40  # images
EARLIER = PartKind(specks=2, pits=3, contrast=(0.24, 0.40), grain=0.04)
TODAY = PartKind(specks=10, pits=6, contrast=(0.24, 0.40), grain=0.06)
SCALES, SURROUNDINGS = (1.0, 2.0), 9.0  # pixels: Gaussian standard deviations
RIDGE, STEPS = 1.0, 25


def pixel_features(image: NDArray[np.uint8]) -> Floats:
    """Return what the model sees: each pixel at two scales, less its surroundings.

    Returns
    -------
    ndarray of shape (h, w, 3)
        The last is the square of the first: a speck is brighter than a defect.
    """
    grey = image / 255
    around = gaussian_filter(grey, SURROUNDINGS)
    seen = [gaussian_filter(grey, scale) - around for scale in SCALES]
    return np.stack([*seen, seen[0] ** 2], axis=-1)


def train_pixel_model(
    features: Floats, defect: NDArray[np.bool_]
) -> Callable[[Floats], Floats]:
    """Fit a logistic regression by Newton's method; return features -> probability."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    inputs = np.column_stack([np.ones(len(features)), (features - mean) / spread])
    weights = np.zeros(inputs.shape[1])
    penalty = RIDGE * np.eye(len(weights))
    for _ in range(STEPS):
        probs = expit(inputs @ weights)
        slope = inputs.T @ (probs - defect) + penalty @ weights
        curvature = (inputs.T * (probs * (1 - probs))) @ inputs + penalty
        weights -= np.linalg.solve(curvature, slope)
    return lambda features: expit(weights[0] + (features - mean) / spread @ weights[1:])


def make_segmentation(seed: int = SEED) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of segmentation.npz: draw, train, draw others, predict."""
    rng = np.random.default_rng(seed)
    training = [draw_part(EARLIER, rng) for _ in range(TRAINING)]
    seen = np.stack([pixel_features(image) for image, _ in training])
    defect = np.stack([mask for _, mask in training])
    model = train_pixel_model(seen.reshape(-1, seen.shape[-1]), defect.ravel())
    made: dict[str, NDArray[np.generic]] = {}
    for name, count in (("calibration", CALIBRATION), ("test", TEST)):
        parts = [draw_part(TODAY, rng) for _ in range(count)]
        made[f"{name}_images"] = np.stack([image for image, _ in parts])
        made[f"{name}_masks"] = np.stack([mask for _, mask in parts])
        made[f"{name}_probs"] = np.stack(
            [model(pixel_features(image)) for image, _ in parts]
        ).astype(np.float16)
    return made


def make_seeds() -> list[dict[str, float]]:
    """Return the rows of segmentation_seeds.json: each seed's outcome on its test."""
    rows = []
    for seed in SEEDS:
        outcome = segmentation_outcome(make_segmentation(seed))
        rows.append({"seed": seed, **outcome})
    return rows


if __name__ == "__main__":
    here = Path(__file__)
    np.savez_compressed(
        here.with_name("segmentation.npz"), allow_pickle=False, **make_segmentation()
    )
    lines = ",\n".join(json.dumps(row) for row in make_seeds())
    here.with_name("segmentation_seeds.json").write_text(f"[\n{lines}\n]\n", "utf-8")
