"""The alarm that needs no labels beside what only labels show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._bins import uniform_edges
from lessons.figures._outputs import Picture, Table
from lessons.figures._style import BLUE, FAINT, INK, ORANGE, PAPER, add_axes, picture
from lessons.figures.watching._alarms import LOUD, QUIET, ks_between, psi_between
from lessons.figures.watching._groups import BINS, ece_of


class AlarmRow(NamedTuple):
    """What two alarms say of a group, and what is true of it."""

    name: str
    psi: float
    ks: float
    ece: float


def compare_alarms(
    home: ArrayLike, probs: ArrayLike, labels: ArrayLike, groups: ArrayLike
) -> tuple[AlarmRow, ...]:
    """Return PSI and KS of each group's scores against home's, and its ECE.

    Parameters
    ----------
    home : array_like
        Probabilities at home, the alarms' reference.
    probs, labels, groups : array_like
        One probability, one 0/1 and one name a part.
    """
    values, answers, names = np.asarray(probs), np.asarray(labels), np.asarray(groups)
    rows = []
    for name in np.unique(names):
        ours = values[names == name]
        psi = psi_between(home, ours, uniform_edges(BINS))
        ece = ece_of(ours, answers[names == name])
        rows.append(AlarmRow(str(name), psi, ks_between(home, ours), ece))
    return tuple(rows)


def alarms_table(rows: Sequence[AlarmRow]) -> Table:
    """Return the alarms and the error of each group."""
    lines = [
        (row.name, f"{row.psi:.3f}", f"{row.ks:.3f}", f"{row.ece:.3f}") for row in rows
    ]
    return Table(
        ("group", "PSI", "KS", "ECE"), lines, "Scores against home's; ten equal bins"
    )


def alarms_figure(rows: Sequence[AlarmRow]) -> Picture:
    """Draw the PSI of each group to the left, its ECE to the right.

    Parameters
    ----------
    rows : sequence of AlarmRow
        From `compare_alarms`.
    """
    each = "; ".join(f"{r.name}: PSI {r.psi:.3f}, ECE {r.ece:.3f}" for r in rows)
    loud = max(rows, key=lambda row: row.psi)
    bad = max(rows, key=lambda row: row.ece)
    alt = (
        f"PSI and ECE of each group, side by side. {each}. The PSI is highest for "
        f"{loud.name}, the ECE for {bad.name}."
    )

    def draw(figure: Figure) -> None:
        left = add_axes(figure, 0.05, 0.195, 0.38, 0.69)
        right = add_axes(figure, 0.57, 0.195, 0.38, 0.69)
        _bars(left, [row.psi for row in rows], BLUE, "//", "PSI: seen without labels")
        _bars(
            right, [row.ece for row in rows], ORANGE, "", "ECE: seen with labels only"
        )
        left.invert_xaxis()
        left.spines["left"].set_visible(False)
        left.spines["right"].set(visible=True, color=FAINT)
        for line in (QUIET, LOUD):
            left.axvline(line, color=INK, linewidth=1, linestyle=":")
            left.annotate(
                f"{line:g}",
                (line, -0.62),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                fontsize=7.5,
                color=INK,
                annotation_clip=False,
            )
        for place, row in enumerate(rows):
            height = 0.195 + 0.69 * (1 - (place + 0.6) / (len(rows) + 0.2))
            figure.text(
                0.5, height, row.name, ha="center", va="center", fontsize=9, color=INK
            )

    return picture(260, draw, alt)


def _bars(
    axes: Axes, values: Sequence[float], colour: str, hatch: str, label: str
) -> None:
    """Draw one number a group as a bar with its value at the end."""
    places = range(len(values))
    axes.barh(
        places, values, height=0.55, color="none", edgecolor=colour, hatch=hatch or None
    )
    if not hatch:
        axes.barh(places, values, height=0.55, color=colour)
    outwards = -1 if hatch else 1
    for place, value in zip(places, values, strict=True):
        axes.annotate(
            f"{value:.3f}",
            (value, place),
            xytext=(4 * outwards, 0),
            textcoords="offset points",
            ha="right" if hatch else "left",
            va="center",
            fontsize=8,
            color=INK,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )
    axes.set(ylim=(len(values) - 0.4, -0.6), xlim=(0, 1.28 * max(values)))
    axes.set(xlabel=label)
    axes.set_yticks([])
