"""The data of unit 1, and what one finds on paper: one part at a time, in fractions."""

from fractions import Fraction

import numpy as np

SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]
CASTINGS = [0.90, 0.70, 0.70, 0.60, 0.30, 0.10], [1, 1, 0, 1, 0, 0]
TIE = [0.9, 0.7, 0.4, 0.2], [1, 0, 0, 1]


def counts(scores, labels, cut, *, strict=False):
    """Count TP, FP, FN, TN one part at a time."""
    tally = dict.fromkeys(["tp", "fp", "fn", "tn"], 0)
    for score, label in zip(scores, labels, strict=True):
        flagged = score > cut if strict else score >= cut
        kind = ("tp" if label else "fp") if flagged else ("fn" if label else "tn")
        tally[kind] += 1
    return tuple(tally.values())


def f1_at(scores, labels, cut):
    """Return F1 as an exact fraction."""
    tp, fp, fn, _ = counts(scores, labels, cut)
    return Fraction(2 * tp, 2 * tp + fp + fn)


def best(scores, labels, value):
    """Return every observed score where a value is highest, largest first."""
    values = {cut: value(cut) for cut in set(scores)}
    top = max(values.values())
    return sorted((cut for cut in values if values[cut] >= top - 1e-9), reverse=True)


def flags(cut, scores=SCORES):
    """Return what each score becomes at a threshold."""
    return np.asarray(scores) >= cut


def youden(scores, labels, cut):
    """Return J as an exact fraction."""
    tp, fp, fn, tn = counts(scores, labels, cut)
    return Fraction(tp, tp + fn) - Fraction(fp, fp + tn)
