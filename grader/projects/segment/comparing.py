"""Looks at what project 2 changed: overall, in the worst image, and in pictures."""

import numpy as np

from grader.projects.intervals import interval_of
from grader.projects.look import Explain, NotYetRight
from grader.projects.pictures import picture_words, require_another_picture
from grader.projects.reading import read_name, read_number
from grader.projects.segment.pixels import dice_by_image, dice_of
from grader.projects.segment.work import Segmenting

__all__ = ["see_change", "see_sweep_figure", "see_worst", "see_worst_figure"]


def see_change(work: Segmenting) -> str:
    """Look whether the same images have more Dice after, beyond luck."""
    rows = work.test_rows
    before, after = (
        work.counts(work.read_masks(f"masks_{when}"), rows)
        for when in ("before", "after")
    )
    gain = dice_of(*after) - dice_of(*before)
    low, high = interval_of(
        lambda a, b, c, d: dice_of(c, d) - dice_of(a, b), *before, *after
    )
    fell = int(np.sum(dice_by_image(after) < dice_by_image(before)))
    said = (
        f"The same images drawn for both, Dice changes by {gain:+.3f}, 95 % interval "
        f"{low:+.3f} to {high:+.3f}; in {fell:,} of {len(rows):,} test images it falls."
    )
    if low > 0:
        return said
    if high < 0:
        raise Explain(
            f"{said} It became worse. Are the test images of another kind? Say so, and "
            "deploy nothing."
        )
    raise Explain(
        f"{said} The interval holds 0: that may be luck. Was the old threshold good, "
        "or are the images too few? Say which, and what you would do."
    )


def see_worst(work: Segmenting) -> str:
    """Look whether the image named is the one whose Dice changes for the worst."""
    rows = work.test_rows
    mine = read_number("worst_image", read_name(work.names, "worst_image"))
    before, after = (
        dice_by_image(work.counts(work.read_masks(f"masks_{when}"), rows))
        for when in ("before", "after")
    )
    change = after - before
    worst = rows[change <= change.min() + 1e-9]
    if mine in worst:
        place = int(np.flatnonzero(rows == mine)[0])
        return (
            f"Image {int(mine)}: its Dice goes from {before[place]:.3f} to "
            f"{after[place]:.3f}, the worst change of the test images."
        )
    said = f"`worst_image` is {mine:g}"
    if mine in np.flatnonzero(change <= change.min() + 1e-9):
        raise NotYetRight(
            f"{said}, a place in the list of test images. Give the number of its row: "
            "`test_rows[place]`."
        )
    if mine not in rows:
        raise NotYetRight(f"{said}, and that is no test image.")
    if mine in rows[after <= after.min() + 1e-9]:
        raise NotYetRight(
            f"{said}: its Dice is the lowest after. Asked is the image that loses "
            "most, after minus before."
        )
    raise NotYetRight(
        f"{said}; in another test image after minus before is lower. Compute each "
        "image's Dice; both masks empty gives 1."
    )


def see_sweep_figure(work: Segmenting) -> str:
    """Look for a figure of Dice against threshold."""
    name = "figure_sweep"
    advice = "Say what was tried and what came"
    words = picture_words(name, read_name(work.names, name), advice)
    return f"There is {words}. Whether it is the right one is for your eyes."


def see_worst_figure(work: Segmenting) -> str:
    """Look for another figure, of the worst image."""
    name = "figure_worst"
    value = read_name(work.names, name)
    words = picture_words(name, value, None)
    require_another_picture(name, value, work.names.get("figure_sweep"))
    return f"There is {words}, and it is not the sweep's."
