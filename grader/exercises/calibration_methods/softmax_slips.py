"""How a softmax at a temperature goes wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.calibration_methods.wrong_temperatures import (
    MULTIPLIED,
    MULTIPLIED_WORDS,
)

__all__ = ["SOFTMAX_SLIPS"]


def _right(logits: Any, t: float) -> Any:
    return reference.softmax(logits, temperature=t).tolist()


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


SOFTMAX_SLIPS = (
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
)
