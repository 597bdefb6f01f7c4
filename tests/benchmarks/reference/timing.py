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
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def compare(
    what: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rival: str,
    at_least: float,
    repeats: int = 3,
) -> Pair:
    """Time both, print the line, and return it."""
    pair = Pair(
        what, best_time(ours, repeats), best_time(theirs, repeats), rival, at_least
    )
    print(pair, flush=True)
    return pair
