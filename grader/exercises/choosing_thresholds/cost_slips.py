"""How the search for the cheapest threshold goes wrong."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import STRICT, STRICT_WORDS, slip, slips
from grader.exercises.exercise import Silent

__all__ = ["COST_SLIPS"]

_Objective = Callable[[wrong.Counts, float, float], float]
"""What is made as large as possible, of counts and the two costs."""

_GRID = np.arange(11) / 10


def _cheap(c: wrong.Counts, fp: float, fn: float) -> float:
    return -wrong.cost(c, fp, fn)


def _answer(
    s: Any,
    y: Any,
    fp: float,
    fn: float,
    *,
    objective: _Objective = _cheap,
    shown: _Objective = wrong.cost,
    pick: int = -1,
    nothing: bool = True,
    **options: Any,
) -> tuple[float, float]:
    """Search and answer: the chosen threshold with what is shown of it."""
    candidates = wrong.with_nothing_flagged(s) if nothing else np.unique(s)
    options = {"candidates": candidates, **options}
    _, found = wrong.search(s, y, lambda c: objective(c, fp, fn), **options)
    strict = options.get("strict", False)
    return found[pick], shown(wrong.counts(s, y, found[pick], strict=strict), fp, fn)


def _formula(s: Any, y: Any, fp: float, fn: float) -> tuple[float, float]:
    """Take the formula's threshold, which is for probabilities from 0 to 1."""
    threshold = fp / (fp + fn)
    return threshold, wrong.cost(wrong.counts(s, y, threshold), fp, fn)


def _on_grid(pick: int, *args: Any) -> tuple[float, float]:
    """Say nothing where the grid's ends, or what lies above it, decide."""
    found = _answer(*args, pick=pick, candidates=_GRID)
    for others in (_GRID[1:-1], [*_GRID, np.inf]):
        if found != _answer(*args, pick=pick, candidates=others):
            raise Silent("the grid's ends")
    return found


def _nothing_only_if_cheaper(*args: Any) -> tuple[float, float]:
    """Prefer a score to flagging nothing where both cost the same."""
    alone, nothing = _answer(*args, nothing=False), _answer(*args)
    return alone if alone[1] <= nothing[1] else nothing


def _smallest(*args: Any, nothing: bool = True) -> tuple[float, float]:
    return _answer(*args, pick=0, nothing=nothing)


def _first_in_the_data(s: Any, *args: Any, nothing: bool = True) -> tuple[float, float]:
    """Keep the first of the cheapest; flagging nothing, if tried, is the start."""
    best, cost = _answer(s, *args, nothing=nothing)
    if np.isinf(best):
        return best, cost
    return next((float(t), c) for t, c in _each(s, *args) if c == cost)


def _each(s: Any, y: Any, fp: float, fn: float) -> Any:
    return ((t, wrong.cost(wrong.counts(s, y, t), fp, fn)) for t in s)


_MEAN_WORDS = (
    "Your cost is the mean cost a part. The total is asked for: add up, and do not "
    "divide by how many parts there are."
)

COST_SLIPS = (
    *slips(
        STRICT,
        STRICT_WORDS,
        partial(_answer, strict=True),
        partial(_answer, strict=True, nothing=False),
    ),
    *slips(
        "costs-swapped",
        "Your two costs have changed places: false alarms are counted at the price of "
        "misses. `cost_fp` belongs to the parts that are flagged and fine.",
        partial(
            _answer,
            objective=lambda c, fp, fn: -wrong.cost(c, fn, fp),
            shown=lambda c, fp, fn: wrong.cost(c, fn, fp),
        ),
    ),
    slip(
        "mean-for-total",
        _MEAN_WORDS,
        partial(_answer, shown=lambda c, fp, fn: wrong.cost(c, fp, fn) / sum(c)),
    ),
    *slips(
        "costs-ignored",
        "Your threshold is the one with the fewest mistakes, whatever they cost. Count "
        "false alarms and misses apart, each at its price.",
        partial(_answer, objective=lambda c, *_: -wrong.cost(c, 1, 1)),
        partial(
            _answer,
            objective=lambda c, *_: -wrong.cost(c, 1, 1),
            shown=lambda c, *_: wrong.cost(c, 1, 1),
        ),
    ),
    slip(
        "formula-for-search",
        "Your threshold is cost_fp / (cost_fp + cost_fn). That is the cheapest one for "
        "calibrated probabilities; these are scores: try each of them.",
        _formula,
    ),
    *slips(
        "nothing-flagged-missing",
        "Your search never flags nothing. Where false alarms are dear that can be the "
        "cheapest of all: try inf beside the observed scores.",
        partial(_answer, nothing=False),
        partial(_smallest, nothing=False),
        partial(_first_in_the_data, nothing=False),
    ),
    slip(
        "score-before-nothing",
        "Where flagging nothing is as cheap as a score you take the score. On a tie "
        "the larger threshold is asked for, and inf is the largest: look at where your "
        "search starts.",
        _nothing_only_if_cheaper,
    ),
    *slips(
        "smallest-on-ties",
        "Where thresholds cost the same you take the smallest. The largest is asked "
        "for: look at the comparison that replaces the best so far, and at the "
        "direction in which you walk.",
        _smallest,
    ),
    slip(
        "first-in-the-data",
        "Where thresholds cost the same you take the one that comes first in the data. "
        "Scores may come in any order; the largest is asked for.",
        _first_in_the_data,
    ),
    slip(
        "nothing-flagged-costs-nothing",
        "Flagging nothing costs nothing in your search. It costs every defect, each "
        "at the price of a miss: count them.",
        lambda *_: (float("inf"), 0.0),
    ),
    *slips(
        "one-mistake-left-out",
        "Your total leaves out one kind of mistake. Both cost something: false alarms "
        "and misses.",
        partial(
            _answer,
            shown=lambda c, fp, _: wrong.cost(c, fp, 0),
        ),
        partial(
            _answer,
            shown=lambda c, _, fn: wrong.cost(c, 0, fn),
        ),
        partial(
            _answer,
            objective=lambda c, _, fn: -wrong.cost(c, 0, fn),
            shown=lambda c, _, fn: wrong.cost(c, 0, fn),
        ),
    ),
    slip(
        "maximises-f1",
        "Your threshold is the one with the highest F1, which knows no costs. Compare "
        "the total cost of each candidate.",
        partial(_answer, objective=lambda c, *_: wrong.f1(c), nothing=False),
    ),
    slip(
        "dearest-for-cheapest",
        "Your threshold is the dearest there is. The lowest total is asked for: look "
        "at your comparison, or at a `max` that should be a `min`.",
        partial(_answer, objective=wrong.cost),
    ),
    *slips(
        "coarse-grid",
        "Your thresholds lie on a grid with step 0.1. The cost changes only at the "
        "observed scores: try each of those, and nothing is missed.",
        partial(_on_grid, 0),
        partial(_on_grid, -1),
    ),
    slip(
        "swapped-pair",
        "Your two numbers have changed places: the threshold comes first, then the "
        "total cost.",
        lambda *args: _answer(*args)[::-1],
    ),
)
