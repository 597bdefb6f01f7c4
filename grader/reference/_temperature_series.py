r"""The temperature of many rows of logits, from one pass over all of them.

A derivative of the NLL in the inverse temperature β = 1/T is a mean of cumulants:
with κ₁, κ₂, … those of u = βz under softmax(u) of a row, and y its label,

.. math:: \beta\,\frac{d\,NLL}{d\beta} = \frac1n\sum_i(\kappa_{1,i} - u_{i,y_i}),
          \qquad \beta^m\frac{d^m NLL}{d\beta^m} = \frac1n\sum_i\kappa_{m,i}.

A sixth of the rows gives a β that is good to some percent. Six derivatives there,
of all rows, are the slope's Taylor polynomial of degree 5, whose root lies as far
from the right β as about the sixth power of the distance: 1e-12 from 1 % off. Where
the last terms say that it may be more than 1e-9, the pass is repeated from the root.

The plain way is `root_of_slope`, and it is the oracle of this one's tests. It also
does whatever is refused here: no logit is taken relative to its row's largest, so u
must be small enough for its exponential and for its sixth power.
"""

from __future__ import annotations

from math import comb, factorial
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

from grader.reference.temperature_root import root_of_slope
from grader.reference.temperature_slope import LogitRows
from grader.reference.validation import FloatArray, IntArray

__all__ = ["root_by_series"]

Logits = NDArray[np.floating[Any]]

_FEWEST_ROWS = 8192
_FEW_ROWS = 1024
_STRIDES = (6, 1, 1)  # of the rows that are read, from one pass to the next
_ORDERS = range(1, 7)
_LARGEST_ERROR = 1e-9
_LARGEST_LOGIT = 600.0  # |u|: its exponential times its sixth power is a float
_LEAST_CURVATURE = 1e-4  # over this, the slope's rounding stays below 1e-9
_LEAST_BETA = 6e-98  # less, and logits with such u may be beyond ±1e100
_BATCH = 2048  # rows whose moments are held
_BLOCK = 1 << 18  # bytes of a block: four of them fit the cache


def root_by_series(logits: Logits, classes: IntArray) -> float | None:
    """Return the inverse temperature of the stationary point, or None if in doubt.

    The logits need not have been checked: with NaN, infinities or logits beyond
    ±1e100 it is None.

    Examples
    --------
    Logits 2 and 0, the first right four times in five: σ(2β) = 4/5, so β = ln 2.

    >>> logits, classes = np.tile([2.0, 0.0], (10_000, 1)), np.arange(10_000) % 5 // 4
    >>> round(root_by_series(logits, classes), 9), round(np.log(2).item(), 9)
    (0.693147181, 0.693147181)
    """
    if len(logits) < _FEWEST_ROWS:
        return None
    with np.errstate(all="ignore"):
        beta = _root_of_few(logits, classes)
        for stride in _STRIDES:
            if not beta >= _LEAST_BETA:  # NaN, too
                return None
            series, sizes = _series(logits[::stride], classes[::stride], beta)
            step, error = _step_to_root(series, sizes)
            beta *= 1.0 + step
            if stride == 1 and error <= _LARGEST_ERROR:
                return beta
    return None


def _root_of_few(logits: Logits, classes: IntArray) -> float:
    """Return the root for a thousand rows, or NaN where they have none."""
    stride = len(logits) // _FEW_ROWS
    few = LogitRows.of(logits[::stride], classes[::stride])
    at_zero, at_infinity = few.slope_at_limits()
    return root_of_slope(few) if -np.inf < at_zero < 0.0 < at_infinity else np.nan


def _step_to_root(series: FloatArray, sizes: FloatArray) -> tuple[float, float]:
    """Return the relative step to the polynomial's root, and a bound of its error."""
    slope, step = Polynomial(series), 0.0
    curvature = slope.deriv()
    for _ in range(5):  # Newton's steps; the digits double with each
        step -= slope(step) / curvature(step)
    if not curvature(step) >= _LEAST_CURVATURE:
        return np.nan, np.nan
    # Terms fall by a factor of |step| or so. Were it four times that, then the first
    # term left out would be at most this, by either of the last two.
    falls = 4.0 * abs(step)
    last_but_one, last = sizes[-2:] * abs(step) ** np.array([4, 5])
    error = max(last_but_one * falls**2, last * falls) / curvature(step)
    return float(step), float(error)


def _series(
    logits: Logits, classes: IntArray, beta: float
) -> tuple[FloatArray, FloatArray]:
    """Return Taylor coefficients of the slope, and what they were without signs.

    The variable is the relative step from `beta`.
    """
    series, sizes = np.zeros((2, len(_ORDERS)))
    n, k = logits.shape
    buffers = np.empty((4, max(1, min(_BLOCK // (8 * k), _BATCH)), k))
    for start in range(0, n, _BATCH):
        rows, labels = logits[start : start + _BATCH], classes[start : start + _BATCH]
        cumulants = _cumulants(_moments(rows, beta, buffers))
        series += cumulants.sum(axis=1)
        sizes += np.abs(cumulants).sum(axis=1)
        of_labels = rows[np.arange(len(rows)), labels]
        series[0] -= beta * of_labels.sum(dtype=np.float64)
    scale = n * np.array([factorial(order - 1) for order in _ORDERS], dtype=np.float64)
    return series / scale, sizes / scale


def _moments(rows: Logits, beta: float, buffers: FloatArray) -> FloatArray:
    """Return E[u], E[u²], … E[u⁶] of each row, or NaN if a logit is too large."""
    moments = np.full((len(_ORDERS) + 1, len(rows)), np.nan)
    ones = np.ones(rows.shape[1])
    for start in range(0, len(rows), buffers.shape[1]):
        block = rows[start : start + buffers.shape[1]]
        u, square, cube, weight = buffers[:, : len(block)]
        np.multiply(block, beta, out=u, dtype=np.float64)
        np.multiply(u, u, out=square)
        if not square.max() <= _LARGEST_LOGIT**2:
            break
        np.multiply(u, square, out=cube)
        np.exp(u, out=weight)
        here = moments[:, start : start + len(block)]
        here[0] = weight @ ones  # as `sum`, but faster along short rows
        for order, power in enumerate((u, square, cube), start=1):
            here[order] = np.vecdot(weight, power)
        weight *= cube
        for order, power in enumerate((u, square, cube), start=4):
            here[order] = np.vecdot(weight, power)
    return np.asarray(moments[1:] / moments[0])


def _cumulants(moments: FloatArray) -> FloatArray:
    """Return κ₁ … κ₆ of each row from its moments about 0.

    By the recursion κₘ = E[uᵐ] − Σⱼ C(m−1, j−1) κⱼ E[uᵐ⁻ʲ], with 0 < j < m.

    Examples
    --------
    All cumulants of a Poisson variable are its mean, here 1.

    >>> _cumulants(np.array([[1.0], [2.0], [5.0], [15.0], [52.0], [203.0]])).ravel()
    array([1., 1., 1., 1., 1., 1.])
    """
    cumulants = moments.copy()
    for m in range(2, len(moments) + 1):
        for j in range(1, m):
            share = comb(m - 1, j - 1) * cumulants[j - 1]
            cumulants[m - 1] -= share * moments[m - j - 1]
    return cumulants
