r"""Slope and curvature of the mean NLL in the inverse temperature β = 1/T.

With E the mean under softmax(βz) of a row's logits z, and μ = E[z],

.. math:: \frac{d\,NLL}{d\beta} = \frac1n\sum_i (\mu_i - z_{i,y_i}), \quad
          \frac{d^2 NLL}{d\beta^2} = \frac1n\sum_i E_i[(z-\mu_i)^2] \ge 0, \quad
          \frac{d^3 NLL}{d\beta^3} = \frac1n\sum_i E_i[(z-\mu_i)^3]

For one binary logit z with p = σ(βz) these are the means of z(p − y), of z²p(1 − p)
and of z³p(1 − p)(1 − 2p). The slope never falls as β grows, so its limits at both
ends say whether it has a root.

Sums run over blocks of rows in float64, so that memory stays small and a float32
matrix loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["BinaryLogits", "LogitRows", "Slope"]

_PARTS = 1 << 15  # logits in a block, so that a few blocks fit the cache


class Slope(NamedTuple):
    """Hold the first three derivatives of the mean NLL."""

    first: float
    second: float
    third: float


@dataclass(frozen=True, slots=True, eq=False)
class BinaryLogits:
    """Hold one logit for each part, and whether it is positive.

    Examples
    --------
    At β = 0, p is 1/2: the slope is 2·(1/2 − 1), the curvature 4/4, and 1 − 2p is 0.

    >>> BinaryLogits(np.array([2.0]), np.array([True])).slope(0.0)
    Slope(first=-1.0, second=1.0, third=0.0)
    """

    logits: NDArray[np.floating[Any]]
    positive: BoolArray

    def slope(self, beta: float) -> Slope:
        """Return the derivatives at one inverse temperature."""
        first = second = third = 0.0
        for start in range(0, len(self.logits), _PARTS):
            here = slice(start, start + _PARTS)
            z: FloatArray = self.logits[here].astype(np.float64)
            p, not_p = special.expit(beta * z), special.expit(-beta * z)
            first += float(np.sum(z * np.where(self.positive[here], -not_p, p)))
            spread = z * z * p * not_p
            second += float(np.sum(spread))
            third += float(np.sum(z * spread * (not_p - p)))
        n = len(self.logits)
        return Slope(first / n, second / n, third / n)

    def slope_at_limits(self) -> tuple[float, float]:
        """Return the slope at β = 0 (T = ∞), and its limit for β → ∞ (T = 0).

        At 0 both answers weigh the same; at infinity the sign of z decides alone.
        """
        z = np.asarray(self.logits, dtype=np.float64)
        of_label = np.where(self.positive, z, 0.0)
        at_infinity = np.sum(np.maximum(z, 0.0) - of_label)
        return float(np.sum(z / 2 - of_label)) / len(z), float(at_infinity) / len(z)

    def thinned(self, step: int) -> BinaryLogits:
        """Return every so many parts."""
        return BinaryLogits(self.logits[::step], self.positive[::step])


@dataclass(frozen=True, slots=True, eq=False)
class LogitRows:
    """Hold a row of logits for each part, and what every pass needs of it.

    Parameters
    ----------
    logits : ndarray of shape (n, k)
        Float32 or float64.
    top : ndarray of shape (n,)
        The largest logit of each row. Below, logits are taken relative to it: that
        changes no derivative, and no exponential overflows.
    label_gap : ndarray of shape (n,)
        The logit of each row's label, relative to the largest.

    Examples
    --------
    At β = 0 both classes weigh the same; the label has the logit 0 of (0, 2).

    >>> rows = LogitRows.of(np.array([[0.0, 2.0]]), np.array([0]))
    >>> rows.slope(0.0), rows.slope_at_limits()
    (Slope(first=1.0, second=1.0, third=0.0), (1.0, 2.0))
    """

    logits: NDArray[np.floating[Any]]
    top: FloatArray
    label_gap: FloatArray

    @classmethod
    def of(cls, logits: NDArray[np.floating[Any]], classes: IntArray) -> LogitRows:
        """Look for each row's largest logit, and its label's."""
        top = logits.max(axis=1).astype(np.float64)
        return cls(logits, top, logits[np.arange(len(logits)), classes] - top)

    def slope(self, beta: float) -> Slope:
        """Return the derivatives at one inverse temperature."""
        first, second, third = -float(np.sum(self.label_gap)), 0.0, 0.0
        n, k = self.logits.shape
        block = max(1, _PARTS // k)
        for start in range(0, n, block):
            here = slice(start, start + block)
            gap = self.logits[here] - self.top[here, None]
            weight = np.exp(beta * gap)
            total = weight.sum(axis=1)
            # Moments of the gap, from 0; then those about the mean.
            mean = np.vecdot(weight, gap) / total
            weight *= gap
            square = np.vecdot(weight, gap) / total
            weight *= gap
            cube = np.vecdot(weight, gap) / total
            spread = square - mean * mean
            first += float(np.sum(mean))
            second += float(np.sum(spread))
            third += float(np.sum(cube - mean * (3.0 * spread + mean * mean)))
        return Slope(first / n, second / n, third / n)

    def slope_at_limits(self) -> tuple[float, float]:
        """Return the slope at β = 0 (T = ∞), and its limit for β → ∞ (T = 0).

        At 0 all classes weigh the same; at infinity only the largest logit counts.
        """
        return self.slope(0.0).first, -float(np.mean(self.label_gap))

    def thinned(self, step: int) -> LogitRows:
        """Return every so many rows."""
        few = slice(None, None, step)
        return LogitRows(self.logits[few], self.top[few], self.label_gap[few])
