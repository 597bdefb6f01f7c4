"""Tables: what each step adds, what other draws give, what is counted besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.data._masks import Masks, gain_interval, image_dices, pooled_dice
from lessons.data._segmentation import SeedOutcome
from lessons.figures._outputs import Table
from lessons.figures._remember import remembered
from lessons.figures._style import cut_words
from lessons.figures.segmentation._search import blobs_per_image, count_defects

RESAMPLES = 2000


def signed(points: float) -> str:
    """Return a difference of Dice in points, two decimals, with a true minus.

    Examples
    --------
    >>> signed(0.0308), signed(-0.0052)
    ('+3.08', '−0.52')
    """
    return f"{100 * points:+.2f}".replace("-", "−")


@remembered
def gain_steps(named_masks: Mapping[str, Masks], truth: Masks) -> Table:
    """Return pooled Dice after each step, what the step added, and what is left.

    Parameters
    ----------
    named_masks : mapping of str to array of bool, shape (n, h, w)
        The masks after each step, in order.
    truth : array of bool, shape (n, h, w)
        True where a defect is.
    """
    rows, last = [], None
    for name, masks in named_masks.items():
        dice, count = pooled_dice(masks, truth), count_defects(masks, truth)
        rows.append(
            [
                name,
                f"{dice:.4f}",
                "" if last is None else signed(dice - last),
                f"{image_dices(masks, truth).mean():.3f}",
                f"{blobs_per_image(masks):.2f}",
                f"{count.false_blobs}",
                f"{count.found} of {count.defects}",
            ]
        )
        last = dice
    header = (
        "after",
        "Dice",
        "points",
        "mean an image",
        "blobs an image",
        "false blobs",
        "defects found",
    )
    caption = f"{len(truth)} images, {blobs_per_image(truth):.2f} true defects an image"
    return Table(header, rows, caption)


@remembered
def gain_intervals(
    before: Masks, after: Masks, truth: Masks, *, rng: np.random.Generator
) -> Table:
    """Return the gain in Dice with two 95 % bootstrap intervals: images, and pixels.

    Parameters
    ----------
    before, after, truth : array of bool, shape (n, h, w)
        Masks of the same images.
    rng : Generator
        For drawing pixels as if they were independent.
    """
    gain = pooled_dice(after, truth) - pooled_dice(before, truth)
    kinds = 4 * np.ravel(truth) + 2 * np.ravel(after) + np.ravel(before)
    count = np.bincount(kinds, minlength=8)
    drawn = rng.multinomial(count.sum(), count / count.sum(), size=RESAMPLES)
    kind = np.arange(8)
    true = (kind & 4) > 0
    dices = []
    for flagged in ((kind & 2) > 0, (kind & 1) > 0):
        common = drawn @ (flagged & true)
        dices.append(2 * common / (drawn @ flagged + drawn @ true))
    pixels = np.quantile(dices[0] - dices[1], [0.025, 0.975])
    rows = [
        [f"drawing {what}", signed(gain), signed(low), signed(high)]
        for what, (low, high) in (
            (f"{len(truth)} images", gain_interval(before, after, truth)),
            (f"{count.sum():,} pixels", (float(pixels[0]), float(pixels[1]))),
        )
    ]
    header = ("interval from", "gain in points", "from", "to")
    return Table(header, rows, f"The gain, {RESAMPLES:,} draws with replacement")


def seeds_table(outcomes: Sequence[SeedOutcome]) -> Table:
    """Return the threshold, the minimum area and the gain that each seed gives."""
    rows = [
        [
            f"{found.seed}",
            cut_words(found.threshold),
            f"{found.min_area}",
            f"{found.raw:.3f}",
            f"{found.final:.3f}",
            signed(found.gain),
            f"{signed(found.gain_low)} to {signed(found.gain_high)}",
        ]
        for found in outcomes
    ]
    header = (
        "seed",
        "threshold",
        "min. area",
        "raw at 0.5",
        "at the end",
        "points",
        "95 % interval",
    )
    return Table(header, rows, "The same procedure on the parts that other seeds draw")


def grid_table(
    prob_maps: Sequence[ArrayLike],
    masks: Sequence[ArrayLike],
    grid: Sequence[float],
) -> Table:
    """Return flagged, common and true pixels at each threshold, over all maps.

    Parameters
    ----------
    prob_maps, masks : sequence of array_like
        Maps and masks, pair by pair of one shape; the pairs may differ.
    grid : sequence of float
        Thresholds.
    """
    scores = np.concatenate([np.ravel(each) for each in prob_maps]).astype(float)
    true = np.concatenate([np.ravel(each) for each in masks]).astype(bool)
    rows = []
    for threshold in grid:
        flagged = scores >= threshold
        rows.append(
            [
                cut_words(threshold),
                f"{flagged.sum()}",
                f"{np.sum(flagged & true)}",
                f"{true.sum()}",
                f"{pooled_dice(flagged, true):.3f}",
            ]
        )
    header = ("threshold", "flagged", "common", "true", "Dice")
    return Table(header, rows, f"All {scores.size} pixels of {len(prob_maps)} maps")
