"""Answers of unit 2 in fractions and, where logarithms come in, fifty digits."""

from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

__all__ = ["EXACT"]

FIFTY_DIGITS = Context(prec=50)


def exactly(values):
    """Return numbers as exact fractions."""
    return [Fraction(float(value)) for value in values]


def bins_of(probs, labels, edges):
    """Return the (probability, label) pairs of each bin."""
    pairs = list(zip(exactly(probs), [int(bool(y)) for y in labels], strict=True))
    bounds = list(pairwise(exactly(edges)))
    last = bounds[-1]
    return [
        [
            (p, y)
            for p, y in pairs
            if low <= p < high or ((low, high) == last and p == high)
        ]
        for low, high in bounds
    ]


def mean(values):
    """Return the mean of fractions."""
    return sum(values, Fraction(0)) / len(values)


def answer_bins(probs, labels, edges):
    """Count and average one bin after the other."""
    return [
        (
            len(b),
            float(mean([p for p, _ in b])),
            float(mean([Fraction(y) for _, y in b])),
        )
        if b
        else (0, float("nan"), float("nan"))
        for b in bins_of(probs, labels, edges)
    ]


def answer_ece(probs, labels, edges):
    """Add up |sum of probabilities - positives| over the bins: n times the ECE."""
    gaps = [abs(sum(p - y for p, y in b)) for b in bins_of(probs, labels, edges)]
    return float(sum(gaps) / len(probs))


def answer_brier(probs, labels):
    """Average the squares."""
    pairs = zip(exactly(probs), labels, strict=True)
    return float(mean([(p - int(bool(y))) ** 2 for p, y in pairs]))


def answer_nll(probs, labels):
    """Average the logarithms of what was given to what happened."""
    pairs = zip(exactly(probs), labels, strict=True)
    given = [p if y else 1 - p for p, y in pairs]
    logs = [
        FIFTY_DIGITS.ln(FIFTY_DIGITS.divide(Decimal(g.numerator), g.denominator))
        for g in given
    ]
    return float(-sum(logs) / len(logs))


def answer_top(prob_matrix, labels):
    """Look along each row for the first of the highest."""
    rows = [exactly(row) for row in prob_matrix]
    pairs = list(zip(rows, labels, strict=True))
    return (
        [float(max(row)) for row in rows],
        [row.index(max(row)) == int(label) for row, label in pairs],
    )


EXACT = {
    "reliability-bins": answer_bins,
    "ece": answer_ece,
    "brier": answer_brier,
    "mean-nll": answer_nll,
    "top-label": answer_top,
}
