"""One image, its score map, and what a threshold makes of them."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray
from scipy import ndimage

from lessons.data._masks import pooled_dice
from lessons.figures._outputs import Picture
from lessons.figures._style import BLUE, INK, ORANGE, PAPER, cut_words, picture, plain
from lessons.figures.segmentation._panels import (
    CUT,
    DARK,
    HEIGHT,
    TRUTH,
    add_panel,
    outline,
    region_words,
    show,
    show_image,
)

# Agreement is dark, as ink; what is wrong has a colour and a brightness of its own.
OUTCOMES = ListedColormap([PAPER, INK, ORANGE, BLUE])


def pixel_cut(
    image: NDArray[np.uint8],
    probs: NDArray[np.float64],
    mask: NDArray[np.bool_],
    threshold: float,
) -> Picture:
    """Draw an image with its true defects, its map with the cut, and the outcome.

    Parameters
    ----------
    image : array of uint8, shape (h, w)
        Grey values.
    probs : array, shape (h, w)
        A number from 0 to 1 a pixel.
    mask : array of bool, shape (h, w)
        True where a defect is.
    threshold : float
        Pixels at or above it are flagged.
    """
    flagged, true = np.asarray(probs) >= threshold, np.asarray(mask, bool)
    dice, cut = plain(pooled_dice(flagged, true)), cut_words(threshold)
    right, false = int(np.sum(flagged & true)), int(np.sum(flagged & ~true))
    missed, count = int(np.sum(~flagged & true)), int(ndimage.label(flagged)[1])
    alt = (
        f"A part, its map of scores and the pixels at or above {cut}. {flagged.sum()} "
        f"pixels are flagged, in {region_words(count)}: {right} of them are defect, "
        f"{false} are not; {missed} defect pixels are missed. Dice {dice}. The truth: "
        f"{region_words(int(ndimage.label(true)[1]))} of defect."
    )

    def draw(figure: Figure) -> None:
        seen = add_panel(figure, 0, "image;\nsolid line: true defect")
        show_image(seen, image)
        outline(seen, true, TRUTH)
        scored = add_panel(figure, 1, f"scores, dark is high;\ndashed line: {cut}")
        show(scored, probs, DARK)
        outline(scored, flagged, CUT)
        outcome = add_panel(figure, 2, f"outcome: {region_words(count)},\nDice {dice}")
        kinds = np.select([flagged & true, flagged, true], [1, 2, 3])
        outcome.imshow(kinds, cmap=OUTCOMES, vmin=0, vmax=3, interpolation="nearest")
        rows, columns = np.nonzero(kinds == 3)
        outcome.plot(columns, rows, ".", color=PAPER, markersize=1.8)
        figure.legend(
            handles=[
                Patch(color=INK, label=f"found: {right}"),
                Patch(color=ORANGE, label=f"false: {false}"),
                Patch(color=BLUE, label=f"missed (dotted): {missed}"),
            ],
            loc="lower right",
            bbox_to_anchor=(1.0, -0.015),
            ncols=3,
            frameon=False,
            fontsize=8.5,
            labelcolor=INK,
            handlelength=1,
            columnspacing=1,
        )

    return picture(HEIGHT, draw, alt, greys=True)
