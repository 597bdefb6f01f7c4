"""The reference: what the course teaches, in NumPy, plain enough to read.

Every function takes arrays (or lists), computes in float64, returns a number or a
small frozen dataclass, changes nothing that it was given, and raises `InvalidInput`
when it cannot use its input. The conventions are in the docstrings: ``score ≥
threshold`` flags; bins are closed on the left; logarithms are natural.
"""

from grader.reference.best_thresholds import best_f_beta_threshold, youden_threshold
from grader.reference.bootstrap import Interval, bootstrap_interval
from grader.reference.boxes import box_iou, non_maximum_suppression
from grader.reference.coco import CocoSummary, coco_summary
from grader.reference.confidence import top_label
from grader.reference.confusion import ConfusionMatrix, confusion_matrix
from grader.reference.corp import BrierDecomposition, brier_decomposition
from grader.reference.costs import best_cost_threshold, cost_threshold, net_benefit
from grader.reference.curves import (
    PrecisionRecallCurve,
    RocCurve,
    auroc,
    average_precision,
    precision_recall_curve,
    roc_curve,
)
from grader.reference.detection_ap import (
    ImageDetections,
    ImageTruths,
    MeanAveragePrecision,
    detection_average_precision,
    mean_average_precision,
)
from grader.reference.detection_calibration import detection_calibration_error
from grader.reference.drift import ks_statistic, population_stability_index
from grader.reference.errors import InvalidInput, NoFiniteOptimum
from grader.reference.froc import FrocCurve, froc_curve
from grader.reference.isotonic import IsotonicCalibration
from grader.reference.joint_search import JointThreshold, joint_threshold_search
from grader.reference.links import sigmoid, softmax
from grader.reference.masks import dice, fill_holes, postprocess, remove_small_regions
from grader.reference.matching import DetectionMatches, match_detections
from grader.reference.per_class import per_class_thresholds
from grader.reference.pixel_threshold import (
    PixelThreshold,
    pooled_dice,
    tune_pixel_threshold,
)
from grader.reference.platt import PlattScaling
from grader.reference.pooling import pool_adjacent_violators
from grader.reference.prior_shift import adjust_for_prior, estimate_prior
from grader.reference.proper_scores import brier_score, negative_log_likelihood
from grader.reference.proportions import clopper_pearson_interval, clopper_pearson_lower
from grader.reference.reliability import (
    ReliabilityCurve,
    expected_calibration_error,
    reliability_curve,
)
from grader.reference.subgroups import SubgroupRow, needs_recalibration, subgroup_report
from grader.reference.targets import threshold_at_precision, threshold_at_recall
from grader.reference.temperature import TemperatureScaling
from grader.reference.threshold import Threshold

__all__ = [
    "BrierDecomposition",
    "CocoSummary",
    "ConfusionMatrix",
    "DetectionMatches",
    "FrocCurve",
    "ImageDetections",
    "ImageTruths",
    "Interval",
    "InvalidInput",
    "IsotonicCalibration",
    "JointThreshold",
    "MeanAveragePrecision",
    "NoFiniteOptimum",
    "PixelThreshold",
    "PlattScaling",
    "PrecisionRecallCurve",
    "ReliabilityCurve",
    "RocCurve",
    "SubgroupRow",
    "TemperatureScaling",
    "Threshold",
    "adjust_for_prior",
    "auroc",
    "average_precision",
    "best_cost_threshold",
    "best_f_beta_threshold",
    "bootstrap_interval",
    "box_iou",
    "brier_decomposition",
    "brier_score",
    "clopper_pearson_interval",
    "clopper_pearson_lower",
    "coco_summary",
    "confusion_matrix",
    "cost_threshold",
    "detection_average_precision",
    "detection_calibration_error",
    "dice",
    "estimate_prior",
    "expected_calibration_error",
    "fill_holes",
    "froc_curve",
    "joint_threshold_search",
    "ks_statistic",
    "match_detections",
    "mean_average_precision",
    "needs_recalibration",
    "negative_log_likelihood",
    "net_benefit",
    "non_maximum_suppression",
    "per_class_thresholds",
    "pool_adjacent_violators",
    "pooled_dice",
    "population_stability_index",
    "postprocess",
    "precision_recall_curve",
    "reliability_curve",
    "remove_small_regions",
    "roc_curve",
    "sigmoid",
    "softmax",
    "subgroup_report",
    "threshold_at_precision",
    "threshold_at_recall",
    "top_label",
    "tune_pixel_threshold",
    "youden_threshold",
]
