"""The detector's raw boxes: what was shipped, and that it can be made again.

All figures come from the grader's reference: suppression and matching class by class,
at IoU .5, over all scenes; nothing of the generator is used for them.
"""

import doctest
from typing import NamedTuple

import numpy as np
import pytest
from scipy.special import softmax
from threadpoolctl import threadpool_limits

from grader import reference
from lessons import data
from lessons.data import _detection, _detector, _scenes, make_detection

PARTS = ("calibration", "test")
GROUPS = range(3)
NMS = 0.3


class Found(NamedTuple):
    """One class's detections in all scenes, and how many parts there were."""

    scores: np.ndarray
    hits: np.ndarray
    parts: int

    def at(self, threshold):
        """Return precision and recall."""
        flagged = self.scores >= threshold
        hits = self.hits[flagged].sum()
        return hits / flagged.sum(), hits / self.parts


def find(part, *, iou_threshold=NMS, temperature=1.0):
    """Suppress and match; return what was found of each class."""
    found = []
    probs = softmax(part.raw.logits / temperature, axis=1)[:, 1:]
    for group in GROUPS:
        scores, hits = [], []
        for number in range(part.scenes):
            here = (part.raw.scene == number) & (probs.argmax(axis=1) == group)
            truths = part.truths.in_scene(number)
            boxes, some = part.raw.boxes[here], probs[here, group]
            kept = reference.non_maximum_suppression(
                boxes, some, iou_threshold=iou_threshold
            )
            matched = reference.match_detections(
                boxes[kept], some[kept], truths.boxes[truths.classes == group]
            )
            scores.extend(some[kept])
            hits.extend(matched.is_true_positive)
        parts = int((part.truths.classes == group).sum())
        found.append(Found(np.array(scores), np.array(hits), parts))
    return found


def needed(found, confidence=None):
    """Return each class's threshold for precision of .95 or more, None if none."""
    wanted = [
        reference.threshold_at_precision(
            some.scores, some.hits, target=0.95, confidence=confidence
        )
        for some in found
    ]
    return [one and one.value for one in wanted]


@pytest.fixture(scope="module")
def trays():
    """Return the shipped scenes."""
    return data.load_detection()


@pytest.fixture(scope="module")
def calibration(trays):
    """Return what was found on the calibration scenes."""
    return find(trays.calibration)


@pytest.fixture(scope="module")
def test(trays):
    """Return what was found on the test scenes."""
    return find(trays.test)


def error(found):
    """Return the D-ECE of all detections together, in ten bins."""
    return reference.detection_calibration_error(
        np.concatenate([some.scores for some in found]),
        np.concatenate([some.hits for some in found]),
        n_bins=10,
    )


@pytest.mark.parametrize("part", PARTS)
def test_shapes_and_kinds(trays, part):
    """Boxes have area and lie inside of the picture; scenes are counted from 0."""
    scenes = getattr(trays, part)
    assert scenes.scenes == 250
    assert scenes.images.shape == (6, 96, 96)
    assert scenes.images.dtype == np.uint8
    for some in (scenes.raw, scenes.truths):
        assert some.scene.dtype == np.int64
        assert np.all(np.diff(some.scene) >= 0)
        assert some.scene.max() < 250
        assert some.boxes.shape == (len(some.scene), 4)
        assert np.all((some.boxes >= 0) & (some.boxes <= 96))
        assert np.all(some.boxes[:, :2] < some.boxes[:, 2:])
        assert set(some.classes) == set(GROUPS)
    assert scenes.raw.logits.shape == (len(scenes.raw.scene), 4)
    assert np.all(np.isfinite(scenes.raw.logits))


@pytest.mark.parametrize("part", PARTS)
def test_class_and_score_come_from_the_logits(trays, part):
    """A box's score is its class's probability, 0.01 at least."""
    raw = getattr(trays, part).raw
    probs = softmax(raw.logits, axis=1)
    assert raw.scores == pytest.approx(
        probs[np.arange(len(probs)), raw.classes + 1], abs=1e-12
    )
    assert raw.scores.min() >= make_detection.FLOOR - 1e-6


@pytest.mark.parametrize("part", PARTS)
def test_no_two_scores_are_equal(trays, part):
    """Suppression has no tie to break within a class and a scene."""
    raw = getattr(trays, part).raw
    rows = np.column_stack([raw.scene, raw.classes, raw.scores])
    assert len(np.unique(rows, axis=0)) == len(rows)


def test_the_file_is_small_and_holds_no_pickles():
    """Half a megabyte of plain arrays."""
    path = make_detection.Path(make_detection.__file__).with_name("detection.npz")
    assert path.stat().st_size < 500_000
    kinds = ("boxes", "images", "logits", "scene", "scenes")
    kinds += ("truth_boxes", "truth_classes", "truth_scene")
    with np.load(path, allow_pickle=False) as saved:
        assert sorted(saved) == sorted(f"{p}_{kind}" for p in PARTS for kind in kinds)


def test_no_scene_is_there_twice(trays):
    """Calibration and test are different drawings, by their parts' boxes."""
    seen = [
        part.truths.in_scene(number).boxes.tobytes()
        for part in (trays.calibration, trays.test)
        for number in range(250)
    ]
    assert len(set(seen)) == len([one for one in seen if one]) == 500


def test_a_scene_by_itself(trays):
    """The parts of all scenes are the parts."""
    truths = trays.test.truths
    counts = [len(truths.in_scene(number).scene) for number in range(250)]
    assert sum(counts) == len(truths.scene) == 861
    assert 1 <= min(counts) <= max(counts) <= 5


def test_every_class_needs_its_own_threshold(calibration):
    """For precision .95: .915, .932 and .986, with recalls .70, .77 and .36."""
    thresholds = needed(calibration)
    assert thresholds == pytest.approx([0.915, 0.932, 0.986], abs=5e-4)
    recalls = [
        some.at(threshold)[1]
        for some, threshold in zip(calibration, thresholds, strict=True)
    ]
    assert recalls == pytest.approx([0.702, 0.766, 0.357], abs=5e-4)


def test_one_threshold_for_all_starves_two_classes(calibration):
    """What clips need costs washers .70 → .47 of recall, and nuts .77 → .56."""
    highest = max(needed(calibration))
    recalls = [some.at(highest)[1] for some in calibration]
    assert recalls == pytest.approx([0.472, 0.556, 0.357], abs=5e-4)


def test_one_threshold_for_the_pooled_precision_lets_clips_down(calibration):
    """At .959 all together have .95; clips alone .844."""
    scores = np.concatenate([some.scores for some in calibration])
    hits = np.concatenate([some.hits for some in calibration])
    pooled = reference.threshold_at_precision(scores, hits, target=0.95).value
    assert pooled == pytest.approx(0.959, abs=5e-4)
    precisions = [some.at(pooled)[0] for some in calibration]
    assert precisions == pytest.approx([0.972, 0.967, 0.844], abs=5e-4)


def test_suppression_that_lets_overlap_pass_destroys_recall(trays):
    """At .5 duplicates stay, and count as false: washers' recall falls to .32."""
    recalls = {}
    for iou_threshold in (0.2, 0.45, 0.5, 0.6):
        found = find(trays.calibration, iou_threshold=iou_threshold)
        recalls[iou_threshold] = [
            some.at(threshold)[1]
            for some, threshold in zip(found, needed(found), strict=True)
        ]
    assert recalls[0.2] == pytest.approx([0.702, 0.766, 0.357], abs=5e-4)
    assert recalls[0.45] == pytest.approx([0.620, 0.631, 0.186], abs=5e-4)
    assert recalls[0.5] == pytest.approx([0.317, 0.379, 0.186], abs=5e-4)
    assert recalls[0.6] == pytest.approx([0.063, 0.042, 0.078], abs=5e-4)


def test_the_test_set_keeps_the_promise_only_with_a_margin(calibration, test):
    """Without: .941, .958, .882. With 90 %: .952, .978, and clips are infeasible."""
    plain = [
        some.at(threshold)
        for some, threshold in zip(test, needed(calibration), strict=True)
    ]
    assert [one[0] for one in plain] == pytest.approx([0.941, 0.958, 0.882], abs=5e-4)
    thresholds = needed(calibration, confidence=0.9)
    assert thresholds[2] is None
    assert thresholds[:2] == pytest.approx([0.956, 0.973], abs=5e-4)
    safe = [
        some.at(threshold)
        for some, threshold in zip(test[:2], thresholds[:2], strict=True)
    ]
    assert [one[0] for one in safe] == pytest.approx([0.952, 0.978], abs=5e-4)
    assert [one[1] for one in safe] == pytest.approx([0.607, 0.607], abs=5e-4)


@pytest.fixture(scope="module")
def temperature(trays):
    """Return the head's temperature, fitted on the raw boxes of calibration scenes."""
    part = trays.calibration
    labels = np.zeros(len(part.raw.scene), dtype=int)
    for number in range(part.scenes):
        here = part.raw.scene == number
        truths = part.truths.in_scene(number)
        if here.any() and len(truths.scene):
            shares = reference.box_iou(part.raw.boxes[here], truths.boxes)
            nearest = truths.classes[shares.argmax(axis=1)] + 1
            labels[here] = np.where(shares.max(axis=1) >= 0.5, nearest, 0)
    return reference.TemperatureScaling().fit(part.raw.logits, labels).temperature_


def test_the_heads_temperature_does_not_calibrate_detections(trays, test, temperature):
    """T is 1.11; D-ECE goes from .128 to .129."""
    assert temperature == pytest.approx(1.112, abs=1e-3)
    assert error(test) == pytest.approx(0.1276, abs=5e-5)
    assert error(find(trays.test, temperature=temperature)) == pytest.approx(
        0.1286, abs=5e-5
    )


def test_platt_scaling_of_each_class_does(calibration, test):
    """Fitted on matched detections, a slope and an intercept a class: .128 to .016."""
    mended = []
    for held_out, some in zip(calibration, test, strict=True):
        platt = reference.PlattScaling()
        platt.fit(logit(held_out.scores), held_out.hits)
        mended.append(some._replace(scores=platt.predict_proba(logit(some.scores))))
    each = [[error([some]) for some in found] for found in (test, mended)]
    assert each[0] == pytest.approx([0.067, 0.159, 0.152], abs=5e-4)
    assert each[1] == pytest.approx([0.034, 0.021, 0.015], abs=5e-4)
    assert error(mended) == pytest.approx(0.0161, abs=5e-5)


def logit(probs):
    """Return log-odds."""
    return np.log(probs) - np.log1p(-probs)


def test_the_false_positives_a_scene_reach_from_an_eighth_to_four(test):
    """FROC: .61 of the parts at .125 false positives a scene, .93 at 4."""
    curve = reference.froc_curve(
        np.concatenate([some.scores for some in test]),
        np.concatenate([some.hits for some in test]),
        n_truth=sum(some.parts for some in test),
        n_images=250,
    )
    rates = (0.125, 0.25, 0.5, 1, 2, 4)
    sensitivities = [
        curve.sensitivity[curve.fp_per_image <= rate].max() for rate in rates
    ]
    assert sensitivities == pytest.approx(
        [0.614, 0.747, 0.827, 0.901, 0.929, 0.933], abs=5e-4
    )


def test_the_templates_boxes_are_the_drawn_parts():
    """A part that is drawn like a template is proposed with just its box."""
    templates = _detector.make_templates()
    for kind in GROUPS:
        depth = _scenes.part_depth(
            kind, 9.2, 0.0, _scenes.COLUMNS - 40, _scenes.ROWS - 50
        )
        image = np.rint(90 + 90 * _scenes.soft_shape(depth)).astype(np.uint8)
        boxes, _ = _detector.propose(image, templates)
        assert _scenes.tight_box(depth <= 0) in set(map(tuple, boxes.tolist()))


@pytest.mark.slow
def test_the_generator_makes_the_shipped_file(trays):
    """Drawn and detected again, boxes are the same and logits differ in late digits."""
    with threadpool_limits(1):  # small matrices: threads would only wait
        made = make_detection.make_detection()
    for name in PARTS:
        part = getattr(trays, name)
        shades = made[f"{name}_images"].astype(int) - part.images
        assert np.abs(shades).max() <= 1  # another libm may round a shade
        assert made[f"{name}_truth_classes"].tolist() == part.truths.classes.tolist()
        assert made[f"{name}_truth_boxes"].tolist() == part.truths.boxes.tolist()
        assert made[f"{name}_boxes"].tolist() == part.raw.boxes.tolist()
        assert made[f"{name}_logits"] == pytest.approx(part.raw.logits, abs=0.01)


def test_representations_and_examples(trays):
    """The words of the objects and the docstring's example hold."""
    results = doctest.testmod(_detection)
    assert (results.attempted, results.failed) == (1, 0)
    assert repr(trays).splitlines()[0] == (
        "calibration: 250 scenes, 864 parts: 521 washers, 214 nuts, 129 clips; "
        "10,773 raw boxes: 5,135 washers, 2,430 nuts, 3,208 clips"
    )
