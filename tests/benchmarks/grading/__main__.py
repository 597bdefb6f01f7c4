"""Print how grading compares: `python -m tests.benchmarks.grading`.

Whole processes in one run on one machine: stock `nbgrader autograde` with the tests in
its check cells, and `course grade`, walls up, on the same class of honest learners.
Then `course grade` alone at growing sizes, and what a learner waits for. Run it on a
quiet machine; nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np

from grader.running import detect_isolation
from tests.benchmarks.grading import growth, pairs
from tests.benchmarks.grading.learner import check_calls, check_seconds
from tests.benchmarks.grading.table import heading, row


def main(arguments: list[str]) -> int:
    """Run what is asked for."""
    asked = _parser().parse_args(arguments)
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    walls = detect_isolation("auto")
    print(f"cores {cores}   load {load:.2f}   NumPy {np.__version__}   walls {walls}")
    if asked.submissions:
        pairs.run(asked.submissions, asked.pairs)
    if asked.sizes:
        growth.run(asked.sizes)
    if asked.learner:
        _learner()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.grading", description=__doc__.splitlines()[0]
    )
    parser.add_argument(
        "--submissions", type=int, default=200, help="size of the class; 0 for none"
    )
    parser.add_argument("--pairs", type=int, default=1, help="how often both run")
    parser.add_argument(
        "--sizes", type=_sizes, default=(), help="such as 200,2000: ours at each size"
    )
    parser.add_argument(
        "--learner",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="time `course check` and check()",
    )
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(",") if size)


def _learner() -> None:
    heading("what a learner waits for")
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        seconds = median(check_seconds(Path(folder)))
    row("course check, cold", f"{seconds:.2f} s", "under 2.5 s", met=seconds < 2.5)
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        calls = check_calls(Path(folder))
    for exercise, (first, again) in calls.items():
        what = f"check({exercise!r}), first"
        row(what, f"{first:.1f} ms", "under 50 ms", met=first < 50)
        row(f"{'':<{len(what) - 8}}and again", f"{again:.1f} ms")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
