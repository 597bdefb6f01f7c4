"""Unit 4: choosing thresholds."""

from grader.exercises.choosing_thresholds.best_cost_threshold import (
    BEST_COST_THRESHOLD,
)
from grader.exercises.choosing_thresholds.cost_threshold import COST_THRESHOLD
from grader.exercises.choosing_thresholds.expected_cost import EXPECTED_COST
from grader.exercises.choosing_thresholds.f_beta import F_BETA
from grader.exercises.choosing_thresholds.mini_challenge import MINI_CHALLENGE
from grader.exercises.choosing_thresholds.mini_challenge_why import MINI_CHALLENGE_WHY
from grader.exercises.choosing_thresholds.threshold_for_precision import (
    THRESHOLD_FOR_PRECISION,
)

__all__ = ["EXERCISES"]

EXERCISES = (
    EXPECTED_COST,
    COST_THRESHOLD,
    MINI_CHALLENGE,
    MINI_CHALLENGE_WHY,
    BEST_COST_THRESHOLD,
    THRESHOLD_FOR_PRECISION,
    F_BETA,
)
