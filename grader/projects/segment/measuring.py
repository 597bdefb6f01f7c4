"""Looks at project 2's arrays, masks and what is measured of them, on either end."""

from collections.abc import Callable

import numpy as np

from grader.projects.intervals import ROUNDED, interval_of, require_interval
from grader.projects.look import NotYetRight
from grader.projects.numbers import refuse_number
from grader.projects.reading import as_reported, read_entry, read_estimate, read_number
from grader.projects.segment.pixels import (
    EIGHT,
    Masks,
    blobs_of,
    dice_by_image,
    dice_of,
)
from grader.projects.segment.slips import other_cleanings
from grader.projects.segment.work import Segmenting
from grader.projects.splits import require_no_twins

__all__ = ["see_arrays", "see_blobs", "see_dice", "see_masks", "see_twins"]

_KEYS = ("Dice", "blobs")
_OTHER = {"before": "after", "after": "before"}


def see_arrays(work: Segmenting) -> str:
    """Look at maps and masks themselves."""
    inside = sum(int(mask.sum()) for mask in work.truths)
    pixels = sum(mask.size for mask in work.truths)
    if not inside:
        raise NotYetRight("No true mask has a pixel in it: nothing can be found.")
    empty = sum(not mask.any() for mask in work.truths)
    return (
        f"{work.size:,} maps, one mask each; {inside / pixels:.1%} of the pixels are "
        f"in masks, and {empty:,} images have none."
    )


def see_twins(work: Segmenting) -> str:
    """Look for images that stand on both sides under two row numbers."""
    require_no_twins(work.probs, work.calibration_rows, work.test_rows)
    return "No test image has, pixel by pixel, the map of a calibration image."


def see_masks(work: Segmenting, when: str) -> str:
    """Look at the masks of the test images, before or after."""
    name, rows = f"masks_{when}", work.test_rows
    mine, wanted = work.read_masks(name), work.wanted(when, rows)
    if _same(mine, wanted):
        of = f"p ≥ {work.threshold_before:g}"
        if when == "after":
            of = (
                f"p ≥ {work.threshold:g}, holes filled, regions of fewer than "
                f"{work.min_area:,} pixels dropped"
            )
        return f"The masks of {len(rows):,} test images: {of}."
    slips = _raw_slips if when == "before" else other_cleanings
    for why, other in slips(work, rows).items():
        if _same(mine, other):
            raise NotYetRight(f"`{name}`: {why}")
    wrong = [not np.array_equal(*pair) for pair in zip(mine, wanted, strict=True)]
    first = int(np.flatnonzero(wrong)[0])
    raise NotYetRight(
        f"`{name}` is not what the maps of the test images give: {sum(wrong):,} of "
        f"{len(rows):,} differ, `{name}[{first}]` first. Which rows, which threshold, "
        "which order?"
    )


def _raw_slips(work: Segmenting, rows: np.ndarray) -> dict[str, Masks]:
    """Return wrong masks before, by what is to be said of them."""
    cut, maps = work.threshold_before, [work.probs[i] for i in rows]
    found = {
        "pixels of exactly the threshold are left out. The rule is p ≥ threshold.": [
            one > cut for one in maps
        ],
        "True and False are exchanged.": [one < cut for one in maps],
        "these are the true masks.": work.true(rows),
    }
    calibration = work.calibration_rows
    if len(calibration) == len(rows):
        found["these are the calibration images'."] = work.raw(calibration, cut)
    return found


def see_dice(work: Segmenting, when: str) -> str:
    """Look at the pooled Dice of the test images and its interval over images."""
    rows, entry = work.test_rows, f'{when}["Dice"]'
    counts = work.counts(work.read_masks(f"masks_{when}"), rows)
    mine = read_estimate(entry, read_entry(work.names, when, "Dice", _KEYS))
    if abs(mine.value - dice_of(*counts)) > ROUNDED:
        refuse_number(entry, mine.value, _wrong_dices(work, when))
    require_interval(entry, mine.interval, interval_of(dice_of, *counts))
    return f"{as_reported(mine)}, drawing {len(rows):,} test images."


def _wrong_dices(work: Segmenting, when: str) -> dict[str, Callable[[], float]]:
    """Return what a wrong Dice may be, by its words."""
    rows = work.test_rows
    counts = work.counts(work.read_masks(f"masks_{when}"), rows)
    value = dice_of(*counts)

    def elsewhere(others: np.ndarray) -> float:
        return dice_of(*work.counts(work.wanted(when, others), others))

    return {
        "the mean of the images' own Dice: count the pixels of all images together": (
            lambda: float(dice_by_image(counts).mean())
        ),
        "the IoU: Dice counts the common pixels twice": lambda: value / (2 - value),
        "half of it: Dice is 2·common / (one + other)": lambda: value / 2,
        "in per cent: report a share": lambda: 100 * value,
        "the share of right pixels: background makes it high": lambda: _accuracy(
            work, when
        ),
        "that of the calibration images": lambda: elsewhere(work.calibration_rows),
        "that of all images": lambda: elsewhere(np.arange(work.size)),
        f"the one {_OTHER[when]} the tuning": lambda: dice_of(
            *work.counts(work.read_masks(f"masks_{_OTHER[when]}"), rows)
        ),
    }


def _accuracy(work: Segmenting, when: str) -> float:
    masks, truths = work.read_masks(f"masks_{when}"), work.true(work.test_rows)
    right = sum(int(np.sum(a == b)) for a, b in zip(masks, truths, strict=True))
    return right / sum(truth.size for truth in truths)


def see_blobs(work: Segmenting, when: str) -> str:
    """Look at the mean number of regions in a test image."""
    rows, entry = work.test_rows, f'{when}["blobs"]'
    masks = work.read_masks(f"masks_{when}")
    mine = read_number(entry, read_entry(work.names, when, "blobs", _KEYS))
    value = blobs_of(masks)
    if abs(mine - value) > ROUNDED:
        wrong: dict[str, Callable[[], float]] = {
            "their sum: report the mean an image": lambda: value * len(rows),
            "with the background as a region": lambda: value + 1,
            "with regions joined at corners: use neighbours that share a side": (
                lambda: blobs_of(masks, EIGHT)
            ),
            "that of the true masks": lambda: blobs_of(work.true(rows)),
            f"the one {_OTHER[when]} the tuning": lambda: blobs_of(
                work.read_masks(f"masks_{_OTHER[when]}")
            ),
            "that of the calibration images": lambda: blobs_of(
                work.wanted(when, work.calibration_rows)
            ),
        }
        refuse_number(entry, mine, wrong)
    true = blobs_of(work.true(rows))
    return f"{mine:.3g} regions an image; the true masks have {true:.3g}."


def _same(masks: Masks, others: Masks) -> bool:
    return all(np.array_equal(*pair) for pair in zip(masks, others, strict=True))
