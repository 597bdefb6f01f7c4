r"""Slope and curvature of the mean NLL in the inverse temperature β = 1/T.

With softmax(βz), E and Var the mean and variance of the logits under it,

.. math:: \frac{d\,NLL}{d\beta} = \frac1n\sum_i \bigl(E_i[z] - z_{i,y_i}\bigr), \qquad
          \frac{d^2 NLL}{d\beta^2} = \frac1n\sum_i Var_i[z] \ge 0

A binary logit z is the row (0, z). Sums run over blocks of rows in float64, so that
memory stays small and a float32 matrix loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.reference.validation import FloatArray, IntArray

__all__ = ["Slope", "blocks", "slope_at_limits", "slope_of_nll"]

_BLOCK = 1 << 16  # numbers in a block: half a megabyte in float64


class Slope(NamedTuple):
    """Hold the first and second derivative of the mean NLL."""

    first: float
    second: float


def slope_of_nll(logits: NDArray[np.generic], classes: IntArray, beta: float) -> Slope:
    """Return both derivatives at one inverse temperature.

    Examples
    --------
    At β = 0 both classes have p = 1/2. The logit 2 of the row (0, 2) is the label's:
    the slope is 1 − 2, the curvature 1.

    >>> slope_of_nll(np.array([2.0]), np.array([1]), 0.0)
    Slope(first=-1.0, second=1.0)
    """
    first = second = 0.0
    for gap, label_gap in blocks(logits, classes):
        weight = np.exp(beta * gap)
        total = weight.sum(axis=1)
        mean = np.einsum("ij,ij->i", weight, gap) / total
        square = np.einsum("ij,ij,ij->i", weight, gap, gap) / total
        first += float(np.sum(mean - label_gap))
        second += float(np.sum(square - mean**2))
    return Slope(first / len(logits), second / len(logits))


def slope_at_limits(
    logits: NDArray[np.generic], classes: IntArray
) -> tuple[float, float]:
    """Return the slope at β = 0 and its limit for β → ∞.

    At 0 all classes weigh the same; at infinity only the largest logit counts.

    Examples
    --------
    >>> slope_at_limits(np.array([2.0]), np.array([1]))
    (-1.0, 0.0)
    """
    at_zero = at_infinity = 0.0
    for gap, label_gap in blocks(logits, classes):
        at_zero += float(np.sum(gap.mean(axis=1) - label_gap))
        at_infinity += float(np.sum(-label_gap))
    return at_zero / len(logits), at_infinity / len(logits)


def blocks(
    logits: NDArray[np.generic], classes: IntArray
) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Yield rows below their maximum, in float64, and the label's entry of each.

    Subtracting a row's maximum changes no derivative, and no exponential overflows.
    """
    columns = logits.shape[1] if logits.ndim == 2 else 2
    rows = max(1, _BLOCK // columns)
    for start in range(0, len(logits), rows):
        block = np.asarray(logits[start : start + rows], dtype=np.float64)
        if block.ndim == 1:
            block = np.stack((np.zeros_like(block), block), axis=1)
        gap = block - block.max(axis=1, keepdims=True)
        label = classes[start : start + rows]
        yield gap, gap[np.arange(len(gap)), label]
