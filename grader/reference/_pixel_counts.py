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

__all__ = ["CellCounter"]

_CELLS = 8192
_BLOCK = 1 << 16


class CellCounter:
    """Count pixels image by image, and then tell the counts at each threshold.

    Parameters
    ----------
    grid : ndarray of shape (g,)
        Thresholds, in any order.

    Examples
    --------
    >>> counter = CellCounter(np.array([0.4, 0.5]))
    >>> counter.add(np.array([0.9, 0.4]), np.array([True, False]))
    >>> [counts.tolist() for counts in counter.counts()]
    [[1, 1], [2, 1]]
    """

    def __init__(self, grid: FloatArray) -> None:
        self._grid = grid
        self._ascending = np.sort(grid)
        edges = np.arange(_CELLS + 2) / _CELLS
        # How many thresholds an edge reaches, and where one lies between two edges.
        self._reached = np.searchsorted(self._ascending, edges[:-1], side="right")
        up_to_next = np.searchsorted(self._ascending, edges[1:], side="left")
        self._is_split = up_to_next > self._reached
        # Pixels outside and inside the mask: by cell, and, for those in split cells,
        # by the number of thresholds that they reach.
        self._in_cell = np.zeros((_CELLS + 1, 2), dtype=np.int64)
        self._by_reach = np.zeros((len(grid) + 1, 2), dtype=np.int64)

    def add(self, probs: FloatArray, mask: BoolArray) -> None:
        """Count the pixels of one image."""
        flat_probs, flat_mask = probs.ravel(), mask.ravel()
        cells = np.empty(min(_BLOCK, probs.size), dtype=np.int64)
        for start in range(0, probs.size, _BLOCK):
            here = slice(start, start + _BLOCK)
            p, inside = flat_probs[here], flat_mask[here]
            cell = cells[: len(p)]
            np.multiply(p, _CELLS, out=cell, casting="unsafe")  # rounds down
            split = np.flatnonzero(self._is_split[cell])
            rank = np.searchsorted(self._ascending, p[split], side="right")
            self._by_reach += _count_pairs(rank, inside[split], len(self._by_reach))
            self._in_cell += _count_pairs(cell, inside, len(self._in_cell))

    def counts(self) -> tuple[IntArray, IntArray]:
        """Return, for each threshold, flagged pixels inside the mask, and all."""
        whole_cells = np.where(self._is_split[:, None], 0, self._in_cell)
        by_reach = self._by_reach.copy()
        np.add.at(by_reach, self._reached, whole_cells)
        # A pixel that reaches r thresholds is flagged by the r lowest.
        flagged = np.cumsum(by_reach[::-1], axis=0)[::-1][1:]
        place = np.searchsorted(self._ascending, self._grid, side="left")
        return flagged[place, 1], flagged[place].sum(axis=1)


def _count_pairs(number: IntArray, inside: BoolArray, n: int) -> IntArray:
    """Count numbers below n, a row for each: outside and inside. Uses them up."""
    number *= 2
    number += inside
    return np.bincount(number, minlength=2 * n).reshape(n, 2)
