"""Calibration methods by name, as a card may be asked for."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from grader.cards.evidence import Outputs
from grader.reference import (
    InvalidInput,
    IsotonicCalibration,
    NoFiniteOptimum,
    PlattScaling,
    TemperatureScaling,
    sigmoid,
    softmax,
)

__all__ = ["METHODS", "RAW", "FittedMethod", "fit_method"]

METHODS = ("temperature", "platt", "isotonic", "none")
"""What `fit_method` knows."""

_Probs = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class FittedMethod:
    """A map from logits to probabilities, with what was found.

    Parameters
    ----------
    name : str
        One of `METHODS`.
    parameters : dict of str to float
        What was fitted, by name.
    problem : str
        Why the fit must not be used; "" for a sound one.
    predict : callable
        Logits to probabilities.
    moved : callable or None
        Logits to the logits of those probabilities, where the method has such.
    """

    name: str
    parameters: dict[str, float]
    problem: str
    predict: Callable[[_Probs], _Probs]
    moved: Callable[[_Probs], _Probs] | None

    def costs(self, outputs: Outputs) -> _Probs:
        """Return the NLL of each row.

        From logits where there are some: a probability that is rounded to 0 would
        make the cost of a wrong answer infinite, though it is not.
        """
        if self.moved is None:
            return costs_of_probs(self.predict(outputs.logits), outputs.labels)
        z, labels = self.moved(outputs.logits), outputs.labels
        if outputs.is_binary:
            return np.logaddexp(0.0, np.where(labels == 1, -z, z))
        given = z[np.arange(len(z)), labels]
        return np.asarray(logsumexp(z, axis=1) - given)


def _raw_probs(logits: _Probs) -> _Probs:
    """Return what the model itself says: sigmoid or softmax of its logits."""
    return sigmoid(logits) if logits.ndim == 1 else softmax(logits)


def costs_of_probs(probs: _Probs, labels: NDArray[np.int64]) -> _Probs:
    """Return minus the logarithm of what was given to what happened, row by row."""
    if probs.ndim == 1:
        given = np.where(labels == 1, probs, 1.0 - probs)
    else:
        given = probs[np.arange(len(labels)), labels]
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(given))


RAW = FittedMethod("none", {}, "", _raw_probs, lambda logits: logits)
"""The model as it is."""


def fit_method(name: str, calibration: Outputs) -> FittedMethod:
    """Fit a method on the calibration split.

    Parameters
    ----------
    name
        "temperature" for any logits; "platt" and "isotonic" for one logit a row;
        "none" for the model as it is.

    Raises
    ------
    InvalidInput
        If the name is another one, or does not go with several classes.
    """
    if name not in METHODS:
        raise InvalidInput("method", f"be one of {', '.join(METHODS)}", name)
    if name == "none":
        return RAW
    if name == "temperature":
        return _temperature(calibration)
    if not calibration.is_binary:
        rule = "be temperature or none where there are several classes"
        raise InvalidInput("method", rule, name)
    if name == "platt":
        platt = PlattScaling().fit(calibration.logits, calibration.labels)
        found = {"slope": platt.slope_, "intercept": platt.intercept_}
        problem = "" if platt.slope_ > 0 else "the fitted slope turns the ranking round"

        def line(logits: _Probs) -> _Probs:
            return platt.slope_ * logits + platt.intercept_

        return FittedMethod(name, found, problem, platt.predict_proba, line)
    isotonic = IsotonicCalibration().fit(calibration.logits, calibration.labels)
    return FittedMethod(name, {}, "", isotonic.predict_proba, None)


def _temperature(calibration: Outputs) -> FittedMethod:
    scaling = TemperatureScaling()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoFiniteOptimum)  # it becomes a finding
        scaling.fit(calibration.logits, calibration.labels)
    temperature = scaling.temperature_
    problem = {
        "interior": "",
        "zero": "the calibration data are perfectly separable, so T runs off to 0",
        "infinity": "the logits do not favour the labels, so T runs off to infinity",
        "anywhere": "all logits of a row are equal, so T changes nothing",
    }[scaling.optimum_]
    if not problem and temperature == 0.0:  # 1/T was beyond what could be searched
        problem = "the logits are too close to 0 for a T to be found"
    moved = None
    if 0 < temperature < math.inf:

        def moved(logits: _Probs) -> _Probs:
            return logits / temperature

    return FittedMethod(
        "temperature", {"T": temperature}, problem, scaling.predict_proba, moved
    )
