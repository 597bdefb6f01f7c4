"""Detections: matching, average precision, FROC, joint search, calibration."""

import math

import numpy as np
import pytest

from grader.reference import (
    ImageDetections,
    ImageTruths,
    JointThreshold,
    detection_average_precision,
    detection_calibration_error,
    froc_curve,
    joint_threshold_search,
    match_detections,
    mean_average_precision,
)

HERE = [0, 0, 2, 2]
NEAR = [0, 0, 2, 3]  # IoU 4/6 with HERE
FAR = [5, 5, 7, 7]


# --- matching --------------------------------------------------------------------


def test_one_truth_is_found_once() -> None:
    """The second detection on an object is a false positive, by score not order."""
    found = match_detections([NEAR, HERE, FAR], [0.9, 0.8, 0.7], [HERE])
    assert found.truth_index.tolist() == [0, -1, -1]
    assert found.is_true_positive.tolist() == [True, False, False]
    found = match_detections([NEAR, HERE, FAR], [0.8, 0.9, 0.7], [HERE])
    assert found.truth_index.tolist() == [-1, 0, -1]


def test_a_detection_takes_the_best_free_truth() -> None:
    """The best overlap is taken; the next detection takes what is left."""
    found = match_detections([HERE, HERE], [0.9, 0.8], [NEAR, HERE])
    assert found.truth_index.tolist() == [1, 0]


def test_of_equal_overlaps_the_later_truth_is_taken() -> None:
    """Two truths in one place: the later is found first, as in COCO."""
    found = match_detections([HERE, HERE], [0.9, 0.8], [HERE, HERE])
    assert found.truth_index.tolist() == [1, 0]


def test_an_overlap_equal_to_the_threshold_matches() -> None:
    """IoU of exactly 1/2 matches at 0.5, and not just above."""
    half = [[0, 0, 2, 1]]
    assert match_detections(half, [0.9], [HERE]).is_true_positive.tolist() == [True]
    above = np.nextafter(0.5, 1)
    found = match_detections(half, [0.9], [HERE], iou_threshold=above)
    assert found.is_true_positive.tolist() == [False]


def test_ignored_truths_neither_help_nor_harm() -> None:
    """A detection on an ignored truth is no true positive and no false one."""
    found = match_detections([HERE, FAR], [0.9, 0.8], [HERE], ignore=[True])
    assert found.is_true_positive.tolist() == [False, False]
    assert found.is_ignored.tolist() == [True, False]


def test_truths_that_count_come_before_ignored_ones() -> None:
    """A worse overlap with a counted truth beats a perfect one with an ignored."""
    found = match_detections([HERE], [0.9], [HERE, NEAR], ignore=[True, False])
    assert found.truth_index.tolist() == [1]
    assert found.is_true_positive.tolist() == [True]


def test_matching_with_nothing_on_either_side() -> None:
    """No truths: all are false positives; no detections: no matches."""
    assert match_detections([HERE], [0.9], []).truth_index.tolist() == [-1]
    assert match_detections([], [], [HERE]).truth_index.tolist() == []
    empty = match_detections([], [], [], ignore=[])
    assert empty.is_ignored.tolist() == []


# --- average precision -----------------------------------------------------------

# By score: right wrong right wrong right, of four objects.
SCORES = [0.9, 0.8, 0.7, 0.6, 0.5]
RIGHT = [1, 0, 1, 0, 1]
# precision 1 1/2 2/3 2/4 3/5, recall 1/4 1/4 2/4 2/4 3/4; envelope 1 2/3 2/3 3/5 3/5.


@pytest.mark.parametrize(
    ("interpolation", "expected"),
    [
        ("all-point", (1 + 2 / 3 + 3 / 5) / 4),
        # recall levels 0 .1 .2 | .3 .4 .5 | .6 .7 | .8 .9 1
        ("11-point", (3 * 1 + 3 * 2 / 3 + 2 * 3 / 5) / 11),
        # 0 … .25 | .26 … .50 | .51 … .75 | the rest
        ("101-point", (26 * 1 + 25 * 2 / 3 + 25 * 3 / 5) / 101),
    ],
)
def test_average_precision_by_hand(interpolation: str, expected: float) -> None:
    """The three interpolations of the same five detections."""
    found = detection_average_precision(SCORES, RIGHT, 4, interpolation=interpolation)
    assert found == pytest.approx(expected, rel=1e-14)


def test_average_precision_at_its_ends() -> None:
    """All found at once is 1, nothing found or nothing detected is 0."""
    for interpolation in ("all-point", "11-point", "101-point"):
        options = {"interpolation": interpolation}
        assert detection_average_precision([0.9, 0.8], [1, 1], 2, **options) == 1.0
        assert detection_average_precision([0.9, 0.8], [0, 0], 2, **options) == 0.0
        assert detection_average_precision([], [], 2, **options) == 0.0


def test_the_envelope_looks_towards_higher_recall() -> None:
    """A false alarm at the top is forgiven at levels that later precision beats."""
    # precision 0 1/2 2/3, recall 0 1/2 1: the envelope is 2/3 throughout.
    found = detection_average_precision([0.9, 0.8, 0.7], [0, 1, 1], 2)
    assert found == pytest.approx(2 / 3, rel=1e-15)


def test_mean_average_precision_over_images_and_classes() -> None:
    """Detections of all images share one ranking; the mean is over classes."""
    detections = [
        ImageDetections([HERE, FAR], [0.9, 0.3], [0, 0]),
        ImageDetections([HERE, FAR], [0.6, 0.8], [0, 1]),
    ]
    truths = [ImageTruths([HERE], [0]), ImageTruths([HERE, HERE], [0, 1])]
    found = mean_average_precision(detections, truths)
    # Class 0: right .9, right .6, wrong .3 of two; class 1: wrong of one.
    assert found.per_class == {0: 1.0, 1: 0.0}
    assert found.value == 0.5


def test_mean_average_precision_over_iou_thresholds() -> None:
    """NEAR matches HERE (IoU 2/3) at .5, .55 … .65: four of ten thresholds."""
    detections = [ImageDetections([NEAR], [0.9], [0])]
    truths = [ImageTruths([HERE], [0])]
    thresholds = [0.5 + 0.05 * i for i in range(10)]
    found = mean_average_precision(detections, truths, iou_thresholds=thresholds)
    assert found.value == pytest.approx(0.4, rel=1e-15)


def test_ignored_truths_are_not_to_be_found() -> None:
    """A class with ignored truths only has no average precision."""
    detections = [ImageDetections([HERE, FAR], [0.9, 0.8], [0, 1])]
    truths = [ImageTruths([HERE, FAR], [0, 1], ignore=[False, True])]
    assert mean_average_precision(detections, truths).per_class == {0: 1.0}


def test_images_without_boxes_are_images() -> None:
    """An image without a truth can only add false positives."""
    detections = [ImageDetections([HERE], [0.9], [0]), ImageDetections([], [], [])]
    truths = [ImageTruths([], []), ImageTruths([HERE], [0])]
    assert mean_average_precision(detections, truths).per_class == {0: 0.0}


# --- FROC ------------------------------------------------------------------------


def test_froc_by_hand() -> None:
    """Five detections in two images with four objects, equal scores as one point."""
    curve = froc_curve([0.9, 0.8, 0.8, 0.6, 0.5], RIGHT, n_truth=4, n_images=2)
    assert curve.thresholds.tolist() == [0.9, 0.8, 0.6, 0.5]
    assert curve.fp_per_image.tolist() == [0.0, 0.5, 1.0, 1.0]
    assert curve.sensitivity.tolist() == [0.25, 0.5, 0.5, 0.75]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(0.0, 0.25), (0.4, 0.25), (0.5, 0.5), (1.0, 0.75), (8, 0.75)],
)
def test_sensitivity_at_a_number_of_false_alarms(limit: float, expected: float) -> None:
    """The best sensitivity with at most so many: equality is allowed."""
    curve = froc_curve(SCORES, RIGHT, n_truth=4, n_images=2)
    assert curve.sensitivity_at(limit) == expected


def test_sensitivity_is_zero_where_even_the_first_alarm_is_too_many() -> None:
    """When the highest score is a false alarm, none allowed means none found."""
    curve = froc_curve([0.9, 0.8], [0, 1], n_truth=1, n_images=1)
    assert curve.sensitivity_at(0.5) == 0.0


# --- joint search ----------------------------------------------------------------

CURVES = {
    0.3: [(0.9, 1.00, 0.50), (0.6, 0.95, 0.80), (0.4, 0.90, 0.95)],
    0.5: [(0.9, 1.00, 0.55), (0.7, 0.96, 0.80), (0.4, 0.80, 0.97)],
    0.7: [(0.9, 0.94, 0.60)],
}


@pytest.mark.parametrize(
    ("target", "nms_iou", "threshold"),
    [(0.95, 0.5, 0.7), (0.9, 0.3, 0.4), (0.97, 0.5, 0.9), (0.5, 0.5, 0.4)],
)
def test_joint_search_by_hand(target: float, nms_iou: float, threshold: float) -> None:
    """Highest recall among the precise; then largest threshold."""
    found = joint_threshold_search(CURVES, target=target)
    assert (found.nms_iou, found.threshold) == (nms_iou, threshold)


def test_joint_search_ties_go_to_the_smaller_nms_iou() -> None:
    """Equal recall and threshold: the smallest NMS IoU, in any order of the keys."""
    points = [(0.5, 0.9, 0.7)]
    found = joint_threshold_search({0.6: points, 0.4: points, 0.5: points}, target=0.9)
    assert found == JointThreshold(0.4, 0.5, 0.9, 0.7)


def test_joint_search_may_be_infeasible() -> None:
    """None where nothing is precise enough, also with an empty curve."""
    assert joint_threshold_search({0.7: CURVES[0.7]}, target=0.95) is None
    assert joint_threshold_search({0.3: []}, target=0.95) is None


# --- calibration of detections ---------------------------------------------------


def test_detection_calibration_by_hand() -> None:
    """Two at .9 (one right), two at .3 (one right): (.4 + .2)/2."""
    found = detection_calibration_error([0.9, 0.9, 0.3, 0.3], [1, 0, 0, 1], n_bins=5)
    assert found == pytest.approx(0.3, abs=1e-15)


def test_calibrated_detections_have_a_small_error() -> None:
    """Detections right as often as they promise have an error near 0."""
    rng = np.random.default_rng(0)
    scores = rng.random(100_000)
    found = detection_calibration_error(scores, rng.random(100_000) < scores)
    assert found < 0.01
    assert not math.isnan(found)
