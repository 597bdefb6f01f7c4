"""Reports on groups, rightly and with one thing otherwise."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.wrong_bins import left_closed, rows, weighted

__all__ = [
    "accuracy_of",
    "against_all",
    "binned",
    "binned_alone",
    "by_group",
    "ece_of",
    "gaps",
    "of_gaps",
    "right",
    "right_row",
    "then",
    "with_accuracy",
    "with_ece",
]

Array = np.ndarray[Any, np.dtype[Any]]
_Row = tuple[float, float, float]
_Ece = Callable[[Array, Array, Any], float]


def _names(groups: Any) -> list[Any]:
    """Return the groups in the order in which they first appear."""
    return list(dict.fromkeys(np.asarray(groups).tolist()))


def ece_of(p: Array, y: Array, e: Any) -> float:
    """Return the calibration error of one group, as the course bins."""
    return weighted(rows(left_closed, p, y, e), len(p))


def accuracy_of(p: Array, y: Array) -> float:
    """Return the share of right decisions at 0.5."""
    return float(np.mean((p >= 0.5) == y))


def right_row(p: Array, y: Array, e: Any) -> _Row:
    """Return (n, accuracy, ece)."""
    return len(p), accuracy_of(p, y), ece_of(p, y, e)


def by_group(row: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer with one row for each group's probabilities and labels."""

    def answer(probs: Any, labels: Any, groups: Any, e: Any) -> dict[Any, Any]:
        p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(bool)
        g = np.asarray(groups)
        return {name: row(p[g == name], y[g == name], e) for name in _names(g)}

    return answer


def against_all(row: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer whose rows know all probabilities and labels besides."""

    def answer(probs: Any, labels: Any, groups: Any, e: Any) -> dict[Any, Any]:
        p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(bool)
        rows_of = by_group(lambda *ours: row(*ours, p, y))
        return dict(rows_of(p, y, groups, e))

    return answer


right = by_group(right_row)
"""The right answer."""


def then(change: Callable[[dict[Any, Any]], Any]) -> Callable[..., Any]:
    """Return the answer that makes something else of the right report."""
    return lambda *args: change(right(*args))


def with_ece(ece: _Ece) -> Callable[..., Any]:
    """Return the answer with another error of each group."""
    return by_group(lambda p, y, e: (len(p), accuracy_of(p, y), ece(p, y, e)))


def with_accuracy(accuracy: Callable[[Array, Array], Any]) -> Callable[..., Any]:
    """Return the answer with another accuracy of each group."""
    return by_group(lambda p, y, e: (len(p), float(accuracy(p, y)), ece_of(p, y, e)))


def binned(binning: Any, *args: Any) -> Any:
    """Return the answer that bins otherwise."""
    return with_ece(lambda p, y, e: weighted(rows(binning, p, y, e), len(p)))(*args)


def binned_alone(binning: Any, *args: Any) -> Any:
    """Return the answer that bins otherwise and forgets what is in no bin."""

    def ece(p: Array, y: Array, e: Any) -> float:
        table = rows(binning, p, y, e)
        return weighted(table, max(sum(n for n, _, _ in table), 1))

    return with_ece(ece)(*args)


def gaps(p: Array, y: Array, e: Any) -> tuple[Array, Array]:
    """Return each filled bin's share of the group, and its signed gap."""
    table = np.array([row for row in rows(left_closed, p, y, e) if row[0]])
    return table[:, 0] / len(p), table[:, 1] - table[:, 2]


def of_gaps(combine: Callable[[Array, Array], Any]) -> Callable[..., Any]:
    """Return the answer that puts weights and signed gaps together otherwise."""
    return with_ece(lambda p, y, e: float(combine(*gaps(p, y, e))))
