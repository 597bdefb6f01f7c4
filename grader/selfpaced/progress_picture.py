"""Draw how a learner stands: a bar a unit, with words that say the same."""

import html
from collections.abc import Sequence
from typing import Protocol

from grader.checking import points

__all__ = ["progress_html"]

_LEFT = "text-align:left"
# An empty bar must look empty on dark paper too, which the browser's own does not.
_BAR = "width:12em;height:.9em;border:1px solid currentColor"
_FILLED = "height:100%;background:#0072b2"


class _Unit(Protocol):
    """What is drawn of a unit."""

    @property
    def unit(self) -> str: ...
    @property
    def points(self) -> float: ...
    @property
    def max_points(self) -> float: ...
    @property
    def remark(self) -> str: ...


def progress_html(units: Sequence[_Unit], next_unit: str, lines: Sequence[str]) -> str:
    """Return a table with a bar a unit, and lines below it.

    Beside each bar stands what it shows; screen readers read it out as progress.

    Parameters
    ----------
    units
        In the course's order.
    next_unit
        Where the next exercise is, or "".
    lines
        What else to say, each in a line of its own.
    """
    rows = "".join(_row(unit, is_next=unit.unit == next_unit) for unit in units)
    said = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    return (
        f"<table><caption style='{_LEFT}'>Your progress</caption>{rows}</table>{said}"
    )


def _row(unit: _Unit, *, is_next: bool) -> str:
    remark = unit.remark and f" ({unit.remark})"
    stands = f"{points(unit.points)} of {points(unit.max_points)} points{remark}"
    is_done = unit.points >= unit.max_points
    mark = "✓ done" if is_done else "← next" if is_next else ""
    label = html.escape(f"{unit.unit}: {stands}")
    share = f"{unit.points / unit.max_points:.0%}"
    bar = (
        f"<div role='progressbar' aria-label='{label}' aria-valuemin='0' "
        f"aria-valuenow='{unit.points:g}' aria-valuemax='{unit.max_points:g}' "
        f"style='{_BAR}'><div style='{_FILLED};width:{share}'></div></div>"
    )
    return (
        f"<tr><th scope='row' style='{_LEFT}'>{html.escape(unit.unit)}</th>"
        f"<td>{bar}</td><td style='{_LEFT}'>{html.escape(stands)}</td>"
        f"<td style='{_LEFT}'>{mark}</td></tr>"
    )
