"""Tables of what thresholds cost."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import sweep
from lessons.figures._inspection import Inspection
from lessons.figures._outputs import Table
from lessons.figures._simulate import InspectionLine
from lessons.figures._style import cut_words, plain
from lessons.figures.choosing_thresholds._costs import (
    break_even,
    cheapest_cut,
    sweep_with_none,
    total_cost,
)
from lessons.figures.choosing_thresholds._prior import shifted

NOTHING = "flag nothing"


def cost_table(
    scores: ArrayLike, labels: ArrayLike, *, cost_fp: float, cost_fn: float
) -> Table:
    """Return mistakes and total cost at every observed score and for no flag at all.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    found = sweep_with_none(scores, labels)
    rows = [
        [
            NOTHING if np.isinf(cut) else cut_words(cut),
            f"{found.fp[i]}",
            f"{found.fn[i]}",
            plain(cost),
        ]
        for i, (cut, cost) in enumerate(
            zip(found.thresholds, total_cost(found, cost_fp, cost_fn), strict=True)
        )
    ]
    caption = f"A false alarm costs {plain(cost_fp)}, a miss {plain(cost_fn)}"
    return Table(("threshold", "FP", "FN", "cost"), rows, caption)


def formula_table(
    tuning: Inspection, fresh: Inspection, *, cost_fp: float, cost_fn: float
) -> Table:
    """Return what the formula's threshold costs on fresh parts, and its rivals.

    Parameters
    ----------
    tuning, fresh : Inspection
        The parts on which the cheapest cut is sought, and those it meets later.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    formula = break_even(cost_fp, cost_fn)
    cheapest = cheapest_cut(tuning.probs, tuning.labels, cost_fp, cost_fn)
    rules = (
        ("flag everything", fresh.probs, 0.0),
        ("formula, this model", fresh.probs, formula),
        ("formula, honest scores", fresh.honest_probs, formula),
        ("cheapest cut, this model", fresh.probs, cheapest),
    )
    rows = []
    per_thousand = 1000 / fresh.labels.size
    for rule, probs, cut in rules:
        found = sweep(probs, fresh.labels, [cut])
        cost = total_cost(found, cost_fp, cost_fn)
        counts = (found.fp[0], found.fn[0], cost[0])
        each = [f"{per_thousand * count:.0f}" for count in counts]
        rows.append([rule, f"{cut:.3f}", *each])
    header = ("rule", "threshold", "FP", "FN", "cost")
    return Table(header, rows, f"Per 1,000 of {fresh.labels.size:,} fresh parts")


def prevalence_table(
    line: InspectionLine,
    *,
    old: float,
    new: float,
    cost_fp: float,
    cost_fn: float,
) -> Table:
    """Return what a rule costs when the share of defects has changed.

    Parameters
    ----------
    line : InspectionLine
        Parts of today, scored by a model that was honest at the old share.
    old, new : float
        The share of defects then and now.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    cut = break_even(cost_fp, cost_fn)
    rules: Mapping[str, tuple[ArrayLike, float]] = {
        "scores as they were": (line.scores, cut),
        "scores moved to the new share": (shifted(line.scores, old, new), cut),
        NOTHING: (line.scores, np.inf),
    }
    rows = []
    per_thousand = 1000 / line.labels.size
    for rule, (probs, at) in rules.items():
        found = sweep(probs, line.labels, [at])
        cost = total_cost(found, cost_fp, cost_fn)
        counts = (found.tp[0] + found.fp[0], found.fn[0], cost[0])
        rows.append([rule, *(f"{per_thousand * count:.0f}" for count in counts)])
    caption = f"Per 1,000 of {line.labels.size:,} parts; flagged: p ≥ {cut_words(cut)}"
    return Table(("rule", "flagged", "missed", "cost"), rows, caption)
