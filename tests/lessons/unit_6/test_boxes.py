"""Overlap, matching and suppression: worked on paper, and on two trays."""

import numpy as np
import pytest

from grader import reference

from .by_hand import CLASSES, shipped


def overlap(box_a, box_b):
    """Return the reference's IoU of two boxes."""
    return reference.box_iou([box_a], [box_b])[0, 0]


def kept_on(scene, group, nms_iou):
    """Return boxes and scores that suppression keeps of one class on a tray."""
    raw = shipped().calibration.raw.in_scene(scene)
    here = np.flatnonzero(raw.classes == group)
    stay = reference.non_maximum_suppression(
        raw.boxes[here], raw.scores[here], iou_threshold=nms_iou
    )
    return raw.boxes[here[stay]], raw.scores[here[stay]]


def test_the_tray(said, shown):
    """44 raw boxes on four parts, three washers and a clip."""
    trays = shipped().calibration
    raw, truths = trays.raw.in_scene(4), trays.truths.in_scene(4)
    assert truths.classes.tolist().count(0) == 3
    assert truths.classes.tolist().count(2) == 1
    said("explain-tray", f"Four parts, {len(raw.scene)} raw boxes")
    said(
        "title",
        f"the detector says {len(raw.scene)} boxes",
        given=["6", "50", "10", "2", "4"],
    )
    assert f"{len(raw.scene)} raw boxes" in shown["tray-figure"]
    assert "3 washers, 1 clip" in shown["tray-figure"]


def test_half_in_common(said, shown):
    """Half of each of two squares: 8/24; for 1/2 they share two thirds."""
    assert overlap([0, 0, 4, 4], [2, 0, 6, 4]) == pytest.approx(8 / (16 + 16 - 8))
    assert "8/24 = 0.333" in shown["half-figure"]
    # Squares of side 3, one to the right by 1: two thirds of each in common.
    assert overlap([0, 0, 3, 3], [1, 0, 4, 3]) == 0.5
    said("explain-half", "The usual bar, IoU ≥ 0.5")
    said("iou-idea", given=["1", "0"])


def test_worked_and_faded_overlap(said):
    """4/8, and 2 / (8 + 6 - 2)."""
    assert overlap([0, 0, 3, 2], [1, 0, 4, 2]) == 4 / 8
    assert overlap([1, 1, 5, 3], [3, 2, 6, 4]) == pytest.approx(2 / 12)
    said(
        "worked-iou",
        "A = (0, 0, 3, 2), B = (1, 0, 4, 2), as x1, y1, x2, y2",
        "left sides, 1, to the *smaller* of the right ones, 3: 2 wide, and 2 high",
        "Common 4, areas 6 and 6, union 6 + 6 − 4 = 8. IoU = 4/8 = 0.5",
        "take 0 instead",
    )
    said(
        "faded-iou",
        "A = (1, 1, 5, 3) has area 8, B = (3, 2, 6, 4) has area 6",
        "a box 2 wide and 1 high",
    )


def test_worked_matching(said):
    """Two boxes on one nut and one elsewhere: right, false, false."""
    nut, elsewhere = [0, 0, 2, 2], [5, 5, 7, 7]
    matched = reference.match_detections(
        [nut, [0, 0, 2, 2.5], elsewhere], [0.9, 0.8, 0.7], [nut]
    )
    assert matched.is_true_positive.tolist() == [True, False, False]
    said(
        "matching",
        "if IoU ≥ 0.5",
        "Scores 0.9 and 0.8 lie on one nut, 0.7 on bare metal: right, false, false",
    )


def test_worked_suppression(said):
    """A, B, C in a row: B goes and C stays, at .3 both go, at .6 nobody."""
    row = [[0, 0, 8, 4], [2, 0, 10, 4], [4, 0, 12, 4]]
    shares = reference.box_iou(row, row)
    numbers = (
        f"IoU of A and B: {shares[0, 1]:.1f}; of B and C: {shares[1, 2]:.1f}; "
        f"of A and C: {shares[0, 2]:.2f}"
    )
    kept = {
        limit: reference.non_maximum_suppression(
            row, [0.9, 0.8, 0.7], iou_threshold=limit
        ).tolist()
        for limit in (0.5, 0.3, 0.6)
    }
    assert kept == {0.5: [0, 2], 0.3: [0], 0.6: [0, 1, 2]}
    said(
        "worked-nms",
        "scores 0.9, 0.8, 0.7",
        numbers,
        "The NMS IoU is 0.5",
        "C overlaps B by 0.6",
        "At 0.3 A drops both; at exactly 0.6 nobody goes",
    )


def test_faded_suppression(said, cells):
    """Boxes 0 and 1 overlap by .82; boxes 1, 3 and 2 are kept, best first."""
    space = {}
    exec(cells["heap-data"].source, space)  # noqa: S102 (our own cell)
    heap, scores = space["heap"], space["heap_scores"]
    shares = reference.box_iou(heap, heap)
    others = shares[~np.eye(4, dtype=bool)]
    assert sorted(others)[-3] <= 0.25  # all but the pair, which is there twice
    kept = reference.non_maximum_suppression(heap, scores, iou_threshold=0.5)
    assert kept.tolist() == [1, 3, 2]
    said(
        "faded-nms",
        "NMS IoU 0.5",
        f"Box 0 and box 1 overlap by {shares[0, 1]:.2f}",
        "by 0.25 or less",
        "The best is box 1",
    )


def test_suppression_at_work(said, shown):
    """Of 18 nut boxes on tray 5 three stay; the last, with .105, is on no nut."""
    boxes, scores = kept_on(5, 1, 0.3)
    truths = shipped().calibration.truths.in_scene(5).boxes
    hits = reference.box_iou(boxes, truths).max(axis=1) >= 0.5
    assert hits.tolist() == [True, True, False]
    assert not reference.box_iou(boxes[2:], truths).any()
    said("explain-nms", f"with score {scores[2]:.3f}, lies on no nut")
    words = ", ".join(f"{score:.3f}" for score in scores)
    assert f"At last 3 are kept, with scores {words}" in shown["nms-figure"]
    assert "Of 18 raw boxes" in shown["nms-figure"]


def test_no_pair_of_dials_works(said, shown):
    """A false clip has score .95, a real washer .93; at NMS IoU .5 no duplicates."""
    truths = shipped().calibration.truths.in_scene(4)
    right, false = [], []
    for group, name in enumerate(CLASSES):
        boxes, scores = kept_on(4, group, 0.5)
        matched = reference.match_detections(
            boxes, scores, truths.boxes[truths.classes == group]
        )
        for score, hit in zip(scores, matched.is_true_positive, strict=True):
            (right if hit else false).append((score, name))
    assert len(right) == 4
    worst, best_false = min(right), max(false)
    assert (worst[1], best_false[1]) == ("washer", "clip")
    assert best_false[0] > worst[0]
    # "a threshold for clips and another for washers can"
    assert min(s for s, name in right if name == "clip") > best_false[0]
    washers = [s for s, name in false if name == "washer"]
    assert worst[0] > max(washers, default=0)
    said(
        "explain-dials",
        "NMS IoU 0.5 drops the two duplicates",
        f"the false clip has score {best_false[0]:.2f}, a real washer only "
        f"{worst[0]:.2f}",
    )
    assert "4 right, 3 false, 0 missed" in shown["tray-sliders"]
    above = [len([s for s, _ in false if s >= 0.9])]
    assert above == [1]  # of the three false ones, two are duplicates
