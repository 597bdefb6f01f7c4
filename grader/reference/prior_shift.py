"""When only the share of positives changes: correct probabilities without labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.validation import FloatArray, as_fraction_of_one, as_probs

__all__ = ["adjust_for_prior", "estimate_prior"]

_MOST_STEPS = 10_000
_SMALLEST_MOVE = 1e-12


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
    positive = p * (new / old)
    negative = (1.0 - p) * ((1.0 - new) / (1.0 - old))
    return np.asarray(positive / (positive + negative))


def estimate_prior(probs: ArrayLike, *, old_prior: float) -> float:
    """Estimate the present share of positives from unlabelled probabilities.

    Adjust the probabilities to the present estimate, take their mean as the next
    one, and repeat: the EM algorithm, started at the old share.

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
    estimate = old
    for _ in range(_MOST_STEPS):
        previous = estimate
        estimate = float(
            np.mean(adjust_for_prior(p, old_prior=old, new_prior=previous))
        )
        if not 0.0 < estimate < 1.0 or abs(estimate - previous) <= _SMALLEST_MOVE:
            break
    return estimate
