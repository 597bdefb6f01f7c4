"""Refuse a reported number, and say what it is where one known slip gives it."""

from collections.abc import Callable, Mapping
from typing import NoReturn

from grader.projects.intervals import EXACT, ROUNDED
from grader.projects.look import NotYetRight, Verdict

__all__ = ["refuse_number"]


def refuse_number(
    entry: str, mine: float, wrong: Mapping[str, Callable[[], float]]
) -> NoReturn:
    """Refuse a number; name what it is where exactly one known slip gives it.

    Parameters
    ----------
    entry
        Which number, as the learner writes it.
    mine
        The learner's.
    wrong
        What it may be in words, and what then gives it; that may end with a `Verdict`
        where it cannot be tried.

    Raises
    ------
    NotYetRight
        Always; it never tells the right number.
    """
    said = f"{entry}: you report {mine:.4g}, and your own arrays give another number"
    # In full, or as rounded on paper: what is certain is told, and nothing else.
    for within in (EXACT, ROUNDED):
        known = [why for why, value in wrong.items() if _is_that(mine, value, within)]
        if len(known) == 1:
            raise NotYetRight(f"{said}. Yours is {known[0]}.")
    raise NotYetRight(
        f"{said}. Which rows, which arrays, which convention? Compute it again in the "
        "cell above, from the arrays themselves."
    )


def _is_that(mine: float, value: Callable[[], float], within: float) -> bool:
    """Say whether a slip gives the learner's number; not where it cannot be tried."""
    try:
        return abs(value() - mine) <= within
    except Verdict:
        return False
