"""Every case, and the honest classmates between them."""

from . import (
    damage,
    forging,
    honest,
    injection,
    leaking,
    malformed,
    tampering,
    variance,
)
from .case import FULL, Case, but

__all__ = ["ALL", "BEHIND_TWO_WALLS", "CASES", "CLASSMATES"]

CASES: tuple[Case, ...] = (
    *forging.CASES,
    *tampering.CASES,
    *leaking.CASES,
    *damage.CASES,
    *malformed.CASES,
    *injection.CASES,
    *variance.CASES,
    *honest.CASES,
)

_FAMILIES = tuple(dict.fromkeys(case.family for case in CASES))
_STRICT = next(case for case in honest.CASES if case.id == "partly-right")
_COMMENT = ("# @CLASSMATE-SECRET@",)


def _classmate(family: str, place: str, number: int) -> Case:
    """Return an honest classmate, graded before or after a family's cases."""
    name = f"{family}{place}{number}"
    if number % 2:
        tries = "Is honest, and not quite right."
        return Case(
            "classmate",
            name,
            tries,
            _STRICT.points,
            answers=_STRICT.answers,
            before=_COMMENT,
            student=name,
        )
    return Case("classmate", name, "Is honest.", before=_COMMENT, student=name)


# Sorted by name, "-" stands before the letters and "~" after them.
CLASSMATES = tuple(
    _classmate(family, place, number)
    for family in _FAMILIES
    for place in ("-!", "~")
    for number in (1, 2)
)

ALL = (*CASES, *CLASSMATES)

BEHIND_TWO_WALLS = tuple(
    case
    for case in ALL
    if case.name.startswith(("leaking", "damage")) and not case.is_slow
)
"""What is tried once more where there is no bubblewrap."""

assert len({case.name for case in ALL}) == len(ALL)
assert but(FULL) == FULL
