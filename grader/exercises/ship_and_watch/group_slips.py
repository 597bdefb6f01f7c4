"""How a report on groups goes wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.building import (
    STRICT,
    STRICT_WORDS,
    rounded_slips,
    slip,
    slips,
)
from grader.exercises.exercise import Silent
from grader.exercises.wrong_bins import binning_slips, left_closed, rows, weighted

__all__ = ["GROUP_SLIPS"]

Array = np.ndarray[Any, np.dtype[Any]]
_Row = tuple[float, float, float]
_Ece = Callable[[Array, Array, Any], float]


def _names(groups: Any) -> list[Any]:
    """Return the groups in the order in which they first appear."""
    return list(dict.fromkeys(np.asarray(groups).tolist()))


def _ece(p: Array, y: Array, e: Any) -> float:
    return weighted(rows(left_closed, p, y, e), len(p))


def _accuracy(p: Array, y: Array) -> float:
    return float(np.mean((p >= 0.5) == y))


def _right_row(p: Array, y: Array, e: Any) -> _Row:
    return len(p), _accuracy(p, y), _ece(p, y, e)


def _by_group(row: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer with one row for each group's probabilities and labels."""

    def answer(probs: Any, labels: Any, groups: Any, e: Any) -> dict[Any, Any]:
        p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(bool)
        g = np.asarray(groups)
        return {name: row(p[g == name], y[g == name], e) for name in _names(g)}

    return answer


def _against_all(row: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer whose rows know all probabilities and labels besides."""

    def answer(probs: Any, labels: Any, groups: Any, e: Any) -> dict[Any, Any]:
        p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(bool)
        rows_of = _by_group(lambda *ours: row(*ours, p, y))
        return dict(rows_of(p, y, groups, e))

    return answer


_right = _by_group(_right_row)


def _then(change: Callable[[dict[Any, Any]], Any]) -> Callable[..., Any]:
    """Return the answer that makes something else of the right report."""
    return lambda *args: change(_right(*args))


def _with_ece(ece: _Ece) -> Callable[..., Any]:
    return _by_group(lambda p, y, e: (len(p), _accuracy(p, y), ece(p, y, e)))


def _with_accuracy(accuracy: Callable[[Array, Array], Any]) -> Callable[..., Any]:
    return _by_group(lambda p, y, e: (len(p), float(accuracy(p, y)), _ece(p, y, e)))


def _binned(binning: Any, *args: Any) -> Any:
    return _with_ece(lambda p, y, e: weighted(rows(binning, p, y, e), len(p)))(*args)


def _binned_alone(binning: Any, *args: Any) -> Any:
    def ece(p: Array, y: Array, e: Any) -> float:
        table = rows(binning, p, y, e)
        return weighted(table, max(sum(n for n, _, _ in table), 1))

    return _with_ece(ece)(*args)


def _gaps(p: Array, y: Array, e: Any) -> tuple[Array, Array]:
    """Return each filled bin's share of the group, and its signed gap."""
    table = np.array([row for row in rows(left_closed, p, y, e) if row[0]])
    return table[:, 0] / len(p), table[:, 1] - table[:, 2]


def _of_gaps(combine: Callable[[Array, Array], Any]) -> Callable[..., Any]:
    return _with_ece(lambda p, y, e: float(combine(*_gaps(p, y, e))))


def _with_empty(outcome: Callable[[], float]) -> Callable[..., Any]:
    """Return the answer that is right unless a bin of the group is empty."""

    def ece(p: Array, y: Array, e: Any) -> float:
        has_empty = len(_gaps(p, y, e)[0]) < len(e) - 1
        return outcome() if has_empty else _ece(p, y, e)

    return _with_ece(ece)


def _divide_by_zero() -> float:
    raise ZeroDivisionError("division by zero")


def _confidence(p: Array, y: Array, e: Any) -> float:
    confidence = np.maximum(p, 1 - p)
    if (p == 0.5).any() or confidence.max() > e[-1]:
        raise Silent("0.5 itself, or beyond the edges")
    return _ece(confidence, (p > 0.5) == y, e)


def _worst(report: dict[Any, Any], place: int, sign: int) -> Any:
    """Return the group whose number at a place is the largest, or the smallest."""
    values = [sign * row[place] for row in report.values()]
    if len(values) == 1 or sorted(values)[-2] >= max(values) - 1e-9:
        raise Silent("no group is the worst")
    return max(report, key=lambda name: sign * report[name][place])


def _one(choose: Callable[[dict[Any, Any]], Any]) -> Callable[..., Any]:
    """Return the answer that holds one group alone."""
    return _then(lambda report: {(name := choose(report)): report[name]})


def _numbered(report: dict[Any, Any]) -> dict[int, Any]:
    return dict(enumerate(report.values()))


def _in_order(report: dict[Any, Any]) -> list[Any]:
    return [report[name] for name in sorted(report)]


GROUP_SLIPS = (
    slip(STRICT, STRICT_WORDS, _with_accuracy(lambda p, y: np.mean((p > 0.5) == y))),
    *slips(
        "worst-group-only",
        "Your answer holds the worst group alone. Whoever reads the report wants to "
        "see the others too: one entry for each group.",
        _one(lambda report: _worst(report, 2, 1)),
        _one(lambda report: _worst(report, 1, -1)),
        _then(lambda report: report[_worst(report, 2, 1)]),
        _then(lambda report: _worst(report, 2, 1)),
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
        _then(_numbered),
        _then(lambda report: _numbered(dict(sorted(report.items())))),
        _then(lambda report: list(report.values())),
        _then(_in_order),
    ),
    *slips(
        "all-parts-in-each-group",
        "A number is the same in every group: it is computed from all parts. Pick the "
        "group's own probabilities and labels first.",
        _against_all(
            lambda p, y, e, ap, ay: (len(p), _accuracy(p, y), _ece(ap, ay, e))
        ),
        _against_all(
            lambda p, y, e, ap, ay: (len(p), _accuracy(ap, ay), _ece(p, y, e))
        ),
        _against_all(
            lambda p, y, e, ap, ay: (len(p), _accuracy(ap, ay), _ece(ap, ay, e))
        ),
        _against_all(lambda p, y, e, ap, ay: _right_row(ap, ay, e)),
    ),
    *slips(
        "divided-by-all-parts",
        "You divide by the number of all parts. Within a group the weights and the "
        "accuracy are shares of the group's own parts.",
        _against_all(
            lambda p, y, e, ap, _: (
                len(p),
                _accuracy(p, y),
                _ece(p, y, e) * len(p) / len(ap),
            )
        ),
        _against_all(
            lambda p, y, e, ap, _: (
                len(p),
                _accuracy(p, y) * len(p) / len(ap),
                _ece(p, y, e),
            )
        ),
        _against_all(
            lambda p, y, e, ap, _: (
                len(p),
                _accuracy(p, y) * len(p) / len(ap),
                _ece(p, y, e) * len(p) / len(ap),
            )
        ),
    ),
    slip(
        "shares-for-counts",
        "Your first numbers are shares of all parts. Asked for is how many parts a "
        "group has: its count tells how far to trust the rest.",
        _against_all(
            lambda p, y, e, ap, _: (len(p) / len(ap), _accuracy(p, y), _ece(p, y, e))
        ),
    ),
    slip(
        "positives-for-counts",
        "Your first number counts the group's positives. Asked for is the number of "
        "its parts, whatever their label.",
        _by_group(lambda p, y, e: (int(y.sum()), _accuracy(p, y), _ece(p, y, e))),
    ),
    slip(
        "rate-for-accuracy",
        "Your second number is the share of positives in the group. Asked for is the "
        "share of right decisions when p >= 0.5 flags a part.",
        _with_accuracy(lambda _, y: np.mean(y)),
    ),
    slip(
        "errors-for-accuracy",
        "Your second number is the share of wrong decisions. Asked for is the share of "
        "right ones.",
        _with_accuracy(lambda p, y: 1 - _accuracy(p, y)),
    ),
    slip(
        "hits-for-accuracy",
        "Your second number counts right decisions. Divide by the number of the "
        "group's parts.",
        _with_accuracy(lambda p, y: _accuracy(p, y) * len(p)),
    ),
    *slips(
        "unweighted-mean",
        "Your error is the plain mean of the bins' gaps. A gap counts by the share of "
        "the group's parts that are in its bin.",
        _of_gaps(lambda _, gap: np.mean(abs(gap))),
        _with_ece(lambda p, y, e: float(np.sum(abs(_gaps(p, y, e)[1])) / (len(e) - 1))),
    ),
    *slips(
        "signed-gaps",
        "Your gaps keep their signs, so too much in one bin makes up for too little in "
        "another. Take the absolute value of each gap, before you add.",
        _of_gaps(lambda w, gap: sum(w * gap)),
        _of_gaps(lambda w, gap: -sum(w * gap)),
        _of_gaps(lambda w, gap: abs(sum(w * gap))),
    ),
    slip(
        "largest-gap",
        "Your error is the largest gap alone. In the ECE all gaps count, each by the "
        "share of the group's parts in its bin.",
        _of_gaps(lambda _, gap: max(abs(gap))),
    ),
    slip(
        "confidence-against-correctness",
        "Your error compares the confidence in the likelier class with how often it "
        "was right. Here compare the probability of the positive class with how often "
        "the positive came.",
        _with_ece(_confidence),
    ),
    *binning_slips(_binned, _binned_alone),
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
        _by_group(lambda p, y, e: (len(p), _ece(p, y, e), _accuracy(p, y))),
        _by_group(lambda p, y, e: (_accuracy(p, y), _ece(p, y, e), len(p))),
        _by_group(lambda p, y, e: (_ece(p, y, e), _accuracy(p, y), len(p))),
        _by_group(lambda p, y, e: (_accuracy(p, y), len(p), _ece(p, y, e))),
    ),
    slip(
        "error-alone",
        "Your rows hold the calibration error alone. Asked for are three numbers: n, "
        "accuracy, ece.",
        _by_group(_ece),
    ),
    *rounded_slips(_right),
)
