"""When only the share of positives changes: correct probabilities without labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.validation import FloatArray, as_fraction_of_one, as_probs

__all__ = ["adjust_for_prior", "estimate_prior"]

_HALVINGS = 50
_SMALLEST_WEIGHT = np.finfo(np.float64).tiny


def adjust_for_prior(
    probs: ArrayLike, *, old_prior: float, new_prior: float
) -> FloatArray:
    r"""Move calibrated probabilities from one share of positives to another.

    .. math:: p' = \frac{p\,\pi'/\pi}
                        {p\,\pi'/\pi + (1 - p)\,(1-\pi')/(1-\pi)}

    It holds when positives still look like positives and negatives like negatives
    (label shift), and the probabilities were calibrated at the old share.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities of the positive class.
    old_prior : float
        π, the share of positives where the probabilities were calibrated, in (0, 1).
    new_prior : float
        π', the share of positives now, in (0, 1).

    Returns
    -------
    ndarray of shape (n,)
        0 and 1 stay what they are.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Saerens, M., Latinne, P. and Decaestecker, C. (2002). Adjusting the outputs of a
    classifier to new a priori probabilities. *Neural Computation* 14(1), eq. 2.4.

    Examples
    --------
    Even odds at a share of 1/2 become odds of 1/4 at a share of 1/5:

    >>> adjust_for_prior([0.5, 1.0], old_prior=0.5, new_prior=0.2).round(6).tolist()
    [0.2, 1.0]
    """
    p = as_probs("probs", probs)
    old = as_fraction_of_one("old_prior", old_prior)
    new = as_fraction_of_one("new_prior", new_prior)
    # π'/π and (1 − π')/(1 − π) over one denominator: only their ratio matters, and
    # the larger one is made 1, so that nothing overflows at a tiny π.
    weights = np.array([new * (1.0 - old), (1.0 - new) * old])
    for_positive, for_negative = np.maximum(weights / weights.max(), _SMALLEST_WEIGHT)
    positive, negative = p * for_positive, (1.0 - p) * for_negative
    return np.asarray(positive / (positive + negative))


def estimate_prior(probs: ArrayLike, *, old_prior: float) -> float:
    r"""Estimate the present share of positives from unlabelled probabilities.

    It is the point that the EM algorithm converges to: adjust the probabilities to
    the present estimate, take their mean as the next one, and repeat (eq. 2.9). EM
    may be very slow, so the maximum that it climbs to is found directly. The
    likelihood is concave in the new share π', and its slope, which only falls, is

    .. math:: \frac1n \sum_i \frac{p_i - \pi}
              {\pi'\,p_i\,(1-\pi) + (1-\pi')\,(1-p_i)\,\pi}

    Where it keeps its sign the estimate is 0 or 1. Probabilities that all equal the
    old share tell nothing, and leave it as it is.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities for present parts, calibrated at the old share.
    old_prior : float
        The share of positives where they were calibrated, in (0, 1).

    Returns
    -------
    float
        In [0, 1], to about 1e-10.

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Saerens, M., Latinne, P. and Decaestecker, C. (2002). Adjusting the outputs of a
    classifier to new a priori probabilities. *Neural Computation* 14(1), eq. 2.9.

    Examples
    --------
    Certain answers leave nothing to adjust: one in four.

    >>> estimate_prior([1.0, 0.0, 0.0, 0.0], old_prior=0.5)
    0.25
    """
    p = as_probs("probs", probs)
    old = as_fraction_of_one("old_prior", old_prior)
    if p.min() == p.max() == old:
        return old
    low, high = 0.0, 1.0
    if _slope(p, old, low) <= 0.0:
        return low
    if _slope(p, old, high) >= 0.0:
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if _slope(p, old, middle) > 0.0:
            low = middle
        else:
            high = middle
    # One step of EM rounds certain answers to their plain mean.
    return float(np.mean(adjust_for_prior(p, old_prior=old, new_prior=high)))


def _slope(p: FloatArray, old: float, new: float) -> float:
    """Return the slope of the mean log-likelihood in the new share."""
    likelihood = new * p * (1.0 - old) + (1.0 - new) * (1.0 - p) * old
    # A certain answer that the share rules out makes the slope infinite.
    with np.errstate(divide="ignore", over="ignore"):
        return float(np.mean((p - old) / likelihood))
