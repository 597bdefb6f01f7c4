"""Curves, areas and the best F1 against scikit-learn and against a bare sort."""

from __future__ import annotations

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


def run(*, full: bool) -> None:
    """Print all pairs for a million parts, and in full for ten million."""
    for n in (10**6, 10**7) if full else (10**6,):
        rng = np.random.default_rng(0)
        scores = rng.random(n)
        labels = (rng.random(n) < scores).astype(np.int64)
        ours = {
            "best F1": lambda: best_f_beta_threshold(scores, labels),
            "PR curve": lambda: precision_recall_curve(scores, labels),
            "ROC curve": lambda: roc_curve(scores, labels),
            "AUROC": lambda: auroc(scores, labels),
            "average precision": lambda: average_precision(scores, labels),
        }
        theirs = {
            "best F1": lambda: best_f1_by_curve(labels, scores),
            "PR curve": lambda: metrics.precision_recall_curve(labels, scores),
            "ROC curve": lambda: metrics.roc_curve(
                labels, scores, drop_intermediate=False
            ),
            "AUROC": lambda: metrics.roc_auc_score(labels, scores),
            "average precision": lambda: metrics.average_precision_score(
                labels, scores
            ),
        }
        for what, work in ours.items():
            name = f"{what}, n = {n:.0e}"
            repeats = 5 if n == 10**6 else 2
            compare(
                name,
                work,
                theirs[what],
                rival="scikit-learn",
                at_least=10,
                repeats=repeats,
            )
            # At most 2.5 sorts and a pass.
            compare(
                name,
                work,
                lambda: (np.sort(scores), scores.copy()),
                rival="np.sort and one pass",
                at_least=1 / 2.5,
                repeats=repeats,
            )
