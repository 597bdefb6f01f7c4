"""The reliability diagram: promised against came, bin by bin, and how full bins are."""

from __future__ import annotations

from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from lessons.figures._bins import LEVEL, Bins, edges_of, sort_into_bins
from lessons.figures._outputs import Picture
from lessons.figures._proper import recalibrated
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    LINE,
    ORANGE,
    PURPLE,
    Look,
    add_axes,
    picture,
    plain,
)

Reading = Literal["A", "B", "any"]

HONEST = Look(BLUE, "o")
BROKEN = Look(ORANGE, "D")
MANY_BINS = 20  # beyond so many, neither counts nor words bin by bin

AXES_WORDS = {
    "A": ("predicted probability of a defect", "share of defects"),
    "B": ("confidence of the top label", "share right"),
    "any": ("predicted probability", "share of positives"),
}
THINGS = {"A": "parts", "B": "images", "any": "rows"}


def reliability_diagram(
    probs: ArrayLike,
    labels: ArrayLike,
    *,
    bins: int | ArrayLike = 10,
    corp: bool = False,
    reading: Reading = "A",
    note: str = "",
) -> Picture:
    """Draw each bin's share of positives, with its interval, and how full it is.

    Parameters
    ----------
    probs, labels : array_like
        One probability and one 0/1 a part; for reading B confidence and correctness.
    bins : int or array_like
        So many equal bins over 0 to 1, or increasing edges that cover everything.
    corp : bool
        Draw the isotonic curve too, which needs no bins.
    reading : {"A", "B", "any"}
        What the axes say: probability and outcome of a defect, confidence and
        correctness of an image, or probability and outcome of anything.
    note : str
        A line of words above the picture.
    """
    found = sort_into_bins(probs, labels, edges_of(bins))

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.385, 0.55, 0.575)
        counts = add_axes(figure, 0.1, 0.13, 0.55, 0.165)
        for each in (axes, counts):
            each.set(xlim=(-0.02, 1.02))
            each.set_xticks(np.linspace(0, 1, 6))
        axes.set(ylim=(-0.03, 1.03))
        axes.set_yticks(np.linspace(0, 1, 6))
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1.2, linestyle=":", zorder=1)
        _draw_bins(axes, found)
        if corp:
            curve = recalibrated(probs, labels)
            axes.plot(*curve, color=PURPLE, linewidth=1.6, linestyle="--", zorder=2)
        promised, came = AXES_WORDS[reading]
        axes.set(ylabel=came)
        _draw_counts(counts, found)
        counts.set(xlabel=promised, ylabel="count")
        _explain(figure, found, corp=corp, reading=reading)

    return picture(360, draw, _alt(found, corp=corp, reading=reading), note)


def _draw_bins(axes: Axes, found: Bins) -> None:
    """Draw a point a bin at its mean probability, with its interval."""
    low, high = found.interval()
    for look, mask in ((HONEST, found.honest()), (BROKEN, ~found.honest())):
        at = mask & (found.count > 0)
        rate = found.positive_rate[at]
        axes.errorbar(
            found.mean_prob[at],
            rate,
            yerr=(np.maximum(rate - low[at], 0), np.maximum(high[at] - rate, 0)),
            color=look.colour,
            marker=look.marker,
            linestyle="none",
            markersize=6 if at.size <= MANY_BINS else 4,
            capsize=3 if at.size <= MANY_BINS else 0,
            linewidth=1.3,
            clip_on=False,
            zorder=3,
        )


def _draw_counts(axes: Axes, found: Bins) -> None:
    """Draw how full each bin is; a few bins carry their number."""
    width = np.diff(found.edges)
    axes.bar(
        found.edges[:-1],
        found.count,
        width=width,
        align="edge",
        color=LINE,
        edgecolor=FAINT,
        linewidth=0.8,
    )
    axes.set(ylim=(0, 1.3 * max(1, found.count.max())))
    axes.set_yticks([])
    if found.count.size > MANY_BINS:
        return
    for left, wide, count in zip(found.edges, width, found.count, strict=False):
        axes.annotate(
            f"{count}" if count else "",
            (left + wide / 2, count),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            fontsize=7 if found.count.size > 10 else 7.5,
            color=INK,
        )


def _explain(figure: Figure, found: Bins, *, corp: bool, reading: Reading) -> None:
    """Write the sums and the legend beside the diagram."""
    things = THINGS[reading]
    sums = f"{found.count.sum():,} {things}, {_so_many(found)}\nECE {plain(found.ece)}"
    figure.text(0.68, 0.955, sums, fontsize=9.5, color=INK, va="top", linespacing=1.5)
    level = f"{LEVEL:.0%}".replace("%", " %")
    handles = [
        Line2D([], [], color=FAINT, linestyle=":", label="honest"),
        _handle(HONEST, f"{level} interval\nholds the promise"),
        _handle(BROKEN, f"{level} interval\nmisses the promise"),
    ]
    if corp:
        label = "CORP: rising curve\nwithout bins"
        handles.append(Line2D([], [], color=PURPLE, linestyle="--", label=label))
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.665, 0.82),
        frameon=False,
        fontsize=8.5,
        labelcolor=INK,
        labelspacing=0.9,
    )


def _handle(look: Look, label: str) -> Line2D:
    """Return a legend entry of one kind of bin."""
    return Line2D(
        [], [], color=look.colour, marker=look.marker, linestyle="-", label=label
    )


def _so_many(found: Bins) -> str:
    """Return the number of bins in words."""
    size = found.count.size
    return f"{size} bin" if size == 1 else f"{size} bins"


def _alt(found: Bins, *, corp: bool, reading: Reading) -> str:
    """Say the diagram in words."""
    promised, came = AXES_WORDS[reading]
    things = THINGS[reading]
    filled = found.count > 0
    broken = int(np.sum(~found.honest()))
    words = (
        f"Reliability diagram of {found.count.sum():,} {things} in {_so_many(found)}: "
        f"{came} against {promised}. ECE {plain(found.ece)}. In {broken} of "
        f"{filled.sum()} filled bins the {LEVEL:.0%} interval misses the promise."
    ).replace("%", " %")
    if found.count.size <= MANY_BINS:
        low, high = found.interval()
        each = "; ".join(
            f"promised {plain(found.mean_prob[i], 2)}, "
            f"came {plain(found.positive_rate[i], 2)} "
            f"({plain(low[i], 2)} to {plain(high[i], 2)}, n {found.count[i]})"
            for i in np.flatnonzero(filled)
        )
        words = f"{words} Bin by bin: {each}."
    return f"{words} The CORP curve, which needs no bins, is dashed." if corp else words
