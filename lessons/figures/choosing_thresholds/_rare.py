"""Rare positives: what accuracy, ROC and PR say when few parts are defects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from scipy.special import ndtr

from lessons.figures._compute import Floats, sweep, tied_best
from lessons.figures._outputs import Picture, Table
from lessons.figures._simulate import InspectionLine
from lessons.figures._style import (
    FAINT,
    INK,
    add_axes,
    mark_point,
    name_series,
    picture,
    plain,
)
from lessons.figures.choosing_thresholds._costs import cheapest_cut, total_cost
from lessons.figures.choosing_thresholds._f_beta_curve import LOOKS

AT_RECALL = 0.8  # where each curve is marked


def rates(separation: float, cuts: Floats) -> tuple[Floats, Floats]:
    """Return recall and false positive rate of a model on endlessly many parts.

    The evidence is normal with unit variance, `separation` higher for defects.

    Examples
    --------
    >>> recall, alarms = rates(2.0, np.array([1.0]))
    >>> round(float(recall[0] + alarms[0]), 9)
    1.0
    """
    return ndtr(separation - cuts), ndtr(-cuts)


def precision_at(recall: Floats, alarms: Floats, share: float) -> Floats:
    """Return the precision of points of one ROC curve at some share of positives.

    Examples
    --------
    >>> precision_at(np.array([0.8]), np.array([0.2]), 0.5).tolist()
    [0.8]
    """
    caught = share * recall
    return caught / (caught + (1 - share) * alarms)


def pr_at_prevalences(
    separation: float, shares: Sequence[float] = (0.5, 0.1, 0.01)
) -> Picture:
    """Draw the PR curve of one model at several shares of defects.

    The ROC curve is the same for all of them.

    Parameters
    ----------
    separation : float
        How far apart the model keeps defects and good parts.
    shares : sequence of float
        Up to three, descending.
    """
    recall, alarms = rates(separation, np.linspace(-3, separation + 4, 1401))
    area = float(ndtr(separation / np.sqrt(2)))
    marked = [
        float(np.interp(AT_RECALL, recall[::-1], precision_at(recall, alarms, s)[::-1]))
        for s in shares
    ]
    each = "; ".join(
        f"{100 * share:.0f} %: {plain(precision)}"
        for share, precision in zip(shares, marked, strict=True)
    )
    alt = (
        f"Precision-recall curves of one model, AUROC {plain(area, 2)}, at several "
        f"shares of defects. Precision at recall {AT_RECALL}: {each}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.155, 0.87, 0.745)
        for share, at, look in zip(shares, marked, LOOKS, strict=False):
            precision = precision_at(recall, alarms, share)
            axes.plot(recall, precision, look.line, color=look.colour, linewidth=1.8)
            mark_point(axes, AT_RECALL, at, look, zorder=4)
            name_series(axes, look, f"{100 * share:.0f} % defects")
            axes.annotate(
                plain(at),
                (AT_RECALL, at),
                xytext=(8, 4),
                textcoords="offset points",
                fontsize=9,
                color=INK,
            )
        axes.axvline(AT_RECALL, color=FAINT, linewidth=1, linestyle=":", zorder=0)
        axes.set(xlim=(0, 1.01), ylim=(0, 1.03), xlabel="recall", ylabel="precision")
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="lower left")
        axes.set_title(
            f"one model, one ROC curve of area {plain(area, 2)}", fontsize=10, color=INK
        )

    return picture(330, draw, alt)


def rare_table(
    tuning: InspectionLine, fresh: InspectionLine, *, cost_fp: float, cost_fn: float
) -> Table:
    """Tune several targets on one half of a line and show what they do on the other.

    Parameters
    ----------
    tuning, fresh : InspectionLine
        The parts that thresholds are chosen on, and those they meet later.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss, in the last row and the last column.
    """
    tried = sweep(tuning.scores, tuning.labels)
    price = f"cost {plain(cost_fp)}:{plain(cost_fn)}"
    objectives = {
        "best accuracy": tried.accuracy,
        "Youden's J": tried.youden,
        "F1": tried.f_beta(),
        "F2": tried.f_beta(2.0),
    }
    cuts = {
        rule: float(tried.thresholds[tied_best(objective)[0]])
        for rule, objective in objectives.items()
    }
    cuts[price] = cheapest_cut(tuning.scores, tuning.labels, cost_fp, cost_fn)
    rows = []
    for rule, cut in {"flag nothing": np.inf, **cuts}.items():
        found = sweep(fresh.scores, fresh.labels, [cut])
        rows.append(
            [
                rule,
                "none" if np.isinf(cut) else f"{cut:.3f}",
                f"{found.tp[0] + found.fp[0]:,}",
                f"{found.tp[0]:,}",
                f"{found.precision[0]:.3f}",
                f"{found.accuracy[0]:.3f}",
                f"{total_cost(found, cost_fp, cost_fn)[0]:,.0f}",
            ]
        )
    header = (
        "target",
        "threshold",
        "flagged",
        "caught",
        "precision",
        "accuracy",
        price,
    )
    return Table(header, rows, f"On fresh parts: {fresh!r}")
