"""Isotonic fits, of 0/1 labels and of any targets, against scikit-learn."""

from __future__ import annotations

from functools import partial

import numpy as np
from sklearn.isotonic import IsotonicRegression

from grader.reference import IsotonicCalibration
from grader.reference.isotonic import fit_isotonic

from .timing import compare


def run(*, full: bool) -> None:
    """Print both pairs for a million parts, and in full for three million."""
    for n in (10**6, 3 * 10**6) if full else (10**6,):
        rng = np.random.default_rng(0)
        scores = rng.random(n)
        labels = (rng.random(n) < scores).astype(np.float64)
        targets = scores + rng.normal(size=n)
        theirs = IsotonicRegression(out_of_bounds="clip").fit
        compare(
            f"isotonic, 0/1 labels, n = {n:.0e}",
            partial(IsotonicCalibration().fit, scores, labels),
            partial(theirs, scores, labels),
            rival="IsotonicRegression",
            at_least=7,
        )
        compare(
            f"isotonic, any targets, n = {n:.0e}",
            partial(fit_isotonic, scores, targets),
            partial(theirs, scores, targets),
            rival="IsotonicRegression",
            at_least=5,
        )
