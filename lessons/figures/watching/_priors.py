"""The share of defects: estimated without labels, and scores moved along with it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from lessons.data import ScoredParts
from lessons.figures._compute import Floats, sweep
from lessons.figures._outputs import Table
from lessons.figures._remember import remembered
from lessons.figures.choosing_thresholds._prior import shifted

STEPS, ENOUGH = 10_000, 1e-10


def estimate_share(probs: ArrayLike, old: float) -> float:
    """Estimate the share of positives from unlabelled scores (Saerens et al., 2002).

    Move the scores to the present estimate, take their mean as the next one, repeat.

    Parameters
    ----------
    probs : array_like
        Calibrated where the share was `old`.
    old : float
        That share.

    Examples
    --------
    Certain scores leave nothing to move: one in four.

    >>> round(estimate_share([1 - 1e-12, 1e-12, 1e-12, 1e-12], 0.5), 6)
    0.25
    """
    values = np.asarray(probs, float)
    share = old
    for _ in range(STEPS):
        moved = float(shifted(values, old, share).mean())
        if abs(moved - share) < ENOUGH or moved < 1e-9:
            return moved
        share = moved
    return share


def _line(name: str, probs: Floats, parts: ScoredParts, costs: Floats) -> list[str]:
    """Return how the cut that follows from the costs does."""
    counts = sweep(probs, parts.labels, [costs[0] / costs.sum()])
    per = 1000 / parts.labels.size
    bill = costs[0] * counts.fp[0] + costs[1] * counts.fn[0]
    flagged = counts.tp[0] + counts.fp[0]
    return [name, *(f"{per * n:.0f}" for n in (flagged, counts.fn[0], bill))]


def share_table(
    parts: ScoredParts,
    temperature: float,
    *,
    old: float,
    new: float,
    cost_fp: float,
    cost_fn: float,
) -> Table:
    """Return what the cut costs on scores as they were, and on moved ones.

    Parameters
    ----------
    parts : ScoredParts
        Of today.
    temperature : float
        Of home.
    old, new : float
        The share of defects at home, and today.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    probs = expit(parts.logits / temperature)
    costs = np.array([cost_fp, cost_fn])
    estimate = estimate_share(probs, old)
    rows = [
        _line("scores as they were", probs, parts, costs),
        _line(f"moved to {new:.3f}, known", shifted(probs, old, new), parts, costs),
        _line(
            f"moved to {estimate:.3f}, estimated",
            shifted(probs, old, estimate),
            parts,
            costs,
        ),
        _line("flag nothing", np.zeros_like(probs), parts, costs),
    ]
    caption = f"Per 1,000 parts; flagged: p ≥ {cost_fp / (cost_fp + cost_fn):.2f}"
    return Table(("rule", "flagged", "missed", "cost"), rows, caption)


@remembered
def estimates_table(
    named_parts: Mapping[str, tuple[ArrayLike, ArrayLike]], *, old: float
) -> Table:
    """Return the true share of defects and the one estimated without labels.

    Parameters
    ----------
    named_parts : mapping of str to (probs, labels)
        By name of the parts.
    old : float
        The share at home.
    """
    rows = []
    for name, (probs, labels) in named_parts.items():
        true, estimated = np.asarray(labels, float).mean(), estimate_share(probs, old)
        rows.append((name, f"{true:.3f}", f"{estimated:.3f}"))
    return Table(("parts", "true share", "estimated"), rows, "Share of defects")
