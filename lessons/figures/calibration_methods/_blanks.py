"""Meet what the learner filled in about methods, without giving it away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, softmax

from lessons.figures._calibration_blanks import NOT_ALL
from lessons.figures._compute import TIE, Floats
from lessons.figures._outputs import Note
from lessons.figures._predictions import BLANK, ROUNDED, judge_blank
from lessons.figures._proper import recalibrated
from lessons.figures._style import is_number, plain
from lessons.figures.calibration_methods._valleys import nll_against


def meet_probability(
    value: object, logit: float, temperature: float, *, hint: str
) -> Note:
    """Say whether a probability is that of a logit at a temperature.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    logit, temperature : float
        What it should be the probability of.
    hint : str
        What to say of a wrong value; the right one is not shown.
    """
    right = float(expit(logit / temperature))
    return judge_blank(value, right, "the probability", hint=hint, between=(0, 1))


def meet_temperature(
    value: object, logits: ArrayLike, labels: ArrayLike, grid: Sequence[float]
) -> Note:
    """Say whether a temperature is the grid's best by mean NLL.

    Parameters
    ----------
    value : object
        One of the grid; `...` while it is not filled in.
    logits, labels : array_like
        One number and one 0/1 a part.
    grid : sequence of float
        The temperatures tried.
    """
    if value is ...:
        return Note(BLANK)
    tried = ", ".join(plain(t) for t in grid)
    place = [
        i
        for i, t in enumerate(grid)
        if is_number(value) and abs(t - float(value)) < TIE
    ]
    if not place:
        return Note(f"The answer is one of the grid, {tried}, not {_say(value)}.")
    nlls = nll_against(logits, labels, np.asarray(grid, float))
    mine = plain(grid[place[0]])
    if nlls[place[0]] > nlls.min() + TIE:
        return Note(f"Not yet: another T of the grid has less NLL than your {mine}.")
    return Note(f"Right: T = {mine} has the least NLL of the four.")


def meet_edges(values: object, grid: Sequence[float], bests: Sequence[float]) -> Note:
    """Say which True and False hold of the question: is the best at the grid's edge.

    Parameters
    ----------
    values : object
        One True or False for each best; `...` where one is left to fill in.
    grid : sequence of float
        In any order.
    bests : sequence of float
        Members of the grid.
    """
    if not isinstance(values, Sequence) or len(values) != len(bests):
        return Note(f"{len(bests)} values are wanted, each True or False.")
    if any(value is ... for value in values):
        return Note(NOT_ALL)
    again = [
        f"Best {plain(best)}: you have {value!r}."
        for value, best in zip(values, bests, strict=True)
        if value not in (True, False) or bool(value) != (best in (min(grid), max(grid)))
    ]
    if again:
        look = "Sort the grid in your mind: an edge is its smallest or largest value."
        return Note("\n".join([*again, look]))
    return Note("All are right.")


def _meet_list(values: object, right: Floats, look: str) -> Note:
    """Say which numbers of a list are wrong, to two decimals, and where to look."""
    is_list = isinstance(values, Sequence | np.ndarray) and not isinstance(values, str)
    if not is_list or len(values) != right.size:  # type: ignore[arg-type]
        return Note(f"A list of {right.size} numbers is wanted.")
    mine = list(values)  # type: ignore[call-overload]
    if any(value is ... for value in mine):
        return Note(NOT_ALL)
    again = [
        f"Place {place}: you have {_say(value)}."
        for place, (value, answer) in enumerate(zip(mine, right, strict=True), start=1)
        if not is_number(value) or abs(float(value) - answer) > ROUNDED + TIE
    ]
    return Note("\n".join([*again, look]) if again else "All are right.")


def meet_softmax(
    values: object, row: Sequence[float], temperature: float, *, hint: str
) -> Note:
    """Say which probabilities of a row are those of its logits at a temperature.

    Parameters
    ----------
    values : object
        One number a class; `...` where one is left to fill in.
    row : sequence of float
        The logits.
    temperature : float
        What they are divided by.
    hint : str
        What to say of wrong values; the right ones are not shown.
    """
    right = softmax(np.asarray(row, float) / temperature)
    return _meet_list(values, np.asarray(right, float), hint)


def meet_pooled(values: object, given: Sequence[float]) -> Note:
    """Say which values of a non-decreasing least-squares fit are right.

    Parameters
    ----------
    values : object
        One number for each that was given; `...` where one is left to fill in.
    given : sequence of float
        What is fitted.
    """
    _, right = recalibrated(np.arange(len(given)), given)
    look = "Pool neighbours that fall, at their mean; then look at the one before."
    return _meet_list(values, right, look)


def _say(value: object) -> str:
    """Return a value as the learner would write it."""
    return plain(float(value)) if is_number(value) else repr(value)
