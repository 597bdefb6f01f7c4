"""Unit 5: segmentation."""

from grader.exercises.segmentation.dice import DICE
from grader.exercises.segmentation.postprocess import POSTPROCESS
from grader.exercises.segmentation.tune_pixel_threshold import TUNE_PIXEL_THRESHOLD

__all__ = ["EXERCISES"]

EXERCISES = (DICE, TUNE_PIXEL_THRESHOLD, POSTPROCESS)
