"""Counts, costs, bounds and cuts, one threshold at a time."""

import numpy as np
from scipy.stats import beta

EIGHT = (
    np.array([0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]),
    np.array([1, 1, 0, 1, 0, 0, 1, 0], bool),
)
CASTINGS = (
    np.array([0.90, 0.70, 0.70, 0.60, 0.30, 0.10]),
    np.array([1, 1, 0, 1, 0, 0], bool),
)


def counts(scores, labels, cut):
    """Return TP, FP, FN and TN when a score at or above the cut is flagged."""
    flagged = np.asarray(scores) >= cut
    return (
        int(np.sum(flagged & labels)),
        int(np.sum(flagged & ~labels)),
        int(np.sum(~flagged & labels)),
        int(np.sum(~flagged & ~labels)),
    )


def cost(scores, labels, cut, cost_fp, cost_fn):
    """Return what all mistakes at a cut cost."""
    _, fp, fn, _ = counts(scores, labels, cut)
    return cost_fp * fp + cost_fn * fn


def cheapest(scores, labels, cost_fp, cost_fn):
    """Return the cheapest of the observed scores and of inf, the largest on ties."""
    cuts = [np.inf, *np.unique(scores)[::-1]]
    return min(cuts, key=lambda cut: cost(scores, labels, cut, cost_fp, cost_fn))


def precision(scores, labels, cut):
    """Return the share of the flagged that are positive."""
    tp, fp, _, _ = counts(scores, labels, cut)
    return tp / (tp + fp)


def recall(scores, labels, cut):
    """Return the share of the positives that are flagged."""
    tp, _, fn, _ = counts(scores, labels, cut)
    return tp / (tp + fn)


def bound(hits, trials):
    """Return the exact lower bound that leaves 10 % below it, by beta quantiles."""
    with np.errstate(invalid="ignore"):
        low = beta.ppf(0.1, hits, np.asarray(trials) - hits + 1)
    return np.where(np.asarray(hits) == 0, 0.0, low)


def precise(scores, labels, target, *, proven=False):
    """Return the cut of highest recall that is precise enough, or None."""
    best = None
    for cut in np.unique(scores)[::-1]:
        tp, fp, _, _ = counts(scores, labels, cut)
        share = bound(tp, tp + fp) if proven else tp / (tp + fp)
        if share >= target and (best is None or tp > best[1]):
            best = cut, tp
    return best and best[0]


def f_beta(p, r, weight):
    """Return the weighted harmonic mean of precision and recall."""
    return (1 + weight**2) / (1 / p + weight**2 / r)
