"""How the expected calibration error goes wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.exercise import Silent
from grader.exercises.wrong_bins import (
    Row,
    binning_slips,
    left_closed,
    rows,
    weighted,
)

__all__ = ["ECE_SLIPS"]

_Gaps = Callable[[Any, Any], float]


def _right(p: Any, y: Any, e: Any) -> float:
    return weighted(rows(left_closed, p, y, e), len(p))


def _over_all(binning: Any, p: Any, y: Any, e: Any) -> float:
    return weighted(rows(binning, p, y, e), len(p))


def _over_binned(binning: Any, p: Any, y: Any, e: Any) -> float:
    table = rows(binning, p, y, e)
    return weighted(table, max(sum(n for n, _, _ in table), 1))


def _filled(p: Any, y: Any, e: Any) -> list[Row]:
    return [row for row in rows(left_closed, p, y, e) if row[0]]


def _of_gaps(combine: _Gaps) -> Callable[..., float]:
    """Return the answer that puts weights and signed gaps together otherwise."""

    def answer(p: Any, y: Any, e: Any) -> float:
        table = np.array(_filled(p, y, e))
        gaps = table[:, 1] - table[:, 2]
        return float(combine(table[:, 0] / len(p), gaps))

    return answer


_sum_of_gaps = _of_gaps(lambda w, gap: sum(abs(gap)))


def _midpoints(p: Any, y: Any, e: Any) -> float:
    middles = (np.add(e[1:], e[:-1]) / 2).tolist()
    table = zip(rows(left_closed, p, y, e), middles, strict=True)
    return weighted([(n, middle, r) for (n, _, r), middle in table], len(p))


def _decided(p: Any, y: Any) -> tuple[Any, Any]:
    """Return the probabilities and whether a cut at 0.5 decides rightly."""
    probs = np.asarray(p, dtype=float)
    if (probs == 0.5).any():
        raise Silent("0.5 itself")
    return probs, (probs > 0.5) == np.asarray(y).astype(bool)


def _top_label(p: Any, y: Any, e: Any) -> float:
    probs, hit = _decided(p, y)
    confidence = np.maximum(probs, 1 - probs)
    if confidence.max() > e[-1]:
        raise Silent("confidence beyond the edges")
    return _right(confidence, hit, e)


def _against_decisions(p: Any, y: Any, e: Any) -> float:
    return _right(*_decided(p, y), e)


def _plain_mean(_: Any, gap: Any) -> float:
    return float(np.mean(abs(gap)))


def _with_empty(
    outcome: Callable[[], float], *, otherwise: Callable[..., float] = _right
) -> Callable[..., float]:
    """Return the answer that is a given one unless a bin is empty."""

    def answer(p: Any, y: Any, e: Any) -> float:
        empty = len(_filled(p, y, e)) < len(e) - 1
        return outcome() if empty else otherwise(p, y, e)

    return answer


def _divide_by_zero() -> float:
    raise ZeroDivisionError("division by zero")


ECE_SLIPS = (
    *slips(
        "unweighted-mean",
        "Your number is the plain mean of the gaps. Bins are not equally full: a "
        "gap counts by the share of parts that are in its bin.",
        _of_gaps(_plain_mean),
        lambda p, y, e: _sum_of_gaps(p, y, e) / (len(e) - 1),
        _with_empty(lambda: float("nan"), otherwise=_of_gaps(_plain_mean)),
    ),
    slip(
        "unweighted-sum",
        "Your number is the plain sum of the gaps. Each gap counts by the share of "
        "parts that are in its bin.",
        _sum_of_gaps,
    ),
    *slips(
        "counts-not-shares",
        "Your weights do not add up to 1. The weight of a bin is the share of all "
        "parts that are in it: its count divided by the number of parts.",
        lambda p, y, e: _right(p, y, e) * len(p),
        lambda p, y, e: _right(p, y, e) * len(p) / (len(e) - 1),
    ),
    *slips(
        "signed-gaps",
        "Your gaps keep their signs, so too much in one bin makes up for too "
        "little in another. Take the absolute value of each gap.",
        _of_gaps(lambda w, gap: sum(w * gap)),
        _of_gaps(lambda w, gap: -sum(w * gap)),
    ),
    slip(
        "gaps-cancel",
        "Your number is the distance between the mean of all probabilities and the "
        "share of positives among all parts, as with a single bin. Take the "
        "absolute value of the gap in each bin, before you add.",
        _of_gaps(lambda w, gap: abs(sum(w * gap))),
    ),
    slip(
        "largest-gap",
        "Your number is the largest gap alone, which is called the maximum "
        "calibration error. Here all gaps count, each by the share of parts in "
        "its bin.",
        _of_gaps(lambda w, gap: max(abs(gap))),
    ),
    *slips(
        "squared-gaps",
        "Your gaps are squared, which lets large ones count more. Here the gap "
        "itself counts, without its sign.",
        _of_gaps(lambda w, gap: sum(w * gap**2) ** 0.5),
        _of_gaps(lambda w, gap: sum(w * gap**2)),
    ),
    slip(
        "bin-midpoints",
        "Your gaps start from the middle between a bin's edges. What was promised "
        "is the mean of the probabilities in the bin.",
        _midpoints,
    ),
    slip(
        "gap-of-each-part",
        "Your number is the mean of |probability - label| over the parts, as if "
        "each had a bin of its own. First take the means within a bin, then the "
        "gap between them.",
        lambda p, y, e: float(
            np.mean(abs(np.asarray(p, dtype=float) - np.asarray(y, dtype=float)))
        ),
    ),
    slip(
        "confidence-against-correctness",
        "Your number compares the confidence in the likelier class with how often "
        "it was right. That is the reading for several classes; here compare the "
        "probability of the positive class with how often the positive came.",
        _top_label,
    ),
    slip(
        "rate-of-right-decisions",
        "Your gaps compare probabilities with how often a cut at 0.5 decides "
        "rightly. Compare them with how often label 1 came.",
        _against_decisions,
    ),
    *binning_slips(_over_all, _over_binned),
    *slips(
        "empty-bin-spoils",
        "An empty bin spoils your sum: its means are nan, or dividing by its count "
        "fails. It holds no part, so it has no weight: leave it out.",
        _with_empty(lambda: float("nan")),
        _with_empty(_divide_by_zero),
    ),
    slip(
        "in-percent",
        "Your number is in per cent. Return the share, from 0 to 1.",
        lambda p, y, e: 100 * _right(p, y, e),
    ),
    *rounded_slips(_right),
)
