"""The sweep of `sweep_thresholds`, several times faster on many parts.

Sorting pairs is slow because the order has to be found first and then applied to
scores and labels. Here both are packed into one number: the bits of a score up to 1
leave one bit free, and the label goes there. Sorting these keys is the only costly
step, NumPy does it with vector instructions, and nothing has to be moved afterwards.
The sorted keys are read in pieces that fit the processor's cache.

`sweep_thresholds` is the plain version, and the oracle of this one's tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from grader.reference.sweep import Sweep, sweep_thresholds
from grader.reference.validation import BoolArray, FloatArray, IntArray

__all__ = ["curve_rows", "sweep_in_pieces", "whole_sweep"]

_WORTH_PACKING = 4096
_PIECE = 1 << 15
_SIGN = np.iinfo(np.int64).min
_SIZE = (1 << 62) - 1


def curve_rows(
    rates: Callable[[Sweep, FloatArray, FloatArray], None],
    scores: FloatArray,
    labels: BoolArray,
    *,
    head: int = 0,
) -> FloatArray:
    """Return the thresholds, and in two more rows the rates at each.

    The rows are filled as the pieces come, while these are in the cache. They lie in
    one block of memory, which the allocator is likelier to have ready than three.

    Parameters
    ----------
    rates : callable
        Called with a piece of the sweep and, for each of its two rates, the array to
        write it to.
    scores, labels : ndarray of shape (n,)
        As `checked_pair` returns them.
    head : int, default 0
        Entries at the start of each row that are left to the caller to fill.

    Returns
    -------
    ndarray of shape (3, head + k)

    Examples
    --------
    >>> def counts(sweep, tp, fp):
    ...     tp[:], fp[:] = sweep.tp, sweep.fp
    >>> curve_rows(counts, np.array([0.5, 0.9]), np.array([True, False])).tolist()
    [[0.9, 0.5], [0.0, 1.0], [1.0, 1.0]]
    """
    n = head + len(scores)
    rows = np.empty((3, n))
    end = head
    for piece in sweep_in_pieces(scores, labels, rows[0, head:]):
        start, end = end, end + len(piece.tp)
        rates(piece, *rows[1:, start:end])
    # A short result must not keep long rows alive.
    return rows[:, :end].copy() if 2 * end < n else rows[:, :end]


def whole_sweep(scores: FloatArray, labels: BoolArray) -> Sweep:
    """Return the sweep as one.

    Examples
    --------
    >>> whole_sweep(np.array([0.5, 0.9]), np.array([True, False])).tp.tolist()
    [0, 1]
    """
    room = np.empty_like(scores)
    pieces = list(sweep_in_pieces(scores, labels, room))
    tp = np.concatenate([piece.tp for piece in pieces])
    flagged = np.concatenate([piece.flagged for piece in pieces])
    return Sweep(room[: len(tp)], tp, flagged)


def sweep_in_pieces(
    scores: FloatArray, labels: BoolArray, room: FloatArray | None = None
) -> Iterator[Sweep]:
    """Yield the sweep in pieces, from the highest threshold down.

    Few parts, and scores whose range is too wide to be packed without loss, come in
    one piece from the plain version.

    The work is done in `room`, an array like `scores`: fresh memory costs more than
    a pass over it. In the end its first entries are the thresholds of all pieces.
    """
    room = np.empty_like(scores) if room is None else room
    exponent = _exponent_to_fit(scores) if len(scores) >= _WORTH_PACKING else None
    if exponent is None:
        sweep = sweep_thresholds(scores, labels)
        room[: len(sweep.thresholds)] = sweep.thresholds
        yield sweep
        return
    scaled = np.ldexp(scores, -exponent) if exponent else scores
    _pack(scaled, labels, room)
    room.sort()
    yield from _read(room.view(np.int64), exponent)


def _exponent_to_fit(scores: FloatArray) -> int | None:
    """Return e so that scores / 2^e lie between −1 and 1, exactly.

    A power of two changes no digit, unless a tiny score falls out of the range of
    normal numbers; then there is none.
    """
    largest = max(abs(float(scores.min())), abs(float(scores.max())))
    if largest <= 1.0:
        return 0
    exponent = int(np.frexp(largest)[1])
    with np.errstate(under="ignore"):
        back = np.ldexp(np.ldexp(scores, -exponent), exponent)
    return exponent if np.array_equal(back, scores) else None


def _pack(scores: FloatArray, labels: BoolArray, keys: FloatArray) -> None:
    """Make floats that ascend as scores descend, each with its label at the end.

    The bits of a float64 are its sign and then its size, in order of size. Sizes up
    to 1 do not use the bit after the sign, so the rest is shifted over it, and what
    comes of it is finite again. The other sign turns the order round.
    """
    bits = keys.view(np.int64)
    some_negative = bool(scores.min() < 0.0)
    for start in range(0, len(keys), _PIECE):
        here = slice(start, start + _PIECE)
        key, score = bits[here], scores[here].view(np.int64)
        other_sign: IntArray | int = _SIGN
        if some_negative:
            score = (scores[here] + 0.0).view(np.int64)  # −0.0 becomes 0.0
            other_sign = ~score & _SIGN
        np.left_shift(score, 1, out=key)
        np.bitwise_or(key, labels[here], out=key)
        np.bitwise_or(key, other_sign, out=key)


def _read(keys: IntArray, exponent: int) -> Iterator[Sweep]:
    """Yield the counts at the end of each run of equal scores, piece by piece.

    Keys become scores where they lie: fresh memory costs more than a pass over it.
    """
    everywhere = np.arange(1, _PIECE + 1)
    ones = tp_before = flagged_before = written = 0
    for start in range(0, len(keys), _PIECE):
        key = keys[start : start + _PIECE]
        tp = key & 1
        tp[0] += ones
        np.cumsum(tp, out=tp)
        ones = int(tp[-1])
        flagged = everywhere[: len(key)] + start
        np.right_shift(key, 1, out=key)
        is_end = np.ones(len(key), bool)
        np.not_equal(key[1:], key[:-1], out=is_end[:-1])
        if start + _PIECE < len(keys):
            # One key further tells whether the last run goes on in the next piece.
            is_end[-1] = keys[start + _PIECE] >> 1 != key[-1]
        if not is_end.all():
            ends = np.flatnonzero(is_end)
            key, tp, flagged = key[ends], tp[ends], flagged[ends]
        if len(tp):
            thresholds = keys[written : written + len(tp)].view(np.float64)
            _unpack(key, exponent, thresholds)
            yield Sweep(thresholds, tp, flagged, tp_before, flagged_before)
            tp_before, flagged_before = int(tp[-1]), int(flagged[-1])
            written += len(tp)


def _unpack(shifted: IntArray, exponent: int, scores: FloatArray) -> None:
    """Make the scores again from what `_pack` made of their bits, shifted back."""
    bits = scores.view(np.int64)
    # Positive ones stand first, and have the sign in their keys.
    signs = ~shifted & _SIGN if shifted[-1] >= 0 else None
    np.bitwise_and(shifted, _SIZE, out=bits)
    if signs is not None:
        np.bitwise_or(bits, signs, out=bits)
    if exponent:
        np.ldexp(scores, exponent, out=scores)
