"""Exercise mean-nll: the price of a forecast in logarithms."""

from collections.abc import Sequence

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.drawing_forecasts import draw_forecasts
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number
from grader.exercises.wrong_nll import NLL_SLIPS

__all__ = ["MEAN_NLL"]


def _expected_nll(probe: Probe) -> float:
    probs, labels = probe.args or ()
    return reference.negative_log_likelihood(probs, labels)


def _draw_nll(rng: np.random.Generator) -> Sequence[Probe]:
    """Draw within the text's promise: no certain answer is wrong."""
    probs, labels = draw_forecasts(rng, 24)
    certain = probs.copy()
    certain[:3] = labels[:3]
    return (
        Probe("mean_nll", (probs, labels), "freshly drawn data", "formula"),
        Probe("mean_nll", (certain, labels), "some answers certain", "certain"),
    )


MEAN_NLL = Exercise(
    id="mean-nll",
    title="The mean negative log-likelihood",
    asks="mean_nll(probs, labels) -> mean NLL, natural logarithm, 0·log 0 = 0",
    parts=(
        Part("formula", 1, "the formula"),
        Part(
            "certain",
            1,
            "probabilities of exactly 0 or 1, one class, other forms; inputs unchanged",
        ),
    ),
    components=(),
    published=(
        *calls(
            "mean_nll",
            "formula",
            ("six parts", ([0.9, 0.75, 0.63, 0.4, 0.27, 0.1], [1, 1, 0, 1, 0, 0])),
            (
                "seven parts, mostly defects",
                ([0.83, 0.37, 0.71, 0.52, 0.19, 0.66, 0.94], [1, 1, 0, 1, 1, 1, 1]),
            ),
        ),
        *calls(
            "mean_nll",
            "certain",
            (
                "certain and right answers",
                ([1.0, 0.0, 0.8, 0.3, 1.0, 0.2], [1, 0, 1, 1, 1, 0]),
            ),
        ),
    ),
    graded=(
        *calls(
            "mean_nll",
            "formula",
            (
                "unsorted arrays",
                (
                    np.array([0.31, 0.72, 0.18, 0.88, 0.44]),
                    np.array([0, 1, 1, 1, 0]),
                ),
            ),
            (
                "labels as booleans",
                (
                    np.array([0.92, 0.57, 0.08, 0.23, 0.68, 0.49]),
                    np.array([True, True, False, True, False, False]),
                ),
            ),
        ),
        *calls(
            "mean_nll",
            "certain",
            (
                "certain and right, as an array",
                (
                    np.array([0.0, 1.0, 0.6, 0.0, 0.7]),
                    np.array([False, True, False, False, True]),
                ),
            ),
            (
                "every answer certain and right",
                ([1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 0, 0, 0, 1, 1, 0, 0, 1]),
            ),
            ("one class only", ([0.6, 0.9, 1.0, 0.8], [1, 1, 1, 1])),
            (
                "no defect at all, lists of booleans",
                ([0.6, 0.0, 0.2], [False, False, False]),
            ),
            ("one part", ([0.3], [1])),
        ),
    ),
    draw=_draw_nll,
    expected=_expected_nll,
    read=lambda _, value: (number(value, "the mean NLL"),),
    slips=NLL_SLIPS,
    hints=(
        "For each part ask: what probability was given to what happened? It is p where "
        "the label is 1, and 1 - p where it is 0. Its negative logarithm is the price.",
        "`np.where(labels, probs, 1 - probs)` picks that probability for every part at "
        "once, with labels as an array of booleans. `np.log` is the natural logarithm.",
        "Then `-np.mean(np.log(given))` is all. The form with `y * log(p) + (1 - y) * "
        "log(1 - p)` stumbles at p = 0 and p = 1, where it multiplies 0 by infinity.",
    ),
)
