"""Unit 2: measuring calibration."""

from grader.exercises.measuring_calibration.brier import BRIER
from grader.exercises.measuring_calibration.ece import ECE
from grader.exercises.measuring_calibration.mean_nll import MEAN_NLL
from grader.exercises.measuring_calibration.reliability_bins import RELIABILITY_BINS
from grader.exercises.measuring_calibration.top_label import TOP_LABEL

__all__ = ["EXERCISES"]

EXERCISES = (RELIABILITY_BINS, ECE, BRIER, MEAN_NLL, TOP_LABEL)
