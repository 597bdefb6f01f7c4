"""Exercise softmax-at-temperature: many classes, one temperature."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.calibration_methods.softmax_slips import SOFTMAX_SLIPS
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, shaped

__all__ = ["SOFTMAX_AT_TEMPERATURE"]

_NAME = "softmax_at_temperature"


def _expected_softmax(probe: Probe) -> Any:
    logits, t = probe.args or ()
    return reference.softmax(logits, temperature=t).tolist()


def _read_softmax(probe: Probe, value: Any) -> Reading:
    logits, _ = probe.args or ((), 1)
    return shaped(value, "the answer", np.shape(logits))


def _draw_softmax(rng: np.random.Generator) -> Sequence[Probe]:
    logits = np.round(3 * rng.normal(size=(5, 4)), 3)
    far = rng.choice([-1000.0, 0.0, 1000.0], size=(5, 1))
    low, high = np.round([rng.uniform(0.3, 0.9), rng.uniform(1.2, 4)], 2).tolist()
    return (
        Probe(_NAME, (logits, high), "freshly drawn data", "values"),
        Probe(_NAME, (logits[:, :3], low), "freshly drawn data", "values"),
        Probe(_NAME, (logits + far, high), "large logits, freshly drawn", "large"),
    )


SOFTMAX_AT_TEMPERATURE = Exercise(
    id="softmax-at-temperature",
    title="Softmax at a temperature",
    asks="softmax_at_temperature(logits, T) -> probabilities, one row per image",
    parts=(
        Part("values", 1, "rows of probabilities"),
        Part("large", 1, "large logits, other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            _NAME,
            "values",
            (
                "two images, three classes",
                ([[2.1, 0.4, -1.3], [0.2, 1.7, 0.9]], 2.0),
            ),
            (
                "three images, two classes",
                ([[0.7, -0.2], [-1.4, 0.5], [3.3, 2.8]], 0.5),
            ),
            (
                "three images, three classes, T = 1",
                ([[1.1, 0.3, -0.6], [2.4, -16.5, 0.8], [-0.9, 0.1, 1.9]], 1.0),
            ),
        ),
        *calls(
            _NAME,
            "large",
            (
                "a thousand, at T = 1",
                ([[1000.0, 998.6, 960.0], [-1000.0, -1001.2, -999.5]], 1.0),
            ),
            (
                "a thousand, at T = 4",
                ([[1000.0, 996.2, 991.0], [1.3, -2.4, 0.0]], 4.0),
            ),
        ),
    ),
    graded=(
        *calls(
            _NAME,
            "values",
            (
                "an array of four classes",
                (
                    np.array(
                        [
                            [0.3, -1.1, 2.2, 0.9],
                            [4.1, 3.9, -0.5, 1.0],
                            [-2.0, -2.5, -1.7, -3.1],
                        ]
                    ),
                    1.5,
                ),
            ),
            ("as many images as classes", ([[1.9, -0.4], [0.6, 1.3]], 0.7)),
            ("T = 1 as a whole number", ([[0.5, 1.5, -0.5]], 1)),
        ),
        *calls(
            _NAME,
            "large",
            ("one image", ([[2.6, -0.7, 0.1]], 3.0)),
            (
                "large and small rows together",
                (np.array([[1000.0, 1001.0], [-1000.0, -1003.0], [0.2, 0.8]]), 2.0),
            ),
            ("a thousand, at a small T", ([[1000.0, 999.9, 999.8]], 0.1)),
            ("a thousand below nothing", ([[-1000.0, -1000.5], [3.0, 2.0]], 1.25)),
            ("whole numbers", (np.array([[3, 1, -2], [0, 0, 1000]]), 2)),
            ("equal logits", ([[0.4, 0.4, 0.4, 0.4], [7.0, 7.0, 0.0, 0.0]], 1.5)),
            ("far apart", ([[1000.0, -1000.0], [-800.0, 0.0]], 0.5)),
        ),
    ),
    draw=_draw_softmax,
    expected=_expected_softmax,
    read=_read_softmax,
    fingerprint=lambda _, value: flattened(value),
    slips=SOFTMAX_SLIPS,
    hints=(
        "Divide all logits by T, take exponentials, and divide each row by its sum. "
        "Each row is one image, and its probabilities add up to 1.",
        "`e.sum(axis=1, keepdims=True)` gives each row's sum as a column, by which the "
        "rows can be divided. The exponential of 1000 is inf: before it, subtract from "
        "each row its largest, which changes no share.",
        "`z = np.asarray(logits, dtype=float) / T`; `e = np.exp(z - z.max(axis=1, "
        "keepdims=True))`; return `e / e.sum(axis=1, keepdims=True)`.",
    ),
)
