"""Answers of unit 7 in fractions and, where logarithms come in, fifty digits."""

from collections import Counter
from decimal import Context, Decimal
from fractions import Fraction

import numpy as np

__all__ = ["EXACT"]

FIFTY_DIGITS = Context(prec=50)
FLOOR = Fraction(1, 10**6)


def plain(values):
    """Return a list of Python's own values."""
    return np.asarray(values).tolist()


def exactly(values):
    """Return numbers as exact fractions."""
    return [Fraction(float(value)) for value in values]


def place_of(value, edges):
    """Return the bin of a value: how many inner edges it has reached."""
    return sum(value >= edge for edge in edges[1:-1])


def answer_report(probs, labels, groups, edges):
    """Add up |sum of probabilities - positives| over a group's bins."""
    bounds, report = exactly(edges), {}
    parts = list(zip(exactly(probs), plain(labels), plain(groups), strict=True))
    for name in dict.fromkeys(plain(groups)):
        ours = [(p, int(y)) for p, y, group in parts if group == name]
        right = sum((p >= Fraction(1, 2)) == bool(y) for p, y in ours)
        surplus = Counter()
        for p, y in ours:
            surplus[place_of(p, bounds)] += p - y
        error = sum(map(abs, surplus.values())) / len(ours)
        report[name] = (len(ours), float(Fraction(right, len(ours))), float(error))
    return report


def answer_psi(reference, current, edges):
    """Multiply each difference with the logarithm of the ratio, and add up."""
    bounds = exactly(edges)
    columns = []
    for sample in (reference, current):
        found = Counter(place_of(value, bounds) for value in exactly(sample))
        shares = [Fraction(found[b], len(sample)) for b, _ in enumerate(bounds[1:])]
        columns.append([max(share, FLOOR) for share in shares])
    total = Decimal(0)
    for r, c in zip(*columns, strict=True):
        ratio, difference = c / r, c - r
        log = FIFTY_DIGITS.ln(FIFTY_DIGITS.divide(ratio.numerator, ratio.denominator))
        step = FIFTY_DIGITS.divide(difference.numerator, difference.denominator)
        total += step * log
    return float(total)


def answer_groups(report, limit, min_n):
    """Strike out the groups that may be left alone."""
    named = list(report)
    for name, (n, _, error) in report.items():
        if n < min_n or error <= limit:
            named.remove(name)
    return named


EXACT = {
    "subgroup-report": answer_report,
    "psi": answer_psi,
    "needs-recalibration": answer_groups,
}
