"""What it costs to ignore a shift."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import expit

from lessons.data import LiveParts
from lessons.figures._compute import sweep
from lessons.figures._outputs import Table


class Passed(NamedTuple):
    """Parts that a rule lets pass unseen, as promised and as they came."""

    parts: int
    promised: float
    came: int


def pass_below(live: LiveParts, temperature: float, threshold: float) -> Passed:
    """Return the parts whose probability lies below a threshold.

    Parameters
    ----------
    live : LiveParts
        With labels.
    temperature : float
        By which logits are divided.
    threshold : float
        Parts below it are passed.
    """
    probs = expit(live.logits / temperature)
    low = probs < threshold
    return Passed(int(low.sum()), float(probs[low].sum()), int(live.labels[low].sum()))


def ignored_table(
    live: LiveParts,
    temperatures: dict[str, float],
    *,
    threshold: float,
    cost_fp: float,
    cost_fn: float,
) -> Table:
    """Return what passes below a threshold and what a cost rule costs.

    Parameters
    ----------
    live : LiveParts
        Of the camera that changed.
    temperatures : dict of str to float
        By name of what was done.
    threshold : float
        Parts below it pass unseen.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss, for the cost rule.
    """
    rows = []
    cut = cost_fp / (cost_fp + cost_fn)
    for name, temperature in temperatures.items():
        passed = pass_below(live, temperature, threshold)
        counts = sweep(expit(live.logits / temperature), live.labels, [cut])
        bill = cost_fp * counts.fp[0] + cost_fn * counts.fn[0]
        rows.append(
            (
                name,
                f"{passed.parts}",
                f"{passed.promised:.0f}",
                f"{passed.came}",
                f"{1000 * bill / np.size(live.labels):.0f}",
            )
        )
    header = (
        "",
        f"passed, p < {threshold:g}",
        "defects promised",
        "came",
        f"cost {cost_fp:g}:{cost_fn:g} per 1,000",
    )
    return Table(header, rows, f"{live.logits.size:,} parts under the new camera")
