"""How the search for a threshold that keeps a promise goes wrong."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import STRICT, STRICT_WORDS, slip, slips
from grader.exercises.exercise import Slip

__all__ = ["PRECISION_SLIPS"]

Row = tuple[float, float, float]
"""(threshold, precision, recall)."""


def _rows(s: Any, y: Any, *, strict: bool = False, empty: float = 0.0) -> list[Row]:
    """Return a row for each observed score, from the largest down.

    `empty` is the precision where nothing is flagged.
    """
    rows = []
    for t in np.unique(np.asarray(s, dtype=float))[::-1]:
        tp, fp, fn, _ = wrong.counts(s, y, t, strict=strict)
        precision = tp / (tp + fp) if tp + fp else empty
        rows.append((float(t), precision, tp / (tp + fn) if tp + fn else 0.0))
    return rows


def _most_found(rows: list[Row], *, smallest: bool = False) -> float | None:
    """Return the threshold of the highest recall; None where there is no row."""
    if not rows:
        return None
    best = max(recall for _, _, recall in rows)
    found = [t for t, _, recall in rows if best - recall < 1e-9]
    return min(found) if smallest else max(found)


def _enough(rows: list[Row], target: float) -> list[Row]:
    return [row for row in rows if row[1] >= target]


def _right(s: Any, y: Any, target: float) -> float | None:
    return _most_found(_enough(_rows(s, y), target))


def _strict(empty: float, s: Any, y: Any, target: float) -> float | None:
    return _most_found(_enough(_rows(s, y, strict=True, empty=empty), target))


def _smallest(s: Any, y: Any, target: float) -> float | None:
    return _most_found(_enough(_rows(s, y), target), smallest=True)


def _above(s: Any, y: Any, target: float) -> float | None:
    return _most_found([row for row in _rows(s, y) if row[1] > target])


def _largest(s: Any, y: Any, target: float) -> float | None:
    return next((t for t, _, _ in _enough(_rows(s, y), target)), None)


def _most_precise(pick: int, s: Any, y: Any, _: float) -> float | None:
    rows = _rows(s, y)
    best = max(precision for _, precision, _ in rows)
    return [t for t, precision, _ in rows if precision == best][pick]


def _most_precise_or_none(pick: int, s: Any, y: Any, target: float) -> float | None:
    chosen = _most_precise(pick, s, y, target)
    return None if _right(s, y, target) is None else chosen


def _until_the_first_dip(s: Any, y: Any, target: float) -> float | None:
    found = None
    for t, precision, _ in _rows(s, y):
        if precision < target:
            break
        found = t
    return found


def _by(
    measure: Callable[[wrong.Counts], float], s: Any, y: Any, target: float
) -> Iterator[float]:
    """Yield the scores, the largest first, whose measure reaches the target."""
    for t in np.unique(np.asarray(s, dtype=float))[::-1]:
        if measure(wrong.counts(s, y, t)) >= target:
            yield float(t)


def _recall(c: wrong.Counts) -> float:
    return c[0] / (c[0] + c[2]) if c[0] else 0.0


def _rate_of_fine(c: wrong.Counts) -> float:
    return c[3] / (c[1] + c[3]) if c[3] else 0.0


def _first_by(
    measure: Callable[[wrong.Counts], float], s: Any, y: Any, target: float
) -> float | None:
    return next(_by(measure, s, y, target), None)


def _last_by(
    measure: Callable[[wrong.Counts], float], s: Any, y: Any, target: float
) -> float | None:
    found = list(_by(measure, s, y, target))
    return _most_found([r for r in _rows(s, y) if r[0] in found])


def _best_f1(s: Any, y: Any, _: float) -> float:
    return wrong.search(s, y, wrong.f1)[1][-1]


def _instead_of_none(value: Callable[[Any, Any], float]) -> Callable[..., float]:
    def answer(s: Any, y: Any, target: float) -> float:
        found = _right(s, y, target)
        return value(s, y) if found is None else found

    return answer


def _max_of_nothing(s: Any, y: Any, target: float) -> float:
    found = _right(s, y, target)
    if found is None:
        raise ValueError("max() arg is an empty sequence")
    return found


def _first_of_nothing(s: Any, y: Any, target: float) -> float:
    found = _right(s, y, target)
    if found is None:
        raise IndexError("list index out of range")
    return found


def _with(column: int, infeasible: Any, s: Any, y: Any, target: float) -> Any:
    found = _right(s, y, target)
    if found is None:
        return infeasible
    return found, next(row[column] for row in _rows(s, y) if row[0] == found)


PRECISION_SLIPS: tuple[Slip, ...] = (
    *slips(STRICT, STRICT_WORDS, partial(_strict, 0.0), partial(_strict, 1.0)),
    slip(
        "target-must-be-exceeded",
        "A threshold that reaches the target exactly is passed over. `>=` is asked "
        "for: precision equal to the target keeps the promise.",
        _above,
    ),
    *slips(
        "smallest-on-equal-recall",
        "Of the thresholds with the highest recall you take the smallest. It finds no "
        "more defects, only more false alarms: the largest is asked for.",
        _smallest,
    ),
    slip(
        "largest-that-reaches",
        "You stop at the largest threshold that is precise enough. Lower ones may be "
        "precise enough too, and find more: go on, and keep the highest recall.",
        _largest,
    ),
    slip(
        "stops-at-the-first-dip",
        "You walk down from the top and stop where precision first falls below the "
        "target. Precision can rise again further down: try every score.",
        _until_the_first_dip,
    ),
    *slips(
        "maximises-precision",
        "Your threshold is the most precise there is. Enough is asked for, not most: "
        "among those that reach the target the highest recall counts.",
        partial(_most_precise, 0),
        partial(_most_precise, -1),
        partial(_most_precise_or_none, 0),
        partial(_most_precise_or_none, -1),
    ),
    *slips(
        "recall-for-precision",
        "Your threshold is one whose recall reaches the target. The promise is about "
        "precision, TP / (TP + FP): how many of the flagged parts are defects.",
        partial(_first_by, _recall),
    ),
    *slips(
        "accuracy-for-precision",
        "Your threshold is one whose accuracy reaches the target. The promise is about "
        "precision: fine parts that were left alone do not count in it.",
        partial(_first_by, wrong.accuracy),
        partial(_last_by, wrong.accuracy),
    ),
    slip(
        "specificity-for-precision",
        "Your threshold is one whose specificity, TN / (TN + FP), reaches the target. "
        "The promise is about precision: look only at the flagged parts.",
        partial(_last_by, _rate_of_fine),
    ),
    slip(
        "maximises-f1",
        "Your threshold is the one with the highest F1, which knows no target. Keep "
        "those that are precise enough, and of them the highest recall.",
        _best_f1,
    ),
    *slips(
        "number-for-none",
        "Where no threshold is precise enough you give a number. A promise that "
        "cannot be kept has to be told: return None.",
        _instead_of_none(lambda *_: float("inf")),
        _instead_of_none(lambda *_: float("nan")),
        _instead_of_none(lambda *_: 0.0),
        _instead_of_none(lambda *_: 0.5),
        _instead_of_none(lambda *_: 1.0),
        _instead_of_none(lambda *_: -1.0),
        _instead_of_none(lambda s, _: float(max(s))),
        _instead_of_none(lambda s, _: float(min(s))),
        _instead_of_none(lambda s, y: _most_precise(0, s, y, 0.0) or 0.0),
    ),
    *slips(
        "searches-an-empty-list",
        "Where no threshold is precise enough your code takes the best of an empty "
        "list, and raises. Look at that case first: return None.",
        _max_of_nothing,
        _first_of_nothing,
    ),
    *slips(
        "pair-for-threshold",
        "You return more than the threshold. One number is asked for, or None.",
        partial(_with, 1, None),
        partial(_with, 2, None),
        partial(_with, 1, (None, None)),
        partial(_with, 2, (None, None)),
    ),
)
