"""Youden's J and expected cost on one ROC curve: two slopes, two best points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import Sweep, sweep, tied_best
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    Look,
    add_axes,
    mark_point,
    name_series,
    picture,
    plain,
)
from lessons.figures.choosing_thresholds._costs import total_cost

LOOKS = (Look(BLUE, "s", "--"), Look(ORANGE, "D", "-"))


@dataclass(frozen=True, slots=True)
class Touch:
    """Where a line of equal worth touches the ROC curve.

    Parameters
    ----------
    name : str
        What is best there.
    slope : float
        Recall that must be gained for one unit of false positive rate.
    cut, fpr, recall : float
        The best threshold and its point.
    """

    name: str
    slope: float
    cut: float
    fpr: float
    recall: float


def equal_cost_slope(share: float, cost_fp: float, cost_fn: float) -> float:
    """Return the slope of lines of equal expected cost on the ROC plane.

    A part costs cost_fp · (1 − share) · fpr + cost_fn · share · (1 − recall).

    Examples
    --------
    Where half are defects and both mistakes cost the same, the slope is J's:

    >>> equal_cost_slope(0.5, 1, 1)
    1.0
    """
    return cost_fp * (1 - share) / (cost_fn * share)


def touches(found: Sweep, cost_fp: float, cost_fn: float) -> tuple[Touch, Touch]:
    """Return where J is highest and where the cost is lowest."""
    share = float((found.tp + found.fn)[0]) / float(
        (found.tp + found.fp + found.fn + found.tn)[0]
    )
    price = f"cost {plain(cost_fp)}:{plain(cost_fn)}"
    both = (
        ("Youden's J", 1.0, found.youden),
        (
            price,
            equal_cost_slope(share, cost_fp, cost_fn),
            -total_cost(found, cost_fp, cost_fn),
        ),
    )
    points = []
    for name, slope, objective in both:
        at = int(tied_best(objective)[0])
        point = (found.thresholds, found.false_positive_rate, found.recall)
        points.append(Touch(name, slope, *(float(column[at]) for column in point)))
    return points[0], points[1]


def roc_prices(
    scores: ArrayLike, labels: ArrayLike, *, cost_fp: float, cost_fn: float
) -> Picture:
    """Draw the ROC curve with the best points of J and of the cost.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part; both classes present.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss; both above 0.
    """
    found = sweep(scores, labels)
    points = touches(found, cost_fp, cost_fn)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.87, 0.8)
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=0.8, linestyle=":")
        axes.plot(
            np.append(0, found.false_positive_rate),
            np.append(0, found.recall),
            color=FAINT,
            linewidth=1.6,
        )
        for point, look in zip(points, LOOKS, strict=True):
            _draw_touch(axes, point, look)
        axes.set(xlim=(0, 0.5), ylim=(0, 1.04))
        axes.set(xlabel="false positive rate (up to 0.5)", ylabel="recall")
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="lower right")

    return picture(320, draw, _alt(points))


def _draw_touch(axes: Axes, point: Touch, look: Look) -> None:
    """Draw the best point and the line of equal worth through it."""
    across = np.array([0.0, 1.0])
    axes.plot(
        across,
        point.recall + point.slope * (across - point.fpr),
        look.line,
        color=look.colour,
        linewidth=1.2,
    )
    mark_point(axes, point.fpr, point.recall, look, size=9)
    name_series(
        axes,
        look,
        f"{point.name}: slope {plain(point.slope, 2)}, threshold {plain(point.cut)}",
    )


def _alt(points: tuple[Touch, Touch]) -> str:
    """Say both points in words."""
    each = "; ".join(
        f"{p.name}, slope {plain(p.slope, 2)}: threshold {plain(p.cut)}, false "
        f"positive rate {plain(p.fpr)}, recall {plain(p.recall)}"
        for p in points
    )
    return f"ROC curve with lines of equal worth and where they touch it. {each}."
