"""The counts of `count_pixels` for a whole grid of thresholds in one pass.

The plain version looks at every pixel once for each threshold. Here p is rounded to a
whole number of 65,536ths: to its cell. Rounding keeps the order, so a cell without a
threshold decides for all its pixels at once, and a table knows how many thresholds
they reach. Pixels in the few other cells are compared with the thresholds one by one.

What is left to count is one small code a pixel: twice the thresholds reached, plus one
inside the mask. With up to 126 thresholds it fits a byte, and two neighbours are
counted as one number, which halves the slowest step.

`count_pixels` is the plain version, and the oracle of this one's tests.
"""

from __future__ import annotations

import numpy as np

from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["CellCounter"]

_CELLS = 1 << 16
_BLOCK = 1 << 16
_HELD = 1 << 20  # codes that are kept before they are counted
# Neighbouring floats are 1/65536 apart just above this number. Adding it to p rounds
# p to that, and the last bits of the sum are p · 65536 as an integer.
_ROUNDER = 1.5 * 2.0**52 / _CELLS
_ROUNDER_BITS = int(np.float64(_ROUNDER).view(np.int64))


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
    True
    >>> [counts.tolist() for counts in counter.counts()]
    [[1, 1], [2, 1]]
    """

    def __init__(self, grid: FloatArray) -> None:
        self._grid = grid
        self._ascending = np.sort(grid)
        self._n_codes = 2 * len(grid) + 2
        code_type = np.min_scalar_type(self._n_codes)
        self._split = np.iinfo(code_type).max  # no code: larger than any
        # Thresholds below 0 go to a cell of their own, and so do those above 1.
        cells = _cells(np.clip(self._ascending, -1.0, 2.0)).clip(-1, _CELLS + 1)
        reached = np.cumsum(np.bincount(cells + 1, minlength=_CELLS + 3))
        self._code_of_cell = (2 * reached).astype(code_type)
        self._code_of_cell[cells + 1] = self._split
        self._code_of_cell = self._code_of_cell[1:-1]
        self._held = np.empty(_HELD, dtype=code_type)
        self._n_held = 0
        self._tally = np.zeros(self._n_codes, dtype=np.int64)

    def add(self, probs: FloatArray, mask: BoolArray) -> bool:
        """Count the pixels of one image, and tell whether all p lie in [0, 1].

        Where they do not, the counts mean nothing. It is looked at here because a
        block that is about to be counted is in the cache.
        """
        all_inside = True
        flat_probs, flat_mask = probs.ravel(), mask.ravel()
        rounded = np.empty(min(_BLOCK, probs.size))
        start = 0
        while start < probs.size:
            stop = min(start + _BLOCK, start + _HELD - self._n_held, probs.size)
            p, inside = flat_probs[start:stop], flat_mask[start:stop]
            code = self._held[self._n_held : self._n_held + len(p)]
            all_inside &= bool(p.min() >= 0.0 and p.max() <= 1.0)  # not so with NaN
            cell = _cells(p, out=rounded[: len(p)])
            self._code_of_cell.take(cell, out=code, mode="clip")
            split = np.flatnonzero(code == self._split)
            code[split] = 2 * np.searchsorted(self._ascending, p[split], side="right")
            code |= inside.view(np.uint8)
            self._n_held += len(p)
            start = stop
            if self._n_held == _HELD:
                self._count_held()
        return all_inside

    def counts(self) -> tuple[IntArray, IntArray]:
        """Return, for each threshold, flagged pixels inside the mask, and all."""
        self._count_held()
        by_reach = self._tally.reshape(-1, 2)
        # A pixel that reaches r thresholds is flagged by the r lowest.
        flagged = np.cumsum(by_reach[::-1], axis=0)[::-1][1:]
        place = np.searchsorted(self._ascending, self._grid, side="left")
        return flagged[place, 1], flagged[place].sum(axis=1)

    def _count_held(self) -> None:
        """Add the held codes to the tally."""
        codes = self._held[: self._n_held]
        self._n_held = 0
        if codes.itemsize > 1:
            self._tally += np.bincount(codes, minlength=self._n_codes)
            return
        if len(codes) % 2:
            # A pixel more that reaches nothing changes no count.
            codes = np.append(codes, np.uint8(0))
        pairs = np.bincount(codes.view(np.uint16), minlength=1 << 16).reshape(256, 256)
        self._tally += (pairs.sum(axis=0) + pairs.sum(axis=1))[: self._n_codes]


def _cells(numbers: FloatArray, out: FloatArray | None = None) -> IntArray:
    """Return each number times 65,536, rounded, in the place of `out` if given."""
    cells = np.add(numbers, _ROUNDER, out=out).view(np.int64)
    cells -= _ROUNDER_BITS
    return cells
