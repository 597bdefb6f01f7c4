"""Calibration methods by name, as a card may be asked for."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

__all__ = ["METHODS", "FittedMethod", "fit_method", "raw_probs"]

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
    """

    name: str
    parameters: dict[str, float]
    problem: str
    predict: Callable[[_Probs], _Probs]


def raw_probs(logits: _Probs) -> _Probs:
    """Return what the model itself says: sigmoid or softmax of its logits."""
    return sigmoid(logits) if logits.ndim == 1 else softmax(logits)


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
        return FittedMethod(name, {}, "", raw_probs)
    if name == "temperature":
        return _temperature(calibration)
    if not calibration.is_binary:
        rule = "be temperature or none where there are several classes"
        raise InvalidInput("method", rule, name)
    if name == "platt":
        platt = PlattScaling().fit(calibration.logits, calibration.labels)
        found = {"slope": platt.slope_, "intercept": platt.intercept_}
        problem = "" if platt.slope_ > 0 else "the fitted slope turns the ranking round"
        return FittedMethod(name, found, problem, platt.predict_proba)
    isotonic = IsotonicCalibration().fit(calibration.logits, calibration.labels)
    return FittedMethod(name, {}, "", isotonic.predict_proba)


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
    shown = temperature if math.isfinite(temperature) else math.inf
    return FittedMethod("temperature", {"T": shown}, problem, scaling.predict_proba)
