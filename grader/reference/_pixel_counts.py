"""The counts of `count_pixels` for a whole grid of thresholds in one pass.

The plain version looks at every pixel once for each threshold. Here each pixel is
put into one of 8,192 equal cells of [0, 1], and the cells are counted. The product
p · 8192 is exact, so a cell holds exactly the probabilities between its edges, and a
cell without a threshold inside decides for all its pixels at once. Pixels in the few
other cells are compared with the thresholds one by one.

`count_pixels` is the plain version, and the oracle of this one's tests.
"""

from __future__ import annotations

import numpy as np

from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["count_pixels_by_cells"]

_CELLS = 8192
_BLOCK = 1 << 15


def count_pixels_by_cells(
    probs: FloatArray, mask: BoolArray, grid: FloatArray
) -> tuple[IntArray, IntArray]:
    """Count, for each threshold, flagged pixels inside the mask, and all flagged.

    Examples
    --------
    >>> probs, mask = np.array([0.9, 0.4]), np.array([True, False])
    >>> counts = count_pixels_by_cells(probs, mask, np.array([0.4, 0.5]))
    >>> [count.tolist() for count in counts]
    [[1, 1], [2, 1]]
    """
    ascending = np.sort(grid)
    edges = np.arange(_CELLS + 2) / _CELLS
    # How many thresholds a probability on an edge reaches, and one just below it.
    reached = np.searchsorted(ascending, edges, side="right")
    is_split = np.searchsorted(ascending, edges[1:], side="left") > reached[:-1]
    in_cell = np.zeros((_CELLS + 1, 2), dtype=np.int64)
    # Pixels by how many thresholds they reach, outside and inside the mask.
    by_reach = np.zeros((len(grid) + 1, 2), dtype=np.int64)
    flat_probs, flat_mask = probs.ravel(), mask.ravel()
    for start in range(0, probs.size, _BLOCK):
        p, inside = (
            flat_probs[start : start + _BLOCK],
            flat_mask[start : start + _BLOCK],
        )
        cell = (p * _CELLS).astype(np.int64)
        split = np.flatnonzero(is_split[cell])
        rank = np.searchsorted(ascending, p[split], side="right")
        by_reach += _count_pairs(rank, inside[split], len(by_reach))
        in_cell += _count_pairs(cell, inside, len(in_cell))
    in_cell[is_split] = 0
    np.add.at(by_reach, reached[:-1], in_cell)
    # A pixel that reaches r thresholds is flagged by the r lowest.
    flagged = np.cumsum(by_reach[::-1], axis=0)[::-1][1:]
    place = np.searchsorted(ascending, grid, side="left")
    return flagged[place, 1], flagged[place].sum(axis=1)


def _count_pairs(number: IntArray, inside: BoolArray, n: int) -> IntArray:
    """Count numbers below n, a row for each: outside and inside the mask."""
    return np.bincount(2 * number + inside, minlength=2 * n).reshape(n, 2)
