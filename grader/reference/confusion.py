"""Decisions and outcomes counted: the confusion matrix and its rates."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.validation import (
    as_binary,
    as_scalar,
    as_scores,
    require_same_length,
)

__all__ = ["ConfusionMatrix", "confusion_matrix"]


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """Hold the four counts of a binary decision.

    Parameters
    ----------
    tp, fp, fn, tn : int
        True positives (flagged and positive), false positives (flagged and
        negative), false negatives (missed positives), true negatives. Note the
        order: scikit-learn's ``ravel()`` gives (tn, fp, fn, tp).

    Examples
    --------
    >>> matrix = ConfusionMatrix(tp=3, fp=1, fn=1, tn=3)
    >>> matrix.precision, matrix.recall, matrix.f_beta()
    (0.75, 0.75, 0.75)
    """

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def precision(self) -> float:
        """Return tp / (tp + fp), NaN when nothing is flagged."""
        return _rate(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Return tp / (tp + fn), also called sensitivity; NaN without positives."""
        return _rate(self.tp, self.tp + self.fn)

    @property
    def specificity(self) -> float:
        """Return tn / (tn + fp), NaN without negatives."""
        return _rate(self.tn, self.tn + self.fp)

    @property
    def accuracy(self) -> float:
        """Return the share of right decisions, (tp + tn) / n; NaN without parts."""
        return _rate(self.tp + self.tn, self.tp + self.fp + self.fn + self.tn)

    def f_beta(self, beta: float = 1.0) -> float:
        r"""Return the weighted harmonic mean of precision and recall.

        .. math:: F_\beta = \frac{(1+\beta^2)\,TP}
                                 {(1+\beta^2)\,TP + \beta^2\,FN + FP}

        It is 0.0 where the fraction is 0/0 (no positives, none flagged).

        Parameters
        ----------
        beta : float, default 1.0
            In [0, 1e100]. Above 1 recall weighs more, below 1 precision.

        References
        ----------
        van Rijsbergen, C. J. (1979). *Information Retrieval*, 2nd ed., ch. 7.
        """
        weight = as_scalar("beta", beta, low=0.0, high=1e100) ** 2
        gain = (1.0 + weight) * self.tp
        total = gain + weight * self.fn + self.fp
        return gain / total if total > 0.0 else 0.0


def confusion_matrix(
    scores: ArrayLike, labels: ArrayLike, threshold: float
) -> ConfusionMatrix:
    """Count the outcomes of flagging every score at or above a threshold.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Finite numbers, higher for "more likely positive".
    labels : array-like of shape (n,)
        0/1 or booleans, 1 for positive.
    threshold : float
        A part is flagged when score ≥ threshold: equality flags. ``inf`` flags
        nothing, ``-inf`` everything.

    Returns
    -------
    ConfusionMatrix
        Python integers.

    Raises
    ------
    InvalidInput
        If an input is empty, of unequal length, not finite or not 0/1.

    Examples
    --------
    The part that scores exactly 0.5 is flagged:

    >>> confusion_matrix([0.9, 0.5, 0.1], [1, 0, 1], 0.5)
    ConfusionMatrix(tp=1, fp=1, fn=1, tn=0)
    """
    scores = as_scores("scores", scores)
    labels = as_binary("labels", labels)
    require_same_length("labels", labels, "scores", scores)
    threshold = as_scalar("threshold", threshold, finite=False)
    flagged = scores >= threshold
    tp = int(np.count_nonzero(flagged & labels))
    n_flagged = int(np.count_nonzero(flagged))
    positives = int(np.count_nonzero(labels))
    return ConfusionMatrix(
        tp=tp,
        fp=n_flagged - tp,
        fn=positives - tp,
        tn=len(labels) - positives - n_flagged + tp,
    )


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
