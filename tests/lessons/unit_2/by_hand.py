"""Bins, ECE and intervals, one bin at a time."""

import itertools

import numpy as np
from scipy.stats import beta

TENTHS = np.arange(11) / 10


def members(probs, low, high, *, last):
    """Return who is in [low, high), or in [low, high] where it is the last bin."""
    inside = (probs >= low) & ((probs <= high) if last else (probs < high))
    return np.flatnonzero(inside)


def bins_of(probs, labels, edges):
    """Return (count, mean, share) of each filled bin, one bin at a time."""
    probs, labels = np.asarray(probs, float), np.asarray(labels, float)
    rows = []
    for i, (low, high) in enumerate(itertools.pairwise(edges)):
        inside = members(probs, low, high, last=i == len(edges) - 2)
        if inside.size:
            rows.append((inside.size, probs[inside].mean(), labels[inside].mean()))
    return rows


def ece_of(probs, labels, edges):
    """Return the ECE, bin by bin."""
    rows = bins_of(probs, labels, edges)
    return sum(n * abs(p - y) for n, p, y in rows) / sum(n for n, _, _ in rows)


def equal(bins):
    """Return the edges of equal bins."""
    return np.arange(bins + 1) / bins


def interval(positives, count):
    """Return Clopper and Pearson's 95 % interval, from scipy's beta distribution."""
    low = beta.ppf(0.025, positives, count - positives + 1) if positives else 0.0
    high = beta.ppf(0.975, positives + 1, count - positives)
    return low, 1.0 if positives == count else high
