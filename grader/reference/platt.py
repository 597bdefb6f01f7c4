"""Platt scaling: a logistic regression on the score."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from grader.reference.errors import InvalidInput
from grader.reference.sweep import checked_pair
from grader.reference.validation import BoolArray, FloatArray, as_scores

__all__ = ["PlattScaling", "smoothed_targets"]

_MOST_STEPS = 100


class PlattScaling:
    r"""Fit a sigmoid of a straight line in the score.

    .. math:: p = \sigma(a\,s + b)

    by maximum likelihood against Platt's smoothed targets (see `smoothed_targets`),
    which keep a and b finite on separable data. A positive slope keeps the ranking;
    a negative one, which the data may ask for, turns it round.

    Attributes
    ----------
    slope_, intercept_ : float
        a and b. scikit-learn stores −a and −b. The slope is 0 when all scores are
        equal, and inf where it is too steep for a float.

    References
    ----------
    Platt, J. C. (1999). Probabilistic outputs for support vector machines. In
    *Advances in Large Margin Classifiers*. MIT Press.

    Examples
    --------
    Scores ±1, two positives in three at 1 and one in three at −1: targets are 4/5
    and 1/5, means 3/5 and 2/5, so a = ln(3/2) and b = 0.

    >>> platt = PlattScaling().fit([1, 1, 1, -1, -1, -1], [1, 1, 0, 1, 0, 0])
    >>> round(platt.slope_, 6), round(abs(platt.intercept_), 6)
    (0.405465, 0.0)
    >>> platt.predict_proba([1, -1]).round(6).tolist()
    [0.6, 0.4]
    """

    slope_: float
    intercept_: float
    _exponent: int
    _lowest: float
    _line: tuple[float, float]

    def fit(self, scores: ArrayLike, labels: ArrayLike) -> PlattScaling:
        """Find slope and intercept.

        Parameters
        ----------
        scores : array-like of shape (n,)
            Finite numbers, such as logits or margins.
        labels : array-like of shape (n,)
            0/1 or booleans. One class only is allowed, and gives slope 0.

        Returns
        -------
        PlattScaling
            Itself.

        Raises
        ------
        InvalidInput
            On bad input.
        """
        checked_scores, checked_labels = checked_pair(scores, labels)
        targets = smoothed_targets(checked_labels)
        lowest, highest = float(checked_scores.min()), float(checked_scores.max())
        # A power of two changes no digit, and no size overflows when it is squared.
        self._exponent = int(np.frexp(max(-lowest, highest))[1])
        self._lowest = float(np.ldexp(lowest, -self._exponent))
        if lowest == highest or targets.min() == targets.max():
            self._line = (0.0, float(special.logit(targets.mean())))
        else:
            self._line = _fit_line(self._heights(checked_scores), targets)
        slope, level = self._line
        with np.errstate(over="ignore"):
            self.slope_ = float(np.ldexp(slope, -self._exponent))
        self.intercept_ = level - slope * self._lowest
        return self

    def predict_proba(self, scores: ArrayLike) -> FloatArray:
        """Return the probability of the positive class for each score.

        Parameters
        ----------
        scores : array-like of shape (n,)
            Finite numbers.

        Returns
        -------
        ndarray of shape (n,)

        Raises
        ------
        InvalidInput
            On bad input, and before `fit`.
        """
        if not hasattr(self, "slope_"):
            raise InvalidInput("predict_proba", "come after fit", "no fit")
        slope, level = self._line
        with np.errstate(over="ignore"):
            log_odds = slope * self._heights(as_scores("scores", scores)) + level
        return np.asarray(special.expit(log_odds))

    def _heights(self, scores: FloatArray) -> FloatArray:
        """Return how far scores lie above the lowest one, scaled.

        That difference is exact where scores are nearly equal; a slope times a score
        plus an intercept would round it away.
        """
        with np.errstate(over="ignore", under="ignore"):
            scaled = np.ldexp(scores, -self._exponent)
        # Far beyond what was fitted a finite number still keeps 0 · ∞ away.
        return np.asarray(np.clip(scaled, -1e300, 1e300) - self._lowest)


def smoothed_targets(labels: BoolArray) -> FloatArray:
    r"""Return what each label is fitted to instead of 1 and 0.

    .. math:: t_+ = \frac{N_+ + 1}{N_+ + 2}, \qquad t_- = \frac{1}{N_- + 2}

    the estimate of a probability after N successes in N trials (Laplace's rule), as
    in Platt (1999): see `PlattScaling`.

    Examples
    --------
    >>> smoothed_targets(np.array([True, True, False])).round(3).tolist()
    [0.75, 0.75, 0.333]
    """
    positives = int(np.count_nonzero(labels))
    negatives = len(labels) - positives
    high, low = (positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0)
    return np.where(labels, high, low)


def _fit_line(heights: FloatArray, targets: FloatArray) -> tuple[float, float]:
    """Return slope and level at height 0."""
    # Centred, scaled scores keep Newton's equations well conditioned.
    centre, spread = float(heights.mean()), float(heights.std())
    a, b = _newton((heights - centre) / spread, targets)
    return a / spread, b - a * centre / spread


def _newton(scores: FloatArray, targets: FloatArray) -> tuple[float, float]:
    """Minimise the cross-entropy, which is convex, by damped Newton steps."""
    design = np.stack((scores, np.ones_like(scores)))
    line = np.array([0.0, float(special.logit(targets.mean()))])
    loss = _cross_entropy(line, design, targets)
    for _ in range(_MOST_STEPS):
        p = special.expit(line @ design)
        gradient = design @ (p - targets)
        curvature = (design * (p * (1.0 - p))) @ design.T
        step = np.linalg.solve(curvature, gradient)
        size = 1.0
        while True:
            tried = line - size * step
            tried_loss = _cross_entropy(tried, design, targets)
            if tried_loss <= loss or size < 1e-10:
                break
            size /= 2.0
        line, loss = tried, tried_loss
        if np.max(np.abs(step)) <= 1e-14 * max(1.0, float(np.max(np.abs(line)))):
            break
    return float(line[0]), float(line[1])


def _cross_entropy(line: FloatArray, design: FloatArray, targets: FloatArray) -> float:
    z = line @ design
    return float(np.sum(np.logaddexp(0.0, z) - targets * z))
