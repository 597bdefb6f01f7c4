"""From many classes to one question: whether the top label was right."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.validation import (
    BoolArray,
    FloatArray,
    as_labels,
    as_probs,
    require_same_length,
)

__all__ = ["top_label"]


def top_label(
    prob_matrix: ArrayLike, labels: ArrayLike
) -> tuple[FloatArray, BoolArray]:
    """Return the highest probability of each row, and whether its class is right.

    The pair goes where probabilities and 0/1 labels go: `reliability_curve` and
    `expected_calibration_error` then measure top-label calibration.

    Parameters
    ----------
    prob_matrix : array-like of shape (n, k)
        One row of probabilities for each part.
    labels : array-like of shape (n,)
        Class indices 0 … k − 1.

    Returns
    -------
    confidence : ndarray of shape (n,)
        The largest probability of each row.
    correct : ndarray of bool of shape (n,)
        Whether the class that has it, the first one on ties, is the label.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q. (2017). On calibration of
    modern neural networks. *ICML*.

    Examples
    --------
    The second row is a tie, which class 0 wins:

    >>> confidence, correct = top_label([[0.2, 0.8], [0.5, 0.5]], [1, 1])
    >>> confidence.tolist(), correct.tolist()
    ([0.8, 0.5], [True, False])
    """
    probs = as_probs("prob_matrix", prob_matrix, ndim=2)
    classes = as_labels("labels", labels, n_classes=probs.shape[1])
    require_same_length("labels", classes, "rows of prob_matrix", probs)
    return probs.max(axis=1), np.asarray(probs.argmax(axis=1) == classes)
