"""Masks of one image side by side: what each step changed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy import ndimage

from lessons.data._masks import pooled_dice
from lessons.figures._outputs import Picture
from lessons.figures._style import FAINT, PAPER, picture, plain
from lessons.figures.segmentation._panels import (
    HEIGHT,
    TRUTH,
    add_panel,
    explain_outlines,
    outline,
    region_words,
    show,
    show_image,
)

FLAGGED = LinearSegmentedColormap.from_list("flagged", [PAPER, FAINT])


def mask_panels(
    named_masks: Mapping[str, NDArray[np.bool_]],
    truth: NDArray[np.bool_],
    *,
    image: NDArray[np.uint8] | None = None,
) -> Picture:
    """Draw up to three masks of one image, each with the true outline and its Dice.

    Parameters
    ----------
    named_masks : mapping of str to array of bool, shape (h, w)
        Three masks, or two beside the image, by the words above them.
    truth : array of bool, shape (h, w)
        True where a defect is.
    image : array of uint8, shape (h, w), optional
        Drawn first, with the true outline.
    """
    true = np.asarray(truth, bool)
    words = {
        name: (int(ndimage.label(mask)[1]), plain(pooled_dice(np.asarray(mask), true)))
        for name, mask in named_masks.items()
    }
    each = "; ".join(
        f"{name}: {np.sum(named_masks[name])} pixels flagged, {region_words(count)}, "
        f"Dice {dice}"
        for name, (count, dice) in words.items()
    )
    sizes = np.bincount(ndimage.label(true)[0].ravel())[1:]
    alt = (
        f"One part's masks over its true defects, of {', '.join(map(str, sizes))} "
        f"pixels. {each}."
    )

    def draw(figure: Figure) -> None:
        shift = 0
        if image is not None:
            seen = add_panel(figure, 0, "the image")
            show_image(seen, image)
            outline(seen, true, TRUTH)
            shift = 1
        for place, (name, mask) in enumerate(named_masks.items()):
            count, dice = words[name]
            title = f"{name}:\n{region_words(count)}, Dice {dice}"
            axes = add_panel(figure, place + shift, title)
            show(axes, np.asarray(mask, float), FLAGGED)
            outline(axes, true, TRUTH)
        explain_outlines(figure, [(TRUTH, "true defect")])

    return picture(HEIGHT, draw, alt, greys=image is not None)
