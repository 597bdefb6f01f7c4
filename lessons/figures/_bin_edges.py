"""Where a probability goes that sits exactly on a bin's edge."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._bins import Bins, Closed, sort_into_bins
from lessons.figures._compute import Floats
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    DEFECT,
    GOOD,
    INK,
    LINE,
    ORANGE,
    PAPER,
    PURPLE,
    Look,
    add_axes,
    picture,
    plain,
)

LOOKS = (Look(BLUE, "o", "-"), Look(ORANGE, "o", "--"), Look(PURPLE, "o", "-"))
RULES: tuple[tuple[Closed, str, str], ...] = (
    ("left", "[low, high), last closed", "this course, netcal"),
    ("right", "(low, high], first closed", "scikit-learn, Guo et al."),
    ("phantom", "[low, high), p = 1 apart", "torchmetrics"),
)


def bin_edge_zoom(probs: ArrayLike, labels: ArrayLike, edges: ArrayLike) -> Picture:
    """Draw the same parts under three conventions for bin edges, with each one's ECE.

    Parameters
    ----------
    probs, labels : array_like
        One probability and one 0/1 a part; about ten of them, some on an edge.
    edges : array_like
        Three edges, so two bins, which cover every probability.
    """
    values, positive = np.asarray(probs, float), np.asarray(labels, bool)
    rules = [
        (sort_into_bins(values, positive, edges, closed=closed), closed, rule, users)
        for closed, rule, users in RULES
    ]
    words = [
        f"{rule} ({users}): "
        f"{' and '.join(map(str, found.count))} parts, ECE {plain(found.ece)}"
        for found, _, rule, users in rules
    ]

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.285, 0.15, 0.5, 0.74)
        low, high = float(np.min(edges)), float(np.max(edges))
        air = 0.08 * (high - low)
        axes.set(xlim=(low - air, high + air), ylim=(-0.6, 2.6))
        axes.set_xticks(np.asarray(edges, float))
        axes.set(xlabel="predicted probability")
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.vlines(edges, -0.6, 2.6, color=LINE, linewidth=1)
        for row, (found, closed, rule, users) in enumerate(rules):
            height = 2.0 - row
            _draw_ends(axes, found, height, closed)
            _draw_parts(axes, values, positive, found, height, closed)
            _write(figure, axes, height, rule, users, found)
        axes.set_title("● defect    □ good part", fontsize=9, color=INK, pad=4)

    return picture(330, draw, _alt(values, positive, words))


def _draw_ends(axes: Axes, found: Bins, height: float, closed: Closed) -> None:
    """Draw each bin as a line whose ends are filled where they belong to it."""
    below = height - 0.32
    last = found.count.size - 1
    shift = 0.018 * (found.edges[-1] - found.edges[0])  # ends stand side by side
    for i, look in zip(range(last + 1), LOOKS, strict=False):
        left, right = found.edges[i], found.edges[i + 1]
        if left == right:
            axes.plot(right + shift, below, "D", ms=9, color=look.colour, zorder=6)
            continue
        axes.plot(
            [left, right], [below] * 2, color=look.colour, linestyle=look.line, lw=2
        )
        filled_left = closed != "right" or i == 0
        filled_right = closed == "right" or (closed == "left" and i == last)
        for at, filled in ((left + shift, filled_left), (right - shift, filled_right)):
            axes.plot(
                at,
                below,
                look.marker,
                ms=6.5,
                mfc=look.colour if filled else PAPER,
                mec=look.colour,
                mew=1.5,
                zorder=5,
            )


def _draw_parts(
    axes: Axes,
    values: Floats,
    positive: np.ndarray,
    found: Bins,
    height: float,
    closed: Closed,
) -> None:
    """Draw each part above its bin in the bin's colour; equal ones are stacked."""
    for value in np.unique(values):
        edges = found.edges[:-1] if closed == "phantom" else found.edges
        alone = sort_into_bins([value], [0], edges, closed=closed)
        colour = LOOKS[int(np.argmax(alone.count))].colour
        for level, is_defect in enumerate(np.sort(positive[values == value])[::-1]):
            axes.plot(
                value,
                height - 0.07 + 0.23 * level,
                (DEFECT if is_defect else GOOD).marker,
                ms=7,
                mfc=colour if is_defect else PAPER,
                mec=colour,
                mew=1.4,
                zorder=4,
            )


def _write(
    figure: Figure, axes: Axes, height: float, rule: str, users: str, found: Bins
) -> None:
    """Write the rule left of its row, and the counts and the ECE right of it."""
    across = axes.get_yaxis_transform()
    axes.text(
        -0.53,
        height,
        f"{rule}\n{users}",
        transform=across,
        fontsize=8.5,
        color=INK,
        va="center",
        linespacing=1.6,
    )
    counts = " + ".join(map(str, found.count))
    axes.text(
        1.03,
        height,
        f"{counts} parts\nECE {plain(found.ece)}",
        transform=across,
        fontsize=9,
        color=INK,
        va="center",
        linespacing=1.6,
    )


def _alt(values: Floats, positive: np.ndarray, words: list[str]) -> str:
    """Say the figure in words."""
    defects, good = (
        ", ".join(plain(value) for value in np.sort(values[mask]))
        for mask in (positive, ~positive)
    )
    return (
        f"The same parts under three conventions for bin edges. Defects at {defects}; "
        f"good parts at {good}. {'. '.join(words)}."
    )
