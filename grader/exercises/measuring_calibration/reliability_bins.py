"""Exercise reliability-bins: what was promised in each bin, and what came."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.drawing_forecasts import draw_edges, draw_in_bins
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.measuring_calibration.reliability_slips import RELIABILITY_SLIPS
from grader.exercises.reading import flattened, numbers, sequence
from grader.exercises.wrong_bins import Row

__all__ = ["RELIABILITY_BINS"]

_ROW = ("count", "mean probability", "positive rate")


def _expected_bins(probe: Probe) -> list[Row]:
    probs, labels, edges = probe.args or ()
    curve = reference.reliability_curve(probs, labels, bin_edges=edges)
    columns = curve.count.tolist(), curve.mean_prob.tolist()
    return list(zip(*columns, curve.positive_rate.tolist(), strict=True))


def _read_bins(probe: Probe, value: Any) -> Reading:
    edges = (probe.args or ((), (), ()))[2]
    table = sequence(value, "the answer", len(edges) - 1, "bins")
    return tuple(
        item
        for place, row in enumerate(table)
        for item in numbers(row, f"bin {place}", _ROW)
    )


def _draw_bins(rng: np.random.Generator) -> Sequence[Probe]:
    edges = draw_edges(rng)
    inside = draw_in_bins(rng, edges, rng.integers(3, 9, size=4).tolist())
    probs, labels = draw_in_bins(rng, edges, rng.integers(3, 9, size=4).tolist())
    probs[: len(edges)] = edges
    return (
        Probe("reliability_bins", (*inside, edges), "freshly drawn data"),
        Probe("reliability_bins", (probs, labels, edges), "values on edges", "edges"),
    )


_P, _Y = [0.15, 0.35, 0.45, 0.61, 0.75, 0.91, 0.95], [0, 1, 0, 1, 0, 1, 1]
_EDGES = [0.0, 0.4, 0.7, 0.8, 1.0]

RELIABILITY_BINS = Exercise(
    id="reliability-bins",
    title="Promised and observed, bin by bin",
    asks="reliability_bins(probs, labels, edges) -> [(count, mean_prob, "
    "positive_rate), …], empty bin (0, nan, nan)",
    parts=(
        Part("counts", 1, "how many parts each bin holds"),
        Part("means", 1, "mean probability and positive rate of each bin"),
        Part("edges", 1, "values on an edge, empty bins; inputs unchanged"),
    ),
    components=("counts", "means", "means"),
    published=(
        *calls(
            "reliability_bins",
            "",
            ("seven parts in four bins", (_P, _Y, _EDGES)),
            (
                "eight parts in no order, two bins",
                (
                    [0.84, 0.21, 0.64, 0.37, 0.92, 0.11, 0.58, 0.77],
                    [1, 0, 1, 1, 1, 0, 0, 1],
                    [0.0, 0.3, 1.0],
                ),
            ),
        ),
        *calls(
            "reliability_bins",
            "edges",
            (
                "values on edges",
                (
                    [0.0, 0.25, 0.1, 0.6, 0.6, 0.9, 1.0, 1.0],
                    [0, 1, 0, 0, 1, 1, 1, 0],
                    [0.0, 0.25, 0.6, 1.0],
                ),
            ),
            (
                "an empty bin",
                (
                    [0.1, 0.9, 0.16, 0.85, 0.95],
                    [0, 1, 1, 1, 0],
                    [0.0, 0.2, 0.5, 0.8, 1.0],
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "reliability_bins",
            "",
            (
                "unequally full bins",
                (
                    np.array([0.9] * 8 + [0.6] * 2),
                    np.array([1, 1, 0, 1, 1, 0, 1, 1, 1, 1]),
                    [0.0, 0.35, 0.7, 1.0][1:],
                ),
            ),
            (
                "labels as booleans, edges as an array",
                (
                    np.array([0.31, 0.72, 0.18, 0.88, 0.44]),
                    np.array([False, True, False, True, True]),
                    np.array([0.0, 0.33, 0.66, 1.0]),
                ),
            ),
            ("one bin only", ([0.2, 0.7, 0.4], [1, 0, 0], [0.0, 1.0])),
            (
                "lists of booleans",
                (
                    [0.62, 0.13, 0.57, 0.29],
                    [True, True, False, False],
                    [0.0, 0.45, 1.0],
                ),
            ),
        ),
        *calls(
            "reliability_bins",
            "edges",
            (
                "every value on an edge",
                (
                    np.array([1.0, 0.5, 0.0, 0.5, 1.0, 0.75]),
                    np.array([1, 0, 1, 1, 0, 1]),
                    np.array([0.0, 0.5, 0.75, 1.0]),
                ),
            ),
            (
                "probabilities that are whole numbers",
                ([1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 0, 1, 0, 0, 1, 0, 0, 1], [0, 0.5, 1]),
            ),
            (
                "edges that end before 1",
                ([0.25, 0.4, 0.55, 0.7], [0, 1, 1, 0], [0.25, 0.4, 0.6, 0.7]),
            ),
            (
                "empty bins at both ends",
                ([0.42, 0.48, 0.51], [1, 0, 1], [0.0, 0.2, 0.4, 0.5, 0.6, 1.0]),
            ),
            ("one class only", ([0.3, 0.8, 0.8], [1, 1, 1], [0.0, 0.5, 0.9, 1.0])),
            ("no defect at all", ([0.3, 0.8, 0.2], [0, 0, 0], [0.0, 0.5, 0.9, 1.0])),
        ),
    ),
    draw=_draw_bins,
    expected=_expected_bins,
    read=_read_bins,
    fingerprint=lambda _, value: flattened(value),
    slips=RELIABILITY_SLIPS,
    hints=(
        "Take the bins one by one. For each, find the parts whose probability is at "
        "least the lower edge and below the upper edge; of them you need how many "
        "there are, the mean of their probabilities and the mean of their labels.",
        "With arrays, `inside = (probs >= low) & (probs < high)` picks a bin's parts; "
        "`zip(edges[:-1], edges[1:])` gives each bin's two edges. Two cases are left: "
        "the last bin holds its upper edge too, and a bin may be empty.",
        "For the last bin use `probs >= low` alone: the edges cover all values. If "
        "`inside.sum()` is 0, append `(0, np.nan, np.nan)`; otherwise append "
        "`(inside.sum(), probs[inside].mean(), labels[inside].mean())`.",
    ),
)
