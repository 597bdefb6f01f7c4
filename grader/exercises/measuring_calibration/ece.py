"""Exercise ece: the gaps of a reliability diagram in one number."""

from collections.abc import Sequence

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.drawing_forecasts import draw_edges, draw_in_bins
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.measuring_calibration.ece_slips import ECE_SLIPS
from grader.exercises.reading import number

__all__ = ["ECE"]


def _expected_ece(probe: Probe) -> float:
    probs, labels, edges = probe.args or ()
    return reference.expected_calibration_error(probs, labels, bin_edges=edges)


def _draw_ece(rng: np.random.Generator) -> Sequence[Probe]:
    edges = draw_edges(rng)
    full = draw_in_bins(rng, edges, [5] * 4)
    mixed = draw_in_bins(rng, edges, rng.permutation([2, 4, 7, 11]).tolist())
    probs, labels = draw_in_bins(rng, edges, rng.permutation([3, 5, 8, 12]).tolist())
    probs[: len(edges)] = edges
    return (
        Probe("ece", (*full, edges), "freshly drawn data, bins equally full", "gaps"),
        Probe("ece", (*mixed, edges), "freshly drawn data, bins unequal", "weights"),
        Probe("ece", (probs, labels, edges), "values on edges", "edges"),
    )


ECE = Exercise(
    id="ece",
    title="The expected calibration error",
    asks="ece(probs, labels, edges) -> ECE",
    parts=(
        Part("gaps", 2, "the gaps of equally full bins"),
        Part("weights", 2, "bins of which some are fuller"),
        Part("edges", 1, "values on an edge, empty bins; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "ece",
            "gaps",
            (
                "two bins of three",
                (
                    [0.1, 0.2, 0.45, 0.6, 0.7, 0.95],
                    [0, 1, 1, 1, 0, 0],
                    [0.0, 0.5, 1.0],
                ),
            ),
            (
                "three bins of two, unequally wide",
                (
                    [0.05, 0.15, 0.3, 0.45, 0.85, 0.65],
                    [0, 0, 1, 1, 1, 1],
                    [0.0, 0.2, 0.6, 1.0],
                ),
            ),
        ),
        *calls(
            "ece",
            "weights",
            (
                "seven parts and two",
                (
                    [0.9, 0.86, 0.85, 0.95, 0.9, 0.84, 0.88, 0.6, 0.45],
                    [1, 0, 1, 1, 1, 0, 1, 1, 1],
                    [0.0, 0.7, 1.0],
                ),
            ),
        ),
        *calls(
            "ece",
            "edges",
            (
                "values on edges",
                (
                    [0.0, 0.3, 0.1, 0.6, 0.6, 0.9, 1.0, 1.0, 0.7],
                    [0, 1, 0, 0, 1, 1, 1, 0, 1],
                    [0.0, 0.3, 0.6, 1.0],
                ),
            ),
            (
                "an empty bin",
                (
                    [0.1, 0.9, 0.15, 0.85, 0.95],
                    [0, 1, 1, 0, 0],
                    [0.0, 0.2, 0.55, 0.8, 1.0],
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "ece",
            "gaps",
            (
                "labels as booleans, edges as an array",
                (
                    np.array([0.31, 0.72, 0.18, 0.88, 0.44, 0.53]),
                    np.array([False, True, False, True, True, False]),
                    np.array([0.0, 0.33, 0.66, 1.0]),
                ),
            ),
            ("one bin only", ([0.2, 0.7, 0.4], [1, 0, 1], [0.0, 1.0])),
            (
                "gaps that cancel",
                ([0.2, 0.3, 0.7, 0.8], [1, 1, 0, 0], [0.0, 0.5, 1.0]),
            ),
        ),
        *calls(
            "ece",
            "weights",
            (
                "a full bin and a thin one",
                (
                    np.repeat([0.9, 0.6], [80, 20]),
                    np.repeat([1, 0, 1, 0], [64, 16, 18, 2]),
                    [0.0, 0.7, 1.0],
                ),
            ),
            (
                "one part alone in its bin, lists of booleans",
                (
                    [0.62, 0.13, 0.57, 0.29, 0.71, 0.97],
                    [True, True, False, False, False, False],
                    [0.0, 0.45, 0.8, 1.0],
                ),
            ),
            (
                "every bin honest",
                ([0.25, 0.25, 0.25, 0.25, 0.5, 0.5], [0, 0, 1, 0, 1, 0], [0, 0.4, 1]),
            ),
        ),
        *calls(
            "ece",
            "edges",
            (
                "every value on an edge",
                (
                    np.array([1.0, 0.5, 0.0, 0.5, 1.0, 0.75, 1.0]),
                    np.array([1, 0, 1, 1, 0, 1, 1]),
                    np.array([0.0, 0.5, 0.75, 1.0]),
                ),
            ),
            (
                "probabilities that are whole numbers",
                ([1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 0, 1, 0, 0, 1, 0, 0, 1], [0, 0.5, 1]),
            ),
            (
                "edges that end before 1",
                ([0.25, 0.4, 0.55, 0.7, 0.7], [0, 1, 1, 0, 1], [0.25, 0.4, 0.6, 0.7]),
            ),
            (
                "empty bins at both ends",
                ([0.42, 0.48, 0.51], [1, 0, 1], [0.0, 0.2, 0.4, 0.5, 0.6, 1.0]),
            ),
            ("one class only", ([0.3, 0.8, 0.8], [1, 1, 1], [0.0, 0.5, 0.9, 1.0])),
            ("no defect at all", ([0.3, 0.8, 0.2], [0, 0, 0], [0.0, 0.5, 0.9, 1.0])),
        ),
    ),
    draw=_draw_ece,
    expected=_expected_ece,
    read=lambda _, value: (number(value, "the ECE"),),
    slips=ECE_SLIPS,
    hints=(
        "Each bin has a gap: its mean probability less its positive rate, without the "
        "sign. The ECE is a mean of these gaps in which a full bin counts more than a "
        "thin one.",
        "`reliability_bins(probs, labels, edges)` gives each bin's count and the two "
        "means. Multiply each gap by count / n, where n is the number of all parts, "
        "and add up. What should an empty bin add?",
        "Loop over `for count, mean_prob, positive_rate in reliability_bins(…)`, skip "
        "a bin with count 0, and add `count * abs(mean_prob - positive_rate)` to a "
        "total. At the end divide the total by `len(probs)`.",
    ),
    builds_on=("reliability-bins",),
)
