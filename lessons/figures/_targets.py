"""Several targets on one strip: each picks its own threshold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats, Sweep, staircase, sweep, tied_best
from lessons.figures._outputs import Picture
from lessons.figures._strip import draw_parts
from lessons.figures._style import (
    DEFECT,
    FAINT,
    GOOD,
    GREEN,
    INK,
    LINE,
    PAPER,
    PURPLE,
    add_axes,
    cut_words,
    picture,
    plain,
)

COST = "cost 1:4"  # a false alarm costs 1, a missed defect 4


@dataclass(frozen=True, slots=True)
class Pick:
    """What one target picks: its best value, and every step that attains it.

    Parameters
    ----------
    value : float
        The highest value of the target; of costs the lowest.
    steps : tuple of (low, high)
        Thresholds t with low < t <= high attain it; the largest step first.
    """

    value: float
    steps: tuple[tuple[float, float], ...]


def objectives(found: Sweep) -> dict[str, Floats]:
    """Return every target at each threshold of a sweep; costs are negative gains."""
    return {
        "F0.5": found.f_beta(0.5),
        "F1": found.f_beta(1.0),
        "F2": found.f_beta(2.0),
        COST: -(found.fp + 4.0 * found.fn),
        "accuracy": found.accuracy,
        "Youden's J": found.youden,
    }


def picks_of(scores: ArrayLike, labels: ArrayLike) -> dict[str, Pick]:
    """Return what F0.5, F1, F2, the cost, accuracy and Youden's J pick.

    Examples
    --------
    >>> picks = picks_of([0.9, 0.7, 0.4, 0.2], [1, 0, 0, 1])
    >>> picks["F1"].steps
    ((0.7, 0.9), (-inf, 0.2))
    """
    found = sweep(scores, labels)
    picks = {}
    for name, objective in objectives(found).items():
        stairs = staircase(found.thresholds, objective)
        best = tied_best(objective)
        steps = tuple((float(stairs.low[i]), float(stairs.high[i])) for i in best)
        picks[name] = Pick(abs(float(objective.max())), steps)
    return picks


def targets_strip(
    scores: ArrayLike,
    labels: ArrayLike,
    *,
    leave_out: Collection[str] = (),
    yours: Mapping[str, float] | None = None,
    note: str = "",
) -> Picture:
    """Draw the parts, and under them the best steps of each target.

    Parameters
    ----------
    scores, labels : array_like
        One number from 0 to 1 and one 0/1 a part; both classes present.
    leave_out : collection of str
        Targets that get no row.
    yours : mapping, optional
        A learner's threshold for one target or more.
    note : str
        A line of words above the picture.
    """
    values, defect = np.asarray(scores, float), np.asarray(labels, bool)
    picks = picks_of(values, defect)
    for target in leave_out:
        picks.pop(target)
    count = len(picks)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.14, 0.135, 0.83, 0.835)
        heights = {name: float(count - 1 - place) for place, name in enumerate(picks)}
        heights |= {"good parts": count + 0.3, "defects": count + 1.1}
        axes.set(xlim=(0, 1.12), ylim=(-0.6, count + 1.7), xlabel="threshold")
        axes.set_xticks(np.linspace(0, 1, 6))
        axes.set_yticks(list(heights.values()), list(heights), fontsize=9)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        draw_parts(axes, values[defect], heights["defects"], DEFECT)
        draw_parts(axes, values[~defect], heights["good parts"], GOOD)
        axes.vlines(values, -0.6, count - 0.4, color=LINE, linewidth=0.7, zorder=0)
        axes.text(
            1.12, count - 0.2, "best value", ha="right", fontsize=8.5, color=FAINT
        )
        for name, pick in picks.items():
            _draw_pick(axes, heights[name], pick)
        _draw_yours(axes, heights, yours or {})

    return picture(350, draw, _alt(picks) + _guesses(yours or {}), note)


def _draw_pick(axes: Axes, height: float, pick: Pick) -> None:
    """Draw the best steps of one target, hollow below and filled above."""
    for low, high in pick.steps:
        ends = (max(low, 0.0), high)
        axes.plot(ends, (height, height), color=GREEN, linewidth=3, zorder=2)
        axes.plot(ends[0], height, "o", ms=6, mfc=PAPER, mec=GREEN, mew=1.6, zorder=3)
        axes.plot(high, height, "o", ms=6, color=GREEN, zorder=4)
        axes.annotate(
            cut_words(high),
            (high, height),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=8.5,
            color=INK,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
            zorder=1.5,
        )
    axes.text(
        1.12,
        height,
        plain(pick.value),
        ha="right",
        va="center",
        fontsize=9,
        color=INK,
    )


def _draw_yours(
    axes: Axes, heights: Mapping[str, float], yours: Mapping[str, float]
) -> None:
    """Mark the learner's thresholds with a cross."""
    for name, place in yours.items():
        axes.plot(place, heights[name], "X", ms=9, color=PURPLE, mec=PAPER, zorder=6)
        axes.annotate(
            "yours",
            (place, heights[name]),
            xytext=(9, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=PURPLE,
        )


def _guesses(yours: Mapping[str, float]) -> str:
    """Say in words what the learner predicted."""
    return "".join(
        f" You predicted {cut_words(place)} for {name}."
        for name, place in yours.items()
    )


def _alt(picks: Mapping[str, Pick]) -> str:
    """Say in words what each target picks."""
    words = "; ".join(
        f"{name} picks {' and '.join(cut_words(high) for _, high in pick.steps)} "
        f"(best value {plain(pick.value)})"
        for name, pick in picks.items()
    )
    return f"The threshold that each target picks on the same parts: {words}."
