"""Make breast_cancer.npz: a small model that sees two measurements of each image.

Run it as ``python -m lessons.data.make_breast_cancer``. scikit-learn's breast-cancer
data hold 30 measurements each of 569 images of cell samples. With all of them hardly
an image would be decided wrongly, and no threshold would matter: this model sees mean
radius and mean texture alone. Newton's steps in float64: other BLAS builds move the
probabilities in late digits only.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.datasets import load_breast_cancer

Floats = NDArray[np.float64]

SEED = 0
TRAINING, CALIBRATION = 119, 225  # images; the other 225 are for the test
SEEN = ("mean radius", "mean texture")
PENALTY, STEPS = 1.0, 30


def fit_logistic(measured: Floats, target: NDArray[np.int64]) -> Floats:
    """Return intercept and weights of a logistic regression with an L2 penalty."""
    inputs = np.column_stack([np.ones(len(measured)), measured])
    shrunk = np.append(0.0, np.full(measured.shape[1], PENALTY))
    weights: Floats = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        probs = expit(inputs @ weights)
        slope = inputs.T @ (probs - target) + shrunk * weights
        spread = (probs * (1 - probs))[:, np.newaxis]
        bend = inputs.T @ (inputs * spread) + np.diag(shrunk)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def make_breast_cancer() -> dict[str, NDArray[np.generic]]:
    """Return the arrays of breast_cancer.npz: shuffle, split, fit, predict."""
    rng = np.random.default_rng(SEED)
    cases = load_breast_cancer()
    order = rng.permutation(len(cases.target))
    columns = [list(cases.feature_names).index(name) for name in SEEN]
    measured, target = cases.data[order][:, columns], cases.target[order]
    mean, spread = measured[:TRAINING].mean(axis=0), measured[:TRAINING].std(axis=0)
    measured = (measured - mean) / spread
    weights = fit_logistic(measured[:TRAINING], target[:TRAINING])
    probs = expit(weights[0] + measured @ weights[1:])
    made: dict[str, NDArray[np.generic]] = {}
    start, end = TRAINING, TRAINING + CALIBRATION
    for name, rows in (("calibration", slice(start, end)), ("test", slice(end, None))):
        made[f"{name}_probs"] = probs[rows]
        made[f"{name}_target"] = target[rows].astype(np.uint8)
    return made


if __name__ == "__main__":
    np.savez_compressed(
        Path(__file__).with_name("breast_cancer.npz"),
        allow_pickle=False,
        **make_breast_cancer(),
    )
