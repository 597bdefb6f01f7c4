"""What the ECE depends on besides honesty: how many bins, and how many parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._bins import sort_into_bins, uniform_edges
from lessons.figures._inspection import HonestStudy
from lessons.figures._outputs import Picture
from lessons.figures._remember import remembered
from lessons.figures._style import (
    BLUE,
    INK,
    SERIES,
    add_axes,
    picture,
    plain,
)

NUMBERS = (1, 2, 5, 10, 15, 20, 30, 50, 100)
MIDDLE = (10, 90)  # the interval drawn: the middle 80 % of the repetitions


@remembered
def ece_against_bins(
    named_probs: Mapping[str, ArrayLike],
    labels: ArrayLike,
    *,
    numbers: Sequence[int] = NUMBERS,
) -> Picture:
    """Draw the ECE of the same parts for several numbers of bins.

    Parameters
    ----------
    named_probs : mapping of str to array_like
        Up to three models' probabilities for the same parts.
    labels : array_like
        0/1 or bool.
    numbers : sequence of int
        How many equal bins to try, ascending.
    """
    eces = {
        name: [sort_into_bins(probs, labels, uniform_edges(k)).ece for k in numbers]
        for name, probs in named_probs.items()
    }
    words = []
    for name, ece in eces.items():
        each = ", ".join(
            f"{plain(e)} with {k}" for k, e in zip(numbers, ece, strict=True)
        )
        words.append(f"{name}: {each}.")
    alt = f"ECE of the same parts against the number of bins. {' '.join(words)}"

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.17, 0.87, 0.77)
        for (name, ece), look in zip(eces.items(), SERIES, strict=False):
            axes.plot(
                numbers,
                ece,
                color=look.colour,
                marker=look.marker,
                linestyle=look.line,
                markersize=6,
                label=name,
            )
        axes.set_xscale("log")
        axes.set_xticks(numbers, [str(k) for k in numbers])
        axes.minorticks_off()
        axes.set(xlabel="number of bins", ylabel="ECE")
        axes.set(ylim=(0, axes.get_ylim()[1] * 1.08))
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="lower right")

    return picture(300, draw, alt)


def ece_against_size(study: HonestStudy) -> Picture:
    """Draw the ECE that honest probabilities show against the number of parts."""
    sizes, mean = np.array(study.sizes, float), study.ece.mean(axis=1)
    low, high = np.percentile(study.ece, MIDDLE, axis=1)
    each = "; ".join(
        f"{size:,} parts: {plain(m)} ({plain(a)} to {plain(b)})"
        for size, m, a, b in zip(study.sizes, mean, low, high, strict=True)
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.165, 0.87, 0.785)
        axes.errorbar(
            sizes,
            mean,
            yerr=(np.maximum(mean - low, 0), np.maximum(high - mean, 0)),
            color=BLUE,
            marker="o",
            markersize=6,
            capsize=4,
            linewidth=1.6,
            label="perfectly honest scores: mean ECE, and a bar that\n"
            f"holds the middle {MIDDLE[1] - MIDDLE[0]} % of repetitions",
        )
        for size, value in zip(sizes, mean, strict=True):
            axes.annotate(
                plain(value),
                (size, value),
                xytext=(8, 4),
                textcoords="offset points",
                fontsize=8.5,
                color=INK,
            )
        axes.set_xscale("log")
        axes.set_xticks(sizes, [f"{size:,}" for size in study.sizes])
        axes.minorticks_off()
        axes.set(xlim=(sizes[0] * 0.75, sizes[-1] * 1.6), ylim=(0, high.max() * 1.12))
        axes.set(xlabel="n, the labelled parts", ylabel=f"ECE with {study.bins} bins")
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="upper right")

    return picture(
        310,
        draw,
        f"Mean ECE of perfectly honest scores with {study.bins} bins, and the middle "
        f"{MIDDLE[1] - MIDDLE[0]} % of repetitions, against the number of parts. "
        f"{each}.",
    )
