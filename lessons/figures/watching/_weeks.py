"""A control chart: the error of each week, and what honest scores would show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from scipy.special import expit

from lessons.data import LiveParts
from lessons.figures._compute import Floats
from lessons.figures._outputs import Picture
from lessons.figures._remember import remembered
from lessons.figures._style import BLUE, INK, ORANGE, add_axes, picture
from lessons.figures.watching._groups import ALL, ece_of, honest_limit

DRAWS = 1000


class WeekLine(NamedTuple):
    """One group, week by week.

    Parameters
    ----------
    name : str
    weeks : array of int
        The weeks in which it had parts.
    ece, limit : array of float
        Measured, and what honest scores stay below 95 times in 100.
    """

    name: str
    weeks: Floats
    ece: Floats
    limit: Floats

    @property
    def beyond(self) -> list[int]:
        """The weeks above the limit."""
        return [int(week) for week in self.weeks[self.ece > self.limit]]


@remembered
def watch_weeks(
    live: LiveParts,
    temperature: float,
    groups: Sequence[str],
    *,
    rng: np.random.Generator,
) -> tuple[WeekLine, ...]:
    """Measure all parts of each week, then some groups by themselves.

    Parameters
    ----------
    live : LiveParts
        With labels.
    temperature : float
        By which logits are divided.
    groups : sequence of str
        Which groups to follow.
    rng : numpy.random.Generator
        Draws the labels of honest scores.
    """
    lines = []
    for name in (None, *groups):
        weeks, eces, limits = [], [], []
        for week in np.unique(live.week):
            parts = live.where(group=name, week=int(week))
            if parts.logits.size == 0:
                continue
            probs = expit(parts.logits / temperature)
            weeks.append(week)
            eces.append(ece_of(probs, parts.labels))
            limits.append(honest_limit(probs, rng=rng, draws=DRAWS))
        lines.append(
            WeekLine(name or ALL, np.array(weeks), np.array(eces), np.array(limits))
        )
    return tuple(lines)


def weeks_figure(lines: Sequence[WeekLine]) -> Picture:
    """Draw one chart a group, with the weeks above their limit told apart.

    Parameters
    ----------
    lines : sequence of WeekLine
        From `watch_weeks`; three or four.
    """
    words = []
    for line in lines:
        pairs = zip(line.weeks, line.ece, line.limit, strict=True)
        each = ", ".join(f"week {w} {e:.3f} (limit {m:.3f})" for w, e, m in pairs)
        above = ", ".join(map(str, line.beyond)) or "none"
        words.append(f"{line.name}: {each}; above the limit: {above}.")
    alt = f"ECE week by week against a limit. {' '.join(words)}"
    last = int(max(line.weeks.max() for line in lines))
    top = 1.12 * max(max(line.ece.max(), line.limit.max()) for line in lines)

    def draw(figure: Figure) -> None:
        for place, line in enumerate(lines):
            column, row = place % 2, place // 2
            axes = add_axes(figure, 0.1 + 0.485 * column, 0.61 - 0.4 * row, 0.395, 0.31)
            _chart(axes, line)
            axes.set(xlim=(0.4, last + 0.6), ylim=(0, top))
            axes.set_yticks(np.arange(0, top, 0.05))
            bottom = row == (len(lines) - 1) // 2
            axes.set_xticks(range(1, last + 1))
            axes.tick_params(labelbottom=bottom)
            axes.set_title(line.name, fontsize=9, color=INK, loc="left", pad=3)
            if column == 0:
                axes.set(ylabel="ECE")
            if bottom:
                axes.set(xlabel="week")
        figure.legend(
            handles=[
                Line2D([], [], color=BLUE, marker="o", linestyle="none", label="below"),
                Line2D(
                    [], [], color=ORANGE, marker="D", linestyle="none", label="above"
                ),
                Line2D(
                    [], [], color=INK, linestyle="--", label="honest scores stay below"
                ),
            ],
            loc="lower center",
            ncols=3,
            frameon=False,
            fontsize=8.5,
            labelcolor=INK,
        )

    return picture(360, draw, alt)


def _chart(axes: Axes, line: WeekLine) -> None:
    """Draw the weeks of one group."""
    axes.plot(line.weeks, line.limit, color=INK, linewidth=1.2, linestyle="--")
    axes.plot(line.weeks, line.ece, color=BLUE, linewidth=1, zorder=2)
    above = line.ece > line.limit
    for mask, colour, marker in ((~above, BLUE, "o"), (above, ORANGE, "D")):
        axes.plot(
            line.weeks[mask],
            line.ece[mask],
            color=colour,
            marker=marker,
            linestyle="none",
            markersize=5.5,
            zorder=3,
        )
