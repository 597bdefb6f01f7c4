"""Log losses as they go wrong: what the slips of several units share."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.exercise import Silent, Slip

__all__ = [
    "ALWAYS_P",
    "ALWAYS_P_WORDS",
    "NLL_SLIPS",
    "REVERSED",
    "REVERSED_WORDS",
    "given",
    "mean_nll",
    "nll_slips",
]

REVERSED = "labels-reversed"
REVERSED_WORDS = (
    "Your number is the price of what did not happen. Take log p where the label is 1, "
    "and log(1 - p) where it is 0."
)

ALWAYS_P = "logarithm-of-p-always"
ALWAYS_P_WORDS = (
    "You take log p whatever the label says. Where the label is 0, what happened was "
    "given 1 - p."
)


def _of(formula: Callable[[Any], Any]) -> Callable[..., float]:
    """Return the answer by a formula of the probabilities given to what happened."""
    return lambda p, y: float(formula(given(p, y)))


def given(p: Any, y: Any) -> Any:
    """Return the probabilities that were given to what happened."""
    probs = np.asarray(p, dtype=float)
    return np.where(np.asarray(y).astype(bool), probs, 1 - probs)


def mean_nll(p: Any, y: Any) -> float:
    """Return the mean NLL as it is right."""
    return float(-np.mean(np.log(given(p, y))))


def _terms(p: Any, y: Any) -> tuple[Any, Any]:
    """Return y·log p and (1 - y)·log(1 - p), with 0·log 0 = 0."""
    log, happened = np.log(given(p, y)), np.asarray(y).astype(bool)
    return np.where(happened, log, 0.0), np.where(happened, 0.0, log)


def _at_ends(
    outcome: Callable[[], float], elsewhere: Callable[..., float] = mean_nll
) -> Callable[..., float]:
    """Return the answer whose form breaks where a probability is exactly 0 or 1."""

    def answer(p: Any, y: Any) -> float:
        probs = np.asarray(p, dtype=float)
        at_end = ((probs == 0) | (probs == 1)).any()
        return outcome() if at_end else elsewhere(p, y)

    return answer


def _nan() -> float:
    return float("nan")


def _domain_error() -> float:
    raise ValueError("math domain error")


def _in_each_form(
    formula: Callable[[Any], Any],
) -> tuple[Callable[..., float], ...]:
    """Return the answers by a formula as it stands and as y·log p + (1 - y)·log(1 - p).

    That form is the one that most people write first. It breaks at 0 and 1, which is a
    slip of its own; the formula's comes first, because it shows in every answer.
    """
    answer = _of(formula)
    return answer, _at_ends(_nan, answer), _at_ends(_domain_error, answer)


def _clipped(eps: float) -> Callable[..., float]:
    return lambda p, y: mean_nll(np.clip(np.asarray(p, dtype=float), eps, 1 - eps), y)


def _added(eps: float) -> Callable[..., float]:
    return _of(lambda q: -np.mean(np.log(q + eps)))


def _reversed(p: Any, y: Any) -> float:
    """Pay for what did not happen: inf where a right answer is certain."""
    with np.errstate(divide="ignore"):
        return mean_nll(p, ~np.asarray(y).astype(bool))


def _left_to_one(p: Any, y: Any) -> float:
    """Pay for what did not happen, as 1 less the probability of what did."""
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(1 - given(p, y))))


def _whatever_the_label(p: Any, _: Any) -> float:
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(np.asarray(p, dtype=float))))


def _only_positives(p: Any, y: Any) -> float:
    kept = np.asarray(p, dtype=float)[np.asarray(y).astype(bool)]
    if not kept.size:
        raise Silent("no positives")
    return float(-np.mean(np.log(kept)))


_EXPONENTS = range(1, 9)


NLL_SLIPS = (
    *slips(
        "sum-for-mean",
        "Your number grows with the number of parts: it is a sum. Divide by how "
        "many parts there are.",
        *_in_each_form(lambda q: -np.sum(np.log(q))),
    ),
    *slips(
        "logarithm-base-two",
        "Your logarithm is the one to base 2, which counts in bits. The natural "
        "one is asked for: `np.log`.",
        *_in_each_form(lambda q: -np.mean(np.log2(q))),
    ),
    *slips(
        "logarithm-base-ten",
        "Your logarithm is the one to base 10. The natural one is asked for: `np.log`.",
        *_in_each_form(lambda q: -np.mean(np.log10(q))),
    ),
    *slips(
        "positives-only",
        "Only the parts with label 1 count in your number. Where the label is 0, "
        "what happened was given 1 - p: those parts count too.",
        lambda p, y: float(-np.mean(_terms(p, y)[0])),
        _only_positives,
    ),
    slip(
        "negatives-only",
        "Only the parts with label 0 count in your number. Where the label is 1, "
        "what happened was given p: those parts count too.",
        lambda p, y: float(-np.mean(_terms(p, y)[1])),
    ),
    *slips(
        "minus-missing",
        "Your number is below 0: the minus sign is missing. Logarithms of "
        "probabilities are negative, and a loss should be small when it is good.",
        *_in_each_form(lambda q: np.mean(np.log(q))),
    ),
    *slips(REVERSED, REVERSED_WORDS, _reversed, _left_to_one),
    slip(ALWAYS_P, ALWAYS_P_WORDS, _whatever_the_label),
    slip(
        "logarithm-after-mean",
        "You take the mean first and the logarithm then. Each part pays its own "
        "price: the logarithm first.",
        _of(lambda q: -np.log(np.mean(q))),
    ),
    *slips(
        "no-logarithm",
        "Your number holds no logarithm: it is the mean of the probabilities given "
        "to what happened, or what that leaves to 1.",
        _of(lambda q: 1 - np.mean(q)),
        _of(np.mean),
    ),
    slip(
        "exponential-taken",
        "Your number is the exponential of the mean NLL, called perplexity. Leave "
        "the last step out.",
        _of(lambda q: np.exp(-np.mean(np.log(q)))),
    ),
    *slips(
        "zero-times-infinity",
        "Where a probability is exactly 0 or 1 your code computes 0 · log 0, which "
        "the computer does not know: it gives nan or an error. Take the logarithm "
        "only of the probability that was given to what happened.",
        _at_ends(_nan),
        _at_ends(_domain_error),
    ),
    *slips(
        "clipped-visibly",
        "Your probabilities are moved away from 0 and 1 by a small number, clipped "
        "or added inside the logarithm, and it shows in the result. Certain and "
        "right answers cost exactly 0.",
        *(_clipped(10.0**-k) for k in _EXPONENTS),
        *(_added(10.0**-k) for k in (*_EXPONENTS, 9)),
    ),
    *rounded_slips(mean_nll),
)
"""The slips of a mean NLL of (probabilities, labels)."""


def nll_slips(forecast: Callable[..., tuple[Any, Any]]) -> tuple[Slip, ...]:
    """Return these slips for an exercise that asks for the NLL of something else.

    Parameters
    ----------
    forecast
        Turns the exercise's arguments into probabilities and labels.
    """

    def through(slip: Slip) -> Slip:
        return replace(
            slip,
            answer=lambda probe: slip.answer(
                replace(probe, args=forecast(*(probe.args or ())))
            ),
        )

    return tuple(through(slip) for slip in NLL_SLIPS)
