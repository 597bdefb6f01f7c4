"""Lines of a table: what was measured, and what the issue demands of it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["heading", "row", "rows_of"]

_WIDTH = 44


def heading(words: str) -> None:
    """Print a heading."""
    print(f"\n{words}\n{'-' * len(words)}", flush=True)


def row(what: str, value: str, demand: str = "", *, met: bool | None = None) -> None:
    """Print one measurement, and whether it meets its demand."""
    verdict = {True: "meets ", False: "MISSES ", None: ""}[met]
    print(f"{what:<{_WIDTH}} {value:>12}   {verdict}{demand}".rstrip(), flush=True)


def rows_of(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print lines under their columns, numbers to the right."""
    widths = [
        max(len(line[place]) for line in (columns, *lines))
        for place in range(len(columns))
    ]
    for line in (columns, *lines):
        pairs = zip(line, widths, strict=True)
        print("   ".join(text.rjust(width) for text, width in pairs), flush=True)
