"""F-beta against the threshold: a staircase whose steps are open below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import Staircase, staircase, sweep, tied_best
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

HALF_LABEL = 0.03  # half the width of a label, on the scale of the scores


def f_beta_staircase(
    scores: ArrayLike,
    labels: ArrayLike,
    *,
    beta: float = 1.0,
    grid: ArrayLike | None = None,
) -> Picture:
    """Draw F-beta for every threshold from below the lowest score to above the highest.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part.
    beta : float
        Above 1 recall weighs more, below 1 precision.
    grid : array_like, optional
        Thresholds that somebody tried; each is marked on the stairs.
    """
    found = sweep(scores, labels)
    steps = staircase(found.thresholds, found.f_beta(beta))
    best = int(tied_best(steps.height)[0])
    tried = None if grid is None else _try(steps, np.asarray(grid, float))

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.15, 0.87, 0.74)
        left = float(steps.high[-1]) - 0.12
        right = max(1.0, float(steps.high[0])) + 0.06
        axes.set(xlim=(left, right), ylim=(0, 1.06))
        axes.set_yticks(np.linspace(0, 1, 6))
        axes.set(xlabel="threshold", ylabel=f"F{plain(beta)}")
        _draw_steps(axes, steps, left, right)
        _name_steps(axes, steps, np.empty(0) if tried is None else tried.grid)
        _mark_best(axes, steps, beta, best)
        if tried is not None:
            _mark_grid(axes, tried, beta)

    return picture(330, draw, _alt(steps, beta, best) + _words_of(tried))


def _draw_steps(axes: Axes, steps: Staircase, left: float, right: float) -> None:
    """Draw each step with a hollow lower end and a filled upper end."""
    low = np.maximum(steps.low, left)
    axes.hlines(steps.height, low, steps.high, color=BLUE, linewidth=2, zorder=2)
    axes.hlines(0, steps.high[0], right, color=BLUE, linewidth=2, zorder=2)
    ends = np.append(steps.high[0], steps.low[:-1])
    heights = np.append(0.0, steps.height[:-1])
    axes.plot(
        ends, heights, "o", ms=5, mfc=PAPER, mec=BLUE, mew=1.4, zorder=3, clip_on=False
    )
    axes.plot(steps.high, steps.height, "o", ms=5, color=BLUE, zorder=4)


def _name_steps(axes: Axes, steps: Staircase, tried: np.ndarray) -> None:
    """Write the score under each filled end, on paper where a tried one crosses it."""
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.3}
    for high, height in zip(steps.high, steps.height, strict=True):
        crossed = bool(np.any(np.abs(tried - high) < HALF_LABEL))
        axes.annotate(
            cut_words(high),
            (high, height),
            xytext=(0, -6),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8,
            color=INK,
            bbox=paper if crossed else None,
            zorder=2.5,
        )


def _mark_best(axes: Axes, steps: Staircase, beta: float, best: int) -> None:
    """Shade the best step (the highest threshold on ties) and name it."""
    low, high = float(steps.low[best]), float(steps.high[best])
    axes.axvspan(
        max(low, axes.get_xlim()[0]), high, color=FLAGGED, zorder=0, linewidth=0
    )
    axes.set_title(
        f"best F{plain(beta)} {plain(steps.height[best])}: every threshold above "
        f"{cut_words(low)}, up to and including {cut_words(high)}",
        fontsize=9.5,
        color=INK,
        pad=8,
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """Thresholds that somebody tried, descending, with the place of the best."""

    grid: np.ndarray
    heights: np.ndarray
    top: int


def _try(steps: Staircase, grid: np.ndarray) -> _Tried | None:
    """Look up tried thresholds; on a tie the largest wins, as everywhere."""
    if not grid.size:
        return None
    descending = np.sort(grid)[::-1]
    heights = value_on(steps, descending)
    return _Tried(descending, heights, int(tied_best(heights)[0]))


def _mark_grid(axes: Axes, tried: _Tried, beta: float) -> None:
    """Mark the tried thresholds under the stairs, and the best of them."""
    grid, heights, top = tried.grid, tried.heights, tried.top
    axes.vlines(
        grid, 0, heights, color=FAINT, linewidth=0.8, linestyle=(0, (2, 3)), zorder=1
    )
    axes.plot(grid, 0 * grid, "D", ms=4.5, color=ORANGE, zorder=5, clip_on=False)
    axes.plot(grid[top], heights[top], "D", ms=6.5, color=ORANGE, zorder=5)
    axes.text(
        0.99,
        0.93,
        f"◆ tried; the best of them: {cut_words(grid[top])}, "
        f"F{plain(beta)} {plain(heights[top])}",
        transform=axes.transAxes,
        ha="right",
        fontsize=8.5,
        color=ORANGE_WORDS,
    )


def _words_of(tried: _Tried | None) -> str:
    """Say which thresholds were tried and which of them did best."""
    if tried is None:
        return ""
    return (
        f" Tried thresholds {', '.join(cut_words(g) for g in tried.grid[::-1])}: "
        f"the best of them is {cut_words(tried.grid[tried.top])} with "
        f"{plain(tried.heights[tried.top])}."
    )


def value_on(steps: Staircase, thresholds: np.ndarray) -> np.ndarray:
    """Return the height of the stairs at each threshold; above the top step it is 0.

    Examples
    --------
    >>> from lessons.figures._compute import staircase
    >>> steps = staircase(np.array([0.9, 0.7]), np.array([0.5, 0.8]))
    >>> value_on(steps, np.array([0.95, 0.9, 0.8, 0.7, 0.1])).tolist()
    [0.0, 0.5, 0.5, 0.8, 0.8]
    """
    ascending = steps.high[::-1]
    place = np.searchsorted(ascending, thresholds, side="left")
    return np.append(steps.height[::-1], 0.0)[place]


def _alt(steps: Staircase, beta: float, best: int) -> str:
    """Say the staircase in words."""
    each = ", ".join(
        f"{cut_words(high)}: {plain(height)}"
        for high, height in zip(steps.high, steps.height, strict=True)
    )
    return (
        f"Staircase of F{plain(beta)} against the threshold. Value at each observed "
        f"score, which holds down to the next lower score: {each}. The best step is "
        f"open at {cut_words(steps.low[best])} and closed at "
        f"{cut_words(steps.high[best])}."
    )
