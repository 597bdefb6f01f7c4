"""Tables of thresholds and what they do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats, Sweep, sweep, tied_best
from lessons.figures._outputs import Table
from lessons.figures._remember import remembered
from lessons.figures._simulate import InspectionLine
from lessons.figures._style import cut_words

COLUMNS = ("TP", "FP", "FN", "TN", "precision", "recall")


def _row(found: Sweep, at: int) -> list[str]:
    """Return counts, precision and recall at one threshold, as words."""
    counts = (found.tp[at], found.fp[at], found.fn[at], found.tn[at])
    rates = (found.precision[at], found.recall[at])
    return [f"{count:,}" for count in counts] + [f"{rate:.3f}" for rate in rates]


def sweep_table(
    scores: ArrayLike, labels: ArrayLike, *, metrics: Sequence[str] = ("F1",)
) -> Table:
    """Return the counts, precision, recall and more at every observed score.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part.
    metrics : sequence of str
        Among "F1", "J" and "accuracy", in the order of the columns.
    """
    found = sweep(scores, labels)
    known = {"F1": found.f_beta(), "J": found.youden, "accuracy": found.accuracy}
    rows = [
        [
            cut_words(cut),
            *_row(found, i),
            *(f"{known[name][i]:.3f}" for name in metrics),
        ]
        for i, cut in enumerate(found.thresholds)
    ]
    caption = "Every observed score as a threshold (score ≥ threshold)"
    return Table(("threshold", *COLUMNS, *metrics), rows, caption)


def cut_table(scores: ArrayLike, labels: ArrayLike, thresholds: ArrayLike) -> Table:
    """Return the counts and F1 at the given thresholds, whether observed or not."""
    found = sweep(scores, labels, thresholds)
    rows = [
        [cut_words(cut), *_row(found, i), f"{found.f_beta()[i]:.6f}"]
        for i, cut in enumerate(found.thresholds)
    ]
    return Table(("threshold", *COLUMNS, "F1"), rows, "Flagged: score ≥ threshold")


@remembered
def rules_table(
    tuning: InspectionLine, fresh: InspectionLine, rules: Sequence[str]
) -> Table:
    """Tune each rule on one set of parts and show what it does on another.

    Parameters
    ----------
    tuning, fresh : InspectionLine
        The parts that the threshold is chosen on, and others that it meets later.
    rules : sequence of str
        Among "flag nothing", "0.5 by habit", "best accuracy" and "best F1"; the last
        two are tuned, the largest threshold on ties.
    """
    tried = sweep(tuning.scores, tuning.labels)
    objectives: dict[str, Floats] = {
        "best accuracy": tried.accuracy,
        "best F1": tried.f_beta(),
    }
    rows = []
    for rule in rules:
        if rule in objectives:
            cut = float(tried.thresholds[tied_best(objectives[rule])[0]])
        else:
            cut = {"flag nothing": np.inf, "0.5 by habit": 0.5}[rule]
        found = sweep(fresh.scores, fresh.labels, [cut])
        rows.append(
            [
                rule,
                "none" if np.isinf(cut) else f"{cut:.3f}",
                *_row(found, 0),
                f"{found.f_beta()[0]:.3f}",
                f"{found.accuracy[0]:.3f}",
            ]
        )
    header = ("rule", "threshold", *COLUMNS, "F1", "accuracy")
    return Table(header, rows, f"On fresh parts: {fresh!r}")
