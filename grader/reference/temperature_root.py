"""Find where the slope of the NLL is zero: Halley's method, kept inside a bracket.

The slope rises with the inverse temperature β, so every pass over the data tells on
which side of β the root lies. Halley's step (Newton's, with the bend of the slope
taken into account) is made while it stays between the nearest β known to be too low
and the nearest known to be too high.

Passes over all rows are what costs. A few thousand rows give a β that is good to some
percent, and then two passes suffice, or three.
"""

from __future__ import annotations

import math

import numpy as np

from grader.reference.temperature_slope import BinaryLogits, LogitRows, Slope

__all__ = ["halley_root", "root_of_slope"]

# Near the root the error after a step is about the cube of the step.
_LAST_STEP = 1e-5
_MOST_STEPS = 200
_ENOUGH_ROWS = 2048


def root_of_slope(data: BinaryLogits | LogitRows) -> float:
    """Return the inverse temperature of the stationary point, which must exist.

    Examples
    --------
    Logits of 2, right three times in four: σ(2β) = 3/4, so β = ln(3)/2.

    >>> data = BinaryLogits(np.full(4, 2.0), np.array([True, True, True, False]))
    >>> round(root_of_slope(data), 9), round(math.log(3) / 2, 9)
    (0.549306144, 0.549306144)
    """
    return halley_root(data, _good_start(data), last_step=_LAST_STEP)


def halley_root(
    data: BinaryLogits | LogitRows,
    beta: float,
    *,
    last_step: float,
    most_steps: int = _MOST_STEPS,
) -> float:
    """Step from `beta` until the relative step is at most `last_step`."""
    low, high = 0.0, math.inf
    for _ in range(most_steps):
        slope = data.slope(beta)
        if slope.first == 0.0:
            break
        low, high = (beta, high) if slope.first < 0.0 else (low, beta)
        before, beta = beta, _step(beta, slope, low, high)
        if abs(beta - before) <= last_step * before:
            break
    return beta


def _step(beta: float, slope: Slope, low: float, high: float) -> float:
    """Take Halley's step, or a safe one where it would leave the bracket."""
    if slope.second > 0.0:
        newton = slope.first / slope.second
        bend = 1.0 - newton * slope.third / (2.0 * slope.second)
        # Where the bend is strong the formula is no guide: then Newton's step.
        target = beta - (newton / bend if 0.5 < bend < 2.0 else newton)
        # Far steps are cut: beyond the reach of the parabola they overshoot.
        target = min(max(target, beta / 16.0), beta * 16.0)
        if target == beta or low < target < high:  # equal: the step is below rounding
            return target
    if math.isinf(high):
        return beta * 16.0
    return math.sqrt(low * high) if low > 0.0 else high / 16.0


def _good_start(data: BinaryLogits | LogitRows) -> float:
    """Return a β near the root, from few rows."""
    beta = _spread_of_one(data)
    if len(data.logits) < 4 * _ENOUGH_ROWS:
        return beta
    few = data.thinned(len(data.logits) // _ENOUGH_ROWS)
    at_zero, at_infinity = few.slope_at_limits()
    if not at_zero < 0.0 < at_infinity:
        return beta
    return halley_root(few, beta, last_step=0.01)


def _spread_of_one(data: BinaryLogits | LogitRows) -> float:
    """Return the β that brings logits to a spread of about 1."""
    step = max(1, len(data.logits) // 256)
    some = np.asarray(data.logits[::step], dtype=np.float64)
    spread = float(some.std() if some.ndim == 1 else some.std(axis=1).mean())
    return 1.0 / (spread or float(np.abs(some).max()) or 1.0)
