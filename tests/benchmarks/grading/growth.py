"""`course grade` over classes of growing size: time, CPU and memory a submission."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.benchmarks.grading.sides import Side, ours
from tests.benchmarks.grading.table import heading, row, rows_of

__all__ = ["run"]


def run(sizes: Sequence[int]) -> None:
    """Print a line a size, and how far the last lies from a line through the others."""
    heading(f"course grade at {', '.join(map(str, sizes))} submissions")
    sides = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="grading-") as folder:
            sides.append(ours(Path(folder), size))
    columns = "size,wall s,ms each,parent's ms each,others' ms each,RSS MB,PSS MB"
    rows_of(columns.split(","), [_line(side) for side in sides])
    if len(sides) > 1:
        _print_growth(sides)


def _line(side: Side) -> list[str]:
    size, taken = len(side.learners), side.taken
    each = [1000 * n / size for n in (taken.seconds, taken.own_cpu, taken.others_cpu)]
    numbers = [f"{taken.seconds:.1f}", *(f"{n:.1f}" for n in each)]
    return [f"{size}", *numbers, f"{taken.rss:.0f}", f"{taken.pss:.0f}"]


def _print_growth(sides: Sequence[Side]) -> None:
    """Tell the exponent of time over size: 1 is linear, 2 quadratic."""
    sizes = np.log([len(side.learners) for side in sides])
    seconds = np.log([side.taken.seconds for side in sides])
    slope = float(np.polyfit(sizes, seconds, 1)[0])
    first, last = sides[0], sides[-1]
    slower = first.rate / last.rate
    row("time grows as size to the power", f"{slope:.2f}", "1 is linear")
    row(
        f"each at {len(last.learners)}, against {len(first.learners)}", f"{slower:.2f}x"
    )
