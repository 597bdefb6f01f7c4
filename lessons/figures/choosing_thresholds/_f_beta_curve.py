"""F-beta on the precision-recall curve: each beta has its own best point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import TIE, Floats, Sweep, sweep, tied_best
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    Look,
    add_axes,
    mark_point,
    name_series,
    picture,
    plain,
)

LOOKS = (Look(BLUE, "s", "--"), Look(GREEN, "D", "-."), Look(ORANGE, "o", "-"))


@dataclass(frozen=True, slots=True)
class BestPoint:
    """Where one F-beta is highest.

    Parameters
    ----------
    beta : float
        Recall's weight.
    cut, value, precision, recall : float
        The largest threshold that attains the highest value, and its point.
    """

    beta: float
    cut: float
    value: float
    precision: float
    recall: float


def best_points(found: Sweep, betas: Sequence[float]) -> tuple[BestPoint, ...]:
    """Return the best point of each beta on a sweep."""
    points = []
    for beta in betas:
        value = found.f_beta(beta)
        at = int(tied_best(value)[0])
        point = (found.thresholds, value, found.precision, found.recall)
        points.append(BestPoint(beta, *(float(column[at]) for column in point)))
    return tuple(points)


def level_line(beta: float, value: float, recall: Floats) -> Floats:
    """Return the precision that has this F-beta at each recall; nan where none has.

    Examples
    --------
    F2 of precision 0.5 and recall 1 is 2.5/3; no precision gives that at recall 0.2.

    >>> level_line(2.0, 2.5 / 3, np.array([1.0, 0.2])).round(9).tolist()
    [0.5, nan]
    """
    weight = beta * beta
    below = (1 + weight) * recall - weight * value
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = recall * value / below
    possible = (below > 0) & (precision <= 1 + TIE)
    return np.asarray(np.where(possible, precision, np.nan), float)


def f_beta_on_pr(
    scores: ArrayLike, labels: ArrayLike, *, betas: Sequence[float] = (0.5, 1.0, 2.0)
) -> Picture:
    """Draw the PR curve, and for each beta its best point and the line of its value.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part; at least one positive.
    betas : sequence of float
        Up to three, ascending.
    """
    found = sweep(scores, labels)
    points = best_points(found, betas)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.87, 0.8)
        axes.plot(found.recall, found.precision, color=FAINT, linewidth=1.4)
        recall = np.linspace(0.01, 1, 400)
        for point, look in zip(points, LOOKS, strict=False):
            axes.plot(
                recall,
                level_line(point.beta, point.value, recall),
                look.line,
                color=look.colour,
                linewidth=1.1,
            )
            _draw_point(axes, point, look)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.05), xlabel="recall", ylabel="precision")
        axes.legend(
            frameon=False,
            fontsize=9,
            labelcolor=INK,
            loc="lower left",
            title="best point, and the line of equal F",
            title_fontsize=9,
            alignment="left",
        ).get_title().set_color(INK)

    return picture(330, draw, _alt(points))


def _draw_point(axes: Axes, point: BestPoint, look: Look) -> None:
    """Mark a best point; the legend says what it is."""
    mark_point(axes, point.recall, point.precision, look, size=9)
    name_series(
        axes,
        look,
        f"F{plain(point.beta)} = {plain(point.value)} at threshold {plain(point.cut)}",
    )


def _alt(points: Sequence[BestPoint]) -> str:
    """Say the best points in words."""
    each = "; ".join(
        f"F{plain(p.beta)} is highest, {plain(p.value)}, at threshold {plain(p.cut)}, "
        f"with precision {plain(p.precision)} and recall {plain(p.recall)}"
        for p in points
    )
    return f"Precision-recall curve with the best point of each F-beta. {each}."
