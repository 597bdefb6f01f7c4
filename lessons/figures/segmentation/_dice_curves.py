"""Pooled Dice against the threshold: the same summit at another place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._outputs import Picture
from lessons.figures._remember import remembered
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    Look,
    add_axes,
    cut_words,
    picture,
    plain,
)
from lessons.figures.segmentation._search import search_threshold

LOOKS = (Look(ORANGE, "D", "--"), Look(BLUE, "o", "-"))
MARKED = (0.1, 0.3, 0.5, 0.7, 0.9)
SPOTS = ((0.68, 0.91), (0.26, 0.91))  # where the summits are named
FLOOR = 0.55  # the lowest Dice that is drawn


@remembered
def dice_against_threshold(
    named_maps: Mapping[str, ArrayLike], masks: ArrayLike, *, law: bool = False
) -> Picture:
    """Draw the Dice of all pixels together at every threshold of the grid.

    Parameters
    ----------
    named_maps : mapping of str to array_like
        Up to two sets of score maps of the same images.
    masks : array_like
        The truth, of the same shape.
    law : bool
        Draw the line Dice = 2 · threshold, on which an honest summit lies.
    """
    found = {name: search_threshold(maps, masks) for name, maps in named_maps.items()}
    words = []
    for name, search in found.items():
        at = np.interp(MARKED, search.tried, search.dice)
        each = ", ".join(
            f"{plain(float(d))} at {t}" for t, d in zip(MARKED, at, strict=True)
        )
        words.append(
            f"{name}: highest {search.highest:.4f} at {cut_words(search.best)}; {each}."
        )
    line = " A line marks where Dice is twice the threshold." if law else ""
    alt = f"Pooled Dice against the threshold. {' '.join(words)}{line}"

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.87, 0.79)
        if law:
            axes.plot([0, 0.5], [0, 1], ":", color=FAINT, linewidth=1.6)
            axes.text(
                FLOOR / 2 + 0.035,
                FLOOR + 0.035,
                "Dice = 2 · threshold",
                fontsize=9,
                color=FAINT,
            )
        first = len(LOOKS) - len(found)  # alone, calibrated maps keep their look
        for place, (name, search) in enumerate(found.items(), start=first):
            look = LOOKS[place]
            axes.plot(
                search.tried,
                search.dice,
                look.line,
                color=look.colour,
                marker=look.marker,
                markevery=10,
                markersize=4.5,
                linewidth=1.7,
                label=name,
            )
            axes.annotate(
                f"{name}: {search.highest:.4f} at {cut_words(search.best)}",
                (search.best, search.highest),
                xytext=SPOTS[place],
                ha="center",
                fontsize=9,
                color=INK,
                arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.8},
            )
            axes.plot(
                search.best,
                search.highest,
                look.marker,
                color=look.colour,
                markersize=8,
                markeredgecolor=INK,
            )
        axes.set(xlim=(0, 1), ylim=(FLOOR, 0.96), xlabel="threshold")
        axes.set_ylabel("Dice, all pixels together")
        if len(found) > 1:
            axes.legend(
                frameon=False, fontsize=9, labelcolor=INK, loc="lower left", ncols=1
            )

    return picture(300, draw, alt)
