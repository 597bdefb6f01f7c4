"""Answers of unit 3 in fractions and, where exponentials come in, fifty digits."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

__all__ = ["EXACT"]

ONE = Decimal(1)
NEAR = Fraction(1, 10**9)


def exactly(values):
    """Return numbers as exact Decimals."""
    return [Decimal(float(value)) for value in values]


def answer_sigmoid(z):
    """Divide by 1 + e^-z in fifty digits, number by number, in the same shape."""
    if np.ndim(z):
        return [answer_sigmoid(part) for part in z]
    with localcontext(prec=50):
        return float(ONE / (ONE + (-Decimal(float(z))).exp()))


def exact_nll(logits, labels, temperature):
    """Average ln(1 + e^-m), with m the logit on the label's side over T."""
    by = Decimal(float(temperature))
    margins = [
        z / by if y else -z / by for z, y in zip(exactly(logits), labels, strict=True)
    ]
    return sum((ONE + (-m).exp()).ln() for m in margins) / len(margins)


def answer_nll(logits, labels, temperature):
    """Round the exact mean once."""
    with localcontext(prec=50):
        return float(exact_nll(logits, labels, temperature))


def answer_best(logits, labels, grid):
    """Take the first of the lowest, compared in forty digits."""
    with localcontext(prec=50):
        losses = [exact_nll(logits, labels, t) for t in grid]
        lowest = min(losses)
        near = [loss - lowest < Decimal("1e-40") for loss in losses]
    return float(grid[near.index(True)])


def answer_edge(grid, best):
    """Compare with the ends of the sorted grid in fractions."""
    ordered = sorted(Fraction(float(value)) for value in grid)
    ends = ordered[0], ordered[-1]
    return any(abs(Fraction(float(best)) - end) <= NEAR for end in ends)


def answer_softmax(logits, temperature):
    """Divide each exponential by the sum of its row."""
    with localcontext(prec=50):
        by = Decimal(float(temperature))
        rows = [[(z / by).exp() for z in exactly(row)] for row in logits]
        return [[float(e / sum(row)) for e in row] for row in rows]


def answer_pav(values):
    """Look, for each place, for the max over starts of the min over ends of means."""
    exact = [Fraction(float(value)) for value in values]
    n = len(exact)
    sums = [sum(exact[:i], Fraction(0)) for i in range(n + 1)]

    def mean(start, end):
        return (sums[end] - sums[start]) / (end - start)

    return [
        float(max(min(mean(a, b) for b in range(i + 1, n + 1)) for a in range(i + 1)))
        for i in range(n)
    ]


EXACT = {
    "sigmoid": answer_sigmoid,
    "nll-at-temperature": answer_nll,
    "best-temperature": answer_best,
    "at-grid-edge": answer_edge,
    "softmax-at-temperature": answer_softmax,
    "pav": answer_pav,
}
