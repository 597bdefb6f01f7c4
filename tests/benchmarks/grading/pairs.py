"""Both graders over the same class, in turns, as whole processes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.grading.sides import Side, ours, stock
from tests.benchmarks.grading.table import heading, row, rows_of
from tests.honest_class import EXERCISES, POINTS
from tests.honest_class.course import SOLVED
from tests.stock_course import make_stock_course

__all__ = ["run"]


def run(size: int, pairs: int) -> None:
    """Print throughput, its ratio, CPU and memory of so many pairs of runs."""
    heading(f"{size} submissions: stock nbgrader autograde and course grade")
    found: list[tuple[Side, Side]] = []
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        root = Path(folder)
        released = make_stock_course(root / "released", SOLVED, POINTS)
        alone = ours(root / "alone", 1)
        for number in range(pairs):
            place = root / str(number)
            theirs = stock(place / "stock", size, released)
            found.append((theirs, ours(place / "ours", size)))
            _print_pair(*found[-1], number)
    _print_summary(found, alone, size)


def _print_pair(theirs: Side, mine: Side, number: int) -> None:
    columns = "run,wall s,ms each,own CPU s,others' CPU s,RSS MB,PSS MB,other marks"
    lines = [
        _line(f"{name} {number + 1}", side)
        for name, side in (("stock", theirs), ("course", mine))
    ]
    rows_of(columns.split(","), lines)
    print()


def _line(name: str, side: Side) -> list[str]:
    taken = side.taken
    each = 1000 * taken.seconds / len(side.learners)
    numbers = [taken.seconds, each, taken.own_cpu, taken.others_cpu]
    memory = [f"{taken.rss:.0f}", f"{taken.pss:.0f}"]
    of = len(EXERCISES) * len(side.learners)
    wrong = f"{side.wrong_marks} of {of}"
    return [name, *(f"{n:.1f}" for n in numbers), *memory, wrong]


def _print_summary(found: list[tuple[Side, Side]], alone: Side, size: int) -> None:
    ratios = [mine.rate / theirs.rate for theirs, mine in found]
    theirs_each = median(1000 / theirs.rate for theirs, _ in found)
    ours_each = median(1000 / mine.rate for _, mine in found)
    parent = median(1000 * mine.taken.own_cpu / size for _, mine in found)
    start = alone.taken.own_cpu
    beyond = [(m.taken.own_cpu - start) / max(size - 1, 1) for _, m in found]
    rss = median(mine.taken.rss / theirs.taken.rss for theirs, mine in found)
    pss = median(mine.taken.pss / theirs.taken.pss for theirs, mine in found)
    ratio = median(ratios)
    row("stock, a submission", f"{theirs_each:.0f} ms")
    row("course grade, a submission", f"{ours_each:.0f} ms")
    row("throughput against stock", f"{ratio:.1f}x", "at least 10x", met=ratio >= 10)
    row("lowest and highest ratio", f"{min(ratios):.1f}, {max(ratios):.1f}")
    row(
        "parent's own CPU, a submission",
        f"{parent:.1f} ms",
        "at most 40 ms, all included",
        met=parent <= 40,
    )
    row("  of a first submission alone: start and one", f"{start:.2f} s")
    row("  of each submission after it", f"{1000 * median(beyond):.1f} ms")
    row(
        "peak memory (RSS) against stock", f"{rss:.2f}x", "at most 1.5x", met=rss <= 1.5
    )
    row(
        "peak memory (PSS) against stock", f"{pss:.2f}x", "at most 1.5x", met=pss <= 1.5
    )
