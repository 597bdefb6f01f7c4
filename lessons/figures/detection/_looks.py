"""How trays, boxes and the three classes are drawn."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from lessons.figures._compute import Floats
from lessons.figures._style import BLUE, INK, ORANGE, PAPER, PURPLE, Look

CLASS_LOOKS = {
    "washer": Look(BLUE, "o", "-"),
    "nut": Look(ORANGE, "s", "--"),
    "clip": Look(PURPLE, "^", ":"),
}
LIFT, LEVELS = 0.25, 8
SHADES = LinearSegmentedColormap.from_list("shades", [INK, PAPER])


def add_tray(
    figure: Figure, place: tuple[float, float, float], image: NDArray[np.uint8]
) -> Axes:
    """Show a tray in a square; `place` is left, bottom and width in figure shares."""
    left, bottom, width = place
    across, up = figure.get_size_inches()
    axes = figure.add_axes((left, bottom, width, width * across / up))
    low, high = float(image.min()), float(image.max())
    # Lifted, so that coloured lines show; few shades, so that the file is small.
    lifted = np.round((LIFT + (1 - LIFT) * (image - low) / (high - low)) * LEVELS)
    axes.imshow(lifted, cmap=SHADES, vmin=0, vmax=LEVELS, interpolation="nearest")
    axes.set_axis_off()
    return axes


def draw_box(
    axes: Axes, box: Floats | Iterable[float], colour: str, line: str, width: float
) -> None:
    """Draw one box; a thick one has a rim of paper, to show on light and on dark."""
    rim = [withStroke(linewidth=width + 1.4, foreground=PAPER)] if width > 1 else None
    x1, y1, x2, y2 = (float(side) - 0.5 for side in box)  # pixels are centred at 0
    axes.add_patch(
        Rectangle(
            (x1, y1),
            x2 - x1,
            y2 - y1,
            fill=False,
            edgecolor=colour,
            linestyle=line,
            linewidth=width,
            path_effects=rim,
        )
    )


def name_box(
    axes: Axes,
    box: Floats | Iterable[float],
    words: str,
    colour: str,
    *,
    below: bool = False,
) -> None:
    """Write above a box or below it, or on the other side where the border is near."""
    x1, y1, x2, y2 = box
    above = y1 > 8 and (not below or y2 > 88)
    axes.text(
        min(max((x1 + x2) / 2, 9), 87),
        y1 - 1.2 if above else y2 + 0.8,
        words,
        ha="center",
        va="bottom" if above else "top",
        fontsize=7.5,
        color=colour,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
    )
