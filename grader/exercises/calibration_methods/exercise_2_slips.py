"""How the numbers of the card's Exercise 2 go wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.building import value_slip
from grader.exercises.calibration_methods.temperatures import cooled
from grader.exercises.calibration_methods.wrong_temperatures import multiplied
from grader.exercises.exercise import Slip
from grader.exercises.wrong_bins import left_closed, rows, weighted
from grader.exercises.wrong_nll import REVERSED, REVERSED_WORDS, given, mean_nll

__all__ = ["CARD_EDGES", "CARD_GRID", "CARD_LABELS", "CARD_LOGITS", "EXERCISE_2_SLIPS"]

CARD_LOGITS = (2.2, 1.0, 0.2, -0.2, -1.0, -2.0)
CARD_LABELS = (1, 1, 1, 0, 0, 0)
CARD_GRID = (0.5, 1.0, 1.5, 2.0)
CARD_EDGES = (0.0, 0.33, 0.66, 1.0)

_LOGITS, _LABELS = np.array(CARD_LOGITS), np.array(CARD_LABELS)
_THIRDS = (0.0, 1 / 3, 2 / 3, 1.0)
_BEFORE, _AFTER = 1.0, 0.5

_Price = Callable[[Any], Any]
"""A mean NLL, right or wrong, of the probabilities given to what happened."""


def _nll(price: _Price, scaled: Callable[[Any, float], Any] = cooled) -> dict[str, Any]:
    """Return the four NLLs by another price or another scaling."""
    by_temperature = {
        t: float(price(given(scaled(_LOGITS, t), _LABELS))) for t in CARD_GRID
    }
    return {"ex2_nll": by_temperature}


def _mean(q: Any) -> float:
    return float(-np.mean(np.log(q)))


def _of_class(label: int, divisor: int) -> _Price:
    """Return the price of one class's parts, divided by so many."""
    return lambda q: -np.log(q[label == _LABELS]).sum() / divisor


def _both(ece: Callable[[float], float]) -> dict[str, float]:
    """Return the two ECEs by another formula of the temperature."""
    return {"ex2_ece_before": ece(_BEFORE), "ex2_ece_after": ece(_AFTER)}


def _table(t: float, edges: Any = CARD_EDGES) -> Any:
    """Return (count, mean probability, positive rate) of each bin; none is empty."""
    return np.array(rows(left_closed, cooled(_LOGITS, t), _LABELS, edges))


def _ece(t: float, edges: Any = CARD_EDGES) -> float:
    return weighted(rows(left_closed, cooled(_LOGITS, t), _LABELS, edges), 6)


def _of_gaps(combine: Callable[[Any, Any], Any]) -> dict[str, float]:
    """Return the two ECEs by another way of putting weights and gaps together."""

    def ece(t: float) -> float:
        table = _table(t)
        return float(combine(table[:, 0] / 6, table[:, 1] - table[:, 2]))

    return _both(ece)


def _from_midpoints(edges: Any) -> dict[str, float]:
    middles = np.add(edges[1:], edges[:-1]) / 2

    def ece(t: float) -> float:
        table = _table(t, edges)
        return float(table[:, 0] / 6 @ abs(middles - table[:, 2]))

    return _both(ece)


def _of_confidence(t: float) -> float:
    """Return reading B: confidence in the likelier class against correctness."""
    p = cooled(_LOGITS, t)
    hit = (p >= 0.5) == _LABELS
    return weighted(rows(left_closed, np.maximum(p, 1 - p), hit, CARD_EDGES), 6)


def _against_decisions(t: float) -> float:
    p = cooled(_LOGITS, t)
    hit = (p >= 0.5) == _LABELS
    return weighted(rows(left_closed, p, hit, CARD_EDGES), 6)


def _brier(t: float) -> float:
    return float(np.mean((cooled(_LOGITS, t) - _LABELS) ** 2))


def _nll_at(t: float) -> float:
    return mean_nll(cooled(_LOGITS, t), _LABELS)


def _rounded(places: int) -> dict[str, Any]:
    """Return all numbers rounded too far for three decimals."""
    nll = {t: round(_nll_at(t), places) for t in CARD_GRID}
    return {"ex2_nll": nll, **_both(lambda t: round(_ece(t), places))}


def _made(
    id: str,  # noqa: A002 (a slip's id is called id)
    words: str,
    *answers: dict[str, Any],
) -> tuple[Slip, ...]:
    """Return one slip as it is made in several ways, all with its id and words."""
    return tuple(value_slip(id, words, values) for values in answers)


EXERCISE_2_SLIPS = (
    *_made(
        "multiplied-by-temperature",
        "So it comes out where the logits are multiplied by T. They are divided by it: "
        "p = sigmoid(logit / T). Then the NLL at T = 2 is the highest of the four.",
        {**_nll(_mean, multiplied), "ex2_best_T": 2.0},
    ),
    *_made(
        "sum-for-mean",
        "Your NLLs are sums over the six parts. The mean is asked for: divide by six.",
        _nll(lambda q: -np.log(q).sum()),
    ),
    *_made(
        "logarithm-base-two",
        "Your logarithm is the one to base 2. The natural one is asked for: `np.log`.",
        _nll(lambda q: -np.log2(q).mean()),
    ),
    *_made(
        "logarithm-base-ten",
        "Your logarithm is the one to base 10. The natural one is asked for: `np.log`.",
        _nll(lambda q: -np.log10(q).mean()),
    ),
    *_made(
        "positives-only",
        "Only the three parts with label 1 count in your NLLs. Where the label is 0, "
        "what happened was given 1 - p: those parts count too.",
        _nll(_of_class(1, 6)),
        _nll(_of_class(1, 3)),
    ),
    *_made(
        "negatives-only",
        "Only the three parts with label 0 count in your NLLs. Where the label is 1, "
        "what happened was given p: those parts count too.",
        _nll(_of_class(0, 6)),
        _nll(_of_class(0, 3)),
    ),
    *_made(
        "minus-missing",
        "Your NLLs are below 0: the minus sign is missing.",
        _nll(lambda q: np.log(q).mean()),
    ),
    *_made(REVERSED, REVERSED_WORDS, _nll(lambda q: _mean(1 - q))),
    *_made(
        "temperature-ignored",
        "Your four NLLs are the same, that at T = 1. Divide the logits by T before the "
        "sigmoid.",
        _nll(_mean, lambda z, _: cooled(z, 1)),
    ),
    *_made(
        "probability-divided",
        "So it comes out where the probability is divided by T. Divide the logit, then "
        "take the sigmoid.",
        _nll(_mean, lambda z, t: np.minimum(cooled(z, 1) / t, 1)),
        _nll(_mean, lambda z, t: cooled(z, 1) / t),
    ),
    *_made(
        "logit-counted-twice",
        "Your probabilities are those of the doubled logit, as of a softmax over z and "
        "-z. The other class has the logit 0: p is sigmoid(z / T).",
        _nll(_mean, lambda z, t: cooled(z, t / 2)),
    ),
    *_made(
        "nll-for-temperature",
        "Your best T is a mean NLL. Asked for is the temperature that reaches the "
        "lowest.",
        {"ex2_best_T": _nll_at(_AFTER)},
    ),
    *_made(
        "index-for-temperature",
        "Your best T is the place of the temperature in the list, counted from 0. "
        "Asked for is the temperature itself.",
        {"ex2_best_T": 0},
    ),
    *_made(
        "ece-at-another-temperature",
        "This is an ECE at another of the temperatures. Before is at T = 1, with the "
        "logits as they are; after is at the best T.",
        {"ex2_ece_before": _ece(_AFTER), "ex2_ece_after": _ece(_BEFORE)},
        _both(lambda _: _ece(1.5)),
        _both(lambda _: _ece(1.5, _THIRDS)),
        _both(lambda _: _ece(2.0)),
    ),
    *_made(
        "confidence-against-correctness",
        "This is reading B, for several classes: the confidence in the likelier class "
        "against how often that was right. (The mean of |p - label| without bins is "
        "the same here, where every decision is right.) Exercise 2 asks for reading A: "
        "in each bin the mean p against the share of label 1.",
        _both(_of_confidence),
    ),
    *_made(
        "rate-of-right-decisions",
        "Your gaps compare p with how often a cut at 0.5 decides rightly. Compare it "
        "with how often label 1 came.",
        _both(_against_decisions),
    ),
    *_made(
        "bin-midpoints",
        "Your gaps start from the middle between a bin's edges. What was promised is "
        "the mean of the probabilities in the bin.",
        _from_midpoints(CARD_EDGES),
        _from_midpoints(_THIRDS),
    ),
    *_made(
        "largest-gap",
        "Your number is the largest gap alone. All gaps count, each by the share of "
        "parts in its bin.",
        _of_gaps(lambda _, gap: max(abs(gap))),
    ),
    *_made(
        "gaps-cancel",
        "Your gaps keep their signs and cancel, or all parts are in one bin. Take the "
        "absolute value of each bin's gap before you add.",
        _of_gaps(lambda w, gap: w @ gap),
        _of_gaps(lambda w, gap: -w @ gap),
    ),
    *_made(
        "unweighted-sum",
        "Your number is the plain sum of the gaps. Each counts by the share of parts "
        "that are in its bin.",
        _of_gaps(lambda _, gap: abs(gap).sum()),
    ),
    *_made(
        "counts-not-shares",
        "You weigh the gaps by counts. Weigh by shares: each count divided by the six "
        "parts.",
        _of_gaps(lambda w, gap: 6 * w @ abs(gap)),
    ),
    *_made(
        "squared-gaps",
        "Your gaps are squared. Here the gap itself counts, without its sign.",
        _of_gaps(lambda w, gap: (w @ gap**2) ** 0.5),
        _of_gaps(lambda w, gap: w @ gap**2),
    ),
    *_made(
        "brier-for-ece",
        "Your number is the mean squared difference of p and label: the Brier score. "
        "The ECE bins first.",
        _both(_brier),
    ),
    *_made(
        "nll-for-ece",
        "Your number is a mean NLL. Asked for here is the ECE, with the three bins.",
        _both(_nll_at),
    ),
    *_made(
        "in-percent",
        "Your ECE is in per cent. Return the share, from 0 to 1.",
        _both(lambda t: 100 * _ece(t)),
    ),
    *_made(
        "rounded-too-far",
        "Your numbers are rounded too far. Give at least three decimals.",
        _rounded(2),
        _rounded(1),
    ),
)
