"""Cost against the threshold, for scores that are honest and scores that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from lessons.figures._compute import Floats, sweep
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    FAINT,
    INK,
    PAPER,
    SERIES,
    Look,
    add_axes,
    mark_point,
    name_series,
    picture,
    plain,
)
from lessons.figures.choosing_thresholds._costs import (
    break_even,
    cheapest_cut,
    cost_at,
    total_cost,
)

ENDS = 9.0  # of the axis, in log-odds
TICKS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999)


@dataclass(frozen=True, slots=True)
class CostCurve:
    """The mean cost of a part against the threshold, and two points on it.

    Parameters
    ----------
    cost : array of float
        At each of the thresholds asked for.
    at_formula : float
        At the threshold that the formula gives.
    best_cut, best : float
        The cheapest cut on these parts, and its mean cost.
    """

    cost: Floats
    at_formula: float
    best_cut: float
    best: float


def cost_curve(
    probs: ArrayLike,
    labels: ArrayLike,
    cuts: Floats,
    cost_fp: float,
    cost_fn: float,
) -> CostCurve:
    """Return the mean cost of a part at some cuts (ascending) and where it is lowest.

    Examples
    --------
    >>> curve = cost_curve([0.9, 0.1], [1, 0], np.array([0.05, 0.5]), 1, 4)
    >>> curve.cost.tolist(), curve.at_formula, curve.best_cut
    ([0.5, 0.0], 0.0, 0.9)
    """
    size = np.asarray(probs).size
    cost = total_cost(sweep(probs, labels, cuts), cost_fp, cost_fn)[::-1] / size
    formula = break_even(cost_fp, cost_fn)
    best_cut = cheapest_cut(probs, labels, cost_fp, cost_fn)
    return CostCurve(
        cost,
        cost_at(probs, labels, formula, cost_fp, cost_fn) / size,
        best_cut,
        cost_at(probs, labels, best_cut, cost_fp, cost_fn) / size,
    )


def cost_curves(
    named_probs: Mapping[str, ArrayLike],
    labels: ArrayLike,
    *,
    cost_fp: float,
    cost_fn: float,
) -> Picture:
    """Draw mean cost against the threshold, and what the formula's choice pays.

    Parameters
    ----------
    named_probs : mapping of str to array_like
        Up to two models' probabilities for the same parts.
    labels : array_like
        0/1 or bool.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss; both above 0.
    """
    cuts = expit(np.linspace(-ENDS, ENDS, 361))
    formula = break_even(cost_fp, cost_fn)
    curves = {
        name: cost_curve(probs, labels, cuts, cost_fp, cost_fn)
        for name, probs in named_probs.items()
    }
    share = float(np.mean(np.asarray(labels, bool)))
    trivial = (cost_fp * (1 - share), cost_fn * share)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.145, 0.87, 0.6)
        axes.axvline(logit(formula), color=INK, linewidth=1.2, linestyle=":")
        axes.axhline(min(trivial), color=FAINT, linewidth=1, linestyle=(0, (6, 3)))
        for (name, curve), look in zip(curves.items(), SERIES, strict=False):
            _draw_curve(axes, name, curve, look, formula, cuts)
        # Beyond the better rule without a model nobody goes: most of it is left out.
        paid = [curve.at_formula for curve in curves.values()]
        top = 1.25 * max(1.4 * min(trivial), *paid)
        axes.set(xlim=(-ENDS, ENDS), ylim=(0, top))
        axes.set_xticks(logit(TICKS), [f"{tick}" for tick in TICKS])
        axes.set(xlabel="threshold (log-odds scale)", ylabel="mean cost of a part")
        left = formula < 0.5
        axes.annotate(
            f"formula: {plain(formula)}",
            (logit(formula), 0.93 * top),
            xytext=(-5 if left else 5, 0),
            textcoords="offset points",
            ha="right" if left else "left",
            fontsize=9,
            color=INK,
        )
        axes.plot([], [], color=FAINT, linestyle=(0, (6, 3)), label=_rival(trivial))
        axes.legend(
            frameon=False,
            fontsize=9,
            labelcolor=INK,
            loc="lower left",
            bbox_to_anchor=(-0.02, 1.0),
        )

    return picture(350, draw, _alt(curves, formula, trivial, (cost_fp, cost_fn)))


def _rival(trivial: Sequence[float]) -> str:
    """Name the better of the two rules that need no model."""
    name = "flag everything" if trivial[0] <= trivial[1] else "flag nothing"
    return f"{name}: {plain(min(trivial))}"


def _draw_curve(
    axes: Axes, name: str, curve: CostCurve, look: Look, formula: float, cuts: Floats
) -> None:
    """Draw one curve, filled where the formula cuts it, hollow where it is lowest."""
    axes.plot(logit(cuts), curve.cost, look.line, color=look.colour, linewidth=1.7)
    mark_point(axes, logit(formula), curve.at_formula, look)
    if np.isfinite(curve.best_cut):
        axes.plot(
            np.clip(logit(curve.best_cut), -ENDS, ENDS),
            curve.best,
            look.marker,
            ms=8,
            mfc=PAPER,
            mec=look.colour,
            mew=1.6,
            clip_on=False,
            zorder=4,
        )
    name_series(
        axes,
        look,
        f"{name}: formula {plain(curve.at_formula)}, lowest {plain(curve.best)}",
    )


def _alt(
    curves: Mapping[str, CostCurve],
    formula: float,
    trivial: Sequence[float],
    costs: tuple[float, float],
) -> str:
    """Say the curves in words."""
    each = "; ".join(
        f"{name}: {plain(curve.at_formula)} at the formula's threshold, at lowest "
        f"{plain(curve.best)} at {plain(curve.best_cut)}"
        for name, curve in curves.items()
    )
    return (
        f"Mean cost of a part against the threshold; a false alarm costs "
        f"{plain(costs[0])}, a miss {plain(costs[1])}, and the formula says "
        f"{plain(formula)}. {each}. Without a model, {_rival(trivial)}."
    )
