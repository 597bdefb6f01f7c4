"""How Dice goes wrong."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.exercise import Silent

__all__ = ["DICE_SLIPS"]

_BOOLEAN = np.dtype(bool)
_Formula = Callable[[Any, Any], Any]
"""Two masks of booleans in; what is answered out."""


def _of(
    formula: _Formula, empty: Callable[[], float] = lambda: 1.0
) -> Callable[..., Any]:
    """Return the answer by a formula; another's where both masks are empty."""

    def answer(pred: Any, truth: Any) -> Any:
        p, t = np.asarray(pred).astype(bool), np.asarray(truth).astype(bool)
        return formula(p, t) if p.any() or t.any() else empty()

    return answer


def _n(mask: Any) -> int:
    return int(np.count_nonzero(mask))


def _share(part: Any, whole: Any) -> float:
    """Divide; silent where a mask alone is empty and there is nothing to divide by."""
    if not whole:
        raise Silent("0/0")
    return float(part / whole)


def _overlap(p: Any, t: Any) -> float:
    return 2 * _n(p & t) / (_n(p) + _n(t))


def _iou(p: Any, t: Any) -> float:
    return _n(p & t) / _n(p | t)


def _background(p: Any, t: Any) -> float:
    return _share(2 * _n(~p & ~t), _n(~p) + _n(~t))


_right = _of(_overlap)


def _if_empty(outcome: Callable[[], float], *, which: _Formula) -> Callable[..., float]:
    """Return the right answer, except where a condition on both masks holds."""

    def answer(pred: Any, truth: Any) -> float:
        p, t = np.asarray(pred).astype(bool), np.asarray(truth).astype(bool)
        return outcome() if which(p, t) else _right(p, t)

    return answer


def _divide_by_zero() -> float:
    raise ZeroDivisionError("division by zero")


def _added(pred: Any, truth: Any) -> Any:
    """Add the masks with +, which counts twice for numbers and once for booleans."""
    both_are_booleans = {np.asarray(mask).dtype for mask in (pred, truth)} == {_BOOLEAN}
    return (_of(lambda p, t: 2 * _iou(p, t)) if both_are_booleans else _right)(
        pred, truth
    )


def _both_empty(p: Any, t: Any) -> bool:
    return not (p.any() or t.any())


def _smoothed(above: float, below: float, pred: Any, truth: Any) -> float:
    p, t = np.asarray(pred).astype(bool), np.asarray(truth).astype(bool)
    return (2 * _n(p & t) + above) / (_n(p) + _n(t) + below)


_SMOOTHING = (1.0, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)


def _along(axis: int, p: Any, t: Any) -> list[float]:
    """Return a Dice for each row or column; nan where there is nothing in it."""
    common, both = (p & t).sum(axis), p.sum(axis) + t.sum(axis)
    return [
        float(2 * c / n) if n else float("nan")
        for c, n in zip(common, both, strict=True)
    ]


def _by_lines(axis: int, pred: Any, truth: Any) -> list[float]:
    return _along(axis, *(np.asarray(mask).astype(bool) for mask in (pred, truth)))


DICE_SLIPS = (
    *slips(
        "union-for-sum",
        "Your overlap is divided by the union. Dice divides twice the overlap by "
        "the sum of both masks' pixels, so pixels in common count twice below too. "
        "Arrays of booleans added with + give the union as well.",
        *(
            _of(formula, empty)
            for formula in (_iou, lambda p, t: 2 * _iou(p, t))
            for empty in (lambda: 1.0, lambda: float("nan"), _divide_by_zero)
        ),
    ),
    slip(
        "booleans-added",
        "Added with +, two arrays of booleans give their union, in which a pixel in "
        "common counts once. Count the pixels of each mask by itself, then add.",
        _added,
    ),
    slip(
        "factor-two-missing",
        "Your number is half of what Dice is: equal masks get 0.5. The overlap "
        "counts twice, since it is in both masks.",
        _of(lambda p, t: _overlap(p, t) / 2),
    ),
    slip(
        "recall-for-dice",
        "Your number is the share of the true pixels that were found, the recall. "
        "Flagging everything would make it perfect: Dice counts both masks' pixels "
        "below.",
        _of(lambda p, t: _share(_n(p & t), _n(t))),
    ),
    slip(
        "precision-for-dice",
        "Your number is the share of the flagged pixels that are true, the "
        "precision. Flagging one sure pixel would make it perfect: Dice counts "
        "both masks' pixels below.",
        _of(lambda p, t: _share(_n(p & t), _n(p))),
    ),
    slip(
        "pixel-accuracy",
        "Your number is the share of pixels on which the masks agree. Background "
        "agrees easily; Dice leaves out what neither mask flags.",
        _of(lambda p, t: float(np.mean(p == t))),
    ),
    *slips(
        "background-counts",
        "Your number counts the overlap of the background. Dice looks at flagged "
        "pixels alone, those with 1.",
        _of(_background),
        _of(lambda p, t: (_overlap(p, t) + _background(p, t)) / 2),
    ),
    *slips(
        "empty-masks-divide",
        "Two empty masks make your code divide by 0. They agree in everything: "
        "decide that case before you divide.",
        _if_empty(lambda: float("nan"), which=_both_empty),
        _if_empty(_divide_by_zero, which=_both_empty),
    ),
    slip(
        "empty-masks-as-zero",
        "Two empty masks give 0 in your answer. A model that flags nothing where "
        "nothing is was right: look at what the text asks for there.",
        _if_empty(lambda: 0.0, which=_both_empty),
    ),
    *slips(
        "one-empty-as-perfect",
        "One empty mask is enough for 1.0 in your answer. Only two empty masks "
        "agree: with one of them empty the overlap is 0.",
        _if_empty(lambda: 1.0, which=lambda p, t: not p.any()),
        _if_empty(lambda: 1.0, which=lambda p, t: not t.any()),
        _if_empty(lambda: 1.0, which=lambda p, t: not (p.any() and t.any())),
        _if_empty(lambda: 1.0, which=lambda p, t: not (p & t).any()),
    ),
    *slips(
        "smoothed-visibly",
        "A small number that you add against dividing by 0 shows in the result. "
        "Decide the case of two empty masks with an if, and add nothing.",
        *(partial(_smoothed, e, e) for e in _SMOOTHING),
        *(partial(_smoothed, 0.0, e) for e in _SMOOTHING),
    ),
    *slips(
        "line-by-line",
        "Your answer holds a number for each column or row: Python's sum goes "
        "along the first axis only. Count over the whole mask, as np.sum does.",
        partial(_by_lines, 0),
        partial(_by_lines, 1),
    ),
    *rounded_slips(_right),
)
