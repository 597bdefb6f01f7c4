"""Exercise psi: did the scores move, without a single label."""

from collections.abc import Sequence

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import flattened, number
from grader.exercises.ship_and_watch.psi_slips import PSI_SLIPS

__all__ = ["PSI"]


def _expected_psi(probe: Probe) -> float:
    old, new, edges = probe.args or ((), (), ())
    return reference.population_stability_index(old, new, bin_edges=edges)


def _draw_psi(rng: np.random.Generator) -> Sequence[Probe]:
    edges = [0.0, 0.15, 0.4, 0.7, 1.0]
    middles = np.array([0.07, 0.26, 0.53, 0.88])
    samples = []
    for n in (24, 17):
        spread = np.concatenate([middles, rng.choice(middles, size=n - 4)])
        samples.append(rng.permutation(spread + rng.integers(-5, 6, size=n) / 100))
    old, new = samples
    shifted = np.concatenate([new, [0.15, 0.4, 0.7, 1.0, 0.0, -0.3, 1.2]])
    thin = new[(new < 0.15) | (new > 0.4)]
    about = "freshly drawn samples"
    return (
        Probe("psi", (old, new, edges), about, "formula"),
        Probe("psi", (old, shifted, edges), "values on and outside the edges", "ends"),
        Probe("psi", (old, thin, edges), f"{about}, an empty bin", "floor"),
    )


PSI = Exercise(
    id="psi",
    title="Did the scores move?",
    asks="psi(reference, current, edges) -> population stability index, natural "
    "logarithm",
    parts=(
        Part("formula", 1, "samples that fill every bin"),
        Part("ends", 1, "values on the edges and outside them"),
        Part("floor", 1, "empty bins, other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "psi",
            "formula",
            (
                "ten scores, then seven",
                (
                    [0.1, 0.3, 0.25, 0.45, 0.55, 0.62, 0.71, 0.8, 0.93, 0.15],
                    [0.2, 0.5, 0.65, 0.72, 0.85, 0.9, 0.97],
                    [0.0, 0.35, 0.6, 1.0],
                ),
            ),
            (
                "scores as they were, twice as many",
                (
                    [0.12, 0.28, 0.4, 0.75],
                    [0.11, 0.25, 0.3, 0.78, 0.14, 0.22, 0.43, 0.9],
                    [0.0, 0.2, 0.5, 1.0],
                ),
            ),
        ),
        *calls(
            "psi",
            "ends",
            (
                "values on inner edges",
                (
                    [0.1, 0.3, 0.3, 0.5, 0.6, 0.8],
                    [0.2, 0.3, 0.4, 0.6, 0.6, 0.7, 0.9],
                    [0.0, 0.3, 0.6, 1.0],
                ),
            ),
            (
                "the value 1 on the last edge",
                (
                    [0.2, 0.45, 0.7, 1.0, 0.9, 0.3],
                    [0.1, 0.6, 1.0, 1.0, 0.8],
                    [0.0, 0.5, 0.75, 1.0],
                ),
            ),
            (
                "logits outside the edges",
                (
                    [-1.5, -0.5, 0.25, 1.5, -2.5, 0.75],
                    [-3.0, 0.5, 1.25, 2.5, 3.5, -0.25, 1.75],
                    [-2.0, 0.0, 1.0, 2.0],
                ),
            ),
        ),
        *calls(
            "psi",
            "floor",
            (
                "a bin that has become empty",
                (
                    [0.1, 0.15, 0.3, 0.4, 0.45, 0.7, 0.8, 0.9],
                    [0.12, 0.22, 0.66, 0.75, 0.95],
                    [0.0, 0.25, 0.5, 1.0],
                ),
            ),
            (
                "a bin empty in both, one filled anew",
                (
                    [0.1, 0.2, 0.15, 0.9],
                    [0.05, 0.45, 0.95, 0.85, 0.99],
                    [0.0, 0.3, 0.5, 0.8, 1.0],
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "psi",
            "formula",
            (
                "arrays of two sizes",
                (
                    np.array([0.22, 0.81, 0.47, 0.09, 0.66, 0.38, 0.93]),
                    np.array([0.52, 0.17, 0.74, 0.88, 0.61]),
                    np.array([0.0, 0.3, 0.7, 1.0]),
                ),
            ),
            (
                "the same sample in another order",
                ([0.1, 0.4, 0.7, 0.9], [0.9, 0.1, 0.7, 0.4], [0.0, 0.5, 1.0]),
            ),
            ("one bin", ([0.2, 0.6], [0.3, 0.4, 0.8], [0.0, 1.0])),
        ),
        *calls(
            "psi",
            "ends",
            (
                "every value on an edge",
                (
                    np.array([0.0, 0.25, 0.5, 0.75, 1.0, 0.5]),
                    np.array([0.75, 1.0, 0.25, 0.0, 0.5, 0.75, 1.0]),
                    np.array([0.0, 0.25, 0.5, 0.75, 1.0]),
                ),
            ),
            (
                "values below the first edge and above the last",
                (
                    [12.5, 33.0, 47.5, 61.0, 20.0, 52.0],
                    [3.0, 8.5, 75.0, 30.0, 44.0, 90.0, 55.5],
                    [10.0, 25.0, 40.0, 60.0],
                ),
            ),
            (
                "the reference outside too",
                ([-5, 2, 9, 4, 15], [1, 3, 8, 20, -1, 7], [0, 3, 6, 10]),
            ),
        ),
        *calls(
            "psi",
            "floor",
            (
                "nothing in common",
                ([0.1, 0.2, 0.3], [0.7, 0.8, 0.9, 0.95], [0.0, 0.5, 1.0]),
            ),
            (
                "empty bins on both sides",
                (
                    np.array([0.05, 0.15, 0.55, 0.65]),
                    np.array([0.25, 0.35, 0.58]),
                    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0],
                ),
            ),
            ("one value each", ([0.4], [0.6], [0.0, 0.5, 1.0])),
            (
                "whole numbers, lists",
                ([1, 2, 2, 3, 5], [2, 4, 4, 5, 5, 5], [0, 1.5, 2.5, 4.5, 6]),
            ),
        ),
    ),
    draw=_draw_psi,
    expected=_expected_psi,
    read=lambda _, value: (number(value, "PSI"),),
    fingerprint=lambda _, value: flattened(value),
    slips=PSI_SLIPS,
    hints=(
        "Turn each sample into shares: how much of it lies in each bin. For every bin "
        "take the difference of the two shares times the logarithm of their ratio, and "
        "add up.",
        "`np.digitize(values, edges[1:-1])` gives each value its bin, left-closed, and "
        "the end bins take what lies outside; `np.bincount(…, minlength=len(edges) - "
        "1)` counts. What becomes of the logarithm where a bin is empty?",
        "After dividing by the sample's size, `np.maximum(share, 1e-6)` floors the "
        "shares. Then `np.sum((current - reference) * np.log(current / reference))` of "
        "the two arrays of shares is all.",
    ),
)
