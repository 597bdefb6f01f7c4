"""Exercise mean-nll: the price of a forecast in logarithms."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe, Silent
from grader.exercises.measuring_calibration.drawing import draw_forecasts
from grader.exercises.reading import number

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


def _of(formula: Callable[[Any], Any]) -> Callable[..., float]:
    """Return the answer by a formula of the probabilities given to what happened."""
    return lambda p, y: float(formula(_given(p, y)))


def _given(p: Any, y: Any) -> Any:
    probs = np.asarray(p, dtype=float)
    return np.where(np.asarray(y).astype(bool), probs, 1 - probs)


def _right(p: Any, y: Any) -> float:
    return float(-np.mean(np.log(_given(p, y))))


def _terms(p: Any, y: Any) -> tuple[Any, Any]:
    """Return y·log p and (1 - y)·log(1 - p), with 0·log 0 = 0."""
    log, happened = np.log(_given(p, y)), np.asarray(y).astype(bool)
    return np.where(happened, log, 0.0), np.where(happened, 0.0, log)


def _at_ends(outcome: Callable[[], float]) -> Callable[..., float]:
    """Return the answer that is right unless a probability is exactly 0 or 1."""

    def answer(p: Any, y: Any) -> float:
        probs = np.asarray(p, dtype=float)
        at_end = ((probs == 0) | (probs == 1)).any()
        return outcome() if at_end else _right(p, y)

    return answer


def _domain_error() -> float:
    raise ValueError("math domain error")


def _clipped(eps: float) -> Callable[..., float]:
    return lambda p, y: _right(np.clip(np.asarray(p, dtype=float), eps, 1 - eps), y)


def _added(eps: float) -> Callable[..., float]:
    return _of(lambda given: -np.mean(np.log(given + eps)))


def _reversed(p: Any, y: Any) -> float:
    """Pay for what did not happen: inf where a right answer is certain."""
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(1 - _given(p, y))))


def _whatever_the_label(p: Any, _: Any) -> float:
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(np.asarray(p, dtype=float))))


def _only_positives(p: Any, y: Any) -> float:
    kept = np.asarray(p, dtype=float)[np.asarray(y).astype(bool)]
    if not kept.size:
        raise Silent("no positives")
    return float(-np.mean(np.log(kept)))


_EXPONENTS = range(1, 9)

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
    slips=(
        slip(
            "sum-for-mean",
            "Your number grows with the number of parts: it is a sum. Divide by how "
            "many parts there are.",
            _of(lambda given: -np.sum(np.log(given))),
        ),
        slip(
            "logarithm-base-two",
            "Your logarithm is the one to base 2, which counts in bits. The natural "
            "one is asked for: `np.log`.",
            _of(lambda given: -np.mean(np.log2(given))),
        ),
        slip(
            "logarithm-base-ten",
            "Your logarithm is the one to base 10. The natural one is asked for: "
            "`np.log`.",
            _of(lambda given: -np.mean(np.log10(given))),
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
        slip(
            "minus-missing",
            "Your number is below 0: the minus sign is missing. Logarithms of "
            "probabilities are negative, and a loss should be small when it is good.",
            _of(lambda given: np.mean(np.log(given))),
        ),
        slip(
            "labels-reversed",
            "Your number is the price of what did not happen. Take log p where the "
            "label is 1, and log(1 - p) where it is 0.",
            _reversed,
        ),
        slip(
            "logarithm-of-p-always",
            "You take log p whatever the label says. Where the label is 0, what "
            "happened was given 1 - p.",
            _whatever_the_label,
        ),
        slip(
            "logarithm-after-mean",
            "You take the mean first and the logarithm then. Each part pays its own "
            "price: the logarithm first.",
            _of(lambda given: -np.log(np.mean(given))),
        ),
        *slips(
            "no-logarithm",
            "Your number holds no logarithm: it is the mean of the probabilities given "
            "to what happened, or what that leaves to 1.",
            _of(lambda given: 1 - np.mean(given)),
            _of(np.mean),
        ),
        slip(
            "exponential-taken",
            "Your number is the exponential of the mean NLL, called perplexity. Leave "
            "the last step out.",
            _of(lambda given: np.exp(-np.mean(np.log(given)))),
        ),
        *slips(
            "zero-times-infinity",
            "Where a probability is exactly 0 or 1 your code computes 0 · log 0, which "
            "the computer does not know: it gives nan or an error. Take the logarithm "
            "only of the probability that was given to what happened.",
            _at_ends(lambda: float("nan")),
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
        *rounded_slips(_right),
    ),
    hints=(
        "For each part ask: what probability was given to what happened? It is p where "
        "the label is 1, and 1 - p where it is 0. Its negative logarithm is the price.",
        "`np.where(labels, probs, 1 - probs)` picks that probability for every part at "
        "once, with labels as an array of booleans. `np.log` is the natural logarithm.",
        "Then `-np.mean(np.log(given))` is all. The form with `y * log(p) + (1 - y) * "
        "log(1 - p)` stumbles at p = 0 and p = 1, where it multiplies 0 by infinity.",
    ),
)
