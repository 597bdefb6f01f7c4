"""What cannot be used is refused, by argument, rule and value."""

import math
import pickle
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest

from grader import reference as r
from grader.reference import InvalidInput

NAN, INF = math.nan, math.inf
S, Y = [0.9, 0.4, 0.1], [1, 0, 1]
BOX = [0, 0, 1, 1]
RNG = np.random.default_rng(0)
POINTS = [(0.5, 0.9, 0.7)]
RAGGED = [[1], [1, 2]]


def fitted(*, rows: bool = False) -> r.TemperatureScaling:
    """Fit a temperature to one logit a part, or to rows of two."""
    return r.TemperatureScaling().fit([[0, 2] if rows else 2] * 3, [1, 1, 0])


def mean_ap(
    detections: object = r.ImageDetections([BOX], [0.5], [0]),
    truths: object = r.ImageTruths([BOX], [0]),
    **options: object,
) -> r.MeanAveragePrecision:
    """Compute the mean average precision of one image."""
    return r.mean_average_precision([detections], [truths], **options)


# call · the argument that the message must name · what it must show of the value
CASES: list[tuple[Callable[[], object], str, str]] = [
    # Scores: numbers, finite, one axis, not empty.
    (
        lambda: r.confusion_matrix([0.9, NAN, 0.1], Y, 0.5),
        "scores",
        "nan at position 1",
    ),
    (
        lambda: r.confusion_matrix([0.9, 0.1, INF], Y, 0.5),
        "scores",
        "inf at position 2",
    ),
    (lambda: r.roc_curve([-INF, 0.1, 0.2], Y), "scores", "-inf at position 0"),
    (lambda: r.auroc([NAN, NAN, 1.0], Y), "scores", "nan at position 0"),
    (lambda: r.auroc([], []), "scores", "[]"),
    (lambda: r.average_precision([[0.1, 0.2]], [[0, 1]]), "scores", "(1, 2)"),
    (lambda: r.average_precision(0.5, 1), "scores", "()"),
    (lambda: r.best_f_beta_threshold(["a", "b", "c"], Y), "scores", "'a'"),
    (lambda: r.best_f_beta_threshold([0.5, None, 0.1], Y), "scores", "None"),
    (lambda: r.youden_threshold([1j, 0.5, 0.1], Y), "scores", "1j"),
    (
        lambda: r.youden_threshold([[0.1], [0.2, 0.3]], Y),
        "scores",
        "[[0.1], [0.2, 0.3]]",
    ),
    (lambda: r.precision_recall_curve({"a": 1}, [1]), "scores", "{'a': 1}"),
    (
        lambda: r.auroc([datetime(2024, 1, 1, tzinfo=UTC)] * 3, Y),
        "scores",
        "datetime.datetime(2024",
    ),
    (lambda: r.PlattScaling().fit([0.1, NAN], [0, 1]), "scores", "nan at position 1"),
    (lambda: r.IsotonicCalibration().fit([INF, 0.2], [0, 1]), "scores", "inf"),
    (lambda: r.froc_curve([NAN], [1], n_truth=1, n_images=1), "scores", "nan"),
    # Labels: 0/1 or booleans, of the same length.
    (lambda: r.confusion_matrix(S, [1, 0, 2], 0.5), "labels", "2 at position 2"),
    (lambda: r.confusion_matrix(S, [1, -1, 0], 0.5), "labels", "-1 at position 1"),
    (lambda: r.auroc(S, [1.0, 0.5, 0.0]), "labels", "0.5 at position 1"),
    (lambda: r.auroc(S, [1.0, NAN, 0.0]), "labels", "nan at position 1"),
    (lambda: r.roc_curve(S, ["1", "0", "1"]), "labels", "'1'"),
    (lambda: r.roc_curve(S, [True, None, False]), "labels", "None"),
    (lambda: r.confusion_matrix(S, [1, 0], 0.5), "labels", "2 entries"),
    (lambda: r.average_precision(S, [1, 0, 1, 1]), "labels", "4 entries"),
    (lambda: r.best_f_beta_threshold(S, []), "labels", "[]"),
    (lambda: r.best_f_beta_threshold(S, [[1, 0, 1]]), "labels", "(1, 3)"),
    (lambda: r.brier_score([0.2, 0.3], [0, 3]), "labels", "3 at position 1"),
    (lambda: r.reliability_curve([0.2], [5]), "labels", "5 at position 0"),
    (
        lambda: r.froc_curve([0.9], [2], n_truth=1, n_images=1),
        "is_true_positive",
        "2 at position 0",
    ),
    (
        lambda: r.detection_calibration_error([0.9, 0.8], [1]),
        "is_true_positive",
        "1 entries",
    ),
    # One class only, where a rate would be 0/0.
    (lambda: r.auroc(S, [1, 1, 1]), "labels", "only 1s"),
    (lambda: r.roc_curve(S, [0, 0, 0]), "labels", "only 0s"),
    (lambda: r.youden_threshold(S, [0, 0, 0]), "labels", "only 0s"),
    (lambda: r.average_precision(S, [0, 0, 0]), "labels", "only 0s"),
    (lambda: r.precision_recall_curve(S, [False] * 3), "labels", "only 0s"),
    (lambda: r.threshold_at_recall(S, [0, 0, 0], target=0.5), "labels", "only 0s"),
    # Probabilities: inside [0, 1]; rows that sum to 1.
    (lambda: r.brier_score([0.2, 1.1], [0, 1]), "probs", "1.1 at position 1"),
    (lambda: r.brier_score([-0.1, 0.3], [0, 1]), "probs", "-0.1 at position 0"),
    (lambda: r.negative_log_likelihood([NAN, 0.5], [0, 1]), "probs", "nan"),
    (lambda: r.negative_log_likelihood([[0.5, 0.4]], [0]), "probs", "0.9 in row 0"),
    (lambda: r.negative_log_likelihood([[0.5, 0.5]], [2]), "labels", "2 at position 0"),
    (lambda: r.negative_log_likelihood([[0.5, 0.5]], [0.5]), "labels", "0.5"),
    (lambda: r.negative_log_likelihood([0.5], [1], eps=1.0), "eps", "1.0"),
    (lambda: r.brier_score([[0.7, 0.7]], [0]), "probs", "1.4 in row 0"),
    (lambda: r.brier_score([[[0.5]]], [0]), "probs", "(1, 1, 1)"),
    (lambda: r.expected_calibration_error([2.0], [1]), "probs", "2.0 at position 0"),
    (lambda: r.brier_decomposition([INF], [1]), "probs", "inf"),
    (lambda: r.net_benefit([1.5], [1], 0.5), "probs", "1.5"),
    (lambda: r.subgroup_report([1.5], [1], ["a"]), "probs", "1.5"),
    (lambda: r.adjust_for_prior([7], old_prior=0.5, new_prior=0.1), "probs", "7"),
    (lambda: r.top_label([[0.5, 1.5]], [0]), "prob_matrix", "1.5 at position (0, 1)"),
    (lambda: r.top_label([0.5, 0.5], [0, 1]), "prob_matrix", "(2,)"),
    (lambda: r.top_label([[0.5, 0.5]], [-1]), "labels", "-1 at position 0"),
    (lambda: r.top_label([[0.5, 0.5]], [0, 1]), "labels", "2 entries"),
    (lambda: r.net_benefit([0.5], [1, 0], 0.5), "labels", "2 entries"),
    (lambda: r.brier_score([[0.5], [0.5, 0.5]], [1, 1]), "probs", "[[0.5], [0.5,"),
    (lambda: r.negative_log_likelihood([[0.5], []], [1, 1]), "probs", "[[0.5], []]"),
    # Thresholds, targets, costs and levels.
    (lambda: r.confusion_matrix(S, Y, NAN), "threshold", "nan"),
    (lambda: r.confusion_matrix(S, Y, [0.5]), "threshold", "[0.5]"),
    (lambda: r.confusion_matrix(S, Y, "0.5"), "threshold", "'0.5'"),
    (lambda: r.confusion_matrix(S, Y, RAGGED), "threshold", "[[1], [1, 2]]"),
    (lambda: r.confusion_matrix(S, Y, 10**400), "threshold", "1329 bits"),
    (lambda: r.confusion_matrix([10**5000, 1], [0, 1], 1), "scores", "16610 bits"),
    (lambda: r.cost_threshold(RAGGED, 1), "cost_fp", "[[1], [1, 2]]"),
    (lambda: r.cost_threshold(1, 10**400), "cost_fn", "1329 bits"),
    (lambda: r.net_benefit(S, Y, 1.0), "threshold", "1.0"),
    (lambda: r.best_f_beta_threshold(S, Y, beta=-1.0), "beta", "-1.0"),
    (lambda: r.best_f_beta_threshold(S, Y, beta=NAN), "beta", "nan"),
    (lambda: r.ConfusionMatrix(1, 1, 1, 1).f_beta(-0.5), "beta", "-0.5"),
    (lambda: r.ConfusionMatrix(1, 1, 1, 1).f_beta(1e154), "beta", "1e+154"),
    (lambda: r.ConfusionMatrix(1, 1, 1, 1).f_beta(1e200), "beta", "1e+200"),
    (lambda: r.cost_threshold(-1, 4), "cost_fp", "-1.0"),
    (lambda: r.cost_threshold(1, INF), "cost_fn", "inf"),
    (lambda: r.cost_threshold(0, 0), "cost_fn", "0"),
    (lambda: r.best_cost_threshold(S, Y, cost_fp=NAN, cost_fn=1), "cost_fp", "nan"),
    (lambda: r.threshold_at_precision(S, Y, target=0.0), "target", "0.0"),
    (lambda: r.threshold_at_precision(S, Y, target=1.01), "target", "1.01"),
    (lambda: r.threshold_at_recall(S, Y, target=NAN), "target", "nan"),
    (
        lambda: r.threshold_at_precision(S, Y, target=0.5, confidence=1.0),
        "confidence",
        "1.0",
    ),
    (lambda: r.clopper_pearson_lower(3, 2, confidence=0.9), "successes", "3"),
    (lambda: r.clopper_pearson_lower(0.5, 2, confidence=0.9), "successes", "0.5"),
    (lambda: r.clopper_pearson_lower(1, 2.5, confidence=0.9), "trials", "2.5"),
    (lambda: r.clopper_pearson_lower(RAGGED, 9, confidence=0.9), "successes", "[[1]"),
    (
        lambda: r.clopper_pearson_lower([1, 2], [1, 2, 3], confidence=0.9),
        "trials",
        "(3,)",
    ),
    (lambda: r.clopper_pearson_interval([1, 2], [3, 4]), "successes", "[1, 2]"),
    (lambda: r.clopper_pearson_interval(1, [3, 4]), "trials", "[3, 4]"),
    (lambda: r.clopper_pearson_interval(1, 2, level=1.0), "level", "1.0"),
    (lambda: r.per_class_thresholds([0.5, 0.5], [0, 1]), "score_matrix", "(2,)"),
    (lambda: r.per_class_thresholds([[0.5, 0.5]], [2]), "labels", "2"),
    (
        lambda: r.per_class_thresholds([[0.5, 0.5]], [1], choose=None),
        "choose",
        "None",
    ),
    # Bins.
    (lambda: r.reliability_curve(S, Y, bin_edges=[0.5]), "bin_edges", "[0.5]"),
    (lambda: r.reliability_curve(S, Y, bin_edges=[0, 1, 0.5]), "bin_edges", "0.5]"),
    (lambda: r.reliability_curve(S, Y, bin_edges=[0, 0, 1]), "bin_edges", "0.0, 0.0"),
    (
        lambda: r.reliability_curve(S, Y, bin_edges=[0.2, 1]),
        "probs",
        "0.1 at position 2",
    ),
    (lambda: r.reliability_curve(S, Y, n_bins=0), "n_bins", "0"),
    (lambda: r.reliability_curve(S, Y, n_bins=2.5), "n_bins", "2.5"),
    (lambda: r.reliability_curve(S, Y, closed="both"), "closed", "'both'"),
    (lambda: r.reliability_curve(S, Y, strategy="equal"), "strategy", "'equal'"),
    (
        lambda: r.reliability_curve(S, Y, bin_edges=[0, 1], strategy="foo"),
        "strategy",
        "'foo'",
    ),
    (lambda: r.reliability_curve(S, Y, closed=np.ones(2)), "closed", "array([1., 1.])"),
    (lambda: r.expected_calibration_error(S, Y, norm="l3"), "norm", "'l3'"),
    (
        lambda: r.expected_calibration_error(S, Y, norm=np.ones(2)),
        "norm",
        "array([1., 1.])",
    ),
    # Logits and calibrators.
    (lambda: r.sigmoid([NAN]), "logits", "nan at position 0"),
    (lambda: r.sigmoid(RAGGED), "logits", "[[1], [1, 2]]"),
    (lambda: r.softmax([1.0, 2.0]), "logits", "(2,)"),
    (lambda: r.softmax([[1.0, 2.0]], temperature=0.0), "temperature", "0.0"),
    (lambda: r.TemperatureScaling().fit([1.0, INF], [0, 1]), "logits", "inf"),
    (
        lambda: r.TemperatureScaling().fit(np.array([[1, NAN]], np.float32), [0]),
        "logits",
        "nan at position (0, 1)",
    ),
    (lambda: r.TemperatureScaling().fit([1e200, 1.0], [0, 1]), "logits", "1e+200"),
    (lambda: r.TemperatureScaling().fit([[1.0, 2.0]], [2]), "labels", "2"),
    (lambda: r.TemperatureScaling().fit([1.0, 2.0], [0]), "labels", "1 entries"),
    (lambda: r.TemperatureScaling().fit([[[1.0]]], [0]), "logits", "(1, 1, 1)"),
    (lambda: r.TemperatureScaling().fit(RAGGED, [0, 1]), "logits", "[[1], [1, 2]]"),
    (lambda: fitted().predict_proba([[1.0, 2.0]]), "logits", "(1, 2)"),
    (lambda: fitted(rows=True).predict_proba([1.0, 2.0]), "logits", "(2,)"),
    (lambda: fitted(rows=True).predict_proba([[1.0, 2.0, 3.0]]), "logits", "(1, 3)"),
    (lambda: r.TemperatureScaling().predict_proba([1.0]), "predict_proba", "no fit"),
    (lambda: r.PlattScaling().predict_proba([1.0]), "predict_proba", "no fit"),
    (lambda: r.IsotonicCalibration().predict_proba([1.0]), "predict_proba", "no fit"),
    (lambda: r.pool_adjacent_violators([1, NAN]), "values", "nan at position 1"),
    (lambda: r.pool_adjacent_violators([1, 2], weights=[1, 0]), "weights", "0.0"),
    (lambda: r.pool_adjacent_violators([1, 2], weights=[1]), "weights", "1 entries"),
    (
        lambda: r.pool_adjacent_violators([2, 1], weights=[1e308, 1e308]),
        "weights",
        "1e+308 at position 0",
    ),
    (lambda: r.pool_adjacent_violators([1.7e308, 1.6e308]), "values", "1.7e+308"),
    # Bootstrap.
    (lambda: r.bootstrap_interval(np.mean, S, level=0.0, rng=RNG), "level", "0.0"),
    (
        lambda: r.bootstrap_interval(np.mean, S, n_resamples=0, rng=RNG),
        "n_resamples",
        "0",
    ),
    (lambda: r.bootstrap_interval(np.mean, S, rng=7), "rng", "7"),
    (lambda: r.bootstrap_interval(None, S, rng=RNG), "metric", "None"),
    (lambda: r.bootstrap_interval(np.mean, RAGGED, rng=RNG), "arrays", "[[1], [1,"),
    (lambda: r.bootstrap_interval(np.mean, S, [1], rng=RNG), "arrays", "1 entries"),
    (lambda: r.bootstrap_interval(np.mean, [], rng=RNG), "arrays", "1 arrays"),
    # Masks and maps.
    (lambda: r.dice([[1, 0]], [[1, 0, 0]]), "pred", "(1, 2)"),
    (lambda: r.dice([[2, 0]], [[1, 0]]), "pred", "2 at position (0, 0)"),
    (lambda: r.dice([1, 0], [1, 0]), "pred", "(2,)"),
    (lambda: r.fill_holes([[0.5]]), "mask", "0.5"),
    (lambda: r.remove_small_regions([[1]], -1), "min_area", "-1"),
    (lambda: r.postprocess([[1]], 1.5), "min_area", "1.5"),
    (lambda: r.tune_pixel_threshold([], [], [0.5]), "prob_maps", "[]"),
    (lambda: r.tune_pixel_threshold([[[0.5]]], [], [0.5]), "masks", "0 entries"),
    (lambda: r.tune_pixel_threshold(None, None, [0.5]), "prob_maps", "None"),
    (lambda: r.tune_pixel_threshold([[[0.5]]], None, [0.5]), "masks", "None"),
    (lambda: r.tune_pixel_threshold([[[0.5]]], [[[1]]], []), "grid", "[]"),
    (
        lambda: r.tune_pixel_threshold([[[0.5]], [[1.5]]], [[[1]]] * 2, [0.5]),
        "prob_maps[1]",
        "1.5 at position (0, 0)",
    ),
    (lambda: r.pooled_dice([[[0.5]]], [[[1, 1]]], [0.5]), "masks[0]", "(1, 2)"),
    # Boxes and detections.
    (lambda: r.box_iou([[0, 0, 1]], [BOX]), "boxes_a", "(1, 3)"),
    (
        lambda: r.box_iou([BOX], [[2, 0, 1, 1]]),
        "boxes_b",
        "[2.0, 0.0, 1.0, 1.0] in row 0",
    ),
    (lambda: r.box_iou(BOX, [BOX]), "boxes_a", "(4,)"),
    (lambda: r.box_iou([BOX], RAGGED), "boxes_b", "[[1], [1, 2]]"),
    (lambda: r.box_iou([[0, 0, 1e160, 1e160]], [BOX]), "boxes_a", "1e+160 at"),
    (
        lambda: r.box_iou([BOX], [BOX, [0, 0, 1, 1e-162]]),
        "boxes_b",
        "[0.0, 0.0, 1.0, 1e-162] in row 1",
    ),
    (
        lambda: r.non_maximum_suppression([BOX], RAGGED, iou_threshold=0.5),
        "scores",
        "[[1], [1, 2]]",
    ),
    (
        lambda: r.match_detections([], [], [], ignore=RAGGED),
        "ignore",
        "[[1], [1, 2]]",
    ),
    (lambda: r.box_iou([[0, 0, NAN, 1]], [BOX]), "boxes_a", "nan"),
    (
        lambda: r.non_maximum_suppression([BOX], [0.5, 0.6], iou_threshold=0.5),
        "scores",
        "2 entries",
    ),
    (
        lambda: r.non_maximum_suppression([BOX], [0.5], iou_threshold=1.5),
        "iou_threshold",
        "1.5",
    ),
    (
        lambda: r.match_detections([BOX], [0.5], [BOX], iou_threshold=0.0),
        "iou_threshold",
        "0.0",
    ),
    (
        lambda: r.match_detections([BOX], [0.5], [BOX], ignore=[True, False]),
        "ignore",
        "2 entries",
    ),
    (lambda: r.detection_average_precision([0.5], [1], 0), "n_truth", "0"),
    (
        lambda: r.detection_average_precision([0.5, 0.4], [1, 1], 1),
        "is_true_positive",
        "2",
    ),
    (
        lambda: r.detection_average_precision([0.5], [1], 1, interpolation="7-point"),
        "interpolation",
        "'7-point'",
    ),
    (
        lambda: r.detection_average_precision([0.5], [1], 1, interpolation=["a"]),
        "interpolation",
        "['a']",
    ),
    (
        lambda: r.detection_average_precision([], [], 1, interpolation="foo"),
        "interpolation",
        "'foo'",
    ),
    (
        lambda: r.detection_average_precision(RAGGED, [1], 1),
        "scores",
        "[[1], [1, 2]]",
    ),
    (
        lambda: r.detection_average_precision([], RAGGED, 1),
        "is_true_positive",
        "[[1], [1, 2]]",
    ),
    (lambda: r.mean_average_precision(None, None), "detections", "None"),
    (lambda: r.mean_average_precision([], None), "truths", "None"),
    (lambda: mean_ap(iou_thresholds=()), "iou_thresholds", "[]"),
    (lambda: mean_ap(iou_thresholds=0.5), "iou_thresholds", "()"),
    (lambda: mean_ap(iou_thresholds=None), "iou_thresholds", "None"),
    (lambda: mean_ap(iou_thresholds=[0.5, 0.0]), "iou_thresholds", "0.0"),
    (lambda: mean_ap(([BOX], [0.5], [0])), "detections", "([[0, 0, 1, 1]], [0.5], [0"),
    (lambda: mean_ap(truths=([BOX], [0])), "truths", "([[0, 0, 1, 1]], [0])"),
    (lambda: mean_ap(r.ImageDetections([BOX], [0.5], 0)), "classes", "()"),
    (lambda: mean_ap(r.ImageDetections([BOX], [0.5], [[0]])), "classes", "(1, 1)"),
    (lambda: mean_ap(r.ImageDetections([BOX], [0.5], RAGGED)), "classes", "[[1], [1"),
    (lambda: mean_ap(truths=r.ImageTruths([BOX], [0], [])), "ignore", "[]"),
    (lambda: r.mean_average_precision([], []), "truths", "0"),
    (
        lambda: r.mean_average_precision([], [r.ImageTruths([BOX], [0])]),
        "detections",
        "0 entries",
    ),
    (
        lambda: r.mean_average_precision(
            [r.ImageDetections([BOX], [0.5], [-1])], [r.ImageTruths([BOX], [0])]
        ),
        "classes",
        "[-1]",
    ),
    (
        lambda: r.froc_curve([0.9, 0.8], [1, 1], n_truth=1, n_images=1),
        "is_true_positive",
        "2",
    ),
    (lambda: r.froc_curve([0.9], [1], n_truth=1, n_images=0), "n_images", "0"),
    (
        lambda: r.froc_curve([0.9], [1], n_truth=1, n_images=1).sensitivity_at(-1),
        "fp_per_image",
        "-1.0",
    ),
    (lambda: r.coco_summary([], []), "truths", "0"),
    (lambda: r.coco_summary(None, None), "detections", "None"),
    (
        lambda: r.coco_summary([], [r.ImageTruths([BOX], [0])]),
        "detections",
        "0 entries",
    ),
    (lambda: r.joint_threshold_search({}, target=0.9), "curves", "{}"),
    (lambda: r.joint_threshold_search(None, target=0.9), "curves", "None"),
    (lambda: r.joint_threshold_search(POINTS, target=0.9), "curves", "[(0.5, 0.9"),
    (lambda: r.joint_threshold_search({0.3: None}, target=0.9), "curves[0.3]", "None"),
    (lambda: r.joint_threshold_search({0.3: [5]}, target=0.9), "curves[0.3]", "5"),
    (
        lambda: r.joint_threshold_search({0.3: [(0.5, 0.9)]}, target=0.9),
        "curves[0.3]",
        "(0.5, 0.9)",
    ),
    (lambda: r.joint_threshold_search({0.5: POINTS}, target=2), "target", "2.0"),
    (
        lambda: r.joint_threshold_search({0.5: [(0.5, 1.2, 0.7)]}, target=0.9),
        "curves[0.5]",
        "1.2",
    ),
    (lambda: r.detection_calibration_error([1.2], [1]), "scores", "1.2"),
    (
        lambda: r.detection_calibration_error([0.2, 0.9], [0, 1], bin_edges=[0, 0.5]),
        "scores",
        "0.9 at position 1",
    ),
    # Monitoring.
    (lambda: r.subgroup_report([0.5], [1], ["a", "b"]), "groups", "2 entries"),
    (lambda: r.subgroup_report([0.5], [1], "a"), "groups", "()"),
    (
        lambda: r.subgroup_report([0.5, 0.5], [1, 0], [1.0, NAN]),
        "groups",
        "nan at position 1",
    ),
    (
        lambda: r.subgroup_report([0.5, 0.5], [1, 0], [NAN, "a"]),
        "groups",
        "nan at position 0",
    ),
    (
        lambda: r.subgroup_report([0.5, 0.5], [1, 0], [["a"], ["b", "c"]]),
        "groups",
        "[['a'], ['b', 'c']]",
    ),
    (lambda: r.needs_recalibration({}, -0.1, 5), "limit", "-0.1"),
    (lambda: r.needs_recalibration({"a": (9, 0.5)}, 0.1, 5), "report['a']", "(9, 0.5)"),
    (lambda: r.needs_recalibration({"a": (9, 0, NAN)}, 0.1, 5), "report['a']", "nan"),
    (lambda: r.subgroup_report([0.5], [1], ["a"], n_resamples=-1), "n_resamples", "-1"),
    (lambda: r.needs_recalibration(None, 0.1, 5), "report", "None"),
    (lambda: r.needs_recalibration({"a": 5}, 0.1, 5), "report['a']", "5"),
    (lambda: r.needs_recalibration({"a": {"n": 5}}, 0.1, 5), "report['a']", "{'n': 5}"),
    (lambda: r.needs_recalibration({}, 0.1, -5), "min_n", "-5"),
    (lambda: r.population_stability_index([NAN], [0.5]), "reference", "nan"),
    (lambda: r.population_stability_index([0.5, 0.5], [0.5]), "reference", "0.5"),
    (lambda: r.population_stability_index([0.5], []), "current", "[]"),
    (
        lambda: r.population_stability_index([-1.7e308, 1.7e308], [0.5]),
        "reference",
        "-1.7e+308 at position 0",
    ),
    (lambda: r.ks_statistic([0.5], [INF]), "current", "inf"),
    (lambda: r.adjust_for_prior([0.5], old_prior=0, new_prior=0.5), "old_prior", "0.0"),
    (lambda: r.adjust_for_prior([0.5], old_prior=0.5, new_prior=1), "new_prior", "1.0"),
    (lambda: r.estimate_prior([0.5], old_prior=1.0), "old_prior", "1.0"),
]


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    CASES,
    ids=[f"{i}-{argument}-{value}" for i, (_, argument, value) in enumerate(CASES)],
)
def test_bad_input_is_refused_by_name_and_value(
    call: Callable[[], object], argument: str, value: str
) -> None:
    """The one exception family is raised, naming the argument and the value."""
    with pytest.raises(InvalidInput) as caught:
        call()
    message = str(caught.value)
    assert message.startswith(f"{argument} must ")
    assert value in message.split("; got ", 1)[1]
    assert caught.value.argument == argument


def test_the_table_is_long_enough() -> None:
    """At least sixty ways to go wrong are in the table."""
    assert len(CASES) >= 60


def test_long_values_are_cut_in_messages() -> None:
    """A million numbers do not flood the message."""
    with pytest.raises(InvalidInput) as caught:
        r.reliability_curve(S, Y, bin_edges=[0.5] * 10_000)
    assert len(str(caught.value)) < 200


def test_the_exception_is_a_value_error_and_survives_pickling() -> None:
    """It crosses from a worker to its parent with all that it says."""
    error = InvalidInput("labels", "be 0 or 1", 2, "at position 3")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert isinstance(copy, ValueError)
    assert str(copy) == str(error) == "labels must be 0 or 1; got 2 at position 3"
    assert (copy.argument, copy.value) == ("labels", 2)


def _arrays() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    low = rng.random((6, 2))
    return {
        "scores": rng.normal(size=40).round(1),
        "probs": rng.random(40).round(2),
        "labels": rng.integers(0, 2, 40),
        "rows": rng.dirichlet(np.ones(3), 40),
        "classes": rng.integers(0, 3, 40),
        "boxes": np.hstack((low, low + 0.5)),
        "confidences": rng.random(6),
        "mask": rng.random((8, 8)) < 0.5,
        "map": rng.random((8, 8)),
    }


@pytest.mark.parametrize(
    "use",
    [
        lambda a: r.confusion_matrix(a["scores"], a["labels"], 0.1),
        lambda a: r.roc_curve(a["scores"], a["labels"]),
        lambda a: r.auroc(a["scores"], a["labels"]),
        lambda a: r.average_precision(a["scores"], a["labels"]),
        lambda a: r.best_f_beta_threshold(a["scores"], a["labels"]),
        lambda a: r.youden_threshold(a["scores"], a["labels"]),
        lambda a: r.best_cost_threshold(a["scores"], a["labels"], cost_fp=1, cost_fn=2),
        lambda a: r.threshold_at_precision(a["scores"], a["labels"], target=0.3),
        lambda a: r.per_class_thresholds(a["rows"], a["classes"]),
        lambda a: r.expected_calibration_error(a["probs"], a["labels"]),
        lambda a: r.top_label(a["rows"], a["classes"]),
        lambda a: r.brier_score(a["rows"], a["classes"]),
        lambda a: r.negative_log_likelihood(a["probs"], a["labels"], eps=0.1),
        lambda a: r.brier_decomposition(a["probs"], a["labels"]),
        lambda a: r.TemperatureScaling().fit(a["scores"], a["labels"]),
        lambda a: r.TemperatureScaling().fit(a["rows"], a["classes"]),
        lambda a: r.PlattScaling().fit(a["scores"], a["labels"]),
        lambda a: (
            r.IsotonicCalibration()
            .fit(a["scores"], a["labels"])
            .predict_proba(a["scores"])
        ),
        lambda a: r.pool_adjacent_violators(a["scores"]),
        lambda a: r.postprocess(a["mask"], 3),
        lambda a: r.tune_pixel_threshold([a["map"]], [a["mask"]], a["confidences"]),
        lambda a: r.non_maximum_suppression(
            a["boxes"], a["confidences"], iou_threshold=0.3
        ),
        lambda a: r.match_detections(a["boxes"], a["confidences"], a["boxes"]),
        lambda a: r.population_stability_index(a["probs"], a["scores"]),
        lambda a: r.ks_statistic(a["probs"], a["scores"]),
        lambda a: r.subgroup_report(a["probs"], a["labels"], a["classes"]),
        lambda a: r.adjust_for_prior(a["probs"], old_prior=0.5, new_prior=0.1),
    ],
)
@pytest.mark.filterwarnings("ignore::grader.reference.NoFiniteOptimum")
def test_inputs_are_never_changed(use: Callable[[dict], object]) -> None:
    """Read-only arrays will do, and writable ones come back as they were."""
    arrays, copies = _arrays(), _arrays()
    use(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(array, copies[name])
        array.flags.writeable = False
    use(arrays)


def test_the_message_says_which_rule_nan_breaks() -> None:
    """NaN is refused as no number, where infinite thresholds are fine."""
    with pytest.raises(InvalidInput, match="threshold must be a number, not NaN"):
        r.confusion_matrix(S, Y, NAN)
    assert r.confusion_matrix(S, Y, INF).tp == 0


def test_objects_that_are_all_numbers_are_numbers() -> None:
    """Integers beyond 64 bits, and arrays of dtype object, are read as floats."""
    assert r.confusion_matrix([10**20, 2], [0, 1], 3).fp == 1
    objects = np.array([0.9, 0.5, True], dtype=object)
    assert r.auroc(objects, np.array([0, 1, 1], dtype=object)) == 0.5


def test_nothing_at_all_has_an_average_precision_of_zero() -> None:
    """Empty lists of detections are no bad input."""
    assert r.detection_average_precision([], [], 1) == 0.0
    nothing = r.ImageDetections([], [], [])
    assert mean_ap(nothing).value == 0.0
    assert mean_ap(truths=r.ImageTruths([BOX], [0], [False])).value == 1.0
