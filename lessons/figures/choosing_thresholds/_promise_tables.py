"""Tables of promises: what counts prove, and what was kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.data import CellImages
from lessons.figures._compute import sweep
from lessons.figures._outputs import Table
from lessons.figures._style import plain
from lessons.figures.choosing_thresholds._promises import (
    PromiseStudy,
    floor_cut,
    lower_bound,
    population_precision,
    population_recall,
)

LEVEL = 0.9  # confidence of every margin in the unit


def proof_table(
    counts: Sequence[tuple[int, int]], *, confidence: float = LEVEL
) -> Table:
    """Return what some counts of right flags prove about the precision.

    Parameters
    ----------
    counts : sequence of (int, int)
        Right ones, and all that were flagged.
    confidence : float
        One-sided.
    """
    rows = [
        [
            f"{hits:,} of {flagged:,}",
            f"{hits / flagged:.3f}",
            f"{float(lower_bound(hits, flagged, confidence)):.3f}",
        ]
        for hits, flagged in counts
    ]
    caption = f"The precision, with {100 * confidence:.0f} % confidence"
    return Table(("right", "seen", "at least"), rows, caption)


def promise_table(study: PromiseStudy) -> Table:
    """Return how often the promise is kept on endlessly many parts, and the recall."""
    rows = []
    for name, cuts in (("without margin", study.plain), ("with margin", study.safe)):
        found = cuts[~np.isnan(cuts)]
        kept = population_precision(found) >= study.target
        rows.append(
            [
                name,
                f"{100 * found.size / cuts.size:.0f} %",
                f"{100 * kept.mean():.0f} %",
                f"{population_recall(found).mean():.3f}",
            ]
        )
    header = ("", "a cut exists", "promise kept", "mean recall")
    return Table(header, rows, f"P{repr(study)[1:]}")


def floor_table(
    tuning: CellImages, fresh: CellImages, *, floor: float, confidence: float = LEVEL
) -> Table:
    """Return what rules with a sensitivity floor do on fresh images.

    Parameters
    ----------
    tuning, fresh : CellImages
        The images that cuts are chosen on, and those they meet later.
    floor : float
        The share of malignant images to find.
    confidence : float
        Of the row with a margin.
    """
    scores, malignant = 1 - tuning.probs, tuning.target == 0
    rules = {
        "0.5 by habit": 0.5,
        f"floor {plain(floor)}": floor_cut(scores, malignant, floor),
        f"floor {plain(floor)}, with margin": floor_cut(
            scores, malignant, floor, confidence=confidence
        ),
    }
    rows = []
    for rule, cut in rules.items():
        if cut is None:
            rows.append([rule, "none", "", "", "", ""])
            continue
        tuned = sweep(scores, malignant, [cut])
        found = sweep(1 - fresh.probs, fresh.target == 0, [cut])
        rows.append(
            [
                rule,
                f"{cut:.3f}",
                f"{tuned.recall[0]:.3f}",
                f"{found.recall[0]:.3f}",
                f"{found.fn[0]}",
                f"{found.fp[0] / fresh.target.size:.2f}",
            ]
        )
    header = ("rule", "threshold", "tuned", "on test", "missed", "FP per image")
    caption = (
        f"Sensitivity; tuned on {tuning.target.size} images, "
        f"then {fresh.target.size} test images"
    )
    return Table(header, rows, caption)
