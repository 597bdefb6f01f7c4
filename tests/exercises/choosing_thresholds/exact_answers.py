"""Answers of unit 4 in fractions."""

from fractions import Fraction
from math import inf

__all__ = ["EXACT"]


def exactly(*values):
    """Return numbers as exact fractions."""
    return [Fraction(float(value)) for value in values]


def as_lists(scores, labels):
    """Return scores as exact fractions and labels as 0 or 1."""
    return exactly(*scores), [int(bool(label)) for label in labels]


def mistakes(scores, labels, threshold):
    """Count false alarms and misses, one part at a time."""
    pairs = [(s >= threshold, y) for s, y in zip(scores, labels, strict=True)]
    return pairs.count((True, 0)), pairs.count((False, 1))


def answer_cost_threshold(cost_fp, cost_fn):
    """Solve (1 - p)·C_FP = p·C_FN."""
    fp, fn = exactly(cost_fp, cost_fn)
    p = fp / (fp + fn)
    assert (1 - p) * fp == p * fn
    return float(p)


def answer_expected_cost(p, flag, cost_fp, cost_fn):
    """Multiply the probability of the one mistake that can be made by its cost."""
    p, fp, fn = exactly(p, cost_fp, cost_fn)
    return float((1 - p) * fp) if flag else float(p * fn)


def answer_best_cost(scores, labels, cost_fp, cost_fn):
    """Try every score and flagging nothing; of equal costs the largest threshold."""
    exact, y = as_lists(scores, labels)
    totals = []
    for t in {*exact, inf}:
        false_alarms, misses = mistakes(exact, y, t)
        totals.append((cost_fp * false_alarms + cost_fn * misses, -t))
    cost, minus = min(totals)
    return float(-minus), float(cost)


def answer_for_precision(scores, labels, target):
    """Try every score; the target is the decimal that it prints as."""
    exact, y = as_lists(scores, labels)
    found = []
    for t in set(exact):
        false_alarms, misses = mistakes(exact, y, t)
        hits = sum(y) - misses
        if Fraction(hits, hits + false_alarms) >= Fraction(str(target)):
            found.append((hits, t))
    return float(max(found)[1]) if found else None


def answer_f_beta(precision, recall, beta):
    """Average 1/precision and beta²/recall, where both are defined."""
    p, r, b = exactly(precision, recall, beta)
    if not (p and r):
        return 0.0
    return float((1 + b**2) / (1 / p + b**2 / r))


EXACT = {
    "cost-threshold": answer_cost_threshold,
    "expected-cost": answer_expected_cost,
    "best-cost-threshold": answer_best_cost,
    "threshold-for-precision": answer_for_precision,
    "f-beta": answer_f_beta,
}
