"""The calibration error of each group, with its interval and what luck explains."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    Look,
    add_axes,
    picture,
)
from lessons.figures.watching._groups import ALL, GroupRow

WITHIN = Look(BLUE, "o")
BEYOND = Look(ORANGE, "D")


def groups_figure(rows: tuple[GroupRow, ...]) -> Picture:
    """Draw the ECE of all parts and of each group.

    Parameters
    ----------
    rows : tuple of GroupRow
        From `measure_groups`.
    """
    each = "; ".join(
        f"{row.name} {row.ece:.3f} ({row.ece_interval[0]:.3f} to "
        f"{row.ece_interval[1]:.3f}; honest scores stay below {row.honest:.3f})"
        for row in rows
    )
    beyond = [row.name for row in rows if row.is_broken and row.name != ALL]
    alt = (
        f"ECE of all parts and of each group, with 95 % intervals. {each}. "
        f"Beyond what luck explains: {', '.join(beyond) or 'none'}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.17, 0.255, 0.8, 0.715)
        for place, row in enumerate(rows):
            look = BEYOND if row.is_broken else WITHIN
            low, high = row.ece_interval
            axes.plot([low, high], [place, place], color=look.colour, linewidth=1.6)
            axes.plot(
                row.ece, place, color=look.colour, marker=look.marker, markersize=7
            )
            axes.plot(
                [row.honest] * 2, [place - 0.32, place + 0.32], color=INK, linewidth=1.4
            )
            axes.annotate(
                f"{row.ece:.3f}",
                (max(high, row.honest), place),
                xytext=(7, 0),
                textcoords="offset points",
                va="center",
                fontsize=8.5,
                color=INK,
            )
        axes.axhline(0.5, color=FAINT, linewidth=0.8, linestyle=":")
        axes.set_yticks(range(len(rows)), [f"{row.name}\nn {row.n:,}" for row in rows])
        axes.set(ylim=(len(rows) - 0.4, -0.6), xlabel="ECE, ten bins")
        axes.set(xlim=(0, 1.12 * max(row.ece_interval[1] for row in rows)))
        figure.legend(
            handles=[
                _handle(WITHIN, "luck explains it"),
                _handle(BEYOND, "beyond luck"),
                Line2D(
                    [],
                    [],
                    color=INK,
                    marker="|",
                    markersize=11,
                    linestyle="none",
                    label="honest scores stay below",
                ),
            ],
            loc="lower center",
            ncols=3,
            frameon=False,
            fontsize=8.5,
            labelcolor=INK,
        )

    return picture(340, draw, alt)


def _handle(look: Look, label: str) -> Line2D:
    """Return a legend entry of one kind of group."""
    return Line2D([], [], color=look.colour, marker=look.marker, label=label)
