"""How a temperature bends the sigmoid: softer above 1, sharper below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from scipy.special import expit

from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
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

LOOKS = (
    Look(PURPLE, "s", "-."),
    Look(INK, "o", "-"),
    Look(BLUE, "D", "--"),
    Look(ORANGE, "^", ":"),
)
WIDEST = 6.0  # the logits drawn, to both sides


def temperature_curves(
    temperatures: Sequence[float] = (0.5, 1, 2, 4), *, logit: float = 2.2
) -> Picture:
    """Draw probability against logit for up to four temperatures, ascending.

    Parameters
    ----------
    temperatures : sequence of float
        Above 0, ascending.
    logit : float
        One logit, whose probability is marked on every curve.
    """
    probs = [float(expit(logit / t)) for t in temperatures]
    each = "; ".join(
        f"T = {plain(t)}: {p:.2f}" for t, p in zip(temperatures, probs, strict=True)
    )
    alt = (
        "Probability against logit for several temperatures: rising curves that all "
        "pass 0.5 at logit 0, flatter the higher T is. At logit "
        f"{plain(logit)} they give {each}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.165, 0.57, 0.79)
        axes.set(xlim=(-WIDEST, WIDEST), ylim=(-0.02, 1.02))
        axes.set_yticks(np.linspace(0, 1, 6))
        axes.axvline(logit, color=LINE, linewidth=1)
        axes.axvline(0, color=FAINT, linewidth=0.8, linestyle=":")
        axes.axhline(0.5, color=FAINT, linewidth=0.8, linestyle=":")
        z = np.linspace(-WIDEST, WIDEST, 241)
        for t, p, look in zip(temperatures, probs, LOOKS, strict=False):
            axes.plot(
                z,
                expit(z / t),
                color=look.colour,
                linestyle=look.line,
                linewidth=1.9,
                marker=look.marker,
                markevery=[40, 200],
                markersize=6,
                label=f"T = {plain(t)}{_kind(t)}",
            )
            axes.plot(logit, p, look.marker, color=look.colour, ms=9, mec=PAPER)
        axes.set(xlabel="logit z", ylabel="p = σ(z / T)")
        axes.legend(
            title=f"grey line: logit {plain(logit)}",
            loc="center left",
            bbox_to_anchor=(1.02, 0.5),
            frameon=False,
            fontsize=9,
            title_fontsize=9,
            labelcolor=INK,
            labelspacing=1.0,
            handlelength=3.2,
        )

    return picture(310, draw, alt)


def _kind(temperature: float) -> str:
    """Return in words what a temperature does."""
    if temperature == 1:
        return ", as it is"
    return ", softer" if temperature > 1 else ", sharper"
