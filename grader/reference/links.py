"""From logits to probabilities, without overflow."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from grader.reference.validation import FloatArray, as_array, as_scalar, as_scores

__all__ = ["sigmoid", "softmax"]


def sigmoid(logits: ArrayLike) -> FloatArray:
    r"""Map logits to the probability of the positive class.

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    logits : array-like of any shape
        Finite numbers, of any size: ±1000 gives 1 and 0, with no warning.

    Returns
    -------
    ndarray
        Of the same shape; a number for a number.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Bishop, C. M. (2006). *Pattern Recognition and Machine Learning*, eq. 4.59.

    Examples
    --------
    >>> sigmoid([-1000, 0, 1000]).tolist()
    [0.0, 0.5, 1.0]
    """
    array = as_array("logits", logits)
    scores = as_scores("logits", array, ndim=array.ndim)
    probs: FloatArray = special.expit(scores)
    return probs


def softmax(logits: ArrayLike, *, temperature: float = 1.0) -> FloatArray:
    r"""Map each row of logits to probabilities that sum to 1.

    .. math:: p_k = \frac{e^{z_k / T}}{\sum_j e^{z_j / T}}

    Parameters
    ----------
    logits : array-like of shape (n, k)
        Finite numbers, of any size: the row's maximum is subtracted first, which
        changes nothing but the overflow.
    temperature : float, default 1.0
        T above 0. Above 1 it softens, below 1 it sharpens.

    Returns
    -------
    ndarray of shape (n, k)

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q. (2017). On calibration of
    modern neural networks. *ICML*. Section 4.2.

    Examples
    --------
    The difference of logits is 1000, then 0:

    >>> softmax([[1000, 0], [7, 7]]).tolist()
    [[1.0, 0.0], [0.5, 0.5]]
    """
    scores = as_scores("logits", logits, ndim=2)
    divisor = as_scalar("temperature", temperature, low=0.0, low_open=True)
    # Huge logits or a tiny temperature may overflow to −inf: its exponential is 0.
    with np.errstate(over="ignore"):
        shifted = scores - scores.max(axis=1, keepdims=True)
        weights = np.exp(shifted / divisor)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
