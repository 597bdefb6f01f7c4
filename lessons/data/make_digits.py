"""Make digits.npz: train a network on 400 noisy digits for far too long.

Run it as ``python -m lessons.data.make_digits``. Plain full-batch gradient descent in
float64: other BLAS builds move the logits in late digits only.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.datasets import load_digits

Floats = NDArray[np.float64]

SEED = 2
NOISE = 0.35  # standard deviation, where black and white are 0 and 1
TRAINING, CALIBRATION = 400, 697  # images; the other 700 are for the test
HIDDEN, STEPS, RATE, MOMENTUM = 128, 3000, 0.2, 0.9


def train_network(
    images: Floats, labels: NDArray[np.int64], rng: np.random.Generator
) -> Callable[[Floats], Floats]:
    """Train one hidden layer of ReLUs on the mean NLL; return images -> logits."""
    pixels, classes = images.shape[1], int(labels.max()) + 1
    weights = [
        rng.normal(0, np.sqrt(2 / pixels), (pixels, HIDDEN)),
        np.zeros(HIDDEN),
        rng.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, classes)),
        np.zeros(classes),
    ]
    speeds = [np.zeros_like(weight) for weight in weights]
    wanted = np.eye(classes)[labels]
    for _ in range(STEPS):
        hidden = np.maximum(images @ weights[0] + weights[1], 0)
        probs = softmax(hidden @ weights[2] + weights[3], axis=1)
        error = (probs - wanted) / len(labels)
        before = (error @ weights[2].T) * (hidden > 0)
        slopes = [images.T @ before, before.sum(0), hidden.T @ error, error.sum(0)]
        speeds = [
            MOMENTUM * speed - RATE * slope
            for speed, slope in zip(speeds, slopes, strict=True)
        ]
        weights = [
            weight + speed for weight, speed in zip(weights, speeds, strict=True)
        ]
    inner, inner_bias, outer, outer_bias = weights
    return lambda images: (
        np.maximum(images @ inner + inner_bias, 0) @ outer + (outer_bias)
    )


def make_digits() -> dict[str, NDArray[np.generic]]:
    """Return the arrays of digits.npz: shuffle, add noise, split, train, predict."""
    rng = np.random.default_rng(SEED)
    pixels, digits = load_digits(return_X_y=True)
    order = rng.permutation(len(digits))
    labels = digits[order]
    images = pixels[order] / 16 + rng.normal(0, NOISE, pixels.shape)
    network = train_network(images[:TRAINING], labels[:TRAINING], rng)
    made: dict[str, NDArray[np.generic]] = {}
    start, end = TRAINING, TRAINING + CALIBRATION
    for name, rows in (("calibration", slice(start, end)), ("test", slice(end, None))):
        made[f"{name}_logits"] = network(images[rows]).astype(np.float32)
        made[f"{name}_labels"] = labels[rows].astype(np.uint8)
    return made


if __name__ == "__main__":
    np.savez_compressed(
        Path(__file__).with_name("digits.npz"), allow_pickle=False, **make_digits()
    )
