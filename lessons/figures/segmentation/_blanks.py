"""Meet what the learner filled in about masks, without giving it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage

from lessons.data._masks import Masks, pooled_dice
from lessons.figures._calibration_blanks import NOT_ALL
from lessons.figures._compute import TIE
from lessons.figures._outputs import Note
from lessons.figures._predictions import NONE_YET, ROUNDED, SURPRISE, judge_blank
from lessons.figures._style import is_number, plain
from lessons.figures.segmentation._search import DiceSearch, fill_each, search_threshold

REGION_HINT = (
    "A hole has no way out to the border; a corner joins nothing; a region of exactly "
    "the minimum area stays."
)


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


def meet_kept_regions(answer: object, mask: ArrayLike, *, min_area: int) -> Note:
    """Say which areas of regions after filling are right, 0 for a dropped one.

    Parameters
    ----------
    answer : object
        A sequence of numbers; `...` where something is left to fill in.
    mask : array_like
        Its 4-connected regions are asked for in the order of their first pixels.
    min_area : int
        Smaller regions are dropped.
    """
    regions, count = ndimage.label(fill_each([np.asarray(mask, bool)])[0])
    areas = np.bincount(regions.ravel())[1:]
    right = np.where(areas >= min_area, areas, 0)
    if not isinstance(answer, Sequence) or len(answer) != count:
        return Note(f"{count} areas are wanted, one a region; 0 where it goes.")
    if any(value is ... for value in answer):
        return Note(NOT_ALL)
    wrong = [
        f"Region {place}: you have {mine!r}."
        for place, (mine, area) in enumerate(zip(answer, right, strict=True), start=1)
        if not is_number(mine) or mine != area
    ]
    return Note("\n".join([*wrong, REGION_HINT]) if wrong else "All areas are right.")


def meet_cleaning_step(
    prediction: object, named_masks: Mapping[str, Masks], truth: Masks
) -> Note:
    """Set the step that was guessed to add most Dice beside the one that did.

    Parameters
    ----------
    prediction : object
        The name of a step; `...` when there is none yet.
    named_masks : mapping of str to array of bool, shape (n, h, w)
        Where one starts, and the masks after each step, in order.
    truth : array of bool, shape (n, h, w)
        True where a defect is.
    """
    if prediction is ...:
        return Note(NONE_YET)
    _, *names = named_masks
    if prediction not in names:
        each = ", ".join(f'"{name}"' for name in names)
        return Note(f"A prediction here is one of {each}, not {prediction!r}.")
    dices = [pooled_dice(masks, truth) for masks in named_masks.values()]
    gains = np.diff(dices)
    most = names[int(np.argmax(gains))]
    verdict = "Your prediction holds." if prediction == most else SURPRISE
    return Note(
        f'You said "{prediction}". "{most}" adds most: {100 * gains.max():.2f} points. '
        f"{verdict}"
    )
