"""Split the Brier score: how wrong the numbers are, and how much they tell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.isotonic import fit_isotonic_labels, interpolate
from grader.reference.validation import as_binary, as_probs, require_same_length

__all__ = ["BrierDecomposition", "brier_decomposition"]


class BrierDecomposition(NamedTuple):
    """Hold the three parts: Brier = miscalibration − discrimination + uncertainty.

    All are at least 0. Miscalibration is what recalibration would take away,
    discrimination what the ranking is worth, uncertainty the score of always
    forecasting the base rate.
    """

    miscalibration: float
    discrimination: float
    uncertainty: float


def brier_decomposition(probs: ArrayLike, labels: ArrayLike) -> BrierDecomposition:
    r"""Split the Brier score by the CORP approach: no bins, nothing to choose.

    With c the isotonic recalibration of p, and r the share of positives,

    .. math:: MCB = BS(p) - BS(c), \quad DSC = BS(r) - BS(c), \quad UNC = BS(r)

    so that :math:`BS(p) = MCB - DSC + UNC`.

    Parameters
    ----------
    probs : array-like of shape (n,)
        Probabilities of the positive class.
    labels : array-like of shape (n,)
        0/1 or booleans; one class only is allowed (DSC and UNC are 0 then).

    Returns
    -------
    BrierDecomposition
        (miscalibration, discrimination, uncertainty).

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Dimitriadis, T., Gneiting, T. and Jordan, A. I. (2021). Stable reliability
    diagrams for probabilistic classifiers. *PNAS* 118(8), e2016191118.

    Examples
    --------
    Always .25 where half are positive: wrong by .25, and telling nothing.

    >>> brier_decomposition([0.25, 0.25], [0, 1])
    BrierDecomposition(miscalibration=0.0625, discrimination=0.0, uncertainty=0.25)
    """
    p = as_probs("probs", probs)
    y = as_binary("labels", labels)
    require_same_length("labels", y, "probs", p)
    outcomes = y.astype(np.float64)
    recalibrated = interpolate(p, *fit_isotonic_labels(p, y))
    brier = float(np.mean((p - outcomes) ** 2))
    brier_recalibrated = float(np.mean((recalibrated - outcomes) ** 2))
    uncertainty = float(np.mean((outcomes.mean() - outcomes) ** 2))
    # Rounding may put a difference of equal scores an ulp below 0.
    return BrierDecomposition(
        miscalibration=max(brier - brier_recalibrated, 0.0),
        discrimination=max(uncertainty - brier_recalibrated, 0.0),
        uncertainty=uncertainty,
    )
