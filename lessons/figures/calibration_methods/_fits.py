"""The three maps from logits to honest probabilities, fitted from scratch."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit, softmax

from lessons.figures._compute import Floats
from lessons.figures._proper import recalibrated

Map = Callable[[ArrayLike], Floats]

COOLEST, HOTTEST = 0.01, 100.0  # temperatures between which one is looked for
HALVINGS = 40  # of that stretch on a log scale: ten digits and more
MOST_STEPS, STEP_ENDS = 100, 1e-9  # Newton's last step doubles the digits


def _slope(beta: float, logits: Floats, labels: np.ndarray) -> float:
    """Return the slope of the mean NLL in beta = 1 / T, which rises with beta."""
    if logits.ndim == 1:
        return float(np.mean(logits * (expit(beta * logits) - labels)))
    expected = np.sum(softmax(beta * logits, axis=1) * logits, axis=1)
    return float(np.mean(expected - logits[np.arange(labels.size), labels]))


def fit_temperature(logits: ArrayLike, labels: ArrayLike) -> float:
    """Return the temperature of least mean NLL, from 0.01 to 100.

    The NLL is convex in 1 / T, so its slope changes sign at most once.

    Parameters
    ----------
    logits : array_like, shape (n,) or (n, k)
        One logit a part, or one row of them.
    labels : array_like
        0/1 for the first form, class numbers for the second.

    Examples
    --------
    Logits of ±2, right three times in four: the best p is 3/4, so 2 / T = ln 3.

    >>> round(fit_temperature([2, 2, 2, 2], [1, 1, 1, 0]), 6)
    1.820478
    """
    values = np.asarray(logits, float)
    answers = np.asarray(labels).astype(int)
    low, high = np.log(COOLEST), np.log(HOTTEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _slope(float(np.exp(-middle)), values, answers) > 0:
            low = middle  # a smaller 1 / T, and so a larger T, lowers the NLL
        else:
            high = middle
    return float(np.exp((low + high) / 2))


class Line(NamedTuple):
    """Platt's map: p = sigmoid(slope * logit + intercept)."""

    slope: float
    intercept: float


def fit_platt(logits: ArrayLike, labels: ArrayLike) -> Line:
    """Return the line in the logit of least NLL, against Platt's smoothed targets.

    Instead of 1 and 0 the targets are (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2), which keep
    the line finite where the classes are separable (Platt 1999).

    Parameters
    ----------
    logits, labels : array_like
        One number and one 0/1 a part; both classes present, logits that differ.

    Examples
    --------
    Targets 4/5 and 1/5 at ±1, two of three right: means 3/5 and 2/5, so ln(3/2).

    >>> line = fit_platt([1, 1, 1, -1, -1, -1], [1, 1, 0, 1, 0, 0])
    >>> round(line.slope, 6), round(abs(line.intercept), 6)
    (0.405465, 0.0)
    """
    values, positive = np.asarray(logits, float), np.asarray(labels, bool)
    n_positive = int(positive.sum())
    n_negative = positive.size - n_positive
    targets = np.where(
        positive, (n_positive + 1) / (n_positive + 2), 1 / (n_negative + 2)
    )
    centre, spread = values.mean(), values.std()
    design = np.stack([(values - centre) / spread, np.ones_like(values)])

    def loss(line: Floats) -> float:
        z = line @ design
        return float(np.mean(np.logaddexp(0, z) - targets * z))

    line = np.array([0.0, float(logit(targets.mean()))])
    for _ in range(MOST_STEPS):
        p = expit(line @ design)
        curve = (design * (p * (1 - p))) @ design.T
        step = np.linalg.solve(curve, design @ (p - targets))
        while loss(line - step) > loss(line) and np.abs(step).max() > STEP_ENDS:
            step = step / 2
        line = line - step
        if np.abs(step).max() <= STEP_ENDS:
            break
    slope = float(line[0] / spread)
    return Line(slope, float(line[1] - slope * centre))


def temperature_map(logits: ArrayLike, labels: ArrayLike) -> Map:
    """Fit a temperature to binary logits and return the map."""
    temperature = fit_temperature(logits, labels)
    return lambda z: np.asarray(expit(np.asarray(z, float) / temperature))


def platt_map(logits: ArrayLike, labels: ArrayLike) -> Map:
    """Fit Platt's line and return the map."""
    line = fit_platt(logits, labels)
    return lambda z: np.asarray(
        expit(line.slope * np.asarray(z, float) + line.intercept)
    )


def isotonic_map(logits: ArrayLike, labels: ArrayLike) -> Map:
    """Fit the non-decreasing map of least squares; beyond the data it is flat.

    Examples
    --------
    >>> isotonic_map([1, 2, 3, 4], [0, 1, 0, 1])([0, 2.5, 9]).tolist()
    [0.0, 0.5, 1.0]
    """
    at, rate = recalibrated(logits, labels)
    return lambda z: np.asarray(np.interp(np.asarray(z, float), at, rate))


METHODS: dict[str, Callable[[ArrayLike, ArrayLike], Map]] = {
    "temperature": temperature_map,
    "Platt": platt_map,
    "isotonic": isotonic_map,
}
