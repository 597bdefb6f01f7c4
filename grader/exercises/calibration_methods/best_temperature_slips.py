"""How the choice of a temperature goes wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.building import slip, slips
from grader.exercises.calibration_methods.temperatures import cooled, cooled_nll
from grader.exercises.calibration_methods.wrong_temperatures import (
    MULTIPLIED,
    MULTIPLIED_WORDS,
)
from grader.exercises.wrong_bins import left_closed, rows, weighted
from grader.exercises.wrong_nll import REVERSED, REVERSED_WORDS, given

__all__ = ["BEST_TEMPERATURE_SLIPS"]

_TIE = 1e-9

_Loss = Callable[[Any, Any, float], float]
"""What a temperature costs: of logits, labels and T."""


def _losses(loss: _Loss, z: Any, y: Any, grid: Any) -> Any:
    return np.array([loss(z, y, float(t)) for t in grid])


def _lowest(loss: _Loss) -> Callable[..., float]:
    """Return the answer that takes the first of the grid with the lowest loss."""

    def answer(z: Any, y: Any, grid: Any) -> float:
        losses = _losses(loss, z, y, grid)
        return float(grid[int(np.argmax(losses <= losses.min() + _TIE))])

    return answer


_right = _lowest(cooled_nll)


def _best_nll(z: Any, y: Any, grid: Any) -> float:
    return float(_losses(cooled_nll, z, y, grid).min())


def _of_tied(pick: Callable[[Any], float]) -> Callable[..., float]:
    """Return the answer that picks otherwise among the temperatures that tie."""

    def answer(z: Any, y: Any, grid: Any) -> float:
        losses = _losses(cooled_nll, z, y, grid)
        return float(pick(np.asarray(grid)[losses <= losses.min() + _TIE]))

    return answer


def _place(z: Any, y: Any, grid: Any) -> int:
    return [float(t) for t in grid].index(_right(z, y, grid))


def _of_one_part(z: Any, y: Any, t: float) -> float:
    return float(min(-np.log(given(cooled(z, t), y))))


def _of_positives(z: Any, y: Any, t: float) -> float:
    return float(-np.log(cooled(z, t)) @ np.asarray(y).astype(bool))


def _of_negatives(z: Any, y: Any, t: float) -> float:
    return float(-np.log(1 - cooled(z, t)) @ ~np.asarray(y).astype(bool))


def _brier(z: Any, y: Any, t: float) -> float:
    return float(np.mean((1 - given(cooled(z, t), y)) ** 2))


def _ece(edges: Any) -> _Loss:
    """Return the ECE of these bins as what a temperature costs."""
    return lambda z, y, t: weighted(
        rows(left_closed, cooled(z, t), y, edges), len(np.asarray(z))
    )


_EDGES = ([0, 0.33, 0.66, 1], *(np.linspace(0, 1, n + 1) for n in (5, 10, 15)))

BEST_TEMPERATURE_SLIPS = (
    slip(
        MULTIPLIED,
        MULTIPLIED_WORDS,
        _lowest(lambda z, y, t: cooled_nll(z, y, 1 / t)),
    ),
    slip(
        "highest-nll",
        "You take the temperature with the highest mean NLL. The NLL is a loss: the "
        "lowest wins. A minus sign too many or too few does it too.",
        _lowest(lambda z, y, t: -cooled_nll(z, y, t)),
    ),
    slip(
        "nll-for-temperature",
        "Your answer is the lowest NLL itself. Asked for is the temperature that "
        "reaches it.",
        _best_nll,
    ),
    slip(
        "index-for-temperature",
        "Your answer is the place of the best temperature in the grid, counted from "
        "0. Asked for is the temperature: look it up with `grid[place]`.",
        _place,
    ),
    *slips(
        "pair-for-temperature",
        "Your answer is a pair. Asked for is the temperature alone.",
        lambda z, y, grid: (_right(z, y, grid), _best_nll(z, y, grid)),
        lambda z, y, grid: (_best_nll(z, y, grid), _right(z, y, grid)),
    ),
    slip(
        "first-of-the-grid",
        "Your answer is always the first of the grid. So it is where T changes nothing "
        "in what you compare: the accuracy, for instance, is the same at every T.",
        lambda _, __, grid: float(grid[0]),
    ),
    slip(
        "last-of-the-grid",
        "Your answer is always the last of the grid. So it is where a loop keeps what "
        "it has seen last: keep a temperature only if its NLL is lower than the best "
        "so far.",
        lambda _, __, grid: float(grid[-1]),
    ),
    slip(
        "last-on-ties",
        "Where several temperatures share the lowest NLL you take the last. The first "
        "of the grid counts: replace the best only by what is lower, with `<`.",
        _of_tied(lambda tied: tied[-1]),
    ),
    *slips(
        "grid-sorted",
        "Where several temperatures share the lowest NLL you take the smallest or the "
        "largest. The first in the grid's own order counts.",
        _of_tied(min),
        _of_tied(max),
    ),
    slip(
        "lowest-of-one-part",
        "You take the temperature at which a single part has the lowest NLL. Compare "
        "the mean over all parts.",
        _lowest(_of_one_part),
    ),
    slip(
        REVERSED,
        REVERSED_WORDS,
        _lowest(lambda z, y, t: cooled_nll(np.negative(z), y, t)),
    ),
    *slips(
        "one-class-only",
        "Only the parts of one label count in what you compare. All parts have a "
        "price: -log p where the label is 1, -log(1 - p) where it is 0.",
        _lowest(_of_positives),
        _lowest(_of_negatives),
    ),
    *slips(
        "chosen-by-ece",
        "You choose by the ECE. It jumps as probabilities cross the edges of bins, and "
        "is low for forecasts that say nothing: no criterion to choose by. Take the "
        "mean NLL.",
        *(_lowest(_ece(edges)) for edges in _EDGES),
    ),
    slip(
        "chosen-by-brier",
        "You choose by the Brier score. It is an honest criterion too, but here the "
        "mean NLL is asked for.",
        _lowest(_brier),
    ),
)
