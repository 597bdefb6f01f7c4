"""Fresh logits for the probes of unit 3."""

import numpy as np

__all__ = ["draw_logits"]

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Labels = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def draw_logits(
    rng: np.random.Generator, n: int, *, temperature: float = 1.0
) -> tuple[Array, Labels]:
    """Draw logits within ±8 whose best temperature is about the given one.

    Labels follow the probabilities at that temperature; both classes are present.
    """
    while True:
        logits = rng.normal(scale=2.0, size=n).clip(-8, 8).round(3)
        probs = 1 / (1 + np.exp(-logits / temperature))
        labels = (rng.random(n) < probs).astype(np.int64)
        if 2 <= labels.sum() <= n - 2:
            return logits, labels
