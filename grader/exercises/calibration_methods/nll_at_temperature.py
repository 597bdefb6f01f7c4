"""Exercise nll-at-temperature: what a forecast costs once its logits are divided."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.exercises.building import calls, slip, slips
from grader.exercises.calibration_methods.drawing import draw_logits
from grader.exercises.calibration_methods.temperatures import cooled, cooled_nll
from grader.exercises.calibration_methods.wrong_temperatures import scaling_slips
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number
from grader.exercises.wrong_nll import (
    ALWAYS_P,
    ALWAYS_P_WORDS,
    REVERSED,
    REVERSED_WORDS,
    mean_nll,
    nll_slips,
)

__all__ = ["NLL_AT_TEMPERATURE"]

_NAME = "nll_at_temperature"


def _expected_nll(probe: Probe) -> float:
    return cooled_nll(*(probe.args or ()))


def _draw_nll(rng: np.random.Generator) -> Sequence[Probe]:
    """Draw within the text's promise: no wrong answer is nearly certain."""
    low, high = np.round([rng.uniform(0.7, 0.95), rng.uniform(1.2, 4)], 2).tolist()
    at_one = (*draw_logits(rng, 24), 1.0)
    logits, labels = draw_logits(rng, 24)
    return (
        Probe(_NAME, at_one, "freshly drawn data at T = 1", "loss"),
        Probe(_NAME, (logits, labels, high), "freshly drawn data", "temperature"),
        Probe(_NAME, (logits, labels, low), "freshly drawn, T below 1", "temperature"),
    )


def _times(factor: Callable[[float], float]) -> Callable[..., float]:
    """Return the answer that leaves the logits alone and changes the NLL."""
    return lambda z, y, t: mean_nll(cooled(z, 1), y) * factor(t)


def _reversed_stably(z: Any, y: Any, t: float) -> float:
    """Pay for what did not happen, by a form that never gives inf."""
    return cooled_nll(np.negative(z), y, t)


def _always_positive_stably(z: Any, _: Any, t: float) -> float:
    return cooled_nll(z, np.ones(len(z)), t)


NLL_AT_TEMPERATURE = Exercise(
    id="nll-at-temperature",
    title="The mean NLL at a temperature",
    asks="nll_at_temperature(logits, labels, T) -> mean NLL of sigmoid(logit / T)",
    parts=(
        Part("loss", 1, "the NLL at T = 1"),
        Part("temperature", 1, "other temperatures"),
        Part("forms", 1, "certain logits, one class, other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            _NAME,
            "loss",
            (
                "five logits at T = 1",
                ([1.4, -0.6, 0.3, -2.1, 0.9], [1, 0, 0, 0, 1], 1.0),
            ),
            (
                "seven logits at T = 1, mostly defects",
                ([0.7, -0.2, 2.6, -1.3, 1.1, 0.4, 3.2], [1, 1, 1, 0, 1, 0, 1], 1.0),
            ),
        ),
        *calls(
            _NAME,
            "temperature",
            (
                "six logits at T = 2.5",
                ([1.7, -0.8, 0.5, -2.4, 3.1, -1.2], [1, 0, 0, 1, 1, 0], 2.5),
            ),
            (
                "five logits at T = 0.4",
                ([0.6, -1.1, 0.25, -0.35, 1.3], [1, 0, 1, 1, 0], 0.4),
            ),
        ),
        *calls(
            _NAME,
            "forms",
            (
                "logits that are certain and right",
                ([60.0, -55.0, 48.0, -0.9, 1.7], [1, 0, 1, 1, 0], 0.5),
            ),
        ),
    ),
    graded=(
        *calls(
            _NAME,
            "loss",
            (
                "arrays at T = 1",
                (np.array([-0.4, 1.9, -2.2, 0.8]), np.array([1, 1, 0, 0]), 1.0),
            ),
            (
                "T = 1 as a whole number",
                ([0.35, -1.6, 2.05], [0, 0, 1], 1),
            ),
        ),
        *calls(
            _NAME,
            "temperature",
            (
                "labels as booleans, T as a whole number",
                (
                    np.array([2.7, -3.3, 0.9, -0.1, 1.2]),
                    np.array([True, False, False, True, True]),
                    3,
                ),
            ),
            ("a small T", ([0.5, -0.3, 0.1, -0.7], [1, 0, 0, 0], 0.1)),
            ("a large T", ([5.5, -7.2, 3.1], [1, 1, 0], 20.0)),
            (
                "confident and wrong",
                (np.array([14.2, -14.9, 4.0, -3.5]), np.array([0, 1, 1, 0]), 1.25),
            ),
        ),
        *calls(
            _NAME,
            "forms",
            (
                "certain and right, as an array",
                (
                    np.array([-90.0, 75.0, 0.4, 110.0, -0.6, -2.2]),
                    np.array([False, True, False, True, True, False]),
                    1.5,
                ),
            ),
            ("positives only", ([1.5, -0.4, 45.0, 2.2], [1, 1, 1, 1], 0.8)),
            (
                "no defect at all, lists of booleans",
                ([0.6, -2.4, -50.0], [False, False, False], 1.6),
            ),
            ("whole numbers", ([3, -1, 0, 2, -2], [1, 0, 1, 0, 0], 2)),
            ("one part", ([0.9], [0], 0.75)),
            ("logits that say nothing", ([0.0, 0.0, 0.0], [1, 0, 1], 5.0)),
        ),
    ),
    draw=_draw_nll,
    expected=_expected_nll,
    read=lambda _, value: (number(value, "the mean NLL"),),
    slips=(
        *scaling_slips(),
        *slips(
            "loss-divided",
            "You divide or multiply the NLL by T. The temperature belongs inside: "
            "divide the logits by it, then take the sigmoid.",
            _times(lambda t: 1 / t),
            _times(lambda t: t),
        ),
        *nll_slips(lambda z, y, t: (cooled(z, t), y)),
        slip(REVERSED, REVERSED_WORDS, _reversed_stably),
        slip(ALWAYS_P, ALWAYS_P_WORDS, _always_positive_stably),
    ),
    hints=(
        "Three steps: divide each logit by T, turn it into a probability with the "
        "sigmoid, and take the mean NLL of these probabilities as in unit 2.",
        "`probs = sigmoid(np.asarray(logits, dtype=float) / T)`. Then what was given "
        "to what happened: `np.where(labels, probs, 1 - probs)`, with labels as "
        "booleans.",
        "The NLL is `-np.mean(np.log(given))`. Without any sigmoid it is the mean of "
        "`np.logaddexp(0, -z / T)` where the label is 1, and of `np.logaddexp(0, z / "
        "T)` where it is 0.",
    ),
    builds_on=("sigmoid",),
)
