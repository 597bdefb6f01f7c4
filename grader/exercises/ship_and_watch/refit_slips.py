"""How the choice of groups for a refit goes wrong."""

from collections.abc import Callable
from typing import Any

from grader.exercises.building import slip, slips

__all__ = ["REFIT_SLIPS"]

_Row = tuple[float, float, float]
_Test = Callable[[_Row, float, int], Any]


def _where(test: _Test) -> Callable[..., list[Any]]:
    """Return the answer that names the groups whose row passes a test."""
    return lambda report, limit, min_n: [
        name for name, row in report.items() if test(tuple(row), limit, min_n)
    ]


_right = _where(lambda row, limit, min_n: row[2] > limit and row[0] >= min_n)


def _then(change: Callable[[list[Any], Any], Any]) -> Callable[..., Any]:
    """Return the answer that makes something else of the right one."""
    return lambda report, limit, min_n: change(_right(report, limit, min_n), report)


def _worst(found: list[Any], report: Any) -> Any:
    return max(found, key=lambda name: report[name][2], default=None)


REFIT_SLIPS = (
    slip(
        "limit-included",
        "A group whose error equals the limit is named in your answer. Only a "
        "larger error is too large: look at that comparison.",
        _where(lambda row, limit, min_n: row[2] >= limit and row[0] >= min_n),
    ),
    slip(
        "smallest-size-excluded",
        "A group of exactly min_n parts is missing in your answer. It is large "
        "enough: look at that comparison.",
        _where(lambda row, limit, min_n: row[2] > limit and row[0] > min_n),
    ),
    slip(
        "size-ignored",
        "Groups with too few parts are named in your answer. Their error is large "
        "by chance: leave out those below min_n.",
        _where(lambda row, limit, _: row[2] > limit),
    ),
    slip(
        "error-ignored",
        "Your answer names every group that is large enough, however small its "
        "error. Compare the error with the limit too.",
        _where(lambda row, _, min_n: row[0] >= min_n),
    ),
    slip(
        "or-for-and",
        "Your answer names groups that meet one of the two conditions. Both are to "
        "hold.",
        _where(lambda row, limit, min_n: row[2] > limit or row[0] >= min_n),
    ),
    *slips(
        "accuracy-for-error",
        "You compare the accuracy with the limit. A row is (n, accuracy, ece): the "
        "error is its third number.",
        _where(lambda row, limit, min_n: row[1] > limit and row[0] >= min_n),
        _where(lambda row, limit, min_n: row[1] < limit and row[0] >= min_n),
        _where(lambda row, limit, min_n: 1 - row[1] > limit and row[0] >= min_n),
    ),
    *slips(
        "small-groups-named",
        "Your answer names groups with fewer parts than min_n. Turn that "
        "comparison round.",
        _where(lambda row, limit, min_n: row[2] > limit and row[0] < min_n),
        _where(lambda row, limit, min_n: row[2] > limit and row[0] <= min_n),
    ),
    *slips(
        "good-groups-named",
        "Your answer names the groups whose error is small. Turn that comparison "
        "round.",
        _where(lambda row, limit, min_n: row[2] <= limit and row[0] >= min_n),
        _where(lambda row, limit, min_n: row[2] < limit and row[0] >= min_n),
    ),
    *slips(
        "worst-group-only",
        "Your answer names the worst group alone. Every group that meets both "
        "conditions is to be named.",
        _then(lambda found, report: [_worst(found, report)] if found else []),
        _then(_worst),
    ),
    slip(
        "first-group-only",
        "Your answer names one group alone. Return after the loop, not in it.",
        _then(lambda found, _: found[:1]),
    ),
    *slips(
        "rows-for-names",
        "Your answer holds the groups' numbers. Asked for are their names alone, "
        "in a list.",
        _then(lambda found, report: {name: report[name] for name in found}),
        _then(lambda found, report: [report[name] for name in found]),
        _then(lambda found, report: [report[name][2] for name in found]),
        _then(lambda found, report: [(name, report[name]) for name in found]),
        _then(lambda found, report: [(name, report[name][2]) for name in found]),
    ),
    *slips(
        "yes-or-no-for-names",
        "Your answer says yes or no. Asked for are the names of the groups for "
        "which it is yes.",
        _then(lambda found, report: [name in found for name in report]),
        _then(lambda found, report: {name: name in found for name in report}),
        _then(lambda found, _: bool(found)),
    ),
    slip(
        "number-for-names",
        "Your answer says how many groups need it. Asked for are their names.",
        _then(lambda found, _: len(found)),
    ),
    *slips(
        "nothing-for-none",
        "Where no group needs it your answer is no list. A list without names is "
        "one too: [].",
        _then(lambda found, _: found or None),
        _then(lambda found, _: found or False),
        _then(lambda found, _: found or "none"),
    ),
)
