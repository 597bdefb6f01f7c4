"""Two bills as straight lines over the probability, and where they cross."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    FLAGGED,
    INK,
    ORANGE,
    ORANGE_WORDS,
    PAPER,
    add_axes,
    cut_words,
    picture,
    plain,
)
from lessons.figures.choosing_thresholds._costs import bills, break_even


def cost_lines(cost_fp: float, cost_fn: float, *, part: float | None = None) -> Picture:
    """Draw what flagging and what passing costs on average, for every probability.

    Parameters
    ----------
    cost_fp, cost_fn : float
        Of a false alarm and of a miss; both above 0.
    part : float, optional
        The probability of one part, whose two bills are marked.
    """
    cross = break_even(cost_fp, cost_fn)
    at_cross = float(bills(cross, cost_fp, cost_fn)[0])
    top = max(cost_fp, cost_fn)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.87, 0.79)
        axes.axvspan(cross, 1, color=FLAGGED, zorder=0, linewidth=0)
        axes.plot([0, 1], [cost_fp, 0], color=BLUE, linewidth=2, linestyle="--")
        axes.plot([0, 1], [0, cost_fn], color=ORANGE, linewidth=2)
        axes.plot(cross, at_cross, "D", ms=8, color=INK, zorder=5)
        axes.annotate(
            f"the same at {cut_words(cross)}",
            (cross, at_cross),
            xytext=(0, 30) if cross < 0.5 else (0, -34),
            textcoords="offset points",
            ha="right" if cross > 0.2 else "left",
            fontsize=9,
            arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.8},
            color=INK,
        )
        _name_lines(axes, cost_fp, cost_fn, top)
        if part is not None:
            _draw_part(axes, part, cost_fp, cost_fn)
        axes.text(cross / 2, 1.02 * top, "pass", ha="center", fontsize=10, color=INK)
        axes.text(
            (1 + cross) / 2, 1.02 * top, "flag", ha="center", fontsize=10, color=INK
        )
        axes.set(xlim=(0, 1), ylim=(0, 1.12 * top))
        axes.set_xticks(np.linspace(0, 1, 6))
        axes.set(xlabel="p, the calibrated probability of a defect")
        axes.set_ylabel("expected cost of a part")

    return picture(310, draw, _alt(cost_fp, cost_fn, cross, at_cross, part))


def _name_lines(axes: Axes, cost_fp: float, cost_fn: float, top: float) -> None:
    """Write beside each line which bill it is, where the two are far apart."""
    flag, let_pass = bills([0.55, 0.72], cost_fp, cost_fn)
    for words, place, height, side, colour in (
        (f"flag: (1 − p) · {plain(cost_fp)}", 0.55, flag[0], "left", BLUE),
        (f"pass: p · {plain(cost_fn)}", 0.72, let_pass[1], "right", ORANGE_WORDS),
    ):
        axes.text(
            place,
            height + 0.05 * top,
            words,
            ha=side,
            va="center",
            fontsize=9.5,
            color=colour,
        )


def _draw_part(axes: Axes, part: float, cost_fp: float, cost_fn: float) -> None:
    """Mark both bills of one part on an upright line."""
    axes.axvline(part, color=FAINT, linewidth=1, linestyle=":")
    flag, let_pass = (float(bill) for bill in bills(part, cost_fp, cost_fn))
    for bill, colour, marker in ((flag, BLUE, "s"), (let_pass, ORANGE, "o")):
        axes.plot(part, bill, marker, ms=7, color=colour, mec=PAPER, zorder=6)
        axes.annotate(
            plain(bill),
            (part, bill),
            xytext=(8, -10 if bill == min(flag, let_pass) else 6),
            textcoords="offset points",
            fontsize=9,
            color=INK,
        )


def _alt(
    cost_fp: float, cost_fn: float, cross: float, at_cross: float, part: float | None
) -> str:
    """Say the two lines in words."""
    words = (
        f"Expected cost of a part against its probability p. Flagging falls from "
        f"{plain(cost_fp)} at p = 0 to 0; passing rises from 0 to {plain(cost_fn)} at "
        f"p = 1. They cross at p = {plain(cross)}, where both cost {plain(at_cross)}: "
        "left of it passing is cheaper, right of it flagging."
    )
    if part is None:
        return words
    flag, let_pass = bills(part, cost_fp, cost_fn)
    return (
        f"{words} At p = {plain(part)} flagging costs {plain(float(flag))} and passing "
        f"{plain(float(let_pass))}."
    )
