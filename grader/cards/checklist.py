"""The five boxes of the course's checklist, ticked by what the card holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.cards.words import number, shortened, spread

if TYPE_CHECKING:
    from grader.cards.card import CalibrationCard

__all__ = ["Box", "checklist"]


@dataclass(frozen=True, slots=True)
class Box:
    """One box with its evidence.

    Parameters
    ----------
    title : str
        What the box asks for.
    ticked : bool
        Whether the card shows that it was done.
    evidence : str
        What was seen, or what is missing.
    """

    title: str
    ticked: bool
    evidence: str


def checklist(card: CalibrationCard) -> tuple[Box, ...]:
    """Tick what the card's own data show, never what somebody says."""
    return (
        _split(card),
        _measured(card),
        _method(card),
        _threshold(card),
        _groups(card),
    )


def _split(card: CalibrationCard) -> Box:
    title = "Separate calibration split"
    if card.overlap:
        return Box(title, False, f"{card.overlap:,} test rows are in both splits")
    if card.torn:
        return Box(title, False, f"{card.torn:,} videos, patients or parts are torn")
    sizes = f"{card.calibration.n:,} and {card.test.n:,} rows"
    how = f"; parted {card.split}" if card.split else "; how, nobody has said"
    return Box(title, True, f"{sizes}, compared: none in both{how}")


def _measured(card: CalibrationCard) -> Box:
    words = f"ECE {spread(card.before.ece)} before, {spread(card.after.ece)} after"
    return Box("Reliability diagram and ECE", True, f"{words}; diagram on this page")


def _method(card: CalibrationCard) -> Box:
    fitted = card.method
    title = "Calibration method picked"
    if fitted.name == "none":
        return Box(title, False, "none was fitted")
    if fitted.problem:
        return Box(title, False, f"{fitted.name}, but {fitted.problem}")
    found = ", ".join(f"{k} = {number(v)}" for k, v in fitted.parameters.items())
    name = f"{fitted.name} ({found})" if found else fitted.name
    change = f"NLL {number(card.before.nll.value)} → {number(card.after.nll.value)}"
    return Box(title, True, f"{name}; {change}")


def _threshold(card: CalibrationCard) -> Box:
    title = "Threshold chosen for the target"
    found = [row for row in card.rows if row.threshold is not None]
    if not found:
        return Box(title, False, f"no threshold keeps “{card.rule.words}”")
    cuts = {number(row.threshold) for row in found}
    if len(cuts) == 1 and len(found) == len(card.rows) > 1:
        shown = f"{cuts.pop()} for all {len(found)} classes"
    else:
        shown = shortened([f"{row.name} {number(row.threshold)}" for row in found])
    return Box(title, True, f"{card.rule.words}: {shown}")


def _groups(card: CalibrationCard) -> Box:
    title = "Subgroup analysis done"
    if card.groups is None or len(card.groups) < 2:
        return Box(title, False, "no groups were given to compare")
    worst = max(card.groups, key=lambda row: row.measures.ece.value)
    error = number(worst.measures.ece.value)
    words = f"{len(card.groups)} groups; largest ECE {error} in {worst.name}"
    return Box(title, True, f"{words} (n {worst.n:,})")
