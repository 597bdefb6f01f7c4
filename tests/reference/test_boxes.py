"""Boxes: IoU in continuous coordinates, and non-maximum suppression."""

import numpy as np
import pytest
from hypothesis import strategies as st

from grader.reference import box_iou, non_maximum_suppression

from .strategies import for_all


@st.composite
def some_boxes(draw: st.DrawFn, *, grid: int = 6) -> np.ndarray:
    """Draw up to ten boxes on a coarse grid: many touch, nest or coincide."""
    n = draw(st.integers(1, 10))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    low = rng.integers(0, grid, (n, 2))
    return np.hstack((low, low + rng.integers(1, grid, (n, 2)))).astype(float)


def iou_by_cells(a: np.ndarray, b: np.ndarray) -> float:
    """Count unit cells: exact for boxes on whole coordinates."""
    cells = []
    for box in (a, b):
        x1, y1, x2, y2 = (int(v) for v in box)
        cells.append({(x, y) for x in range(x1, x2) for y in range(y1, y2)})
    return len(cells[0] & cells[1]) / len(cells[0] | cells[1])


def test_iou_by_hand() -> None:
    """2×2 boxes: shifted by (1, 1) share 1 of 7; nested 1×1 shares 1 of 4."""
    found = box_iou([[0, 0, 2, 2]], [[1, 1, 3, 3], [0, 0, 1, 1], [0, 0, 2, 2]])
    np.testing.assert_allclose(found, [[1 / 7, 1 / 4, 1.0]], rtol=1e-15)


def test_touching_boxes_do_not_overlap() -> None:
    """Coordinates are continuous: a shared side has no area."""
    assert box_iou([[0, 0, 2, 2]], [[2, 0, 4, 2]])[0, 0] == 0.0


def test_boxes_without_area_have_no_overlap() -> None:
    """0/0 is 0.0 for two points, also for the same point."""
    assert box_iou([[1, 1, 1, 1]], [[1, 1, 1, 1], [0, 0, 2, 2]]).tolist() == [[0, 0]]


def test_no_boxes_give_an_empty_matrix() -> None:
    """An empty list is no boxes."""
    assert box_iou([], [[0, 0, 1, 1]]).shape == (0, 1)
    assert box_iou([[0, 0, 1, 1]], []).shape == (1, 0)


@for_all(some_boxes(), some_boxes())
def test_iou_is_symmetric_and_counts_cells(a: np.ndarray, b: np.ndarray) -> None:
    """IoU(a, b) is IoU(b, a), 1 with itself, and the share of common cells."""
    found = box_iou(a, b)
    assert (found == box_iou(b, a).T).all()
    assert (np.diag(box_iou(a, a)) == 1.0).all()
    exact = [[iou_by_cells(one, other) for other in b] for one in a]
    np.testing.assert_allclose(found, exact, rtol=1e-15)


def test_nms_by_hand() -> None:
    """IoU 2/3 with the best box is dropped at .5 and kept at .7."""
    boxes = [[5, 5, 6, 6], [0, 0, 1, 1.5], [0, 0, 1, 1]]
    scores = [0.7, 0.8, 0.9]
    kept = non_maximum_suppression(boxes, scores, iou_threshold=0.5)
    assert kept.tolist() == [2, 0]
    kept = non_maximum_suppression(boxes, scores, iou_threshold=0.7)
    assert kept.tolist() == [2, 1, 0]


def test_nms_keeps_an_overlap_equal_to_the_threshold() -> None:
    """IoU of exactly 1/2 drops nothing at 0.5: the rule is >, not ≥."""
    boxes = [[0, 0, 2, 1], [0, 0, 1, 1]]
    kept = non_maximum_suppression(boxes, [0.9, 0.8], iou_threshold=0.5)
    assert kept.tolist() == [0, 1]


def test_a_dropped_box_drops_nothing() -> None:
    """A chain: the middle box goes, so the last, which only it overlaps, stays."""
    boxes = [[0, 0, 2, 1], [0.5, 0, 2.5, 1], [1.4, 0, 3.4, 1]]
    kept = non_maximum_suppression(boxes, [0.9, 0.8, 0.7], iou_threshold=0.3)
    assert kept.tolist() == [0, 2]


def test_nms_of_nothing_is_nothing() -> None:
    """No boxes give an empty list of indices."""
    assert non_maximum_suppression([], [], iou_threshold=0.5).tolist() == []


def test_nms_takes_the_earlier_of_equal_scores() -> None:
    """Of two equal boxes with equal scores the first stays."""
    boxes = [[0, 0, 1, 1], [0, 0, 1, 1]]
    kept = non_maximum_suppression(boxes, [0.5, 0.5], iou_threshold=0.5)
    assert kept.tolist() == [0]


@for_all(some_boxes(), st.sampled_from([0.0, 0.2, 0.5, 1.0]), st.integers(0, 999))
def test_nms_is_idempotent_and_leaves_no_overlap(
    boxes: np.ndarray, iou_threshold: float, seed: int
) -> None:
    """What is kept does not overlap, stays kept, and covers what was dropped."""
    scores = np.random.default_rng(seed).permutation(len(boxes)) / len(boxes)
    kept = non_maximum_suppression(boxes, scores, iou_threshold=iou_threshold)
    again = non_maximum_suppression(
        boxes[kept], scores[kept], iou_threshold=iou_threshold
    )
    assert again.tolist() == list(range(len(kept)))
    overlap = box_iou(boxes, boxes)
    for i in set(range(len(boxes))) - set(kept.tolist()):
        rivals = [k for k in kept if scores[k] > scores[i]]
        assert max(overlap[i, rivals]) > iou_threshold


@pytest.mark.parametrize("seed", range(3))
def test_nms_does_not_depend_on_the_order_of_boxes(seed: int) -> None:
    """Shuffled boxes keep the same boxes."""
    rng = np.random.default_rng(seed)
    low = rng.random((40, 2))
    boxes = np.hstack((low, low + 0.3))
    scores = rng.random(40)
    order = rng.permutation(40)
    there = non_maximum_suppression(boxes, scores, iou_threshold=0.4)
    back = non_maximum_suppression(boxes[order], scores[order], iou_threshold=0.4)
    assert order[back].tolist() == there.tolist()
