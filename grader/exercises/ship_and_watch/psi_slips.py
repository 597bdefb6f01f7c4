"""How the population stability index goes wrong."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.ship_and_watch.wrong_counts import (
    beyond,
    clipped,
    counts,
    half_open,
    histogram,
    widened,
)
from grader.exercises.wrong_bins import binning_slips

__all__ = ["PSI_SLIPS"]

Array = np.ndarray[Any, np.dtype[Any]]
_Counts = Callable[[Array, Array], Array]
_Formula = Callable[[Array, Array], Any]
"""Shares of the reference and of the current sample in, the answer out."""

_FLOOR = 1e-6


def _psi(r: Array, c: Array) -> float:
    with np.errstate(all="ignore"):
        return float(np.sum((c - r) * np.log(c / r)))


def _floored(floor: float, shares: Array) -> Array:
    return np.maximum(shares, floor)


def _mended(shares: Array) -> Array:
    return _floored(_FLOOR, shares)


def _as_is(shares: Array) -> Array:
    return shares


def _by(
    formula: _Formula = _psi,
    *,
    counts: _Counts = counts,
    mend: Callable[[Array], Array] = _mended,
    whole: Callable[[Array, Array], float] = lambda values, _: len(values),
) -> Callable[..., Any]:
    """Return the answer by a formula of mended shares."""

    def answer(reference: Any, current: Any, edges: Any) -> Any:
        e = np.asarray(edges, dtype=float)
        shares = []
        for sample in (reference, current):
            values = np.asarray(sample, dtype=float)
            found = counts(values, e)
            shares.append(mend(found / max(whole(values, found), 1)))
        return formula(*shares)

    return answer


_right = _by()


def _of_counted(_: Array, found: Array) -> float:
    return float(found.sum())


def _over_all(binning: Any, *args: Any) -> Any:
    return _by(counts=partial(clipped, binning))(*args)


def _over_binned(binning: Any, *args: Any) -> Any:
    return _by(counts=partial(clipped, binning), whole=_of_counted)(*args)


def _normalised(shares: Array) -> Array:
    floored = np.maximum(shares, _FLOOR)
    return np.asarray(floored / floored.sum())


def _filled_in_both(r: Array, c: Array) -> float:
    both = (r > 0) & (c > 0)
    return _psi(r[both], c[both])


def _plainly(r: Array, c: Array) -> float:
    """Add up with Python's own numbers, which raise where NumPy's warn."""
    pairs = zip(r.tolist(), c.tolist(), strict=True)
    return float(sum((b - a) * math.log(b / a) for a, b in pairs))


def _by_logarithms(r: Array, c: Array) -> float:
    pairs = zip(r.tolist(), c.tolist(), strict=True)
    return float(sum((b - a) * (math.log(b) - math.log(a)) for a, b in pairs))


def _finite(r: Array, c: Array) -> float:
    with np.errstate(all="ignore"):
        terms = (c - r) * np.log(c / r)
    return float(terms[np.isfinite(terms)].sum())


def _densities(reference: Any, current: Any, edges: Any) -> Any:
    widths = np.diff(np.asarray(edges, dtype=float))

    def formula(r: Array, c: Array) -> float:
        return _psi(_floored(_FLOOR, r / widths), _floored(_FLOOR, c / widths))

    return _by(formula, mend=_as_is)(reference, current, edges)


def _own_edges(n_bins: int | None, reference: Any, current: Any, edges: Any) -> Any:
    n = n_bins or len(edges) - 1
    values = np.asarray(reference, dtype=float)
    return _right(reference, current, np.histogram_bin_edges(values, n))


def _raw_counts(reference: Any, current: Any, edges: Any) -> Any:
    return _by(whole=lambda *_: 1)(reference, current, edges)


def _one_length(which: int, reference: Any, current: Any, edges: Any) -> Any:
    n = len((reference, current)[which])
    return _by(whole=lambda *_: n)(reference, current, edges)


_FLOORS: Sequence[float] = (1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12)
_ADDED: Sequence[float] = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)

PSI_SLIPS = (
    *slips(
        "outside-dropped",
        "Values outside the edges fall out of your bins, as they do in np.histogram. "
        "Here they count in the end bins: they are the news that PSI is there to tell.",
        _by(counts=histogram),
        _by(counts=histogram, whole=_of_counted),
    ),
    *slips(
        "ends-dropped",
        "Values on the last edge and values outside the edges fall out of your bins. "
        "The end bins are open to the outside: they hold whatever lies beyond.",
        _by(counts=half_open),
        _by(counts=half_open, whole=_of_counted),
    ),
    *slips(
        "bins-beyond-the-edges",
        "Values outside the edges sit in bins of their own, more than there are. They "
        "count in the end bins.",
        _by(counts=beyond),
        _by(counts=widened),
    ),
    *binning_slips(_over_all, _over_binned),
    *slips(
        "floor-missing",
        "An empty bin makes your sum infinite or nan, or ends it in an error: there is "
        "no logarithm of 0. Raise each share to at least the floor that the text names "
        "before you divide.",
        _by(mend=_as_is),
        _by(_plainly, mend=_as_is),
        _by(lambda r, c: _plainly(c, r), mend=_as_is),
        _by(_by_logarithms, mend=_as_is),
    ),
    *slips(
        "empty-bins-left-out",
        "A bin that is empty in one of the samples is left out of your sum. That is "
        "where the change is largest: raise its share to the floor instead.",
        _by(_filled_in_both, mend=_as_is),
        _by(_finite, mend=_as_is),
    ),
    *slips(
        "other-floor",
        "Your answer differs where a bin is empty, as with another floor than the one "
        "that the text names.",
        *(_by(mend=partial(_floored, floor)) for floor in _FLOORS),
    ),
    *slips(
        "added-for-floored",
        "You add a small number to every share. Full bins change by that too: raise "
        "only the shares below the floor, with np.maximum.",
        *(_by(mend=partial(np.add, added)) for added in _ADDED),
    ),
    slip(
        "renormalised",
        "After flooring you make the shares sum to 1 again, which changes all of them. "
        "Here they stay as they are.",
        _by(mend=_normalised),
    ),
    slip(
        "logarithm-base-two",
        "Your logarithm has base 2. Take the natural one, np.log.",
        _by(lambda r, c: _psi(r, c) / np.log(2)),
    ),
    slip(
        "logarithm-base-ten",
        "Your logarithm has base 10. Take the natural one, np.log.",
        _by(lambda r, c: _psi(r, c) / np.log(10)),
    ),
    *slips(
        "one-direction-only",
        "Your number is the divergence of one sample from the other, half of what is "
        "asked for. PSI weights each logarithm with the difference of the shares.",
        _by(lambda r, c: float(np.sum(c * np.log(c / r)))),
        _by(lambda r, c: float(np.sum(r * np.log(r / c)))),
    ),
    slip(
        "minus-too-many",
        "Your number is negative, and PSI never is: difference and logarithm have to "
        "take the two samples in the same order.",
        _by(lambda r, c: -_psi(r, c)),
    ),
    slip(
        "counts-for-shares",
        "Your bins hold counts. Divide by each sample's own size first: samples may "
        "differ in size without anything having changed.",
        _raw_counts,
    ),
    *slips(
        "one-size-for-both",
        "You divide both samples' counts by the size of one of them. Each share is of "
        "its own sample.",
        partial(_one_length, 0),
        partial(_one_length, 1),
    ),
    *slips(
        "no-logarithm",
        "Your number adds up differences without the logarithm of the ratio. Multiply "
        "each difference by np.log of the ratio of the two shares.",
        _by(lambda r, c: float(np.sum(abs(c - r)))),
        _by(lambda r, c: float(np.sum((c - r) ** 2))),
        _by(lambda r, c: float(np.sum((c - r) ** 2 / r))),
        _by(lambda r, c: float(np.sum((c - r) * (c / r)))),
    ),
    slip(
        "no-difference",
        "Your number adds up logarithms of the ratios alone. Multiply each by the "
        "difference of the two shares.",
        _by(lambda r, c: float(np.sum(np.log(c / r)))),
    ),
    slip(
        "mean-for-sum",
        "Your number is the mean over the bins. PSI is their sum.",
        _by(lambda r, c: _psi(r, c) / len(r)),
    ),
    slip(
        "densities-for-shares",
        "You divide by the bins' widths, as with density=True. Asked for are shares of "
        "the sample, whatever a bin's width.",
        _densities,
    ),
    *slips(
        "edges-ignored",
        "Your bins are not those of the edges that are given, but equal ones over the "
        "reference. Compare each value with the edges.",
        partial(_own_edges, None),
        partial(_own_edges, 10),
    ),
    slip(
        "terms-for-sum",
        "Your answer holds a number for each bin. Add them up.",
        _by(lambda r, c: ((c - r) * np.log(c / r)).tolist()),
    ),
    *rounded_slips(_right),
)
