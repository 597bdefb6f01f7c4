"""Exercise softmax-at-temperature: many classes, one temperature."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.calibration_methods.wrong_temperatures import (
    MULTIPLIED,
    MULTIPLIED_WORDS,
)
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, shaped

__all__ = ["SOFTMAX_AT_TEMPERATURE"]

_NAME = "softmax_at_temperature"


def _right(logits: Any, t: float) -> Any:
    return reference.softmax(logits, temperature=t).tolist()


def _expected_softmax(probe: Probe) -> Any:
    return _right(*(probe.args or ()))


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


def _of(formula: Callable[[Any, float], Any]) -> Callable[[Any, float], Any]:
    """Return the answer by a formula of a float matrix, which may overflow."""

    def answer(logits: Any, t: float) -> Any:
        with np.errstate(all="ignore"):
            return np.asarray(formula(np.asarray(logits, dtype=float), t)).tolist()

    return answer


def _shares(e: Any) -> Any:
    return e / e.sum(axis=-1, keepdims=True)


def _naive(m: Any, t: float) -> Any:
    return _shares(np.exp(m / t))


def _shifted_by(m: Any, top: Any) -> Any:
    return _shares(np.exp(m - top))


def _log_softmax(m: Any, t: float) -> Any:
    scaled = (m - m.max(axis=1, keepdims=True)) / t
    return scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))


def _overflowing(m: Any, t: float) -> Any:
    """Answer as ``math.exp`` does; dividing by zero where all of a row vanishes."""
    scaled = np.asarray(m, dtype=float) / t
    if scaled.max() > 709:
        raise OverflowError("math range error")
    if scaled.max(axis=1).min() < -745:
        raise ZeroDivisionError("division by zero")
    return _right(m, t)


def _clipped(eps: float) -> Callable[[Any, float], Any]:
    return _of(lambda m, t: np.clip(_right(m, t), eps, 1 - eps))


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
    slips=(
        slip(
            MULTIPLIED,
            MULTIPLIED_WORDS,
            _of(lambda m, t: _shifted_by(m * t, (m * t).max(axis=1, keepdims=True))),
        ),
        slip(
            MULTIPLIED,
            MULTIPLIED_WORDS,
            _of(lambda m, t: _shares(np.exp(m * t))),
        ),
        *slips(
            "temperature-ignored",
            "Your probabilities are those at T = 1, whatever T is. Divide the logits "
            "by T first.",
            _of(lambda m, _: _shifted_by(m, m.max(axis=1, keepdims=True))),
            _of(lambda m, _: _naive(m, 1)),
        ),
        slip(
            "nan-at-large-logits",
            "Large logits give nan: their exponentials are inf, or all of a row are 0. "
            "Subtract each row's largest logit first, which leaves the shares as they "
            "are.",
            _of(_naive),
        ),
        slip(
            "overflow-error",
            "Your code raises an error at large logits: `math.exp` stops where its "
            "result is too large, and a row of zeros cannot be divided by its sum. "
            "Subtract each row's largest logit first.",
            _overflowing,
        ),
        *slips(
            "one-maximum-for-all-rows",
            "You subtract the largest logit of all rows. A row far below it has only "
            "zeros left and gives nan: subtract from each row its own largest.",
            _of(lambda m, t: _shifted_by(m / t, (m / t).max())),
            _of(lambda m, t: _shares(np.exp((m - m.max()) / t))),
        ),
        slip(
            "maximum-not-divided",
            "You divide the logits by T and subtract the largest of those that are not "
            "divided. Take the maximum after the division, or divide the difference.",
            _of(lambda m, t: _shifted_by(m / t, m.max(axis=1, keepdims=True))),
        ),
        *slips(
            "columns-for-rows",
            "Your columns add up to 1. Each row is one image, and its probabilities "
            "add up to 1: sum with `axis=1`.",
            _of(lambda m, t: _shifted_by(m.T / t, (m.T / t).max(1, keepdims=True)).T),
            _of(lambda m, t: _naive(m.T, t).T),
            _of(
                lambda m, t: (
                    np.exp(m / t - (m / t).max(axis=1, keepdims=True))
                    / np.exp(m / t - (m / t).max(axis=1, keepdims=True)).sum(axis=0)
                )
            ),
        ),
        *slips(
            "one-sum-for-all-rows",
            "All your numbers together add up to 1. Each row is one image, with "
            "probabilities that add up to 1: sum with `axis=1` and `keepdims=True`.",
            _of(lambda m, t: _naive(m.reshape(1, -1), t).reshape(m.shape)),
            _of(
                lambda m, t: _shifted_by(m.reshape(1, -1) / t, (m / t).max()).reshape(
                    m.shape
                )
            ),
            _of(
                lambda m, t: (
                    np.exp(m / t - (m / t).max(axis=1, keepdims=True))
                    / np.exp(m / t - (m / t).max(axis=1, keepdims=True)).sum()
                )
            ),
        ),
        *slips(
            "not-normalised",
            "Your numbers are exponentials, and a row of them does not add up to 1. "
            "Divide each row by its sum.",
            _of(lambda m, t: np.exp(m / t)),
            _of(lambda m, t: np.exp(m / t - (m / t).max(axis=1, keepdims=True))),
        ),
        *slips(
            "probability-divided",
            "You divide the probabilities by T: a row no longer adds up to 1. Divide "
            "the logits, then take the softmax.",
            _of(lambda m, t: np.divide(_right(m, 1), t)),
            _of(lambda m, t: _naive(m, 1) / t),
        ),
        *slips(
            "sigmoid-for-softmax",
            "You take the sigmoid of each logit alone. Several classes share one row: "
            "exponentials, divided by their sum.",
            _of(lambda m, t: reference.sigmoid(m / t)),
            _of(lambda m, t: _shares(reference.sigmoid(m / t))),
        ),
        *slips(
            "logarithm-returned",
            "Your numbers are logarithms of probabilities, as a log-softmax returns. "
            "Asked for are the probabilities.",
            _of(lambda m, t: np.log(_right(m, t))),
            _of(_log_softmax),
            _of(lambda m, t: m / t - np.log(np.exp(m / t).sum(1, keepdims=True))),
        ),
        *slips(
            "highest-only",
            "Your answer keeps one number of each row. Asked for is the whole row of "
            "probabilities.",
            _of(lambda m, t: np.max(_right(m, t), axis=1)),
            _of(lambda m, t: np.argmax(m, axis=1)),
        ),
        *slips(
            "decision-for-probability",
            "Your rows hold a 1 for the highest logit and 0 elsewhere: that is the "
            "decision. Asked for are the probabilities.",
            _of(lambda m, _: m == m.max(axis=1, keepdims=True)),
            _of(lambda m, _: np.eye(m.shape[1])[m.argmax(axis=1)]),
        ),
        *slips(
            "clipped-visibly",
            "Your probabilities are moved away from 0 and 1, and it shows in the "
            "result. Leave them as they are.",
            *(_clipped(10.0**-k) for k in range(1, 9)),
        ),
        *rounded_slips(_right),
    ),
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
