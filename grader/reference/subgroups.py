"""Calibration group by group: a good mean can hide a bad camera."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.bins import Closed, Strategy
from grader.reference.bootstrap import Interval, bootstrap_interval
from grader.reference.errors import InvalidInput
from grader.reference.proportions import clopper_pearson_interval
from grader.reference.reliability import expected_calibration_error
from grader.reference.validation import (
    FloatArray,
    as_binary,
    as_count,
    as_list,
    as_probs,
    as_scalar,
    require_same_length,
)

__all__ = ["SubgroupRow", "needs_recalibration", "subgroup_report"]


class SubgroupRow(NamedTuple):
    """Hold one group's line of the report.

    Parameters
    ----------
    n : int
        Parts in the group.
    accuracy : float
        Share of right decisions.
    ece : float
        Expected calibration error; small groups have a large one by chance.
    accuracy_interval : Interval
        Clopper-Pearson interval of the accuracy.
    ece_interval : Interval or None
        Percentile bootstrap interval of the error, where it was asked for.
    """

    n: int
    accuracy: float
    ece: float
    accuracy_interval: Interval
    ece_interval: Interval | None


def subgroup_report(
    probs: ArrayLike,
    labels: ArrayLike,
    groups: ArrayLike,
    *,
    threshold: float = 0.5,
    n_bins: int = 15,
    bin_edges: ArrayLike | None = None,
    strategy: Strategy = "uniform",
    closed: Closed = "left",
    level: float = 0.95,
    n_resamples: int = 1000,
    rng: np.random.Generator | None = None,
) -> dict[Hashable, SubgroupRow]:
    """Report size, accuracy and calibration error of each group, with intervals.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities of the positive class.
    labels : array-like of shape (n,)
        0/1 or booleans.
    groups : array-like of shape (n,)
        Which camera, shift or batch each part belongs to: strings, numbers or
        dates; 1 and "1" are two groups.
    threshold : float, default 0.5
        p ≥ threshold flags, for the accuracy.
    n_bins, bin_edges, strategy, closed
        As in `expected_calibration_error`.
    level : float, default 0.95
        Of both intervals, two-sided.
    n_resamples, rng
        As in `bootstrap_interval`. Without a generator there is no interval of the
        calibration error.

    Returns
    -------
    dict of group to SubgroupRow
        In the order in which groups first appear.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Hébert-Johnson, Ú., Kim, M. P., Reingold, O. and Rothblum, G. N. (2018).
    Multicalibration. *ICML*.

    Examples
    --------
    Camera a is right at 0.9 both times, camera b once:

    >>> report = subgroup_report([0.9] * 4, [1, 1, 1, 0], ["a", "a", "b", "b"])
    >>> [(group, row.n, row.accuracy, row.ece) for group, row in report.items()]
    [('a', 2, 1.0, 0.09999999999999998), ('b', 2, 0.5, 0.4)]
    """
    p, y = as_probs("probs", probs), as_binary("labels", labels)
    require_same_length("labels", y, "probs", p)
    positions = _positions_of_groups(groups, p)
    cut = as_scalar("threshold", threshold)
    as_count("n_resamples", n_resamples)

    def ece(some_probs: ArrayLike, some_labels: ArrayLike) -> float:
        return expected_calibration_error(
            some_probs,
            some_labels,
            n_bins=n_bins,
            bin_edges=bin_edges,
            strategy=strategy,
            closed=closed,
        )

    def row(ours: list[int]) -> SubgroupRow:
        n = len(ours)
        right = int(np.count_nonzero((p[ours] >= cut) == y[ours]))
        spread = None
        if rng is not None:
            spread = bootstrap_interval(
                ece, p[ours], y[ours], level=level, n_resamples=n_resamples, rng=rng
            )
        interval = clopper_pearson_interval(right, n, level=level)
        return SubgroupRow(n, right / n, ece(p[ours], y[ours]), interval, spread)

    return {name: row(ours) for name, ours in positions.items()}


def _positions_of_groups(
    groups: ArrayLike, probs: FloatArray
) -> dict[Hashable, list[int]]:
    """Return where each group's parts stand; 1 and "1" are two groups."""
    # Objects keep their kinds: a list of 1 and "1" would become an array of strings.
    array: np.ndarray = (
        groups if isinstance(groups, np.ndarray) else np.asarray(groups, dtype=object)
    )
    if array.ndim != 1:
        raise InvalidInput("groups", "have 1 axis", array.shape, "as its shape")
    require_same_length("groups", array, "probs", probs)
    # A date would lose its unit in `tolist`.
    names = list(array) if array.dtype.kind in "mM" else array.tolist()
    try:
        positions: dict[Hashable, list[int]] = {name: [] for name in names}
    except TypeError as error:
        raise InvalidInput("groups", "hold one name for each part", groups) from error
    for i, name in enumerate(names):
        positions[name].append(i)
    for name, ours in positions.items():
        if name != name:  # noqa: PLR0124 - NaN is not
            place = f"at position {ours[0]}"
            raise InvalidInput("groups", "name a group, not NaN", name, place)
    return {_plain(name): ours for name, ours in positions.items()}


def _plain(name: Hashable) -> Hashable:
    """Return NumPy's strings and numbers as Python's, but dates as they are."""
    is_date = isinstance(name, np.datetime64 | np.timedelta64)
    return name.item() if isinstance(name, np.generic) and not is_date else name


def needs_recalibration(
    report: Mapping[Any, Sequence[Any]], limit: float, min_n: int
) -> list[Any]:
    """Name the groups whose calibration error is too large to be left alone.

    Parameters
    ----------
    report : mapping of group to row
        From `subgroup_report`; of each row the first entry is read as n, the third
        as the calibration error.
    limit : float
        A group is named when its error is above it, not when it equals it.
    min_n : int
        Groups of fewer parts are left out: their error is chance.

    Returns
    -------
    list
        Groups, in the order of the report.

    Raises
    ------
    InvalidInput
        On bad input.

    Examples
    --------
    Group b is large enough, c is not:

    >>> report = {"a": (90, 0.9, 0.02), "b": (80, 0.9, 0.12), "c": (9, 0.9, 0.3)}
    >>> needs_recalibration(report, 0.05, 30)
    ['b']
    """
    largest = as_scalar("limit", limit, low=0.0)
    smallest = as_count("min_n", min_n, at_least=0)
    named = []
    if not isinstance(report, Mapping):
        raise InvalidInput("report", "map a group to its row", report)
    for name, row in report.items():
        entries = as_list(f"report[{name!r}]", row)
        if len(entries) < 3:
            raise InvalidInput(f"report[{name!r}]", "hold three entries or more", row)
        n, error = (as_scalar(f"report[{name!r}]", entries[i]) for i in (0, 2))
        if n >= smallest and error > largest:
            named.append(name)
    return named
