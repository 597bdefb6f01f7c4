"""A number as people type it: 0.571, .571, 0,571 or 4/7."""

import math
import re

__all__ = ["NotANumber", "read_number"]

_DECIMAL = r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(rf"({_DECIMAL})(?:\s*/\s*({_DECIMAL}))?")


class NotANumber(ValueError):  # noqa: N818 (says what it is)
    """A line that is no finite number; the message quotes it."""


def read_number(line: str) -> float:
    """Read a decimal number or a fraction of two.

    Raises
    ------
    NotANumber
        If it is neither, or not finite.

    Examples
    --------
    >>> read_number("0,25"), read_number("1/4")
    (0.25, 0.25)
    """
    typed = line.strip().replace("−", "-")
    match = _NUMBER.fullmatch(typed)
    if match:
        top, bottom = (
            float((part or "1").replace(",", ".")) for part in match.groups()
        )
        if bottom and math.isfinite(top / bottom):
            return top / bottom
    raise NotANumber(f"a number such as 0.25 or 1/4 is asked for, not {line[:80]!r}")
