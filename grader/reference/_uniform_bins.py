"""The bins of `bin_index` for equal widths, several times faster on many parts.

The bin of p is p·n rounded down, unless the product, which is rounded to a float, has
crossed an edge: with n = 6 the float below 5/6 gives 5.0. Products that are not near
a whole number are safe; the few others are looked up by `bin_index`, which is the
plain version, and the oracle of this one's tests.
"""

from __future__ import annotations

import numpy as np

from grader.reference.bins import Closed, bin_index
from grader.reference.validation import FloatArray, IntArray

__all__ = ["uniform_bin_index"]

_BLOCK = 1 << 15
# Far above the rounding error of p·n for n up to a million.
_NEAR_AN_EDGE = 1e-9


def uniform_bin_index(probs: FloatArray, edges: FloatArray, closed: Closed) -> IntArray:
    """Return the bin of each probability, for edges i / n.

    Examples
    --------
    >>> edges = np.arange(7) / 6
    >>> below = np.nextafter(5 / 6, 0)
    >>> uniform_bin_index(np.array([below, 5 / 6, 1.0]), edges, "left").tolist()
    [4, 5, 5]
    """
    n_bins = len(edges) - 1
    index = np.empty(len(probs), dtype=np.int64)
    for start in range(0, len(probs), _BLOCK):
        here = slice(start, start + _BLOCK)
        scaled = probs[here] * n_bins
        index[here] = scaled  # rounds down
        unsure = np.flatnonzero(np.abs(scaled - np.rint(scaled)) < _NEAR_AN_EDGE)
        if len(unsure):
            index[here][unsure] = bin_index(probs[here][unsure], edges, closed)
    return index
