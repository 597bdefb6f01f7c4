"""Temperature scaling: one number that softens or sharpens every logit."""

from __future__ import annotations

import math
import warnings
from typing import Literal, cast

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._temperature_series import root_by_series
from grader.reference.errors import InvalidInput, NoFiniteOptimum
from grader.reference.links import sigmoid, softmax
from grader.reference.temperature_root import root_of_slope
from grader.reference.temperature_slope import BinaryLogits, LogitRows
from grader.reference.validation import (
    FloatArray,
    as_array,
    as_binary,
    as_labels,
    as_numbers,
    as_scores,
    require_same_length,
)

__all__ = ["TemperatureScaling"]

_LARGEST_LOGIT = 1e100  # its cube, which the slope's bend needs, is still a float

Optimum = Literal["interior", "zero", "infinity", "anywhere"]


class TemperatureScaling:
    r"""Divide logits by the temperature that minimises the mean NLL.

    .. math:: p = \sigma(z / T) \quad\text{or}\quad p = \mathrm{softmax}(z / T)

    The ranking within a row, and so the top label, stays. T > 1 softens (the model
    was over-confident), T < 1 sharpens. scikit-learn stores 1/T, and reads a binary
    logit z as the pair (−z, z), which makes its T half of this one.

    Attributes
    ----------
    temperature_ : float
        T, to a relative error of 1e-9 or less.
    optimum_ : {"interior", "zero", "infinity", "anywhere"}
        "interior" for a stationary point. "zero": the label has the largest logit
        in every row, and the NLL falls for ever as T falls; `temperature_` is 0.
        "infinity": the logits say nothing, or the opposite of the truth;
        `temperature_` is inf. "anywhere": within each row all logits are equal, T
        changes nothing and is set to 1. All but the first come with the warning
        `NoFiniteOptimum`, and none of them should be deployed.

    References
    ----------
    Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q. (2017). On calibration of
    modern neural networks. *ICML*.

    Examples
    --------
    Logits of ±2, right three times in four: the best p is 3/4, so 2/T = ln 3.

    >>> scaling = TemperatureScaling().fit([2, 2, 2, 2], [1, 1, 1, 0])
    >>> round(scaling.temperature_, 6), round(2 / np.log(3), 6).item()
    (1.820478, 1.820478)
    >>> scaling.predict_proba([2, 0]).round(6).tolist()
    [0.75, 0.5]
    """

    temperature_: float
    optimum_: Optimum
    _columns: tuple[int, ...]

    def fit(self, logits: ArrayLike, labels: ArrayLike) -> TemperatureScaling:
        """Find the temperature.

        Parameters
        ----------
        logits : array-like of shape (n,) or (n, k)
            Numbers within ±1e100: one logit of the positive class, or a row of k. A
            float32 array is read in blocks and never copied whole.
        labels : array-like of shape (n,)
            0/1 or booleans for the first form, class indices for the second.

        Returns
        -------
        TemperatureScaling
            Itself.

        Raises
        ------
        InvalidInput
            On bad input.

        Warns
        -----
        NoFiniteOptimum
            When no finite temperature above 0 is best.
        """
        numbers = _as_logits(logits)
        self._columns = numbers.shape[1:]
        if numbers.ndim == 1:
            positive = as_binary("labels", labels)
            require_same_length("labels", positive, "logits", numbers)
            self._fit_safely(BinaryLogits(_in_range(numbers), positive))
            return self
        classes = as_labels("labels", labels, n_classes=numbers.shape[1])
        require_same_length("labels", classes, "rows of logits", numbers)
        beta = root_by_series(numbers, classes)
        if beta is None:
            self._fit_safely(LogitRows.of(_in_range(numbers), classes))
        else:
            self.optimum_, self.temperature_ = "interior", 1.0 / beta
        return self

    def _fit_safely(self, data: BinaryLogits | LogitRows) -> None:
        """Look at the slope's limits before its root, which may not exist."""
        at_zero, at_infinity = data.slope_at_limits()
        # The NLL is convex in the inverse temperature β = 1/T; its slope runs from
        # `at_zero` (β = 0, T = ∞) up to `at_infinity` (β = ∞, T = 0).
        if at_zero == at_infinity == 0.0:
            self._stop("anywhere", 1.0, "all logits within a row are equal")
        elif at_zero >= 0.0:
            self._stop("infinity", math.inf, "the logits do not favour the labels")
        elif at_infinity <= 0.0:
            self._stop("zero", 0.0, "every label has its row's largest logit")
        else:
            self.optimum_ = "interior"
            self.temperature_ = 1.0 / root_of_slope(data)

    def predict_proba(self, logits: ArrayLike) -> FloatArray:
        """Return the probabilities at the fitted temperature.

        Parameters
        ----------
        logits : array-like of shape (n,) or (n, k)
            Finite numbers, in the form that was fitted: as many columns, if any.

        Returns
        -------
        ndarray of shape (n,) or (n, k)
            Probability of the positive class, or rows that sum to 1.

        Raises
        ------
        InvalidInput
            On bad input, and before `fit`.
        """
        if not hasattr(self, "temperature_"):
            raise InvalidInput("predict_proba", "come after fit", "no fit")
        scores = as_scores("logits", logits, ndim=1 + len(self._columns))
        if scores.shape[1:] != self._columns:
            rule = f"have {self._columns[0]} columns, as in the fit"
            raise InvalidInput("logits", rule, scores.shape, "as its shape")
        if self.temperature_ == 0.0:
            return _at_zero(scores)
        if scores.ndim == 2:
            if math.isinf(self.temperature_):
                return softmax(np.zeros_like(scores))
            return softmax(scores, temperature=self.temperature_)
        # A huge logit over a small temperature may overflow to ±inf: p is 0 or 1.
        with np.errstate(over="ignore"):
            scaled = scores / self.temperature_
        return sigmoid(np.clip(scaled, -1e300, 1e300))

    def _stop(self, optimum: Optimum, temperature: float, why: str) -> None:
        self.optimum_, self.temperature_ = optimum, temperature
        message = f"no finite temperature above 0 is best: {why}"
        warnings.warn(message, NoFiniteOptimum, stacklevel=4)


def _as_logits(logits: ArrayLike) -> FloatArray:
    """Return float32 or float64 without a copy, and anything else as float64."""
    array = as_array("logits", logits)
    ndim = 2 if array.ndim == 2 else 1
    numbers = as_numbers("logits", array, ndim=ndim)
    if numbers.dtype in (np.float32, np.float64):
        return cast(FloatArray, numbers)
    return as_scores("logits", numbers, ndim=ndim)


def _in_range(logits: FloatArray) -> FloatArray:
    """Refuse logits by their extremes: NaN, infinities, and the too large."""
    largest = max(abs(float(logits.min())), abs(float(logits.max())))
    if not largest <= _LARGEST_LOGIT:  # NaN compares as false
        as_scores("logits", logits, ndim=logits.ndim)
        raise InvalidInput("logits", f"lie within ±{_LARGEST_LOGIT:g}", largest)
    return logits


def _at_zero(scores: FloatArray) -> FloatArray:
    """Return the limit of T → 0: all to the largest logit, shared on ties."""
    if scores.ndim == 1:
        return np.where(scores == 0.0, 0.5, (scores > 0.0).astype(np.float64))
    winners = scores == scores.max(axis=1, keepdims=True)
    return np.asarray(winners / winners.sum(axis=1, keepdims=True))
