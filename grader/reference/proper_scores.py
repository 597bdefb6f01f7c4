"""Scores that only honest probabilities minimise: Brier and log loss."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.errors import InvalidInput
from grader.reference.validation import (
    BoolArray,
    FloatArray,
    as_array,
    as_binary,
    as_labels,
    as_probs,
    as_scalar,
    require_same_length,
)

__all__ = ["brier_score", "negative_log_likelihood"]

_ROW_SUM_TOLERANCE = 1e-6


def brier_score(probs: ArrayLike, labels: ArrayLike) -> float:
    r"""Compute the mean squared difference of probabilities and outcomes.

    .. math:: BS = \frac1n \sum_i (p_i - y_i)^2, \qquad
              BS = \frac1n \sum_i \sum_k (p_{ik} - [y_i = k])^2

    the first for one probability a part, the second for a row of probabilities. On
    the same two-class forecasts the second is twice the first.

    Parameters
    ----------
    probs : array-like of shape (n,) or (n, k)
        Probabilities of the positive class, or rows that sum to 1 within 1e-6.
    labels : array-like of shape (n,)
        0/1 or booleans for the first form, class indices for the second.

    Returns
    -------
    float
        In [0, 1] for the first form, in [0, 2] for the second.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Brier, G. W. (1950). Verification of forecasts expressed in terms of
    probability. *Monthly Weather Review* 78(1), 1-3.

    Examples
    --------
    >>> brier_score([0.5, 1.0], [1, 1])
    0.125
    >>> brier_score([[0.5, 0.5], [0.0, 1.0]], [1, 1])
    0.25
    """
    probs = as_array("probs", probs)
    if probs.ndim == 2:
        rows, classes = _checked_rows(probs, labels)
        # Over a row: Σ p² − 2 p_y + 1, without building the one-hot matrix.
        of_label = rows[np.arange(len(rows)), classes]
        return float(np.mean(np.sum(rows**2, axis=1) - 2.0 * of_label + 1.0))
    checked_probs, checked_labels = _checked_pair(probs, labels)
    return float(np.mean((checked_probs - checked_labels) ** 2))


def negative_log_likelihood(
    probs: ArrayLike, labels: ArrayLike, *, eps: float = 0.0
) -> float:
    r"""Compute the mean negative natural logarithm of what was promised.

    .. math:: NLL = -\frac1n \sum_i \ln P_i(y_i)

    where :math:`P_i(y_i)` is the probability given to what happened: p or 1 − p, or
    the label's entry of a row. Something that was given probability 0 and happened
    makes it inf; 0 · ln 0 is 0.

    Parameters
    ----------
    probs : array-like of shape (n,) or (n, k)
        Probabilities of the positive class, or rows that sum to 1 within 1e-6.
    labels : array-like of shape (n,)
        0/1 or booleans for the first form, class indices for the second.
    eps : float, default 0.0
        Floor for the probability of what happened, in [0, 1). Above 0 it keeps the
        mean finite, and hides certain errors.

    Returns
    -------
    float
        At least 0, in nats; inf when a certain answer is wrong and eps is 0.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Good, I. J. (1952). Rational decisions. *Journal of the Royal Statistical
    Society B* 14(1), 107-114.

    Examples
    --------
    Two coin flips: ln 2 each.

    >>> round(negative_log_likelihood([0.5, 0.5], [1, 0]), 6)
    0.693147
    >>> negative_log_likelihood([0.0, 1.0], [0, 1])
    0.0
    """
    floor = as_scalar("eps", eps, low=0.0, high=1.0, high_open=True)
    probs = as_array("probs", probs)
    with np.errstate(divide="ignore"):
        if probs.ndim == 2:
            rows, classes = _checked_rows(probs, labels)
            log_likelihood = np.log(rows[np.arange(len(rows)), classes])
        else:
            checked_probs, checked_labels = _checked_pair(probs, labels)
            # log1p keeps the digits of 1 − p where p is small.
            log_likelihood = np.where(
                checked_labels, np.log(checked_probs), np.log1p(-checked_probs)
            )
        log_likelihood = np.maximum(log_likelihood, np.log(floor))
    return float(-np.mean(log_likelihood)) + 0.0  # + 0.0: never −0.0


def _checked_pair(probs: ArrayLike, labels: ArrayLike) -> tuple[FloatArray, BoolArray]:
    checked_probs = as_probs("probs", probs)
    checked_labels = as_binary("labels", labels)
    require_same_length("labels", checked_labels, "probs", checked_probs)
    return checked_probs, checked_labels


def _checked_rows(
    probs: ArrayLike, labels: ArrayLike
) -> tuple[FloatArray, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    rows = as_probs("probs", probs, ndim=2)
    classes = as_labels("labels", labels, n_classes=rows.shape[1])
    require_same_length("labels", classes, "rows of probs", rows)
    sums = rows.sum(axis=1)
    off = np.flatnonzero(np.abs(sums - 1.0) > _ROW_SUM_TOLERANCE)
    if len(off):
        row = int(off[0])
        rule = "have rows that sum to 1 within 1e-6"
        raise InvalidInput("probs", rule, float(sums[row]), f"in row {row}")
    return rows, classes
