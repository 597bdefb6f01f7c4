"""Pooled Dice against the minimum area, and the defects that it costs."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lessons.data._masks import Masks
from lessons.figures._outputs import Picture
from lessons.figures._remember import remembered
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    add_axes,
    picture,
    plain,
)
from lessons.figures.segmentation._search import (
    AREAS,
    count_defects,
    drop_small,
    search_min_area,
)

COUNTED = (1, 5, 10, 15, 20, 25, 30, 40, 50, 60)


@remembered
def dice_against_area(masks: Masks, truth: Masks) -> Picture:
    """Draw Dice, defects touched and false blobs against the minimum area.

    Parameters
    ----------
    masks, truth : array of bool, shape (n, h, w)
        Flagged pixels, holes filled already, and true ones.
    """
    search = search_min_area(masks, truth, AREAS)
    counts = [count_defects(drop_small(masks, area), truth) for area in COUNTED]
    defects = counts[0].defects
    each = ", ".join(
        f"{area}: {plain(float(search.dice[AREAS.index(area)]))} with {c.found} found "
        f"and {c.false_blobs} false"
        for area, c in zip(COUNTED, counts, strict=True)
    )
    alt = (
        f"Pooled Dice against the minimum area, highest {search.highest:.4f} at "
        f"{search.best:g} pixels, and how many of {defects} defects are still found "
        f"and how many false blobs are left. {each}."
    )

    def draw(figure: Figure) -> None:
        upper = add_axes(figure, 0.1, 0.6, 0.87, 0.34)
        upper.plot(search.tried, search.dice, color=BLUE, linewidth=1.8)
        upper.plot(search.best, search.highest, "o", color=BLUE, markersize=8)
        upper.annotate(
            f"best: {search.best:g} pixels, {search.highest:.4f}",
            (search.best, search.highest),
            xytext=(0, -16),
            textcoords="offset points",
            ha="center",
            fontsize=9,
            color=INK,
        )
        low, high = float(search.dice.min()), search.highest
        upper.set(ylabel="Dice", xlim=(0, 61))
        upper.set_ylim(low - 0.1 * (high - low), high + 0.15 * (high - low))
        lower = add_axes(figure, 0.1, 0.14, 0.87, 0.34)
        found = [count.found for count in counts]
        false = [count.false_blobs for count in counts]
        lower.axhline(defects, color=FAINT, linestyle=":", linewidth=1.2)
        lower.plot(COUNTED, found, "-s", color=BLUE, markersize=4.5)
        lower.plot(COUNTED, false, "--D", color=ORANGE, markersize=4.5)
        lower.text(60.5, defects + 5, f"{defects} defects", ha="right", fontsize=8.5)
        at_best = count_defects(drop_small(masks, int(search.best)), truth).found
        words = f"still found, {at_best} of them at {search.best:g} pixels"
        lower.text(60.5, found[-1] - 24, words, ha="right", fontsize=9, color=INK)
        lower.text(3.5, false[0] * 0.8, "false blobs", fontsize=9, color=INK)
        lower.set(xlim=(0, 61), ylim=(-4, false[0] * 1.12), ylabel="count")
        lower.set_xlabel("minimum area in pixels")
        lower.set_xticks(np.arange(0, 61, 10))
        upper.set_xticks(np.arange(0, 61, 10))

    return picture(320, draw, alt)
