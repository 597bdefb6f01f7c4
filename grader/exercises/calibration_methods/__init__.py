"""Unit 3: calibration methods."""

from grader.exercises.calibration_methods.at_grid_edge import AT_GRID_EDGE
from grader.exercises.calibration_methods.best_temperature import BEST_TEMPERATURE
from grader.exercises.calibration_methods.exercise_2 import EXERCISE_2
from grader.exercises.calibration_methods.nll_at_temperature import NLL_AT_TEMPERATURE
from grader.exercises.calibration_methods.pav import PAV
from grader.exercises.calibration_methods.sigmoid import SIGMOID
from grader.exercises.calibration_methods.softmax_at_temperature import (
    SOFTMAX_AT_TEMPERATURE,
)

__all__ = ["EXERCISES"]

EXERCISES = (
    SIGMOID,
    NLL_AT_TEMPERATURE,
    BEST_TEMPERATURE,
    AT_GRID_EDGE,
    EXERCISE_2,
    SOFTMAX_AT_TEMPERATURE,
    PAV,
)
