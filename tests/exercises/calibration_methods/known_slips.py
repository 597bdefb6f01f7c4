"""Known slips of unit 3, as learners make them."""

from .edge_slips import AT_GRID_EDGE, SIGMOID
from .fit_slips import PAV, SOFTMAX
from .temperature_slips import BEST_TEMPERATURE, EXERCISE_2, NLL_AT_TEMPERATURE

__all__ = ["SLIPS"]

SLIPS = {
    "sigmoid": SIGMOID,
    "nll-at-temperature": NLL_AT_TEMPERATURE,
    "best-temperature": BEST_TEMPERATURE,
    "at-grid-edge": AT_GRID_EDGE,
    "softmax-at-temperature": SOFTMAX,
    "pav": PAV,
    "exercise-2": EXERCISE_2,
}
