"""What unit 6's figures find on trays, against hand work and the reference."""

import doctest
import importlib

import numpy as np
import pytest
from scipy.special import softmax

from grader import reference
from lessons import data
from lessons.figures.detection._boxes import match, overlaps, suppress
from lessons.figures.detection._found import (
    find_parts,
    nms_curves,
)
from lessons.figures.detection._heat_map import on_grid
from lessons.figures.detection._kept import keep_on_tray
from lessons.figures.detection._pairs import best_pair, recall_of

MODULES = [
    "_boxes",
    "_found",
    "_froc",
    "_heat_map",
    "_honest_scores",
    "_pairs",
    "_precision_areas",
    "_promise_tables",
    "_scenes",
]


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_hold(name):
    """Every example in a docstring runs and shows what it says."""
    module = importlib.import_module(f"lessons.figures.detection.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.fixture(scope="module")
def trays():
    """Return the shipped trays."""
    return data.load_detection()


@pytest.fixture(scope="module")
def found(trays):
    """Return what is found on the trays for tuning."""
    return find_parts(trays.calibration)


def random_boxes(rng, count):
    """Return boxes on a small grid, so that many overlap, touch and coincide."""
    corner = rng.integers(0, 8, (count, 2))
    return np.hstack([corner, corner + rng.integers(1, 6, (count, 2))]).astype(float)


@pytest.mark.parametrize("seed", range(20))
def test_boxes_agree_with_the_reference(seed):
    """Overlap, suppression and matching, on boxes of which many lie alike."""
    rng = np.random.default_rng(seed)
    boxes, truths = random_boxes(rng, 15), random_boxes(rng, 4)
    scores = rng.permutation(15) / 15
    assert overlaps(boxes, truths) == pytest.approx(reference.box_iou(boxes, truths))
    for limit in (0.0, 0.25, 1 / 3, 0.5, 1.0):
        kept = reference.non_maximum_suppression(boxes, scores, iou_threshold=limit)
        assert suppress(boxes, scores, limit).tolist() == kept.tolist()
    # Truths apart: which of two equal overlaps is taken is a convention of its own.
    apart = truths + 20 * np.arange(4)[:, None]
    near = apart[rng.integers(0, 4, 15)] + rng.integers(-1, 2, (15, 4)) / 2
    near[:, 2:] = np.maximum(near[:, 2:], near[:, :2] + 0.5)
    matched = reference.match_detections(near, scores, apart)
    assert match(near, scores, apart).tolist() == matched.is_true_positive.tolist()


def test_no_boxes_and_no_parts():
    """Nothing is kept of nothing, and where no part lies every box is false."""
    assert suppress([], [], 0.5).tolist() == []
    assert match([[0, 0, 1, 1]], [0.5], []).tolist() == [False]
    assert match([], [], [[0, 0, 1, 1]]).tolist() == []


def test_a_taken_part_is_not_free():
    """The second box takes its second choice, if it overlaps that enough."""
    parts = [[0, 0, 4, 4], [0, 1, 4, 5]]  # they overlap each other by 3/5
    boxes = [[0, 0, 4, 4], [0, 0, 4, 4.2]]
    assert match(boxes, [0.9, 0.8], parts).tolist() == [True, True]
    assert match(boxes, [0.9, 0.8], parts, 0.7).tolist() == [True, False]


@pytest.mark.parametrize(("nms_iou", "at_iou"), [(0.3, 0.5), (0.5, 0.75)])
def test_what_is_found_agrees_with_the_reference(trays, nms_iou, at_iou):
    """Scores and hits of each class on all test trays."""
    part = trays.test
    for group, one in enumerate(
        find_parts(part, nms_iou=nms_iou, at_iou=at_iou).classes
    ):
        scores, hits = [], []
        for number in range(part.scenes):
            raw, truths = part.raw.in_scene(number), part.truths.in_scene(number)
            ours = raw.classes == group
            kept = reference.non_maximum_suppression(
                raw.boxes[ours], raw.scores[ours], iou_threshold=nms_iou
            )
            boxes, some = raw.boxes[ours][kept], raw.scores[ours][kept]
            theirs = truths.boxes[truths.classes == group]
            matched = reference.match_detections(
                boxes, some, theirs, iou_threshold=at_iou
            )
            scores.extend(some)
            hits.extend(matched.is_true_positive)
        assert one.scores == pytest.approx(scores)
        assert one.hits.tolist() == hits
        assert one.parts == np.sum(part.truths.classes == group)


def test_a_temperature_divides_the_logits(trays):
    """The scores are those of logits / T; the class stays."""
    raw = trays.calibration.raw.in_scene(0)
    probs = softmax(raw.logits / 2, axis=1)[:, 1:].max(axis=1)
    hot = find_parts(trays.calibration, temperature=2.0)["washer"].scores[0]
    assert hot == pytest.approx(probs[raw.classes == 0].max())


def test_curves_are_those_of_each_overlap(trays):
    """A curve of many is the curve of one; proven precision is the lower bound."""
    curves = nms_curves(trays.calibration, (0.3, 0.5))
    one = find_parts(trays.calibration, nms_iou=0.5)["nut"]
    assert curves["nut"][0.5] == one.curve()
    threshold, precision, recall = curves["nut"][0.5][40]
    kept = one.scores >= threshold
    assert (precision, recall) == pytest.approx(
        (one.hits[kept].mean(), one.hits[kept].sum() / one.parts)
    )
    proven = nms_curves(trays.calibration, (0.5,), confidence=0.9)["nut"][0.5][40]
    bound = reference.clopper_pearson_lower(
        int(one.hits[kept].sum()), int(kept.sum()), confidence=0.9
    )
    assert proven[1] == pytest.approx(float(bound))
    assert (proven[0], proven[2]) == (threshold, recall)


@pytest.mark.parametrize("seed", range(30))
def test_the_best_pair_is_the_references(seed):
    """On coarse random curves, with many ties and some without an answer."""
    rng = np.random.default_rng(seed)
    curves = {
        float(iou): [tuple(row) for row in rng.integers(1, 6, (4, 3)) / 5]
        for iou in rng.permutation([0.3, 0.5, 0.7])
    }
    mine = best_pair(curves, 0.8)
    found = reference.joint_threshold_search(curves, target=0.8)
    assert mine == (found and (found.nms_iou, found.threshold))
    if found and len({t for t, _, _ in curves[found.nms_iou]}) == 4:
        assert recall_of(curves, mine) == found.recall


def test_a_tray_keeps_what_all_trays_keep(trays):
    """On tray 4 four are right, one false, none missed; cutting first changes nothing.

    Worked out with the reference in unit_6/test_boxes.py.
    """
    kept = keep_on_tray(trays.calibration, 4, 0.9, 0.3)
    assert kept.names == ["washer", "washer", "clip", "clip", "washer"]
    assert kept.hits.tolist() == [True, True, True, False, True]
    assert kept.missed.shape == (0, 4)
    at_the_last = keep_on_tray(trays.calibration, 4, float(kept.scores[-1]), 0.3)
    assert at_the_last.names == kept.names
    every = keep_on_tray(trays.calibration, 4, 0.0, 0.3)
    high = every.scores >= 0.9
    assert every.boxes[high].tolist() == kept.boxes.tolist()
    nothing = keep_on_tray(trays.calibration, 4, 1.0, 0.3)
    assert nothing.names == []
    assert sorted(nothing.missed_names) == ["clip", "washer", "washer", "washer"]


def test_the_grid_has_what_is_at_or_above_each_threshold(found):
    """Precision and recall at a column are those of the detections it keeps."""
    thresholds = np.array([0.5, 0.9, 0.99, 1.0])
    one = found["clip"]
    precision, recall = on_grid({0.3: one.curve()}, thresholds)
    for column, threshold in enumerate(thresholds[:3]):
        assert (precision[0, column], recall[0, column]) == pytest.approx(
            one.at(threshold)
        )
    assert np.isnan(precision[0, 3])
    assert recall[0, 3] == 0


def test_what_was_found_speaks_for_itself(found):
    """The words hold detections, parts, trays and how many are right."""
    assert repr(found).splitlines()[0] == (
        "724 detections for 521 washers on 250 trays, 480 of them right"
    )
    assert found.pooled().parts == 521 + 214 + 129
