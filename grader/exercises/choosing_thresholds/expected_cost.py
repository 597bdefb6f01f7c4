"""Exercise expected-cost: what an action costs on average, at one probability."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number

__all__ = ["EXPECTED_COST"]


def _right(p: float, flag: Any, cost_fp: float, cost_fn: float) -> float:
    return float((1 - p) * cost_fp if flag else p * cost_fn)


def _expected_of(probe: Probe) -> float:
    p, flag, cost_fp, cost_fn = probe.args or ()
    return _right(p, flag, cost_fp, cost_fn)


def _draw_parts(rng: np.random.Generator) -> Sequence[Probe]:
    p = float(np.round(rng.uniform(0.05, 0.95), 3))
    costs = tuple(int(n) for n in rng.choice(np.arange(2, 40), size=2, replace=False))
    return (
        Probe("expected_cost", (p, True, *costs), "a fresh part, flagged", "flagged"),
        Probe("expected_cost", (p, False, *costs), "a fresh part, left alone", "left"),
    )


_Formula = Callable[[float, float, float], float]


def _of(flagged: _Formula, left: _Formula) -> Callable[..., float]:
    """Return the answer by two formulas of p, cost_fp and cost_fn."""
    return lambda p, flag, fp, fn: float((flagged if flag else left)(p, fp, fn))


def _flagged(p: float, fp: float, _: float) -> float:
    return (1 - p) * fp


def _left(p: float, _: float, fn: float) -> float:
    return p * fn


def _both(p: float, fp: float, fn: float) -> float:
    return _flagged(p, fp, fn) + _left(p, fp, fn)


EXPECTED_COST = Exercise(
    id="expected-cost",
    title="What an action costs on average",
    asks="expected_cost(p, flag, cost_fp, cost_fn) -> the average cost",
    parts=(
        Part("flagged", 1, "a part that is flagged"),
        Part("left", 1, "a part that is left alone"),
    ),
    components=(),
    published=(
        *calls(
            "expected_cost",
            "flagged",
            ("a flagged part, p below a half", (0.3, True, 2, 5)),
            ("a flagged part, flag given as 1", (0.8123457, 1, 3, 8)),
        ),
        *calls(
            "expected_cost",
            "left",
            ("a part left alone, p above a half", (0.64, False, 7, 4)),
            ("a part left alone, flag given as 0", (0.1372853, 0, 3, 11)),
        ),
    ),
    graded=(
        *calls(
            "expected_cost",
            "flagged",
            ("certainly fine, flagged", (0, True, 6, 25)),
            ("certainly defective, flagged", (1.0, True, 6, 25)),
            ("costs with cents, flagged", (0.55, 1, 1.35, 0.2)),
        ),
        *calls(
            "expected_cost",
            "left",
            ("certainly defective, left alone", (1, False, 6, 25)),
            ("certainly fine, left alone", (0.0, False, 6, 25)),
            ("costs with cents, left alone", (0.92, 0, 12.8, 0.45)),
        ),
    ),
    draw=_draw_parts,
    expected=_expected_of,
    read=lambda _, value: (number(value, "the average cost"),),
    slips=(
        slip(
            "actions-swapped",
            "Your two cases have changed places: what a flagged part costs you give "
            "for one left alone. Only a flagged part can be a false alarm.",
            _of(_left, _flagged),
        ),
        slip(
            "probabilities-swapped",
            "Your probabilities have changed places. p is the probability of a "
            "defect: a flagged part is a false alarm when it was fine.",
            _of(lambda p, fp, _: p * fp, lambda p, _, fn: (1 - p) * fn),
        ),
        slip(
            "costs-swapped",
            "Your costs have changed places. Who flags can only raise a false alarm; "
            "who leaves a part alone can only miss a defect.",
            _of(lambda p, _, fn: (1 - p) * fn, lambda p, fp, _: p * fp),
        ),
        slip(
            "both-mistakes-added",
            "Your number adds up both mistakes, whatever is done. One action can make "
            "one of them only: look at `flag`.",
            _of(_both, _both),
        ),
        slip(
            "cheaper-action",
            "Your number is that of the cheaper action, whichever was asked for. "
            "Here `flag` says what is done; which is cheaper comes later.",
            lambda p, _, fp, fn: min(_flagged(p, fp, fn), _left(p, fp, fn)),
        ),
        slip(
            "decides-at-half",
            "Your function decides for itself, by p and 0.5. What is done is given: "
            "look at `flag`.",
            lambda p, _, fp, fn: _right(p, p >= 0.5, fp, fn),
        ),
        slip(
            "probability-forgotten",
            "Your number is the full cost of a mistake, as if it were made each time. "
            "Multiply by the probability that the action is wrong.",
            _of(lambda _, fp, __: fp, lambda _, __, fn: fn),
        ),
        *slips(
            "one-probability-for-both",
            "You multiply both costs by the same probability. Flagging is wrong when "
            "the part was fine, leaving it alone when it was defective: p in one case, "
            "1 - p in the other.",
            _of(lambda p, fp, _: p * fp, _left),
            _of(_flagged, lambda p, _, fn: (1 - p) * fn),
        ),
        slip(
            "one-is-not-true",
            "A flag of 1 is taken for no flag, as `flag is True` does. It may come as "
            "True or as 1: a plain `if flag` takes both.",
            lambda p, flag, fp, fn: _right(p, flag is True, fp, fn),
        ),
        slip(
            "negative-cost",
            "Your cost is negative. What is lost is counted as a positive number here.",
            lambda *args: -_right(*args),
        ),
        *rounded_slips(_right),
    ),
    hints=(
        "Take many parts of the same p. Of those that you flag, which share was fine? "
        "Of those that you leave alone, which share was defective?",
        "An average cost is the probability of the mistake times what the mistake "
        "costs. The right decisions cost nothing.",
        "Two cases: with `flag` the mistake is a false alarm, of probability 1 - p; "
        "without it a miss, of probability p.",
    ),
)
