"""Meet what the learner filled in about masks, without giving it away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.data._masks import pooled_dice
from lessons.figures._calibration_blanks import NOT_ALL
from lessons.figures._compute import TIE
from lessons.figures._outputs import Note
from lessons.figures._predictions import NONE_YET, ROUNDED, SURPRISE, judge_blank
from lessons.figures._style import is_number, plain
from lessons.figures.segmentation._search import DiceSearch, search_threshold

FILL_HINT = "Fill first: a pixel shut in on all four sides joins its region."
KEEP_HINT = "A region stays when its area after filling is at least the minimum."


def meet_dice(value: object, pred: ArrayLike, truth: ArrayLike, *, hint: str) -> Note:
    """Say whether a Dice that was left to fill in is right, to two decimals.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    pred, truth : array_like
        Two masks.
    hint : str
        What to say of a wrong value; the right one is not shown.
    """
    right = pooled_dice(np.asarray(pred, bool), np.asarray(truth, bool))
    return judge_blank(value, right, "Dice", hint=hint, between=(0, 1))


def meet_tuned_pixels(
    answer: object,
    prob_maps: Sequence[ArrayLike],
    masks: Sequence[ArrayLike],
    grid: Sequence[float],
) -> Note:
    """Say whether a (threshold, Dice) that was left to fill in is right.

    Parameters
    ----------
    answer : object
        A pair; `...` where something is left to fill in.
    prob_maps, masks : sequence of array_like
        Maps and masks, pair by pair of one shape.
    grid : sequence of float
        Ascending.
    """
    wanted = "A pair is wanted: (threshold, Dice)."
    if not isinstance(answer, Sequence) or len(answer) != 2:
        return Note(wanted)
    if any(value is ... for value in answer):
        return Note(NOT_ALL)
    if not all(is_number(value) for value in answer):
        return Note(wanted)
    threshold, dice = map(float, answer)
    if not any(abs(threshold - value) < TIE for value in grid):
        each = ", ".join(plain(value) for value in grid)
        return Note(f"The threshold is one of {each}; you said {plain(threshold)}.")
    scores = np.concatenate([np.ravel(each) for each in prob_maps])
    true = np.concatenate([np.ravel(each) for each in masks])
    return Note(_judge_cut(threshold, dice, search_threshold(scores, true, grid)))


def _judge_cut(threshold: float, dice: float, found: DiceSearch) -> str:
    """Return what there is to say of a threshold of the grid and its Dice."""
    there = float(found.dice[np.argmin(np.abs(found.tried - threshold))])
    if abs(dice - there) > ROUNDED + TIE:
        return (
            f"Not yet: at {plain(threshold)} the Dice is not {plain(dice)}. Count "
            "over all maps together: flagged (≥), common, true."
        )
    if abs(threshold - found.best) < TIE:
        return "Both are right."
    if found.highest - there < TIE:
        return f"{plain(threshold)} ties with another one; the first counts."
    return f"The Dice at {plain(threshold)} is right, but another one has more."


def meet_kept_regions(answer: object, right: Sequence[int], *, min_area: int) -> Note:
    """Say which areas of regions after filling, and which 0 for dropped, are right.

    Parameters
    ----------
    answer : object
        A sequence of numbers; `...` where something is left to fill in.
    right : sequence of int
        The area of each region after filling, 0 where it is dropped.
    min_area : int
        Smaller regions are dropped.
    """
    if not isinstance(answer, Sequence) or len(answer) != len(right):
        return Note(f"{len(right)} areas are wanted, one a region; 0 where it goes.")
    if any(value is ... for value in answer):
        return Note(NOT_ALL)
    wrong = [
        f"Region {place}: you have {mine!r}."
        for place, (mine, area) in enumerate(zip(answer, right, strict=True), start=1)
        if not is_number(mine) or mine != area
    ]
    if wrong:
        return Note("\n".join([*wrong, FILL_HINT, f"{KEEP_HINT} Here {min_area}."]))
    return Note("All regions are right.")


def meet_cleaning_step(prediction: object, gains: Sequence[tuple[str, float]]) -> Note:
    """Set the step that was guessed to gain most beside what each one gained.

    Parameters
    ----------
    prediction : object
        The name of a step; `...` when there is none yet.
    gains : sequence of (str, float)
        Each step with what it added to Dice.
    """
    if prediction is ...:
        return Note(NONE_YET)
    names = [name for name, _ in gains]
    if prediction not in names:
        each = ", ".join(f'"{name}"' for name in names)
        return Note(f"A prediction here is one of {each}, not {prediction!r}.")
    most, gain = max(gains, key=lambda step: step[1])
    verdict = "Your prediction holds." if prediction == most else SURPRISE
    return Note(
        f'You said "{prediction}". "{most}" adds most: {100 * gain:.2f} points. '
        f"{verdict}"
    )
