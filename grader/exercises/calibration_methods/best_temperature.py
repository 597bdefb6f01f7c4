"""Exercise best-temperature: the T of a grid that the mean NLL prefers."""

from collections.abc import Sequence

import numpy as np

from grader.exercises.building import calls
from grader.exercises.calibration_methods.best_temperature_slips import (
    BEST_TEMPERATURE_SLIPS,
)
from grader.exercises.calibration_methods.drawing import draw_logits
from grader.exercises.calibration_methods.temperatures import (
    cooled_nll,
    on_label_s_side,
)
from grader.exercises.exercise import Exercise, Misshapen, Part, Probe, Reading
from grader.exercises.reading import flattened, number

__all__ = ["BEST_TEMPERATURE"]

_NAME = "best_temperature"
_TIE = 1e-9


def _nll_of_grid(probe: Probe) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    z, y, grid = probe.args or ()
    return np.array([cooled_nll(z, y, t) for t in grid])


def _expected_best(probe: Probe) -> float:
    nll = _nll_of_grid(probe)
    grid = (probe.args or ((), (), ()))[2]
    return float(grid[int(np.argmax(nll <= nll.min() + _TIE))])


def _read_best(probe: Probe, value: object) -> Reading:
    """Read a temperature of the grid, which 32-bit numbers hit within 1e-6."""
    best = number(value, "the temperature")
    for t in (probe.args or ((), (), ()))[2]:
        if abs(best - t) <= 1e-6 * t:
            return (float(t),)
    raise Misshapen(f"the temperature should be one of the grid; {best:g} is not")


def _draw_best(rng: np.random.Generator) -> Sequence[Probe]:
    """Draw data of which one temperature is visibly the best, inside the grid.

    No wrong answer is nearly certain at any temperature: |z/T| is at most 12 there.
    """
    while True:
        steps = np.sort(rng.choice(np.arange(6, 70), size=8, replace=False)) / 20
        logits, labels = draw_logits(rng, 24, temperature=rng.uniform(0.6, 2.5))
        ascending = Probe(
            _NAME, (logits, labels, steps), "a drawn grid, ascending", "inside"
        )
        nll = _nll_of_grid(ascending)
        inside = 0 < np.argmin(nll) < 7 and np.diff(np.sort(nll))[0] > 1e-4
        if inside and on_label_s_side(logits, labels).min() / steps[0] >= -12:
            break
    mixed = (logits, labels, rng.permutation(steps).tolist())
    half = steps[np.argmin(nll) :]
    return (
        ascending,
        Probe(_NAME, mixed, "a drawn grid in no order", "anywhere"),
        Probe(_NAME, (logits, labels, half), "a drawn grid, at its edge", "anywhere"),
    )


_WIDE = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0]
_NO_ORDER = [1.6, 0.6, 3.0, 0.8, 1.0, 0.4, 2.5, 2.0, 1.25]

BEST_TEMPERATURE = Exercise(
    id="best-temperature",
    title="The best temperature of a grid",
    asks="best_temperature(logits, labels, grid) -> T with the lowest mean NLL, the "
    "first of the grid on ties",
    parts=(
        Part("inside", 1, "ascending grids"),
        Part("anywhere", 1, "grids in no order, a best one at the edge"),
        Part("ties", 1, "ties, other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            _NAME,
            "inside",
            (
                "eleven logits",
                (
                    [1.7, -2.4, 4.0, 3.0, -1.8, -5.0, 2.2, -0.9, 0.0, -0.7, 2.8],
                    [1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1],
                    _WIDE,
                ),
            ),
        ),
        *calls(
            _NAME,
            "anywhere",
            (
                "seven logits, a grid in no order",
                (
                    [-1.9, 0.4, 0.4, -3.7, -0.2, -0.2, 2.2],
                    [0, 0, 1, 0, 0, 1, 1],
                    _NO_ORDER,
                ),
            ),
            (
                "the best one at the edge",
                (
                    [0.4, -0.7, 1.6, -0.2, 2.1, -1.3],
                    [1, 0, 1, 0, 1, 0],
                    [3.0, 2.0, 1.0, 0.5],
                ),
            ),
        ),
        *calls(
            _NAME,
            "ties",
            (
                "logits that say nothing: all tie",
                ([0.0, 0.0, 0.0], [1, 0, 1], [1.5, 0.5, 3.0, 2.0]),
            ),
            (
                "whole numbers",
                ([0, 2, -6, -1, -6, -3, -6], [1, 1, 0, 0, 0, 1, 0], [4, 1, 6, 2, 3]),
            ),
        ),
    ),
    graded=(
        *calls(
            _NAME,
            "inside",
            (
                "arrays, over-confident",
                (
                    np.array([4.1, -3.2, 5.6, -2.8, 3.7, 4.4, -5.1, -3.9, 2.2, -4.6]),
                    np.array([1, 0, 1, 1, 1, 0, 0, 0, 1, 0]),
                    np.array([0.5, 1.0, 2.0, 2.5, 3.0, 4.0, 6.0]),
                ),
            ),
            (
                "under-confident, labels as booleans",
                (
                    np.array([0.4, -0.3, 0.6, -0.5, 0.1, -0.2, 0.5, -0.6]),
                    np.array([True, False, True, False, False, True, True, False]),
                    [0.1, 0.2, 0.3, 0.6, 1.0, 2.0],
                ),
            ),
        ),
        *calls(
            _NAME,
            "anywhere",
            (
                "a descending grid",
                (
                    [2.5, -0.4, 1.1, -1.9, 0.8, -2.2, 0.3],
                    [1, 1, 1, 0, 0, 0, 1],
                    np.array([5.0, 3.0, 2.0, 1.5, 1.0, 0.7, 0.5]),
                ),
            ),
            (
                "worse than chance: the highest T of the grid",
                ([1.2, -0.9, 2.0, -1.7], [0, 1, 1, 1], [0.5, 1.0, 2.0, 4.0]),
            ),
            (
                "separable: the lowest T of the grid",
                (np.array([-2.3, 0.9, 1.8, -0.6]), [0, 1, 1, 0], [1.0, 2.0, 0.5, 4.0]),
            ),
            ("a grid of one", ([0.7, -0.5, 1.2], [1, 1, 0], [1.25])),
        ),
        *calls(
            _NAME,
            "ties",
            (
                "all tie, in an array",
                (
                    np.zeros(4),
                    np.array([False, True, True, True]),
                    np.array([2.0, 3.0, 0.5, 1.0]),
                ),
            ),
            (
                "positives only, lists of booleans",
                ([1.3, 0.2, -0.8], [True, True, True], [0.5, 1.0, 2.0, 3.0]),
            ),
            (
                "no defect at all",
                ([-1.3, 0.2, -0.8, -2.6], [0, 0, 0, 0], [2.0, 0.5, 1.0]),
            ),
            (
                "whole numbers in the grid",
                ([3, -2, 1, -1, 2, -3, 1], [1, 0, 0, 1, 1, 0, 1], [4, 1, 3, 2]),
            ),
        ),
    ),
    draw=_draw_best,
    expected=_expected_best,
    read=_read_best,
    fingerprint=lambda _, value: flattened(value),
    slips=BEST_TEMPERATURE_SLIPS,
    hints=(
        "Compute the mean NLL at each temperature of the grid and take the temperature "
        "where it is lowest. `nll_at_temperature` gives the one number for each.",
        "Keep the best so far: a temperature and its NLL. Go through the grid in its "
        "own order, and replace both only where the NLL is lower, not where it is "
        "equal.",
        "`min(grid, key=lambda T: nll_at_temperature(logits, labels, T))` does all of "
        "it: of several that are equally low, `min` keeps the first.",
    ),
    builds_on=("nll-at-temperature",),
)
