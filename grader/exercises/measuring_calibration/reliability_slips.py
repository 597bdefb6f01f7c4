"""How reliability bins go wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.exercise import Silent
from grader.exercises.wrong_bins import Row, binning_slips, left_closed, rows

__all__ = ["RELIABILITY_SLIPS"]

_NAN = float("nan")


def _right(p: Any, y: Any, e: Any) -> list[Row]:
    return rows(left_closed, p, y, e)


def _by_row(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer in which each right row is changed."""
    return lambda p, y, e: [change(*row) for row in _right(p, y, e)]


def _empty_as(*empty: Any) -> Callable[..., Any]:
    return _by_row(lambda n, p, y: (n, p, y) if n else empty)


def _unguarded(p: Any, y: Any, e: Any) -> list[Row]:
    table = _right(p, y, e)
    if not all(n for n, _, _ in table):
        raise ZeroDivisionError("division by zero")
    return table


def _shares(p: Any, y: Any, e: Any) -> list[Any]:
    return [(n / len(p), *means) for n, *means in _right(p, y, e)]


def _rates_of(total: Callable[..., float]) -> Callable[..., Any]:
    """Return the answer with positives in the bin / something else as rate."""

    def answer(p: Any, y: Any, e: Any) -> list[Any]:
        below = total(np.asarray(y, dtype=float))
        if not below:
            raise Silent("no positives")
        return [(n, m, n * r / below if n else r) for n, m, r in _right(p, y, e)]

    return answer


def _midpoints(p: Any, y: Any, e: Any) -> list[Any]:
    table, middles = _right(p, y, e), (np.add(e[1:], e[:-1]) / 2).tolist()
    pairs = zip(table, middles, strict=True)
    return [(n, middle if n else _NAN, r) for (n, _, r), middle in pairs]


def _all_midpoints(p: Any, y: Any, e: Any) -> list[Any]:
    table, middles = _right(p, y, e), (np.add(e[1:], e[:-1]) / 2).tolist()
    return [(n, m, r) for (n, _, r), m in zip(table, middles, strict=True)]


def _share_right(p: Any, y: Any, e: Any) -> list[Any]:
    """Put the share of right decisions at 0.5 where the positive rate is asked."""
    hit = (np.asarray(p, dtype=float) >= 0.5) == np.asarray(y).astype(bool)
    return rows(left_closed, p, hit, e)


RELIABILITY_SLIPS = (
    *binning_slips(rows),
    *slips(
        "empty-bin-as-zero",
        "An empty bin has numbers in your answer. Nothing was promised there and "
        "nothing came, so there is no mean: write (0, nan, nan).",
        _empty_as(0, 0.0, 0.0),
        _empty_as(0, _NAN, 0.0),
        _empty_as(0, 0.0, _NAN),
    ),
    slip(
        "empty-bin-as-none",
        "An empty bin holds None in your answer. Write float('nan'), with which "
        "one can go on calculating: (0, nan, nan).",
        _empty_as(0, None, None),
    ),
    slip(
        "empty-bin-left-out",
        "An empty bin is missing from your answer. Keep its place as (0, nan, "
        "nan), so that there is one entry for each bin.",
        lambda p, y, e: [row for row in _right(p, y, e) if row[0]],
    ),
    slip(
        "empty-bin-divides",
        "An empty bin makes your code divide by 0. Decide that case before you "
        "divide: (0, nan, nan).",
        _unguarded,
    ),
    slip(
        "sums-for-means",
        "Your second and third numbers are sums over the bin. Means are asked "
        "for: divide both by the bin's count.",
        _by_row(lambda n, p, y: (n, n * p if n else p, n * y if n else y)),
    ),
    slip(
        "positives-for-rate",
        "Your third number counts the positives in the bin. A rate is asked for: "
        "divide by the bin's count.",
        _by_row(lambda n, p, y: (n, p, n * y if n else y)),
    ),
    slip(
        "shares-for-counts",
        "Your first numbers add up to 1: they are shares of all parts. Counts are "
        "asked for.",
        _shares,
    ),
    slip(
        "share-of-bin-for-rate",
        "Your third number is the share of all parts that lie in the bin. Asked "
        "for is the share of positives among the parts of the bin.",
        lambda p, y, e: [(n, m, n / len(p) if n else r) for n, m, r in _right(p, y, e)],
    ),
    *slips(
        "rate-over-all-parts",
        "Your third number divides the bin's positives by a count over all bins. "
        "Divide by the number of parts in this bin.",
        _rates_of(len),
        _rates_of(np.sum),
    ),
    slip(
        "negatives-for-rate",
        "Your third number is the share of label 0 in the bin. Asked for is the "
        "share of label 1.",
        _by_row(lambda n, p, y: (n, p, 1 - y)),
    ),
    slip(
        "rate-of-right-decisions",
        "Your third number is how often a cut at 0.5 decides rightly. Asked for is "
        "how often label 1 came, whatever one would have decided.",
        _share_right,
    ),
    *slips(
        "bin-midpoints",
        "Your second number is the middle between the bin's edges. Asked for is "
        "the mean of the probabilities that are in the bin.",
        _midpoints,
        _all_midpoints,
    ),
    slip(
        "promised-and-came-swapped",
        "Your second and third numbers have changed places: first what was "
        "promised, the mean probability, then what came, the positive rate.",
        _by_row(lambda n, p, y: (n, y, p)),
    ),
    *slips(
        "count-not-first",
        "The three numbers of each bin are in another order than (count, "
        "mean_prob, positive_rate).",
        _by_row(lambda n, p, y: (p, y, n)),
        _by_row(lambda n, p, y: (y, p, n)),
        _by_row(lambda n, p, y: (p, n, y)),
    ),
    slip(
        "columns-for-rows",
        "Your answer is three sequences, one of counts, one of means, one of "
        "rates. Asked for is a list with one (count, mean_prob, positive_rate) for "
        "each bin.",
        lambda p, y, e: list(zip(*_right(p, y, e), strict=True)),
    ),
    *rounded_slips(_right),
)
