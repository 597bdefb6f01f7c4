"""ROC and precision-recall, drawn from the observed points only."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import (
    TIE,
    Floats,
    Sweep,
    auroc,
    average_precision,
    sweep,
    tied_best,
)
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    LINE,
    ORANGE,
    ORANGE_WORDS,
    PAPER,
    add_axes,
    cut_words,
    picture,
    plain,
)

ASIDE = 0.05  # how far left of its point the height J is drawn


def roc_and_pr(
    scores: ArrayLike, labels: ArrayLike, *, youden: bool = False
) -> Picture:
    """Draw both curves side by side, each point with its threshold.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part; both classes present.
    youden : bool
        Draw the height above the diagonal, J, at the thresholds where it is largest.
    """
    found = sweep(scores, labels)
    best = tied_best(found.youden)

    def draw(figure: Figure) -> None:
        roc = add_axes(figure, 0.105, 0.15, 0.375, 0.74)
        pr = add_axes(figure, 0.61, 0.15, 0.375, 0.74)
        for axes in (roc, pr):
            axes.set(xlim=(-0.12, 1.19), ylim=(0, 1.12))
            axes.set_xticks(np.linspace(0, 1, 5))
            axes.set_yticks(np.linspace(0, 1, 5))
        _draw_roc(roc, found)
        _draw_pr(pr, found)
        if youden:
            _draw_youden(roc, found, best)

    return picture(345, draw, _alt(found, best if youden else None))


def _name_points(
    axes: Axes, x: Floats, y: Floats, found: Sweep, *, diagonal: bool | np.ndarray
) -> None:
    """Write the threshold beside each point, up and to the right of it.

    Where the curve or the diagonal goes that way, down and to the right.
    """
    rises = (np.diff(x, append=x[-1]) > 0) & (np.diff(y, append=y[-1]) > 0)
    for across, up, cut, below in zip(
        x, y, found.thresholds, rises | diagonal, strict=True
    ):
        axes.annotate(
            cut_words(cut),
            (across, up),
            xytext=(5, -11) if below else (5, 4),
            textcoords="offset points",
            fontsize=7.5,
            color=INK,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
            zorder=4,
        )


def _draw_roc(axes: Axes, found: Sweep) -> None:
    """Draw the ROC points from the corner where nothing is flagged."""
    across, up = found.false_positive_rate, found.recall
    axes.plot([0, 1], [0, 1], color=LINE, linewidth=1.2, linestyle="--")
    axes.plot(np.append(0, across), np.append(0, up), color=BLUE, linewidth=1.2)
    axes.plot(across, up, "o", ms=5, color=BLUE, clip_on=False, zorder=5)
    axes.text(0.56, 0.42, "chance", fontsize=7.5, color=FAINT)
    on_diagonal = (np.abs(up - across) < TIE) & (up < 1)
    _name_points(axes, across, up, found, diagonal=on_diagonal)
    axes.set(xlabel="false positive rate", ylabel="recall")
    axes.set_title(f"ROC, area {plain(auroc(found))}", fontsize=10, color=INK)


def _draw_pr(axes: Axes, found: Sweep) -> None:
    """Draw the precision-recall points; the base rate is the floor of random scores."""
    across, up = found.recall, found.precision
    base = float(
        (found.tp + found.fn)[0] / (found.tp + found.fp + found.fn + found.tn)[0]
    )
    axes.axhline(base, color=LINE, linewidth=1.2, linestyle="--")
    axes.text(-0.03, base - 0.065, "share of defects", fontsize=7.5, color=FAINT)
    axes.plot(across, up, color=BLUE, linewidth=1.0, linestyle=":")
    axes.plot(across, up, "o", ms=5, color=BLUE, clip_on=False, zorder=5)
    _name_points(axes, across, up, found, diagonal=False)
    axes.set(xlabel="recall", ylabel="precision")
    axes.set_title(
        f"PR, average precision {plain(average_precision(found))}",
        fontsize=10,
        color=INK,
    )


def _draw_youden(axes: Axes, found: Sweep, best: np.ndarray) -> None:
    """Draw J as the height above the diagonal at each threshold that attains it.

    The bars stand a little left of their points, so that they hide neither curve nor
    axis.
    """
    across, up = found.false_positive_rate[best], found.recall[best]
    for foot, head in zip(across, up, strict=True):
        beside = (foot - ASIDE, foot - ASIDE)
        axes.plot(beside, (foot, head), "--", color=ORANGE, linewidth=1.6, zorder=4)
        axes.plot(beside, (foot, head), "_", color=ORANGE, ms=8, mew=1.6, zorder=4)
    axes.plot(across, up, "D", ms=7, color=ORANGE, zorder=6)
    axes.text(
        1.08,
        0.06,
        f"◆ largest J = {plain(found.youden[best[0]])}",
        ha="right",
        fontsize=8.5,
        color=ORANGE_WORDS,
    )


def _alt(found: Sweep, best: np.ndarray | None) -> str:
    """Say both curves in words."""
    points = "; ".join(
        f"{cut_words(cut)}: false positive rate {plain(fpr)}, recall {plain(recall)}, "
        f"precision {plain(precision)}"
        for cut, fpr, recall, precision in zip(
            found.thresholds,
            found.false_positive_rate,
            found.recall,
            found.precision,
            strict=True,
        )
    )
    words = (
        f"ROC curve, area {plain(auroc(found))}, and precision-recall curve, average "
        f"precision {plain(average_precision(found))}. Threshold and point: {points}."
    )
    if best is None:
        return words
    winners = " and ".join(cut_words(cut) for cut in found.thresholds[best])
    return (
        f"{words} The height above the diagonal is largest, "
        f"{plain(found.youden[best[0]])}, at {winners}."
    )
