"""Panels with an image, a map or a mask, and the outlines that lie over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from lessons.figures._style import BLUE, INK, LINE, ORANGE, PAPER, Look, add_axes

HEIGHT = 275  # of a row of three panels
FINE = 8  # an outline's steps across a pixel, so that it follows the pixel's border
TRUTH, CUT = Look(BLUE, "", "-"), Look(ORANGE, "", "--")
LIGHT = LinearSegmentedColormap.from_list("light", [INK, PAPER])
DARK = LinearSegmentedColormap.from_list("dark", [PAPER, INK])


def add_panel(figure: Figure, place: int, title: str) -> Axes:
    """Add one of three panels side by side, without ticks, and its title."""
    axes = add_axes(figure, 0.015 + 0.33 * place, 0.11, 0.31, 0.72)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set(visible=True, color=LINE)
    axes.set_title(title, fontsize=9, color=INK, pad=5, linespacing=1.3)
    return axes


def show(axes: Axes, values: NDArray[Any], shades: LinearSegmentedColormap) -> None:
    """Draw values from 0 to 1, pixel by pixel."""
    axes.imshow(values, cmap=shades, vmin=0, vmax=1, interpolation="nearest")


def show_image(axes: Axes, image: NDArray[np.uint8]) -> None:
    """Draw a grey image, stretched from its darkest to its brightest pixel."""
    low, high = float(image.min()), float(image.max())
    show(axes, (image - low) / max(high - low, 1.0), LIGHT)


def outline(axes: Axes, mask: NDArray[np.bool_], look: Look) -> None:
    """Draw the border of a mask along its pixels, on a rim of paper."""
    framed = np.pad(mask, 1)
    if not framed.any():
        return
    rows, columns = ((np.arange(FINE * n) + 0.5) / FINE - 1.5 for n in framed.shape)
    border = axes.contour(
        columns,
        rows,
        np.kron(framed, np.ones((FINE, FINE))),
        levels=[0.5],
        colors=[look.colour],
        linestyles=[look.line],
        linewidths=[1.7],
    )
    border.set(path_effects=[withStroke(linewidth=3.2, foreground=PAPER)])
    height, width = mask.shape
    axes.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))


def explain_outlines(figure: Figure, entries: Sequence[tuple[Look, str]]) -> None:
    """Say in one line below the panels what the outlines are."""
    handles = [
        Line2D([], [], color=look.colour, ls=look.line, label=words)
        for look, words in entries
    ]
    figure.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, -0.015),
        ncols=len(handles),
        frameon=False,
        fontsize=8.5,
        labelcolor=INK,
        handlelength=3,
    )


def region_words(count: int) -> str:
    """Return a number of regions in words.

    Examples
    --------
    >>> region_words(1), region_words(2)
    ('1 region', '2 regions')
    """
    return f"{count} region" if count == 1 else f"{count} regions"
