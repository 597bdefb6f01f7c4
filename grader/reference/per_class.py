"""One threshold a class: what is enough for one class is not for another."""

from __future__ import annotations

from collections.abc import Callable

from numpy.typing import ArrayLike

from grader.reference.best_thresholds import best_f_beta_threshold
from grader.reference.errors import InvalidInput
from grader.reference.threshold import Threshold
from grader.reference.validation import (
    BoolArray,
    FloatArray,
    as_labels,
    as_scores,
    require_same_length,
)

__all__ = ["per_class_thresholds"]


def per_class_thresholds(
    score_matrix: ArrayLike,
    labels: ArrayLike,
    *,
    choose: Callable[[FloatArray, BoolArray], Threshold | None] = best_f_beta_threshold,
) -> tuple[Threshold | None, ...]:
    """Choose a threshold for each class, that class against the rest.

    Parameters
    ----------
    score_matrix : array-like of shape (n, k)
        Column c scores class c, higher for "more likely".
    labels : array-like of shape (n,)
        Class indices 0 … k − 1.
    choose : callable, default `best_f_beta_threshold`
        Called as ``choose(scores, is_class)`` for each column; any of the
        thresholds of this package, with its options bound by
        `functools.partial`, such as
        ``partial(threshold_at_precision, target=0.95)``.

    Returns
    -------
    tuple of (Threshold or None)
        In the order of the columns; None where `choose` finds none.

    Raises
    ------
    InvalidInput
        On bad input, and where `choose` refuses a class (one without a part, for
        those that need both classes).

    Examples
    --------
    >>> score_matrix = [[0.9, 0.1], [0.6, 0.4], [0.3, 0.7]]
    >>> [t.value for t in per_class_thresholds(score_matrix, [0, 0, 1])]
    [0.6, 0.7]
    """
    if not callable(choose):
        raise InvalidInput("choose", "be callable", choose)
    scores = as_scores("score_matrix", score_matrix, ndim=2)
    classes = as_labels("labels", labels, n_classes=scores.shape[1])
    require_same_length("labels", classes, "rows of score_matrix", scores)
    return tuple(
        choose(scores[:, index], classes == index) for index in range(scores.shape[1])
    )
