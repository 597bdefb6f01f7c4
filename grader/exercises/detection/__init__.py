"""Unit 6: detection."""

from grader.exercises.detection.iou import IOU
from grader.exercises.detection.joint_tune import JOINT_TUNE
from grader.exercises.detection.nms import NMS

__all__ = ["EXERCISES"]

EXERCISES = (IOU, NMS, JOINT_TUNE)
