"""Files that a learner may bring."""

import numpy as np

__all__ = ["binary_arrays", "class_arrays"]


def class_arrays(n=600, k=4, *, sharp=2.5, seed=1):
    """Return logits and labels of a made-up classifier that is too sure."""
    rng = np.random.default_rng(seed)
    honest = rng.normal(0, 1.5, (n, k))
    chance = np.exp(honest)
    chance /= chance.sum(axis=1, keepdims=True)
    labels = (chance.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1)
    return {"logits": sharp * honest, "labels": np.minimum(labels, k - 1)}


def binary_arrays(n=800, *, sharp=3.0, seed=2):
    """Return one logit an image, three times too sure, with a group of four each."""
    rng = np.random.default_rng(seed)
    honest = rng.normal(0, 1.5, n)
    labels = (rng.random(n) < 1 / (1 + np.exp(-honest))).astype(int)
    return {"logits": sharp * honest, "labels": labels, "groups": np.arange(n) // 4}
