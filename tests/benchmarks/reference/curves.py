"""Curves, areas and the best F1 against scikit-learn and against a bare sort."""

from __future__ import annotations

from functools import partial

import numpy as np
from sklearn import metrics

from grader.reference import (
    auroc,
    average_precision,
    best_f_beta_threshold,
    precision_recall_curve,
    roc_curve,
)

from .timing import compare


def best_f1_by_curve(labels: np.ndarray, scores: np.ndarray) -> float:
    """Find the F1 threshold on scikit-learn's curve, as its documentation does."""
    precision, recall, thresholds = metrics.precision_recall_curve(labels, scores)
    with np.errstate(invalid="ignore"):
        f1 = 2 * precision * recall / (precision + recall)
    return float(thresholds[np.nanargmax(f1[:-1])])


def roc_with_all_points(labels: np.ndarray, scores: np.ndarray) -> object:
    """Compute scikit-learn's ROC curve with every threshold, as ours has."""
    return metrics.roc_curve(labels, scores, drop_intermediate=False)


PAIRS = [
    ("best F1", best_f_beta_threshold, best_f1_by_curve),
    ("PR curve", precision_recall_curve, metrics.precision_recall_curve),
    ("ROC curve", roc_curve, roc_with_all_points),
    ("AUROC", auroc, metrics.roc_auc_score),
    ("average precision", average_precision, metrics.average_precision_score),
]


def sort_and_pass(scores: np.ndarray) -> object:
    """Sort, and read and write everything once more."""
    return np.sort(scores), scores.copy()


def run(*, full: bool) -> None:
    """Print all pairs for a million parts, and in full for ten million."""
    for n in (10**6, 10**7) if full else (10**6,):
        rng = np.random.default_rng(0)
        scores = rng.random(n)
        labels = (rng.random(n) < scores).astype(np.int64)
        for what, ours, theirs in PAIRS:
            ours_here = partial(ours, scores, labels)
            rivals = [
                ("scikit-learn", partial(theirs, labels, scores), 10),
                ("np.sort and one pass", partial(sort_and_pass, scores), 1 / 2.5),
            ]
            for rival, work, at_least in rivals:
                compare(
                    f"{what}, n = {n:.0e}",
                    ours_here,
                    work,
                    rival=rival,
                    at_least=at_least,
                    repeats=5 if n == 10**6 else 2,
                )
