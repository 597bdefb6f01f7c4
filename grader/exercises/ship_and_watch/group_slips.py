"""How a report on groups goes wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.building import (
    STRICT,
    rounded_slips,
    slip,
    slips,
)
from grader.exercises.exercise import Silent
from grader.exercises.ship_and_watch.group_rows import (
    accuracy_of,
    against_all,
    binned,
    binned_alone,
    by_group,
    ece_of,
    gaps,
    of_gaps,
    right,
    right_row,
    then,
    with_accuracy,
    with_ece,
)
from grader.exercises.wrong_bins import binning_slips

__all__ = ["GROUP_SLIPS"]

Array = np.ndarray[Any, np.dtype[Any]]


def _with_empty(outcome: Callable[[], float]) -> Callable[..., Any]:
    """Return the answer that is right unless a bin of the group is empty."""

    def ece(p: Array, y: Array, e: Any) -> float:
        has_empty = len(gaps(p, y, e)[0]) < len(e) - 1
        return outcome() if has_empty else ece_of(p, y, e)

    return with_ece(ece)


def _divide_by_zero() -> float:
    raise ZeroDivisionError("division by zero")


def _confidence(p: Array, y: Array, e: Any) -> float:
    confidence = np.maximum(p, 1 - p)
    if (p == 0.5).any() or confidence.max() > e[-1]:
        raise Silent("0.5 itself, or beyond the edges")
    return ece_of(confidence, (p > 0.5) == y, e)


def _worst(report: dict[Any, Any], place: int, sign: int) -> Any:
    """Return the group whose number at a place is the largest, or the smallest."""
    values = [sign * row[place] for row in report.values()]
    if len(values) == 1 or sorted(values)[-2] >= max(values) - 1e-9:
        raise Silent("no group is the worst")
    return max(report, key=lambda name: sign * report[name][place])


def _one(choose: Callable[[dict[Any, Any]], Any]) -> Callable[..., Any]:
    """Return the answer that holds one group alone."""
    return then(lambda report: {(name := choose(report)): report[name]})


def _numbered(report: dict[Any, Any]) -> dict[int, Any]:
    return dict(enumerate(report.values()))


def _in_order(report: dict[Any, Any]) -> list[Any]:
    return [report[name] for name in sorted(report)]


GROUP_SLIPS = (
    slip(
        STRICT,
        "Your accuracy is what the rule `p > 0.5` gives. A part is flagged when "
        "`p >= 0.5`: look at what happens to a probability of exactly 0.5.",
        with_accuracy(lambda p, y: np.mean((p > 0.5) == y)),
    ),
    *slips(
        "worst-group-only",
        "Your answer holds the worst group alone. Whoever reads the report wants to "
        "see the others too: one entry for each group.",
        _one(lambda report: _worst(report, 2, 1)),
        _one(lambda report: _worst(report, 1, -1)),
        then(lambda report: report[_worst(report, 2, 1)]),
        then(lambda report: _worst(report, 2, 1)),
    ),
    *slips(
        "one-group-only",
        "Your answer holds one group alone. Return after the loop, not in it, and add "
        "an entry for each group.",
        _one(lambda report: next(iter(report))),
        _one(min),
        _one(lambda report: list(report)[-1]),
        _one(max),
    ),
    *slips(
        "names-missing",
        "Your answer doesn't say which group a row belongs to. Asked for is a "
        "dictionary from the group's own name to its row.",
        then(_numbered),
        then(lambda report: _numbered(dict(sorted(report.items())))),
        then(lambda report: list(report.values())),
        then(_in_order),
    ),
    *slips(
        "all-parts-in-each-group",
        "A number is the same in every group: it is computed from all parts. Pick the "
        "group's own probabilities and labels first.",
        against_all(
            lambda p, y, e, ap, ay: (len(p), accuracy_of(p, y), ece_of(ap, ay, e))
        ),
        against_all(
            lambda p, y, e, ap, ay: (len(p), accuracy_of(ap, ay), ece_of(p, y, e))
        ),
        against_all(
            lambda p, y, e, ap, ay: (len(p), accuracy_of(ap, ay), ece_of(ap, ay, e))
        ),
        against_all(lambda p, y, e, ap, ay: right_row(ap, ay, e)),
    ),
    *slips(
        "divided-by-all-parts",
        "You divide by the number of all parts. Within a group the weights and the "
        "accuracy are shares of the group's own parts.",
        against_all(
            lambda p, y, e, ap, _: (
                len(p),
                accuracy_of(p, y),
                ece_of(p, y, e) * len(p) / len(ap),
            )
        ),
        against_all(
            lambda p, y, e, ap, _: (
                len(p),
                accuracy_of(p, y) * len(p) / len(ap),
                ece_of(p, y, e),
            )
        ),
        against_all(
            lambda p, y, e, ap, _: (
                len(p),
                accuracy_of(p, y) * len(p) / len(ap),
                ece_of(p, y, e) * len(p) / len(ap),
            )
        ),
    ),
    slip(
        "shares-for-counts",
        "Your first numbers are shares of all parts. Asked for is how many parts a "
        "group has: its count tells how far to trust the rest.",
        against_all(
            lambda p, y, e, ap, _: (
                len(p) / len(ap),
                accuracy_of(p, y),
                ece_of(p, y, e),
            )
        ),
    ),
    slip(
        "positives-for-counts",
        "Your first number counts the group's positives. Asked for is the number of "
        "its parts, whatever their label.",
        by_group(lambda p, y, e: (int(y.sum()), accuracy_of(p, y), ece_of(p, y, e))),
    ),
    slip(
        "rate-for-accuracy",
        "Your second number is the share of positives in the group. Asked for is the "
        "share of right decisions when p >= 0.5 flags a part.",
        with_accuracy(lambda _, y: np.mean(y)),
    ),
    slip(
        "errors-for-accuracy",
        "Your second number is the share of wrong decisions. Asked for is the share of "
        "right ones.",
        with_accuracy(lambda p, y: 1 - accuracy_of(p, y)),
    ),
    slip(
        "hits-for-accuracy",
        "Your second number counts right decisions. Divide by the number of the "
        "group's parts.",
        with_accuracy(lambda p, y: accuracy_of(p, y) * len(p)),
    ),
    *slips(
        "unweighted-mean",
        "Your error is the plain mean of the bins' gaps. A gap counts by the share of "
        "the group's parts that are in its bin.",
        of_gaps(lambda _, gap: np.mean(abs(gap))),
        with_ece(lambda p, y, e: float(np.sum(abs(gaps(p, y, e)[1])) / (len(e) - 1))),
    ),
    *slips(
        "signed-gaps",
        "Your gaps keep their signs, so too much in one bin makes up for too little in "
        "another. Take the absolute value of each gap, before you add.",
        of_gaps(lambda w, gap: sum(w * gap)),
        of_gaps(lambda w, gap: -sum(w * gap)),
        of_gaps(lambda w, gap: abs(sum(w * gap))),
    ),
    slip(
        "largest-gap",
        "Your error is the largest gap alone. In the ECE all gaps count, each by the "
        "share of the group's parts in its bin.",
        of_gaps(lambda _, gap: max(abs(gap))),
    ),
    slip(
        "confidence-against-correctness",
        "Your error compares the confidence in the likelier class with how often it "
        "was right. Here compare the probability of the positive class with how often "
        "the positive came.",
        with_ece(_confidence),
    ),
    *binning_slips(binned, binned_alone),
    *slips(
        "empty-bin-spoils",
        "An empty bin spoils a group's error: its means are nan, or dividing by its "
        "count fails. Small groups leave bins empty: such a bin has no weight, leave "
        "it out.",
        _with_empty(lambda: float("nan")),
        _with_empty(_divide_by_zero),
    ),
    *slips(
        "other-order-in-a-row",
        "The three numbers of a row are in another order than (n, accuracy, ece).",
        by_group(lambda p, y, e: (len(p), ece_of(p, y, e), accuracy_of(p, y))),
        by_group(lambda p, y, e: (accuracy_of(p, y), ece_of(p, y, e), len(p))),
        by_group(lambda p, y, e: (ece_of(p, y, e), accuracy_of(p, y), len(p))),
        by_group(lambda p, y, e: (accuracy_of(p, y), len(p), ece_of(p, y, e))),
    ),
    slip(
        "error-alone",
        "Your rows hold the calibration error alone. Asked for are three numbers: n, "
        "accuracy, ece.",
        by_group(ece_of),
    ),
    *rounded_slips(right),
)
