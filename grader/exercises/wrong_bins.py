"""Binning as it goes wrong: what the slips of several units share."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from operator import ge, gt, le, lt
from typing import Any

import numpy as np

from grader.exercises.building import slip
from grader.exercises.exercise import Silent, Slip

__all__ = ["Row", "binning_slips", "left_closed", "rows", "weighted"]

Array = np.ndarray[Any, np.dtype[Any]]
Binning = Callable[[Array, Array], list[Array]]
"""Probabilities and edges in; for each bin, which probabilities are in it."""

Row = tuple[int, float, float]
"""(count, mean probability, positive rate)."""


def _by(above: Callable[..., Array], below: Callable[..., Array]) -> Binning:
    """Return the binning by two comparisons with a bin's edges."""

    def binning(p: Array, edges: Array) -> list[Array]:
        return [above(p, low) & below(p, high) for low, high in pairwise(edges)]

    return binning


_without_last_edge = _by(ge, lt)
_without_first_edge = _by(gt, le)


def left_closed(p: Array, edges: Array) -> list[Array]:
    """Bin as the course does: [low, high), the last [low, high]."""
    *inside, last = _without_last_edge(p, edges)
    return [*inside, last | (p == edges[-1])]


def _right_closed(p: Array, edges: Array) -> list[Array]:
    first, *inside = _without_first_edge(p, edges)
    return [first | (p == edges[0]), *inside]


def _phantom(p: Array, edges: Array) -> list[Array]:
    return [*_without_last_edge(p, edges), p == edges[-1]]


def _equal_width(p: Array, edges: Array, *, clamped: bool = True) -> list[Array]:
    """Bin by ``int(p * n_bins)``, which says nothing about other ranges than 0 to 1."""
    if edges[0] != 0 or edges[-1] != 1:
        raise Silent("not from 0 to 1")
    n = len(edges) - 1
    place = (p * n).astype(int)
    if not clamped and place.max() == n:
        raise IndexError("list index out of range")
    return [np.minimum(place, n - 1) == i for i in range(n)]


_ON_THE_RIGHT = (
    "Your bins are closed on the right: a value equal to an inner edge goes into the "
    "bin below it. Here it belongs to the bin above, as in [low, high)."
)
_WIDTHS = (
    "Your bins are all equally wide. The edges that are given need not be: compare "
    "each probability with them."
)

_BINNINGS: tuple[tuple[str, str, Binning], ...] = (
    ("bins-closed-on-the-right", _ON_THE_RIGHT, _right_closed),
    ("bins-closed-on-the-right", _ON_THE_RIGHT, _without_first_edge),
    (
        "last-edge-lost",
        "A value equal to the last edge, such as p = 1, falls out of your bins. The "
        "last bin is closed on both sides: look at its upper end.",
        _without_last_edge,
    ),
    (
        "phantom-last-bin",
        "A value equal to the last edge, such as p = 1, sits in a bin of its own, one "
        "more than there are. It belongs to the last bin, which is closed on both "
        "sides.",
        _phantom,
    ),
    (
        "edge-in-two-bins",
        "A value equal to an inner edge is counted in both bins beside it. A bin holds "
        "its lower edge, and only the last one its upper edge too.",
        _by(ge, le),
    ),
    (
        "edge-in-no-bin",
        "Values equal to an edge fall out of your bins. A bin holds its lower edge, "
        "and the last one its upper edge too: look at your two comparisons.",
        _by(gt, lt),
    ),
    ("equal-width-bins", _WIDTHS, _equal_width),
    ("equal-width-bins", _WIDTHS, partial(_equal_width, clamped=False)),
)


def binning_slips(*answers: Callable[..., Any]) -> tuple[Slip, ...]:
    """Return the slips of binning otherwise, for an exercise that bins.

    Parameters
    ----------
    answers
        Functions that answer the exercise from a binning and the probe's arguments;
        more than one where a slip shows in several ways.
    """
    return tuple(
        slip(name, words, partial(answer, binning))
        for name, words, binning in _BINNINGS
        for answer in answers
    )


def rows(binning: Binning, probs: Any, labels: Any, edges: Any) -> list[Row]:
    """Return a row for each bin; (0, nan, nan) for an empty one."""
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    return [
        (int(i.sum()), float(p[i].mean()), float(y[i].mean()))
        if i.any()
        else (0, float("nan"), float("nan"))
        for i in binning(p, np.asarray(edges, dtype=float))
    ]


def weighted(table: Sequence[Row], total: float) -> float:
    """Add up the gaps of the filled bins, weighted by count / total."""
    return sum(n * abs(p - y) for n, p, y in table if n) / total
