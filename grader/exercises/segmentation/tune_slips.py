"""How the search for one pixel threshold goes wrong."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from grader.exercises.building import (
    STRICT,
    rounded_slips,
    slip,
    slips,
)
from grader.exercises.exercise import Silent

__all__ = ["TUNE_SLIPS"]

Array = np.ndarray[Any, np.dtype[Any]]


class _Counts(NamedTuple):
    """Pixels of one image at each threshold: in both masks, flagged, true, all."""

    common: Array
    flagged: Array
    true: int
    pixels: int


_Objective = Callable[[_Counts], Array]


def _count(prob_map: Any, mask: Any, grid: Any, *, strict: bool = False) -> _Counts:
    p, y = np.ravel(prob_map).astype(float), np.ravel(mask).astype(bool)
    cuts = np.asarray(grid, dtype=float)[:, None]
    flags = p > cuts if strict else p >= cuts
    return _Counts((flags & y).sum(axis=1), flags.sum(axis=1), int(y.sum()), y.size)


def _images(maps: Any, masks: Any, grid: Any, *, strict: bool = False) -> list[_Counts]:
    pairs = zip(maps, masks, strict=True)
    return [_count(p, y, grid, strict=strict) for p, y in pairs]


def _pooled(images: Sequence[_Counts]) -> _Counts:
    common, flagged, true, pixels = zip(*images, strict=True)
    return _Counts(sum(common), sum(flagged), sum(true), sum(pixels))


def _dice(c: _Counts) -> Array:
    both = c.flagged + c.true
    return np.asarray(np.where(both > 0, 2 * c.common / np.maximum(both, 1), 1.0))


def _iou(c: _Counts) -> Array:
    union = c.flagged + c.true - c.common
    return np.asarray(np.where(union > 0, c.common / np.maximum(union, 1), 1.0))


def _accuracy(c: _Counts) -> Array:
    missed = c.flagged + c.true - 2 * c.common
    return np.asarray(1 - missed / c.pixels)


def _recall(c: _Counts) -> Array:
    if not c.true:
        raise Silent("nothing there")
    return np.asarray(c.common / c.true)


def _precision(c: _Counts) -> Array:
    if not c.flagged.all():
        raise Silent("nothing flagged")
    return np.asarray(c.common / c.flagged)


def _mean(images: Sequence[_Counts]) -> Array:
    return np.asarray(np.mean([_dice(c) for c in images], axis=0))


def _first(values: Array) -> int:
    return int(np.flatnonzero(values >= values.max() - 1e-9)[0])


def _last(values: Array) -> int:
    return int(np.flatnonzero(values >= values.max() - 1e-9)[-1])


def _by(
    choose: Callable[[Sequence[_Counts]], Array],
    report: Callable[[Sequence[_Counts]], Array] | None = None,
    *,
    pick: Callable[[Array], int] = _first,
    strict: bool = False,
) -> Callable[..., Any]:
    """Return the answer that chooses by one function and reports another's value."""

    def answer(maps: Any, masks: Any, grid: Any) -> tuple[float, float]:
        images = _images(maps, masks, grid, strict=strict)
        place = pick(choose(images))
        return float(grid[place]), float((report or choose)(images)[place])

    return answer


def _over_all(objective: _Objective) -> Callable[[Sequence[_Counts]], Array]:
    return lambda images: objective(_pooled(images))


_pooled_dice = _over_all(_dice)
_right = _by(_pooled_dice)


def _of_image(place: int) -> Callable[[Sequence[_Counts]], Array]:
    return lambda images: _dice(images[place])


def _sorted_first(descending: bool, maps: Any, masks: Any, grid: Any) -> Any:
    ordered = np.sort(np.asarray(grid, dtype=float))
    return _right(maps, masks, ordered[::-1] if descending else ordered)


def _at_half(maps: Any, masks: Any, grid: Any) -> Any:
    return _right(maps, masks, [0.5])


def _own_grid(own: Array, maps: Any, masks: Any, grid: Any) -> Any:
    return _right(maps, masks, own)


def _observed(descending: bool, maps: Any, masks: Any, grid: Any) -> Any:
    values = np.unique(np.concatenate([np.ravel(m) for m in maps]))
    return _right(maps, masks, values[::-1] if descending else values)


def _index(maps: Any, masks: Any, grid: Any) -> Any:
    values = _pooled_dice(_images(maps, masks, grid))
    return _first(values), float(values.max())


def _stacked(maps: Any, masks: Any, grid: Any) -> Any:
    if len({np.shape(m) for m in maps}) > 1:
        raise ValueError("setting an array element with a sequence")
    return _right(maps, masks, grid)


def _every_value(maps: Any, masks: Any, grid: Any) -> Any:
    return _pooled_dice(_images(maps, masks, grid)).tolist()


# Their last bits differ, and so do pixels that equal a threshold.
_OWN_GRIDS = (
    np.arange(1, 10) / 10,
    np.linspace(0.1, 0.9, 9),
    np.linspace(0, 1, 11),
    np.arange(1, 20) / 20,
    np.linspace(0.05, 0.95, 19),
    np.linspace(0, 1, 21),
    np.arange(1, 100) / 100,
    np.linspace(0.01, 0.99, 99),
    np.linspace(0, 1, 101),
)

_NOT_OF_THE_GRID = (
    "Your thresholds are not those of the grid that is given. Try each threshold of "
    "the grid, and no other."
)

TUNE_SLIPS = (
    slip(
        STRICT,
        "Your answer is what the rule `p > threshold` gives. A pixel is flagged when "
        "`p >= threshold`: look at what happens to one that equals the threshold.",
        _by(_pooled_dice, strict=True),
    ),
    *slips(
        "mean-over-images",
        "Your threshold is the one with the best mean of the images' own Dice. Pooled "
        "means that the pixels of all images are counted together, before you divide "
        "once.",
        _by(_mean),
        _by(_mean, _pooled_dice),
    ),
    slip(
        "mean-reported",
        "Your threshold is right, but your Dice is the mean of the images' own. Count "
        "the pixels of all images together, then divide once.",
        _by(_pooled_dice, _mean),
    ),
    *slips(
        "one-image-only",
        "Your answer comes from one image alone. Add up the counts of all images for a "
        "threshold before you compute its Dice: look at where your loop begins anew, "
        "or returns.",
        _by(_of_image(0)),
        _by(_of_image(-1)),
        _by(_of_image(0), _pooled_dice),
        _by(_of_image(-1), _pooled_dice),
    ),
    slip(
        "last-on-ties",
        "Where two thresholds have the same Dice you take the later of the grid. The "
        "first is asked for: replace the best so far only by a larger Dice.",
        _by(_pooled_dice, pick=_last),
    ),
    *slips(
        "grid-sorted-first",
        "Where two thresholds have the same Dice you take the smallest or the largest. "
        "The first of the grid is asked for, and a grid may come in any order.",
        partial(_sorted_first, False),
        partial(_sorted_first, True),
    ),
    slip(
        "default-half",
        "Your threshold is always 0.5, the habit. Try each threshold of the grid.",
        _at_half,
    ),
    *slips(
        "grid-ignored",
        _NOT_OF_THE_GRID,
        *(partial(_own_grid, own) for own in _OWN_GRIDS),
        partial(_observed, False),
        partial(_observed, True),
    ),
    *slips(
        "maximises-accuracy",
        "Your threshold is the one with the most pixels right. Background is right "
        "easily, and there is much of it: compare thresholds by Dice.",
        _by(_over_all(_accuracy)),
        _by(_over_all(_accuracy), _pooled_dice),
    ),
    *slips(
        "maximises-recall",
        "Your threshold is the one that finds the most true pixels, however many it "
        "flags besides: compare thresholds by Dice.",
        _by(_over_all(_recall)),
        _by(_over_all(_recall), _pooled_dice),
    ),
    *slips(
        "maximises-precision",
        "Your threshold is the one whose flagged pixels are true most often, however "
        "many it misses: compare thresholds by Dice.",
        _by(_over_all(_precision)),
        _by(_over_all(_precision), _pooled_dice),
    ),
    slip(
        "iou-for-dice",
        "Your threshold is right, but your second number divides the overlap by the "
        "union, which is IoU. Report the Dice.",
        _by(_over_all(_iou)),
    ),
    slip(
        "lowest-dice",
        "Your threshold is the one with the lowest Dice. The highest is asked for.",
        _by(_pooled_dice, pick=lambda values: _first(-values)),
    ),
    slip(
        "place-for-threshold",
        "Your first number is a place in the grid. Asked for is the threshold that "
        "stands there: `grid[place]`.",
        _index,
    ),
    slip(
        "swapped-pair",
        "Your two numbers have changed places: the threshold comes first, then its "
        "Dice.",
        lambda maps, masks, grid: _right(maps, masks, grid)[::-1],
    ),
    slip(
        "every-dice",
        "Your answer holds the Dice of every threshold. Asked for are two numbers: the "
        "best threshold, and its Dice.",
        _every_value,
    ),
    slip(
        "shapes-must-match",
        "Your code puts all maps into one array, which fails where images differ in "
        "size. Take the images one by one, or flatten each before you join them.",
        _stacked,
    ),
    *rounded_slips(_right, item=1),
)
