"""The sweep of `sweep_thresholds`, several times faster on many parts.

Sorting pairs is slow because the order has to be found first and then applied to
scores and labels. Here both are packed into one integer: the bits of a score below 2
leave one bit free, and the label goes there. Sorting the integers is the only costly
step, NumPy does it with vector instructions, and nothing has to be moved afterwards.
The sorted integers are read in pieces that fit the processor's cache.

`sweep_thresholds` is the plain version, and the oracle of this one's tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.reference.sweep import Sweep, sweep_thresholds
from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["joined", "sweep_in_pieces", "whole_sweep"]

_WORTH_PACKING = 4096
_PIECE = 1 << 14
_INT64_MIN = np.iinfo(np.int64).min


def joined(
    columns: Callable[[Sweep], tuple[NDArray[Any], ...]],
    pieces: Iterable[Sweep],
    n: int,
) -> list[NDArray[Any]]:
    """Apply a function to each piece and join what it gives, column by column.

    The columns are filled as the pieces come, while these are in the cache; `n` is
    how long they can get at most.

    Examples
    --------
    >>> piece = Sweep(np.array([0.9, 0.5]), np.array([0, 1]), np.array([1, 1]))
    >>> [column.tolist() for column in joined(lambda s: (s.tp, s.fp), [piece], 9)]
    [[0, 1], [1, 1]]
    """
    whole: list[NDArray[Any]] = []
    end = 0
    for piece in pieces:
        parts = columns(piece)
        if not whole:
            whole = [np.empty(n, dtype=part.dtype) for part in parts]
        start, end = end, end + len(piece.tp)
        for column, part in zip(whole, parts, strict=True):
            column[start:end] = part
    # A short result must not keep long columns alive.
    return [column[:end].copy() if 2 * end < n else column[:end] for column in whole]


def whole_sweep(scores: FloatArray, labels: BoolArray) -> Sweep:
    """Return the sweep as one.

    Examples
    --------
    >>> whole_sweep(np.array([0.5, 0.9]), np.array([True, False])).tp.tolist()
    [0, 1]
    """
    thresholds, tp, fp = joined(
        lambda piece: (piece.thresholds, piece.tp, piece.fp),
        sweep_in_pieces(scores, labels),
        len(scores),
    )
    return Sweep(thresholds, tp, fp)


def sweep_in_pieces(scores: FloatArray, labels: BoolArray) -> Iterator[Sweep]:
    """Yield the sweep in pieces, from the highest threshold down.

    Few parts, and scores whose range is too wide to be packed without loss, come in
    one piece from the plain version.
    """
    if len(scores) < _WORTH_PACKING:
        yield sweep_thresholds(scores, labels)
        return
    exponent = _exponent_to_fit(scores)
    if exponent is None:
        yield sweep_thresholds(scores, labels)
        return
    scaled = np.ldexp(scores, -exponent) if exponent else scores
    keys = _pack(scaled, labels)
    keys.sort()
    yield from _read(keys, exponent)


def _exponent_to_fit(scores: FloatArray) -> int | None:
    """Return e so that scores / 2^e lie strictly between −2 and 2, exactly.

    A power of two changes no digit, unless a tiny score falls out of the range of
    normal numbers; then there is none.
    """
    largest = max(abs(float(scores.min())), abs(float(scores.max())))
    if largest < 2.0:
        return 0
    exponent = int(np.frexp(largest)[1]) - 1
    back = np.ldexp(np.ldexp(scores, -exponent), exponent)
    return exponent if np.array_equal(back, scores) else None


def _pack(scores: FloatArray, labels: BoolArray) -> IntArray:
    """Return integers that ascend as scores descend, each with its label at the end.

    The bits of a float64, read as an integer, are its sign and then its size, in
    order of size. Sizes below 2 do not use the bit after the sign, so the rest can be
    shifted over it. Zeros of both signs become one.
    """
    keys = np.empty(len(scores), dtype=np.int64)
    bits = scores.view(np.int64)
    some_negative = bool(scores.min() <= 0.0)
    for start in range(0, len(keys), _PIECE):
        here = slice(start, start + _PIECE)
        key, size = keys[here], bits[here]
        if some_negative:
            # From sign and size to two's complement.
            size = np.where(size < 0, _INT64_MIN - size, size)
        np.invert(size, out=key)
        np.left_shift(key, 1, out=key)
        np.bitwise_or(key, labels[here], out=key)
    return keys


def _read(keys: IntArray, exponent: int) -> Iterator[Sweep]:
    """Yield the counts at the end of each run of equal scores, piece by piece."""
    everywhere = np.arange(_PIECE)
    ones = tp_before = fp_before = 0
    for start in range(0, len(keys), _PIECE):
        piece = keys[start : start + _PIECE]
        # One key further tells whether the last run goes on in the next piece.
        size = keys[start : start + _PIECE + 1] >> 1
        is_end = size[1:] != size[:-1]
        if len(size) == len(piece):
            is_end = np.append(is_end, True)
        size = size[: len(piece)]
        tp = np.cumsum(piece & 1) + ones
        ones = int(tp[-1])
        ends = everywhere[: len(piece)]
        if not is_end.all():
            ends = np.flatnonzero(is_end)
            size, tp = size[ends], tp[ends]
        if len(ends):
            fp = ends + (start + 1) - tp
            yield Sweep(_unpack(size, exponent), tp, fp, tp_before, fp_before)
            tp_before, fp_before = int(tp[-1]), int(fp[-1])


def _unpack(size: IntArray, exponent: int) -> FloatArray:
    """Return the scores again from what `_pack` made of their bits, in order."""
    bits = np.invert(size)
    if bits[-1] < 0:  # the lowest: where it is positive, all are
        bits = np.where(bits < 0, _INT64_MIN - bits, bits)
    scores = bits.view(np.float64)
    return np.ldexp(scores, exponent) if exponent else scores
