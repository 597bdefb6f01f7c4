"""Saved logits in the shape in which scikit-learn wants a classifier."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin

__all__ = ["SavedLogits"]


class SavedLogits(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A classifier whose features are the logits of a network that ran elsewhere.

    scikit-learn calibrates classifiers, not logits. This one has learnt nothing and
    hands its input through, so wrap it in `sklearn.frozen.FrozenEstimator` and fit a
    `sklearn.calibration.CalibratedClassifierCV` on saved logits.

    Parameters
    ----------
    n_classes : int
        For 2 the input has one column, the logit of class 1; for more, a column a
        class.

    Attributes
    ----------
    classes_ : array of int
        0, 1, …

    Examples
    --------
    >>> SavedLogits(2).predict([[-0.3], [1.2]]).tolist()
    [0, 1]
    >>> SavedLogits(3).predict([[0.1, 2.0, -1.0]]).tolist()
    [1]
    """

    def __init__(self, n_classes: int) -> None:
        self.n_classes = n_classes

    @property
    def classes_(self) -> NDArray[np.int64]:
        """The class numbers, from 0."""
        return np.arange(self.n_classes)

    def __sklearn_is_fitted__(self) -> bool:
        """Say that there is nothing to fit."""
        return True

    def fit(self, logits: ArrayLike, labels: ArrayLike) -> SavedLogits:
        """Return itself: the network is trained already."""
        return self

    def decision_function(self, logits: ArrayLike) -> NDArray[np.float64]:
        """Return the logits: one number a row for two classes, else the rows."""
        rows = np.asarray(logits, float)
        return rows[:, 0] if self.n_classes == 2 else rows

    def predict(self, logits: ArrayLike) -> NDArray[np.int64]:
        """Return the class of the largest logit; for two classes 1 at or above 0."""
        found = self.decision_function(logits)
        if found.ndim == 1:
            return (found >= 0).astype(np.int64)
        return np.asarray(found.argmax(axis=1), np.int64)
