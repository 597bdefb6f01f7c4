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

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["BinaryLogits", "LogitRows", "Slope"]

_BLOCK = 1 << 15  # numbers in a block, so that two of them fit the cache


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

    def slope(self, beta: float, dtype: type = np.float64) -> Slope:
        """Return the derivatives at one inverse temperature."""
        first = second = third = 0.0
        for start in range(0, len(self.logits), _BLOCK):
            here = slice(start, start + _BLOCK)
            z: NDArray[np.floating[Any]] = self.logits[here].astype(dtype)
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
    def of(
        cls,
        logits: NDArray[np.floating[Any]],
        classes: IntArray,
        top: NDArray[np.floating[Any]] | None = None,
    ) -> LogitRows:
        """Look for each row's largest logit, unless it is known, and its label's."""
        known = logits.max(axis=1) if top is None else top
        wide = known.astype(np.float64)
        return cls(logits, wide, logits[np.arange(len(logits)), classes] - wide)

    def slope(self, beta: float, dtype: type = np.float64) -> Slope:
        """Return the derivatives at one inverse temperature.

        In float32 it takes half the time, and keeps about six digits.
        """
        mean_gap = second = third = 0.0
        ones: NDArray[np.floating[Any]] = np.ones(self.logits.shape[1], dtype=dtype)
        weights: NDArray[np.floating[Any]] | None = None
        for gap in self._gaps(dtype):
            if weights is None:
                weights = np.empty_like(gap)
            weight = weights[: len(gap)]
            np.multiply(gap, dtype(beta), out=weight)
            np.exp(weight, out=weight)
            total = weight @ ones  # as `sum`, but faster along short rows
            # Moments of the gap, from 0; then those about the mean.
            mean = np.vecdot(weight, gap) / total
            weight *= gap
            square = np.vecdot(weight, gap) / total
            weight *= gap
            cube = np.vecdot(weight, gap) / total
            spread = square - mean * mean
            mean_gap += float(np.sum(mean, dtype=np.float64))
            second += float(np.sum(spread, dtype=np.float64))
            skew = cube - mean * (3.0 * spread + mean * mean)
            third += float(np.sum(skew, dtype=np.float64))
        n = len(self.logits)
        first = mean_gap - float(np.sum(self.label_gap))
        return Slope(first / n, second / n, third / n)

    def slope_at_limits(self) -> tuple[float, float]:
        """Return the slope at β = 0 (T = ∞), and its limit for β → ∞ (T = 0).

        At 0 all classes weigh the same; at infinity only the largest logit counts.
        """
        n, k = self.logits.shape
        label_gap = float(np.sum(self.label_gap))
        mean_gap = sum(float(np.sum(gap)) for gap in self._gaps(np.float64)) / k
        return (mean_gap - label_gap) / n, -label_gap / n

    def thinned(self, step: int) -> LogitRows:
        """Return every so many rows."""
        return LogitRows(self.logits[::step], self.top[::step], self.label_gap[::step])

    def _gaps(self, dtype: type) -> Iterator[NDArray[np.floating[Any]]]:
        """Yield blocks of rows relative to their tops, each in the same buffer."""
        n, k = self.logits.shape
        rows = min(n, max(1, _BLOCK // k))
        buffer = np.empty((rows, k), dtype=dtype)
        for start in range(0, n, rows):
            here = slice(start, start + rows)
            gap = buffer[: min(rows, n - start)]
            yield np.subtract(
                self.logits[here],
                self.top[here, None],
                out=gap,
                dtype=dtype,
                casting="same_kind",
            )
