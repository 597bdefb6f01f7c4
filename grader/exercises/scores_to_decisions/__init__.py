"""Unit 1: from scores to decisions."""

from grader.exercises.scores_to_decisions.best_f1_threshold import BEST_F1_THRESHOLD
from grader.exercises.scores_to_decisions.confusion_at import CONFUSION_AT
from grader.exercises.scores_to_decisions.exercise_1 import EXERCISE_1
from grader.exercises.scores_to_decisions.f1_from_counts import F1_FROM_COUNTS
from grader.exercises.scores_to_decisions.youden_thresholds import YOUDEN_THRESHOLDS

__all__ = ["EXERCISES"]

EXERCISES = (
    CONFUSION_AT,
    F1_FROM_COUNTS,
    BEST_F1_THRESHOLD,
    YOUDEN_THRESHOLDS,
    EXERCISE_1,
)
