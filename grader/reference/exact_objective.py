"""Compare objectives without rounding, so that equal ones tie.

In floating point 2·3/(2·3 + 1 + 1) and 2·0.75·0.75/(0.75 + 0.75) may differ in the
last bit, and so may two thresholds whose F1 is the same fraction. The course's
objectives are ratios of whole-number combinations of the counts, so they can be
compared by cross-multiplication in integers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.reference.errors import InvalidInput
from grader.reference.sweep import Sweep
from grader.reference.validation import FloatArray, IntArray

__all__ = ["Best", "CountRatio", "find_best"]

# Far above the rounding error of `_approximate` (a few times 1e-16) and far below
# any difference that matters: it only says which rows deserve an exact look.
_NEARLY_BEST = 1e-14
_INT64_SAFE = 2**62


@dataclass(frozen=True, slots=True)
class CountRatio:
    r"""Hold the objective to be maximised, as integers.

    .. math:: \frac{u\,TP + v\,FP}{c + d\,(TP + FP)}

    Parameters
    ----------
    u, v : int
        Weights of true and false positives, u ≥ 0 and v ≤ 0.
    c, d : int
        The denominator, positive wherever anything is flagged; d ≥ 0, and 0 unless
        v is.

    Examples
    --------
    F1 is 2·TP / (P + TP + FP), here with P = 2 positives:

    >>> f1 = CountRatio(u=2, v=0, c=2, d=1)
    >>> f1.value_at(tp=1, fp=0)
    Fraction(2, 3)
    """

    u: int
    v: int
    c: int = 1
    d: int = 0

    def value_at(self, tp: int, fp: int) -> Fraction:
        """Return the objective at one pair of counts, exactly."""
        return Fraction(self.u * tp + self.v * fp, self.c + self.d * (tp + fp))

    def first_best_row(self, sweep: Sweep) -> int:
        """Return the first row (the largest threshold) of the largest value."""
        approximate, slack = self._approximate(sweep)
        rows = np.flatnonzero(approximate >= approximate.max() - slack)
        if len(rows) == 1:
            return int(rows[0])
        top, bottom = self._exact_parts(sweep.tp[rows], sweep.fp[rows])
        return int(rows[_first_largest_ratio(top, bottom)])

    def can_exceed(self, value: Fraction, piece: Sweep) -> bool:
        """Tell whether a row of the piece might, from its first and last counts.

        No row finds more than the last one, raises less alarm than the first one,
        or flags less than it.
        """
        fewest = int(piece.flagged[0])
        most = self.u * int(piece.tp[-1]) + self.v * (fewest - int(piece.tp[0]))
        return most > value * (self.c + self.d * fewest)

    def _approximate(self, sweep: Sweep) -> tuple[FloatArray, float]:
        """Return the values in float64, and how far rounding may move them."""
        scale = max(abs(self.u), abs(self.v), 1)
        u, v = float(Fraction(self.u, scale)), float(Fraction(self.v, scale))
        base = max(self.c, self.d, 1)
        c, d = float(Fraction(self.c, base)), float(Fraction(self.d, base))
        tp, flagged = sweep.tp, sweep.flagged
        values = ((u - v) * tp + v * flagged) / (c + d * flagged)
        magnitude = abs(u - v) * int(tp[-1]) + abs(v) * int(flagged[-1])
        smallest_bottom = c + d * int(flagged[0])
        return values, _NEARLY_BEST * magnitude / smallest_bottom

    def _exact_parts(
        self, tp: IntArray, fp: IntArray
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return numerators and denominators as integers that cannot overflow."""
        positives, negatives = int(tp.max()), int(fp.max())
        top = abs(self.u) * positives + abs(self.v) * negatives
        bottom = self.c + self.d * (positives + negatives)
        if max(top, abs(self.u), abs(self.v)) * bottom >= _INT64_SAFE:
            tp, fp = tp.astype(object), fp.astype(object)
        return self.u * tp + self.v * fp, self.c + self.d * (tp + fp)


@dataclass(frozen=True, slots=True)
class Best:
    """Hold where an objective is largest: the score, the next lower one, the value."""

    score: float
    next_lower: float
    value: Fraction


def find_best(objective: CountRatio, pieces: Iterable[Sweep]) -> Best:
    """Find the largest score of the largest value over the pieces of a sweep.

    Examples
    --------
    >>> piece = Sweep(np.array([0.9, 0.5]), np.array([1, 2]), np.array([1, 2]))
    >>> find_best(CountRatio(u=2, v=0, c=2, d=1), [piece])
    Best(score=0.5, next_lower=-inf, value=Fraction(1, 1))
    """
    best: Best | None = None
    for piece in pieces:
        if best is not None and math.isinf(best.next_lower):
            # The best so far was the last score of the piece before this one.
            best = replace(best, next_lower=float(piece.thresholds[0]))
        if best is not None and not objective.can_exceed(best.value, piece):
            continue
        row = objective.first_best_row(piece)
        value = objective.value_at(int(piece.tp[row]), int(piece.fp[row]))
        if best is None or value > best.value:
            is_last = row + 1 == len(piece.thresholds)
            below = -math.inf if is_last else float(piece.thresholds[row + 1])
            best = Best(float(piece.thresholds[row]), below, value)
    if best is None:
        raise InvalidInput("pieces", "not be empty", "no piece")
    return best


def _first_largest_ratio(top: NDArray[Any], bottom: NDArray[Any]) -> int:
    """Return the first index of the largest top/bottom, by cross-multiplication."""
    best = 0
    while True:
        better = np.flatnonzero(top * bottom[best] > top[best] * bottom)
        if len(better) == 0:
            break
        # Each round is strictly better, so the loop ends; halving the survivors
        # by taking the middle one keeps the rounds few.
        best = int(better[len(better) // 2])
    return int(np.flatnonzero(top * bottom[best] == top[best] * bottom)[0])
