"""Time two ways of doing one thing in one run, and say what the ratio is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold what was timed, in seconds, and what is demanded of the ratio."""

    what: str
    ours: float
    theirs: float
    rival: str
    at_least: float

    def __str__(self) -> str:
        ratio = self.theirs / self.ours
        verdict = "meets" if ratio >= self.at_least else "MISSES"
        return (
            f"{self.what:<46} {self.ours * 1e3:9.1f} ms  {self.rival:<26}"
            f"{self.theirs * 1e3:9.1f} ms  {ratio:7.2f}x  {verdict} {self.at_least:g}x"
        )


def best_time(work: Callable[[], object], repeats: int) -> float:
    """Return the shortest of some runs, after one that warms up."""
    work()
    return min(_seconds(work) for _ in range(repeats))


def compare(
    what: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rival: str,
    at_least: float,
    repeats: int = 5,
) -> Pair:
    """Time both in turns, print the line, and return it.

    In turns, so that what else the machine does falls on both; the shortest of each
    is what is compared.
    """
    ours()
    theirs()
    rounds = [(_seconds(ours), _seconds(theirs)) for _ in range(repeats)]
    best_of_ours, best_of_theirs = (min(times) for times in zip(*rounds, strict=True))
    pair = Pair(what, best_of_ours, best_of_theirs, rival, at_least)
    print(pair, flush=True)
    return pair


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
