"""NLL and ECE against the temperature: which of the two may choose it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from scipy.special import expit

from lessons.figures._bins import sort_into_bins
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    INK,
    LINE,
    ORANGE,
    add_axes,
    picture,
    plain,
)
from lessons.figures.calibration_methods._valleys import (
    COLDEST,
    TICKS,
    WARMEST,
    nll_against,
)

POINTS = 1201  # the ECE jumps: close enough that a jump looks upright
NAMED = (0.5, 1, 1.5, 2, 10)  # temperatures whose values the text tells


def nll_and_ece(logits: ArrayLike, labels: ArrayLike, edges: ArrayLike) -> Picture:
    """Draw the mean NLL and the ECE (reading A) of binary logits against T.

    Parameters
    ----------
    logits, labels : array_like
        One number and one 0/1 a part.
    edges : array_like
        Of the bins, for the ECE.
    """
    values = np.asarray(logits, float)
    named = np.array(NAMED, float)
    both = [
        nll_against(values, labels, named),
        np.array([sort_into_bins(expit(values / t), labels, edges).ece for t in named]),
    ]
    each = "; ".join(
        f"T = {plain(t)}: NLL {nll:.3f}, ECE {ece:.3f}"
        for t, nll, ece in zip(named, *both, strict=True)
    )
    alt = (
        "Mean NLL and ECE of the same parts against T. The NLL rises steadily with T; "
        f"the ECE jumps up and down and ends near 0. {each}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.165, 0.87, 0.78)
        axes.set_xscale("log")
        axes.set(xlim=(COLDEST, WARMEST * 1.12), ylim=(0, 0.72))
        fine = np.geomspace(COLDEST, WARMEST, POINTS)
        nll = nll_against(values, labels, fine)
        ece = [sort_into_bins(expit(values / t), labels, edges).ece for t in fine]
        axes.vlines(named, 0, 0.72, color=LINE, linewidth=0.8, zorder=0)
        axes.plot(fine, nll, color=BLUE, linewidth=2)
        axes.plot(fine, ece, color=ORANGE, linewidth=1.4, linestyle="--")
        axes.plot(named, both[0], "o", color=BLUE, ms=7)
        axes.plot(named, both[1], "D", color=ORANGE, ms=6, clip_on=False)
        for row, heights in enumerate(both):
            for t, height in zip(named, heights, strict=True):
                after_jump = row == 1 and t == 2
                axes.annotate(
                    f"{height:.3f}",
                    (t, height),
                    xytext=(5, -12) if after_jump else (-4, 6),
                    textcoords="offset points",
                    ha="left" if after_jump else "right",
                    fontsize=8.5,
                    color=INK,
                )
        axes.plot([], [], color=BLUE, marker="o", lw=2, label="NLL")
        axes.plot([], [], color=ORANGE, marker="D", lw=1.4, linestyle="--", label="ECE")
        axes.set_xticks(TICKS, [plain(t) for t in TICKS])
        axes.minorticks_off()
        axes.set(xlabel="temperature T", ylabel="NLL, ECE")
        axes.legend(frameon=False, fontsize=10, labelcolor=INK, loc="upper left")

    return picture(320, draw, alt)
