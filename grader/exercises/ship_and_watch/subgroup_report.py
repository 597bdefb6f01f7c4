"""Exercise subgroup-report: a good mean can hide a bad camera."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.drawing_forecasts import draw_edges, draw_in_bins
from grader.exercises.exercise import Exercise, Misshapen, Part, Probe, Reading
from grader.exercises.reading import flattened, kind, numbers
from grader.exercises.ship_and_watch.group_slips import GROUP_SLIPS

__all__ = ["SUBGROUP_REPORT"]

_ROW = ("n", "accuracy", "ece")


def _expected_report(probe: Probe) -> dict[Any, tuple[int, float, float]]:
    probs, labels, groups, edges = probe.args or ((), (), (), ())
    report = reference.subgroup_report(probs, labels, groups, bin_edges=edges)
    return {name: (row.n, row.accuracy, row.ece) for name, row in report.items()}


def _read_report(probe: Probe, value: Any) -> Reading:
    """Read the groups' rows in the order in which the data bring them."""
    asked = dict.fromkeys(np.asarray((probe.args or ((), (), ()))[2]).tolist())
    if not isinstance(value, dict):
        raise Misshapen(
            f"the answer should be a dictionary {{group: (n, accuracy, ece)}}, not "
            f"{kind(value)}"
        )
    if value.keys() != asked.keys():
        missing = [name for name in asked if name not in value]
        found = f"{missing[0]!r} is missing" if missing else "there are others in it"
        raise Misshapen(f"the answer should hold each group of the data: {found}")
    return tuple(
        item for name in asked for item in numbers(value[name], f"{name!r}", _ROW)
    )


def _draw_report(rng: np.random.Generator) -> Sequence[Probe]:
    edges = draw_edges(rng)
    counts = rng.permutation([4, 6, 9, 11])
    probs, labels = draw_in_bins(rng, edges, counts.tolist())
    on_edges = probs.copy()
    on_edges[: len(edges)] = edges
    groups = rng.permutation(np.repeat(["day", "night", "tilted"], [15, 9, 6]))
    name = "subgroup_report"
    return (
        Probe(name, (probs, labels, groups, edges), "freshly drawn data", "edges"),
        Probe(name, (on_edges, labels, groups, edges), "values on edges", "edges"),
    )


SUBGROUP_REPORT = Exercise(
    id="subgroup-report",
    title="Group by group",
    asks="subgroup_report(probs, labels, groups, edges) -> {group: (n, accuracy at "
    "0.5, ece)}",
    parts=(
        Part("accuracy", 1, "size and accuracy of each group"),
        Part("ece", 1, "calibration error of each group"),
        Part(
            "edges", 1, "values on an edge, empty bins, other forms; inputs unchanged"
        ),
    ),
    components=("accuracy", "accuracy", "ece"),
    published=(
        *calls(
            "subgroup_report",
            "",
            (
                "day and night",
                (
                    [0.1, 0.15, 0.2, 0.6, 0.3, 0.95, 0.55, 0.85, 0.65, 0.9, 0.8, 0.75],
                    [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1],
                    ["day", "night", "day", "night", "day", "night"] * 2,
                    [0.0, 0.45, 0.7, 1.0],
                ),
            ),
            (
                "three cameras",
                (
                    [
                        0.2,
                        0.9,
                        0.1,
                        0.7,
                        0.35,
                        0.6,
                        0.8,
                        0.3,
                        0.85,
                        0.25,
                        0.75,
                        0.4,
                        0.95,
                    ],
                    [0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1],
                    ["A", "A", "B", "B", "C", "C", "A", "B", "C", "C", "B", "C", "A"],
                    [0.0, 0.65, 1.0],
                ),
            ),
        ),
        *calls(
            "subgroup_report",
            "edges",
            (
                "values on edges, and of 0.5",
                (
                    [0.0, 0.5, 0.3, 0.5, 0.3, 0.6, 1.0, 0.6, 0.1, 1.0, 0.2, 0.8],
                    [0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1],
                    ["L", "L", "R", "R", "L", "L", "L", "R", "R", "R", "R", "R"],
                    [0.0, 0.3, 0.6, 1.0],
                ),
            ),
            (
                "empty bins, numbers for names",
                (
                    [0.1, 0.9, 0.16, 0.85, 0.45, 0.95, 0.7],
                    [0, 1, 1, 1, 1, 0, 0],
                    [2, 2, 1, 2, 1, 1, 1],
                    [0.0, 0.2, 0.5, 0.8, 1.0],
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "subgroup_report",
            "",
            (
                "one large group and a small one",
                (
                    np.repeat([0.9, 0.6, 0.3, 0.8], [80, 20, 3, 2]),
                    np.repeat([1, 0, 1, 0, 1, 0, 1, 0], [64, 16, 18, 2, 1, 2, 1, 1]),
                    np.repeat(["home", "new"], [100, 5]),
                    [0.0, 0.7, 1.0],
                ),
            ),
            (
                "one group only, labels as booleans",
                (
                    [0.31, 0.72, 0.18, 0.88, 0.44],
                    [False, True, False, True, True],
                    ["shift 1"] * 5,
                    [0.0, 0.37, 0.66, 1.0],
                ),
            ),
        ),
        *calls(
            "subgroup_report",
            "edges",
            (
                "arrays, numbers for names, labels as booleans",
                (
                    np.array([0.42, 0.87, 0.5, 0.12, 0.66, 0.5, 0.93, 0.25, 0.75]),
                    np.array([1, 1, 0, 0, 0, 1, 1, 1, 0], dtype=bool),
                    np.array([7, 3, 3, 7, 5, 5, 7, 3, 7]),
                    np.array([0.0, 0.25, 0.5, 0.75, 1.0]),
                ),
            ),
            (
                "groups of one part",
                ([0.3, 0.8, 0.6], [1, 1, 0], ["x", "y", "z"], [0.0, 0.5, 1.0]),
            ),
            (
                "probabilities that are whole numbers",
                (
                    [1, 0, 0, 0, 1, 1, 0, 0, 1],
                    [1, 0, 1, 0, 0, 1, 0, 0, 1],
                    ["p", "q", "p", "q", "p", "q", "p", "q", "p"],
                    [0, 0.5, 1],
                ),
            ),
            (
                "edges that end before 1",
                (
                    [0.25, 0.4, 0.55, 0.7, 0.7, 0.3],
                    [0, 1, 1, 0, 1, 0],
                    ["a", "b", "b", "a", "b", "a"],
                    [0.25, 0.4, 0.6, 0.7],
                ),
            ),
            (
                "one class only in a group",
                (
                    np.array([0.3, 0.8, 0.85, 0.2, 0.6]),
                    np.array([1, 1, 1, 0, 0]),
                    np.array(["m", "m", "m", "n", "n"]),
                    np.array([0.0, 0.5, 0.82, 1.0]),
                ),
            ),
            (
                "names that differ in their case",
                (
                    [0.15, 0.35, 0.95, 0.55, 0.65],
                    [0, 1, 1, 0, 1],
                    ["cam", "Cam", "cam", "CAM", "Cam"],
                    [0.0, 0.4, 0.6, 1.0],
                ),
            ),
        ),
    ),
    draw=_draw_report,
    expected=_expected_report,
    read=_read_report,
    fingerprint=lambda _, value: flattened(value),
    slips=GROUP_SLIPS,
    hints=(
        "Each group is a small data set of its own. Pick its probabilities and labels, "
        "and compute the three numbers from them alone, as in unit 2.",
        "With arrays, `ours = groups == name` picks a group's parts, and `np.unique("
        "groups)` gives the names. Accuracy compares `probs[ours] >= 0.5` with the "
        "labels. For the error go through the group's bins, and leave empty ones out.",
        "Start with `report = {}`, and in the loop set `report[name] = (ours.sum(), "
        "np.mean(flagged == truth), error)`, where `error` adds up `inside.sum() / "
        "ours.sum() * abs(p[inside].mean() - y[inside].mean())` over the filled bins.",
    ),
)
