"""How opposite errors hide from each other inside one bin."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._bins import Bins, sort_into_bins
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    ORANGE_WORDS,
    PAPER,
    add_axes,
    picture,
    plain,
)


def cancellation(
    probs: ArrayLike, labels: ArrayLike, *, coarse: ArrayLike, fine: ArrayLike
) -> Picture:
    """Draw the same parts in wide bins and in narrow ones, with the narrow ones' gaps.

    Parameters
    ----------
    probs, labels : array_like
        One probability and one 0/1 a part.
    coarse, fine : array_like
        Two runs of edges over the same stretch.
    """
    wide, narrow = (sort_into_bins(probs, labels, edges) for edges in (coarse, fine))

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.155, 0.5, 0.8)
        low, high = float(wide.edges[0]), float(wide.edges[-1])
        axes.set(xlim=(low, high), ylim=(0, 1))
        axes.set_yticks(np.linspace(0, 1, 6))
        axes.set_xticks(narrow.edges, [plain(edge) for edge in narrow.edges])
        axes.set(xlabel="predicted probability", ylabel="share of defects")
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1.2, linestyle=":")
        axes.text(
            low + 0.04 * (high - low), low - 0.09, "honest", fontsize=8.5, color=FAINT
        )
        axes.vlines(
            narrow.edges[1:-1], 0, 1, color=FAINT, linewidth=0.8, linestyle="--"
        )
        _draw_gaps(axes, narrow)
        axes.plot(
            wide.mean_prob,
            wide.positive_rate,
            "s",
            ms=11,
            mfc=PAPER,
            mec=BLUE,
            mew=2,
            zorder=4,
        )
        axes.plot(
            narrow.mean_prob, narrow.positive_rate, "D", ms=8, color=ORANGE, zorder=4
        )
        _explain(axes, wide, narrow)

    return picture(320, draw, _alt(wide, narrow))


def _draw_gaps(axes: Axes, narrow: Bins) -> None:
    """Draw an arrow from the promise to what came, with the gap beside it."""
    for promised, came in zip(narrow.mean_prob, narrow.positive_rate, strict=True):
        axes.annotate(
            "",
            (promised, came),
            (promised, promised),
            arrowprops={
                "arrowstyle": "->",
                "color": ORANGE,
                "linewidth": 1.6,
                "shrinkB": 4,
            },
        )
        axes.annotate(
            f"gap {plain(abs(promised - came))}",
            (promised, (promised + came) / 2),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=ORANGE_WORDS,
        )


def _explain(axes: Axes, wide: Bins, narrow: Bins) -> None:
    """Write beside the diagram what each choice of bins says."""
    for height, mark, colour, name, found in (
        (0.74, "□", BLUE, "wide bin", wide),
        (0.42, "◆", ORANGE_WORDS, "narrow bins", narrow),
    ):
        gaps = ", ".join(plain(abs(gap)) for gap in found.gap)
        axes.text(
            1.06,
            height,
            f"{mark} {name}\n     gap {gaps}\n     ECE {plain(found.ece)}",
            transform=axes.transAxes,
            fontsize=10,
            color=colour,
            linespacing=1.6,
        )
    axes.text(
        1.06,
        0.24,
        f"the same {wide.count.sum()} parts",
        transform=axes.transAxes,
        fontsize=10,
        color=INK,
    )


def _alt(wide: Bins, narrow: Bins) -> str:
    """Say the figure in words."""
    each = "; ".join(
        f"promised {plain(promised)}, came {plain(came)}"
        for promised, came in zip(narrow.mean_prob, narrow.positive_rate, strict=True)
    )
    return (
        f"The same {wide.count.sum()} parts in wide and in narrow bins. Wide: promised "
        f"{plain(wide.mean_prob[0])}, came {plain(wide.positive_rate[0])}, on the "
        f"honest line, ECE {plain(wide.ece)}. Narrow: {each}, off the line to both "
        f"sides, ECE {plain(narrow.ece)}."
    )
