"""Multi-class temperature against scikit-learn's, in time, memory and digits."""

from __future__ import annotations

import tracemalloc
from functools import partial

import numpy as np
from scipy import optimize, special
from sklearn.calibration import _TemperatureScaling

from grader.reference import TemperatureScaling

from .timing import compare


def bracketed_root(logits: np.ndarray, labels: np.ndarray, near: float) -> float:
    """Find T by bisection on the slope, written out, on all rows."""

    def slope(beta: float) -> float:
        total = 0.0
        for start in range(0, len(logits), 2000):
            rows = logits[start : start + 2000].astype(np.float64)
            label = rows[np.arange(len(rows)), labels[start : start + 2000]]
            mean = np.sum(special.softmax(beta * rows, axis=1) * rows, axis=1)
            total += float(np.sum(mean - label))
        return total

    low, high = 0.999 / near, 1.001 / near
    return 1.0 / optimize.brentq(slope, low, high, xtol=1e-16, rtol=1e-15)


def run(*, full: bool) -> None:
    """Print time, extra memory and distance to a bracketed root."""
    for k in (100, 1000) if full else (100,):
        rng = np.random.default_rng(0)
        honest = rng.normal(size=(50_000, k))
        labels = np.argmax(honest + rng.gumbel(size=honest.shape), axis=1)
        for dtype, at_least in ((np.float64, 20), (np.float32, 10)):
            logits = (3 * honest).astype(dtype)
            compare(
                f"temperature, 50,000 x {k}, {dtype.__name__}",
                partial(TemperatureScaling().fit, logits, labels),
                partial(_TemperatureScaling().fit, logits, labels),
                rival="scikit-learn",
                at_least=at_least,
                repeats=3 if k == 100 else 1,
            )
            tracemalloc.start()
            found = TemperatureScaling().fit(logits, labels).temperature_
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            exact = bracketed_root(logits, labels, found)
            print(
                f"  extra memory {peak / logits.nbytes:.1%} of the logits; "
                f"|dT|/T {abs(found / exact - 1):.1e}"
            )
