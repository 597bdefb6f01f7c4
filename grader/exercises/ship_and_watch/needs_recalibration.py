"""Exercise needs-recalibration: which groups can't be left alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.exercise import Exercise, Misshapen, Part, Probe, Reading
from grader.exercises.reading import itemised, kind
from grader.exercises.ship_and_watch.refit_slips import REFIT_SLIPS

__all__ = ["NEEDS_RECALIBRATION"]


def _expected_groups(probe: Probe) -> list[Any]:
    report, limit, min_n = probe.args or ({}, 0.0, 0)
    return reference.needs_recalibration(report, limit, min_n)


def _read_groups(probe: Probe, value: Any) -> Reading:
    """Read, for each group of the report, whether it is named; in any order."""
    report = (probe.args or ({},))[0]
    items = value.tolist() if isinstance(value, np.ndarray) else value
    if not isinstance(items, (list, tuple)):
        raise Misshapen(f"the answer should be a list of groups, not {kind(value)}")
    for item in items:
        if not isinstance(item, (str, int, float)) or item not in report:
            raise Misshapen("the answer should hold names of groups of the report")
    if len(set(items)) < len(items):
        raise Misshapen("the answer should name each group once")
    return tuple(float(name in items) for name in report)


def _draw_groups(rng: np.random.Generator) -> Sequence[Probe]:
    names = [f"line {letter}" for letter in "ABCDEF"]
    columns = (
        rng.permutation([12, 30, 31, 55, 80, 140]).tolist(),
        (rng.integers(70, 99, size=6) / 100).tolist(),
        (rng.permutation([2, 4, 6, 9, 13, 20]) / 100).tolist(),
    )
    report = dict(zip(names, zip(*columns, strict=True), strict=True))
    about = "a freshly drawn report"
    return calls("needs_recalibration", "groups", (about, (report, 0.055, 31)))


NEEDS_RECALIBRATION = Exercise(
    id="needs-recalibration",
    title="Which groups need a refit?",
    asks="needs_recalibration(report, limit, min_n) -> [groups] with ece > limit and "
    "n >= min_n, any order",
    parts=(
        Part("groups", 1, "which groups are named"),
        Part(
            "limits",
            1,
            "groups exactly at a limit, none, other forms; inputs unchanged",
        ),
    ),
    components=(),
    published=(
        *calls(
            "needs_recalibration",
            "groups",
            (
                "five cameras",
                (
                    {
                        "left": (120, 0.95, 0.03),
                        "right": (95, 0.72, 0.12),
                        "top": (18, 0.83, 0.21),
                        "rear": (64, 0.9, 0.17),
                        "door": (12, 0.97, 0.02),
                    },
                    0.08,
                    50,
                ),
            ),
            (
                "lines that are often wrong, a generous limit",
                (
                    {
                        "line 1": (90, 0.4, 0.55),
                        "line 2": (80, 0.9, 0.08),
                        "line 3": (70, 0.35, 0.3),
                    },
                    0.5,
                    25,
                ),
            ),
        ),
        *calls(
            "needs_recalibration",
            "limits",
            (
                "groups exactly at a limit",
                (
                    {
                        "day": (40, 0.9, 0.05),
                        "night": (30, 0.88, 0.11),
                        "dusk": (29, 0.8, 0.3),
                        "dawn": (75, 0.85, 0.09),
                    },
                    0.05,
                    30,
                ),
            ),
            (
                "no group needs it",
                ({"A": (200, 0.94, 0.02), "B": (9, 0.7, 0.25)}, 0.06, 20),
            ),
        ),
    ),
    graded=(
        *calls(
            "needs_recalibration",
            "groups",
            (
                "numbers for names, rows as lists",
                (
                    {
                        3: [81, 0.9, 0.14],
                        1: [77, 0.8, 0.01],
                        2: [11, 0.6, 0.4],
                        4: [500, 0.95, 0.07],
                    },
                    0.06,
                    40,
                ),
            ),
            (
                "all groups need it",
                (
                    {"x": (50, 0.5, 0.3), "y": (60, 0.6, 0.2), "z": (70, 0.7, 0.1)},
                    0.05,
                    9,
                ),
            ),
            (
                "accuracies below the limit",
                (
                    {
                        "old": (90, 0.1, 0.45),
                        "new": (90, 0.2, 0.15),
                        "spare": (20, 0.15, 0.5),
                    },
                    0.25,
                    25,
                ),
            ),
        ),
        *calls(
            "needs_recalibration",
            "limits",
            (
                "both limits met exactly",
                ({"a": (25, 0.9, 0.125), "b": (25, 0.9, 0.25)}, 0.125, 25),
            ),
            ("an empty report", ({}, 0.05, 30)),
            ("one group that needs it", ({"only": (31, 0.77, 0.19)}, 0.1, 31)),
            (
                "no limit on the size",
                ({"a": (1, 1.0, 0.4), "b": (2, 0.5, 0.0)}, 0.0, 0),
            ),
        ),
    ),
    draw=_draw_groups,
    expected=_expected_groups,
    read=_read_groups,
    fingerprint=lambda _, value: itemised(value),
    slips=REFIT_SLIPS,
    hints=(
        "Go through the groups of the report, and keep the name of each whose row "
        "meets both conditions: an error above the limit, and enough parts.",
        "`for group, (n, accuracy, error) in report.items():` takes a row apart. "
        "Mind the two comparisons: one has to be strict, the other not.",
        "A list comprehension does it: `[group for group, (n, _, error) in "
        "report.items() if …]`, with both conditions joined by `and`.",
    ),
)
