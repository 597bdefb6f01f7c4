"""The figures of every unit; a new unit's module gets its line here."""

from functools import cache

from lessons.figures import Picture

from . import (
    calibration,
    choosing,
    decisions,
    detection,
    methods,
    segmentation,
    watching,
)
from .unit_figures import UnitFigures

__all__ = ["ALL_FIGURES", "CASES", "picture_of"]

ALL_FIGURES: dict[str, UnitFigures] = {
    "unit 1": decisions.FIGURES,
    "unit 2": calibration.FIGURES,
    "unit 3": methods.FIGURES,
    "unit 4": choosing.FIGURES,
    "unit 5": segmentation.FIGURES,
    "unit 6": detection.FIGURES,
    "unit 7": watching.FIGURES,
}
CASES = [(unit, case) for unit, ours in ALL_FIGURES.items() for case in ours.drawings]


@cache
def picture_of(unit: str, case: str) -> Picture:
    """Return a picture that is drawn once for all who only look at it."""
    return ALL_FIGURES[unit].drawings[case]()
