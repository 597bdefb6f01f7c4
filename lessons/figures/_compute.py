"""Counts at every threshold, and what follows from them. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

TIE = 1e-9  # objectives closer than this count as equal, everywhere in the course


def _ratio(above: NDArray[np.generic], below: NDArray[np.generic]) -> Floats:
    """Divide, and call nothing over nothing 0."""
    top, bottom = np.asarray(above, float), np.asarray(below, float)
    share: Floats = np.divide(top, bottom, out=np.zeros_like(top), where=bottom != 0)
    return share


@dataclass(frozen=True, slots=True)
class Sweep:
    """The four counts at a run of thresholds, largest threshold first.

    A part is flagged when its score is at or above the threshold.
    Ratios of nothing over nothing are 0.

    Parameters
    ----------
    thresholds : array
        Descending.
    tp, fp, fn, tn : array
        Whole numbers, one a threshold.
    """

    thresholds: Floats
    tp: Counts
    fp: Counts
    fn: Counts
    tn: Counts

    @property
    def precision(self) -> Floats:
        """Share of the flagged parts that are defects."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> Floats:
        """Share of the defects that are flagged."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def false_positive_rate(self) -> Floats:
        """Share of the good parts that are flagged."""
        return _ratio(self.fp, self.fp + self.tn)

    @property
    def accuracy(self) -> Floats:
        """Share of all parts that are decided rightly."""
        return _ratio(self.tp + self.tn, self.tp + self.fp + self.fn + self.tn)

    @property
    def youden(self) -> Floats:
        """Recall less the false positive rate."""
        return self.recall - self.false_positive_rate

    def f_beta(self, beta: float = 1.0) -> Floats:
        """Weighted harmonic mean of precision and recall; beta > 1 favours recall."""
        weight = beta * beta
        caught = (1 + weight) * self.tp
        return _ratio(caught, caught + weight * self.fn + self.fp)


def sweep(
    scores: ArrayLike, labels: ArrayLike, thresholds: ArrayLike | None = None
) -> Sweep:
    """Count the outcomes at the given thresholds, or at every observed score.

    Parameters
    ----------
    scores : array_like
        One number a part.
    labels : array_like
        0/1 or bool, 1 for a defect.
    thresholds : array_like, optional
        The default is every observed score, each once.

    Examples
    --------
    >>> found = sweep([0.9, 0.7, 0.7, 0.2], [1, 1, 0, 0])
    >>> found.thresholds.tolist(), found.tp.tolist(), found.fp.tolist()
    ([0.9, 0.7, 0.2], [1, 2, 2], [0, 1, 2])
    """
    values = np.asarray(scores, float)
    defect = np.asarray(labels, bool)
    asked = values if thresholds is None else np.asarray(thresholds, float)
    cuts = np.unique(asked)[::-1]
    # How many scores lie at or above each cut: sorted ascending, those from `start` on.
    caught, alarms = (
        np.sort(kind).size - np.searchsorted(np.sort(kind), cuts, side="left")
        for kind in (values[defect], values[~defect])
    )
    n_defects = int(defect.sum())
    n_good = defect.size - n_defects
    return Sweep(cuts, caught, alarms, n_defects - caught, n_good - alarms)


def tied_best(objective: Floats) -> NDArray[np.intp]:
    """Return the positions whose objective is the highest, ties within 1e-9 included.

    Examples
    --------
    >>> tied_best(np.array([0.25, 0.5, 0.5])).tolist()
    [1, 2]
    """
    return np.flatnonzero(objective >= objective.max() - TIE)


@dataclass(frozen=True, slots=True)
class Staircase:
    """An objective as a function of the threshold: steps open below, closed above.

    Parameters
    ----------
    low, high : array
        A step holds for every threshold t with low < t <= high. Descending.
    height : array
        The objective on each step.
    """

    low: Floats
    high: Floats
    height: Floats


def staircase(thresholds: Floats, objective: Floats) -> Staircase:
    """Return the steps of an objective that was computed at every observed score.

    The lowest step has no lower end: it starts at minus infinity.

    Examples
    --------
    >>> steps = staircase(np.array([0.9, 0.7, 0.2]), np.array([0.5, 0.8, 0.67]))
    >>> steps.low.tolist()
    [0.7, 0.2, -inf]
    """
    return Staircase(np.append(thresholds[1:], -np.inf), thresholds, objective)


def auroc(found: Sweep) -> float:
    """Return the area under the ROC curve, straight between observed points.

    Examples
    --------
    >>> auroc(sweep([0.9, 0.7, 0.4, 0.2], [1, 0, 1, 0]))
    0.75
    """
    across = np.append(0.0, found.false_positive_rate)
    up = np.append(0.0, found.recall)
    return float(np.sum(np.diff(across) * (up[1:] + up[:-1]) / 2))


def average_precision(found: Sweep) -> float:
    """Return the precisions, each weighted by the recall that its point adds.

    Examples
    --------
    >>> round(average_precision(sweep([0.9, 0.7, 0.4, 0.2], [1, 0, 1, 0])), 6)
    0.833333
    """
    return float(np.sum(np.diff(np.append(0.0, found.recall)) * found.precision))
