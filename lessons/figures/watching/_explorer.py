"""Which parts come, and what their scores mean: two changes, and who notices which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from scipy.special import expit

from lessons.figures._bins import Bins, sort_into_bins, uniform_edges
from lessons.figures._compute import Floats
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    LINE,
    ORANGE,
    add_axes,
    picture,
)
from lessons.figures.watching._alarms import ks_between, psi_between, shares
from lessons.figures.watching._groups import BINS


@dataclass(frozen=True, slots=True)
class Drift:
    """Scores at home and after a change, and what is true of the changed ones.

    Parameters
    ----------
    home, now : array of float
        Probabilities.
    bins : Bins
        Of `now`, with the chance of a defect in place of a label.
    """

    home: Floats
    now: Floats
    bins: Bins

    @property
    def psi(self) -> float:
        """How far the scores have moved, in ten equal bins."""
        return psi_between(self.home, self.now, uniform_edges(BINS))

    @property
    def ks(self) -> float:
        """How far the scores have moved, without bins."""
        return ks_between(self.home, self.now)


def drift_apart(logits: ArrayLike, *, mix: float, meaning: float) -> Drift:
    """Change which parts come, and what a score means, each by itself.

    Nothing is drawn at random: the chance of a defect stands in place of labels.

    Parameters
    ----------
    logits : array_like
        Calibrated ones, at home.
    mix : float
        Added to every logit: above 0 more suspicious parts come.
    meaning : float
        How much of a logit is true: the chance of a defect is sigmoid(meaning·z + c);
        1 is honest. c keeps the share of defects where honest scores put it.

    Examples
    --------
    >>> drift = drift_apart([-2.0, 0.0, 2.0], mix=0.0, meaning=1.0)
    >>> drift.psi, round(drift.bins.ece, 9)
    (0.0, 0.0)
    """
    old = np.asarray(logits, float)
    new = old + mix
    now = expit(new)
    chance = expit(meaning * new + _offset(new, meaning))
    return Drift(expit(old), now, sort_into_bins(now, chance, uniform_edges(BINS)))


def _offset(logits: Floats, meaning: float) -> float:
    """Return c by halving: the mean of sigmoid(meaning·z + c) rises with it."""
    if meaning == 1:
        return 0.0
    wanted = expit(logits).mean()
    low, high = -20.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        if expit(meaning * logits + middle).mean() < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def drift_figure(drift: Drift) -> Picture:
    """Draw where scores fall, then and now, and what they promise and keep.

    Parameters
    ----------
    drift : Drift
        From `drift_apart`.
    """
    edges = uniform_edges(BINS)
    then, now = shares(drift.home, edges), shares(drift.now, edges)
    sums = f"PSI {drift.psi:.3f}, KS {drift.ks:.3f}"
    ece = f"ECE {drift.bins.ece:.3f}"
    filled = drift.bins.count > 0
    pairs = ", ".join(
        f"{promised:.2f} promised {came:.2f} came"
        for promised, came in zip(
            drift.bins.mean_prob[filled], drift.bins.positive_rate[filled], strict=True
        )
    )
    alt = (
        f"Left, without labels: shares of the scores in ten bins, at home and now; "
        f"PSI {drift.psi:.3f}, KS {drift.ks:.3f}. Right, with labels: {pairs}; {ece}."
    )

    def draw(figure: Figure) -> None:
        left = add_axes(figure, 0.1, 0.165, 0.375, 0.7)
        right = add_axes(figure, 0.595, 0.165, 0.375, 0.7)
        left.stairs(now, edges, fill=True, color=LINE, label="now")
        left.stairs(then, edges, color=BLUE, linewidth=1.6, label="at home")
        left.set(xlim=(0, 1), ylim=(0, 1.1 * max(then.max(), now.max())))
        left.set(xlabel="predicted probability", ylabel="share of the parts")
        left.legend(frameon=False, fontsize=8.5, labelcolor=INK, loc="upper right")
        right.plot([0, 1], [0, 1], color=FAINT, linewidth=1.2, linestyle=":")
        right.plot(
            drift.bins.mean_prob[filled],
            drift.bins.positive_rate[filled],
            color=ORANGE,
            marker="D",
            markersize=5,
            linewidth=1.4,
        )
        right.set(xlim=(-0.02, 1.02), ylim=(-0.03, 1.03))
        right.set(xlabel="predicted probability", ylabel="share of defects")
        for at, words in (
            (0.1, f"Without labels: {sums}"),
            (0.595, f"With labels: {ece}"),
        ):
            figure.text(at, 0.965, words, fontsize=9.5, color=INK, va="top")

    return picture(290, draw, alt)
