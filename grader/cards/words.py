"""Numbers and lists as a card writes them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.cards.measures import Measured
    from grader.reference import Interval

__all__ = ["between", "listed", "number", "shortened", "spread"]

_MOST = 8  # names that a sentence bears


def number(value: float | None) -> str:
    """Return a number with three decimals; a dash for none.

    Examples
    --------
    >>> number(0.12345), number(float("inf")), number(None), number(-0.5)
    ('0.123', '∞', '–', '−0.500')
    """
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.3f}".replace("-", "−")


def between(interval: Interval | tuple[float, float] | None) -> str:
    """Return an interval as "low to high"; nothing for none."""
    if interval is None:
        return ""
    low, high = interval
    return f"{number(low)} to {number(high)}"


def spread(measured: Measured) -> str:
    """Return a number with its interval."""
    return f"{number(measured.value)} ({between(measured.interval)})"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *head, last = names
    return f"{', '.join(head)} and {last}" if head else last


def shortened(names: Sequence[str]) -> str:
    """Return names as `listed` does; of many the first, and how many more.

    Examples
    --------
    >>> shortened(["a", "b"]), shortened(list("abcdefghij"))
    ('a and b', 'a, b, c, d, e, f, g and 3 more')
    """
    if len(names) <= _MOST:
        return listed(names)
    return listed([*names[: _MOST - 1], f"{len(names) - _MOST + 1} more"])
