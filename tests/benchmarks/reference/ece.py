"""Calibration error in 15 bins against scikit-learn's calibration curve."""

from __future__ import annotations

from functools import partial

import numpy as np
from sklearn.calibration import calibration_curve

from grader.reference import expected_calibration_error

from .timing import compare


def run(*, full: bool) -> None:
    """Print the pair for a million parts, and in full for ten million."""
    for n in (10**6, 10**7) if full else (10**6,):
        rng = np.random.default_rng(0)
        probs = rng.random(n)
        labels = (rng.random(n) < probs).astype(np.int64)
        compare(
            f"ECE in 15 bins, n = {n:.0e}",
            partial(expected_calibration_error, probs, labels),
            partial(calibration_curve, labels, probs, n_bins=15),
            rival="calibration_curve",
            at_least=5,
            repeats=5,
        )
