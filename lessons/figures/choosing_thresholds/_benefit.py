"""Net benefit: what a rule is worth at every price."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats, sweep
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    FAINT,
    INK,
    LINE,
    SERIES,
    add_axes,
    picture,
    plain,
)

CUTS = np.linspace(0.01, 0.95, 95)
MARKED = (0.1, 0.3, 0.5, 0.7, 0.9)


def net_benefit(probs: ArrayLike, labels: ArrayLike, cuts: Floats) -> Floats:
    """Return true positives a part, less false alarms at the odds of the threshold.

    Examples
    --------
    Two found in four parts, and one false alarm at odds 0.2/0.8 = 1/4:

    >>> net_benefit([0.9, 0.7, 0.5, 0.1], [1, 0, 1, 0], np.array([0.2])).tolist()
    [0.4375]
    """
    found = sweep(probs, labels, cuts)
    odds = found.thresholds / (1 - found.thresholds)
    each = (found.tp - odds * found.fp) / np.asarray(probs).size
    return np.asarray(each[::-1], float)


def net_benefit_curves(
    named_probs: Mapping[str, ArrayLike], labels: ArrayLike
) -> Picture:
    """Draw net benefit against the threshold, beside flagging all and flagging none.

    Parameters
    ----------
    named_probs : mapping of str to array_like
        Up to two models' probabilities for the same parts.
    labels : array_like
        0/1 or bool.
    """
    curves = {
        name: net_benefit(probs, labels, CUTS) for name, probs in named_probs.items()
    }
    share = float(np.mean(np.asarray(labels, bool)))
    all_flagged = share - (1 - share) * CUTS / (1 - CUTS)
    words = []
    for name, benefit in {**curves, "flag everything": all_flagged}.items():
        at = np.interp(MARKED, CUTS, benefit)
        each = ", ".join(
            f"{plain(float(b))} at {cut}" for cut, b in zip(MARKED, at, strict=True)
        )
        words.append(f"{name}: {each}.")
    alt = (
        "Net benefit a part against the threshold; flagging nothing has 0. "
        f"{' '.join(words)}"
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.87, 0.79)
        axes.axhline(0, color=LINE, linewidth=1.4)
        axes.text(0.015, 0.01, "flag nothing", fontsize=8.5, color=FAINT)
        axes.plot(
            CUTS, all_flagged, ":", color=INK, linewidth=1.6, label="flag everything"
        )
        for (name, benefit), look in zip(curves.items(), SERIES, strict=False):
            axes.plot(
                CUTS,
                benefit,
                look.line,
                color=look.colour,
                marker=look.marker,
                markevery=10,
                markersize=5.5,
                linewidth=1.6,
                label=name,
            )
        lowest = min(benefit.min() for benefit in curves.values())
        axes.set(xlim=(0, 1), ylim=(min(lowest, -0.05) - 0.03, share + 0.04))
        axes.set(xlabel="threshold: from here on it pays to flag")
        axes.set_ylabel("net benefit a part")
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="upper right")

    return picture(310, draw, alt)
