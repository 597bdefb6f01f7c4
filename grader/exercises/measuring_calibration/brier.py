"""Exercise brier: the mean squared distance from what happened."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.drawing_forecasts import draw_forecasts
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number

__all__ = ["BRIER"]


def _expected_brier(probe: Probe) -> float:
    probs, labels = probe.args or ()
    return reference.brier_score(probs, labels)


def _draw_brier(rng: np.random.Generator) -> Sequence[Probe]:
    args = draw_forecasts(rng, 24)
    return (Probe("brier", args, "freshly drawn data", "formula"),)


def _of(formula: Callable[[Any, Any], Any]) -> Callable[..., float]:
    """Return the answer by a formula of probabilities and labels, both arrays."""
    return lambda p, y: float(
        formula(np.asarray(p, dtype=float), np.asarray(y, dtype=float))
    )


_right = _of(lambda p, y: np.mean((p - y) ** 2))

BRIER = Exercise(
    id="brier",
    title="The Brier score",
    asks="brier(probs, labels) -> Brier score, the mean of (probability - label)²",
    parts=(
        Part("formula", 1, "the formula"),
        Part("forms", 1, "certain answers, one class, other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "brier",
            "formula",
            ("six parts", ([0.9, 0.75, 0.63, 0.4, 0.27, 0.1], [1, 1, 0, 1, 0, 0])),
            (
                "seven parts, mostly defects",
                ([0.83, 0.37, 0.71, 0.52, 0.19, 0.66, 0.94], [1, 1, 0, 1, 1, 1, 1]),
            ),
        ),
        *calls(
            "brier",
            "forms",
            (
                "certain answers, labels as booleans",
                (
                    np.array([1.0, 0.0, 1.0, 0.0, 0.35, 0.62, 0.81]),
                    np.array([True, False, False, False, True, False, True]),
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "brier",
            "formula",
            (
                "unsorted arrays",
                (
                    np.array([0.31, 0.72, 0.18, 0.88, 0.44]),
                    np.array([0, 1, 1, 1, 0]),
                ),
            ),
            ("probabilities near the ends", ([0.02, 0.97, 0.05, 0.99], [0, 1, 1, 0])),
        ),
        *calls(
            "brier",
            "forms",
            ("one part", ([0.3], [1])),
            ("one class only", ([0.6, 0.9, 0.8], [1, 1, 1])),
            (
                "no defect at all, lists of booleans",
                ([0.6, 0.1, 0.2], [False, False, False]),
            ),
            (
                "probabilities that are whole numbers",
                ([1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 0, 1, 0, 0, 1, 0, 0, 1]),
            ),
            (
                "every answer certain and right",
                (np.array([0.0, 1.0, 1.0]), np.array([0, 1, 1])),
            ),
        ),
    ),
    draw=_draw_brier,
    expected=_expected_brier,
    read=lambda _, value: (number(value, "the Brier score"),),
    slips=(
        slip(
            "both-classes-summed",
            "Your number adds up the squared differences of both classes, Brier's "
            "first form, which counts each difference twice when there are two. Here "
            "only the positive class's probability counts.",
            _of(lambda p, y: 2 * np.mean((p - y) ** 2)),
        ),
        slip(
            "square-root-taken",
            "Your number is the square root of the mean square. The Brier score stays "
            "squared.",
            _of(lambda p, y: np.mean((p - y) ** 2) ** 0.5),
        ),
        slip(
            "sum-for-mean",
            "Your number grows with the number of parts: it is a sum. Divide by how "
            "many parts there are.",
            _of(lambda p, y: np.sum((p - y) ** 2)),
        ),
        slip(
            "absolute-for-squared",
            "Your number is the mean of |probability - label|. The Brier score squares "
            "each difference, which makes honesty pay.",
            _of(lambda p, y: np.mean(abs(p - y))),
        ),
        *slips(
            "signs-kept",
            "Your differences keep their signs and cancel. Square each difference "
            "before you take the mean; in `p - y ** 2` only y is squared.",
            _of(lambda p, y: np.mean(p - y)),
            _of(lambda p, y: np.mean(y - p)),
            _of(lambda p, y: np.mean(p**2 - y)),
            _of(lambda p, y: np.mean(y - p**2)),
        ),
        slip(
            "mean-before-square",
            "You take the mean first and square it then. Differences of opposite sign "
            "have cancelled by that time: square each one first.",
            _of(lambda p, y: np.mean(p - y) ** 2),
        ),
        slip(
            "halved-square",
            "Your number halves the squares, as losses in deep learning often do. The "
            "Brier score does not.",
            _of(lambda p, y: np.mean((p - y) ** 2) / 2),
        ),
        slip(
            "positives-only",
            "Only the parts with label 1 count in your sum. The others were promised "
            "something too: each part counts.",
            _of(lambda p, y: np.mean(y * (p - y) ** 2)),
        ),
        slip(
            "decisions-for-probabilities",
            "Your probabilities are rounded to decisions first, so your number is an "
            "error rate. Take the difference with the probability itself.",
            _of(lambda p, y: np.mean((p >= 0.5) != y)),
        ),
        slip(
            "labels-reversed",
            "Your differences are those from the opposite label: the better the "
            "forecast, the larger your number. Label 1 is the positive class.",
            _of(lambda p, y: np.mean((p - (1 - y)) ** 2)),
        ),
        *rounded_slips(_right),
    ),
    hints=(
        "For each part there is a difference: the probability less what happened, 1 "
        "or 0. The Brier score is the mean of the squares of these differences.",
        "Turn both inputs into arrays of floats with `np.asarray(…, dtype=float)`: "
        "then one subtraction and one `** 2` serve all parts at once.",
        "Mind the parentheses: the difference first, `(probs - labels)`, then `** 2`, "
        "then `np.mean(…)` around it all.",
    ),
)
