"""The card as plain data, and as plain text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from grader.cards.measures import LEVEL, N_BINS, Measured, Measures
from grader.cards.rules import RuleRow
from grader.cards.verdict import TITLES
from grader.cards.words import number, spread

if TYPE_CHECKING:
    from grader.cards.card import CalibrationCard

__all__ = ["plain_card", "text"]


def plain_card(card: CalibrationCard) -> dict[str, Any]:
    """Return everything that the page shows, for a machine."""
    return {
        "model": card.model,
        "made": card.made.isoformat(),
        "deploy": card.verdict.deploy,
        "verdict": card.verdict.words,
        "findings": [
            {"about": f.about, "state": f.state, "words": f.words}
            for f in card.findings
        ],
        "checklist": [
            {"box": box.title, "ticked": box.ticked, "evidence": box.evidence}
            for box in card.checklist
        ],
        "split": {
            "calibration": card.calibration.n,
            "test": card.test.n,
            "in_both": card.overlap,
            "torn": card.torn,
            "how": card.split,
        },
        "method": {
            "name": card.method.name,
            "parameters": {k: _finite(v) for k, v in card.method.parameters.items()},
            "problem": card.method.problem,
        },
        "reading": "A" if card.test.is_binary else "B",
        "n_bins": N_BINS,
        "level": LEVEL,
        "before": _measures(card.before),
        "after": _measures(card.after),
        "nll_change": _measured(card.gain),
        "rule": {
            "words": card.rule.words,
            "classes": [_row(row, card.rule.measure) for row in card.rows],
        },
        "groups": None
        if card.groups is None
        else [
            {"group": row.name, "n": row.n, "state": row.state}
            | _measures(row.measures)
            for row in card.groups
        ],
        "refit_when": {"ece_above": card.limit, "labelled_at_least": card.min_n},
    }


def text(card: CalibrationCard) -> str:
    """Return the verdict, its reasons, and the numbers, in a few lines."""
    marks = {"met": "met   ", "open": "open  ", "broken": "broken"}
    lines = [
        f"Calibration card of {card.model}, {card.made.isoformat()}",
        f"{card.verdict.words}. {card.verdict.why}",
        *(f"  {marks[f.state]} {TITLES[f.about]}: {f.words}" for f in card.findings),
        f"  before: {_line(card.before)}",
        f"  after:  {_line(card.after)}",
    ]
    lines += [f"  {row.name}: threshold {number(row.threshold)}" for row in card.rows]
    lines += [
        f"  [{'x' if box.ticked else ' '}] {box.title}: {box.evidence}"
        for box in card.checklist
    ]
    return "\n".join(lines)


def _line(found: Measures) -> str:
    return (
        f"NLL {spread(found.nll)}, Brier {spread(found.brier)}, "
        f"ECE {spread(found.ece)}, accuracy {spread(found.accuracy)}"
    )


def _measures(found: Measures) -> dict[str, Any]:
    named = {"nll": found.nll, "brier": found.brier, "ece": found.ece}
    return {
        **{name: _measured(value) for name, value in named.items()},
        "accuracy": _measured(found.accuracy),
        "honest_ece": found.honest_ece,
    }


def _measured(found: Measured) -> dict[str, Any]:
    return {"value": _finite(found.value), "interval": _pair(found.interval)}


def _row(row: RuleRow, measure: str) -> dict[str, Any]:
    matrix = row.matrix
    counts = None
    if matrix is not None:
        counts = {"tp": matrix.tp, "fp": matrix.fp, "fn": matrix.fn, "tn": matrix.tn}
    return {
        "class": row.name,
        "threshold": row.threshold,
        "state": row.state,
        "measure": measure,
        "value": _finite(row.value),
        "interval": _pair(row.interval),
        "counts": counts,
    }


def _pair(interval: tuple[float, float] | None) -> list[float | None] | None:
    return None if interval is None else [_finite(end) for end in interval]


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
