"""Unit 6's expected answers by hand, and what is probed."""

import numpy as np
import pytest

from ..probing import expected, fixed_args
from .exact_answers import overlap


def test_iou_by_hand():
    """Two squares of 4 share 1: 1 / (4 + 4 - 1); apart they share nothing."""
    assert expected("iou", [0, 0, 2, 2], [1, 1, 3, 3]) == pytest.approx(1 / 7)
    assert expected("iou", [0, 0, 2, 2], [5, 5, 7, 7]) == 0
    assert expected("iou", [0, 0, 2, 2], [2, 0, 4, 2]) == 0


def test_chain_by_hand():
    """The middle one of three is dropped by the first, and drops nothing itself."""
    # Shifted by 1 of 4: 3/5. Shifted by 2 of 4: 2/6.
    chain = [[0, 0, 4, 1], [1, 0, 5, 1], [2, 0, 6, 1]]
    assert expected("nms", chain, [0.9, 0.8, 0.7], 0.5) == [0, 2]
    assert expected("nms", chain, [0.8, 0.9, 0.7], 0.5) == [1]
    assert expected("nms", chain, [0.7, 0.8, 0.9], 0.6) == [2, 1, 0]
    assert expected("nms", [], [], 0.5) == []


def test_pair_by_hand():
    """The highest recall among the precise; then the threshold; then the overlap."""
    curves = {0.5: [(0.9, 1, 0.3), (0.6, 0.95, 0.7)], 0.3: [(0.6, 0.96, 0.7)]}
    assert expected("joint-tune", curves, 0.95) == (0.3, 0.6)
    assert expected("joint-tune", curves, 0.97) == (0.5, 0.9)
    assert expected("joint-tune", {0.3: [(0.6, 0.96, 0.7)]}, 0.99) is None
    curves[0.7] = [(0.65, 0.95, 0.7)]
    assert expected("joint-tune", curves, 0.95) == (0.7, 0.65)


def test_boxes_are_probed_in_every_position():
    """Apart along one side and along both, touching, inside, equal, crossing."""
    found = set()
    for args in fixed_args("iou"):
        a, b = (np.asarray(box, dtype=float) for box in args)
        gap = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
        found.add(tuple(np.sign(gap)))
    assert found == {(-1, -1), (-1, 1), (1, -1), (0, 1), (0, 0), (1, 1)}
    values = [overlap(a, b) for a, b in fixed_args("iou")]
    assert 1 in values
    kinds = {type(a) for a, _ in fixed_args("iou")}
    assert kinds == {list, tuple, np.ndarray}


def test_suppression_is_probed_where_ways_differ():
    """No boxes, one box, chains, equality at three thresholds, lists and arrays."""
    args = fixed_args("nms")
    assert {0, 1} <= {len(boxes) for boxes, _, _ in args}
    equal = {
        limit
        for boxes, _, limit in args
        if any(overlap(a, b) == limit for i, a in enumerate(boxes) for b in boxes[:i])
    }
    assert {0.25, 0.5, 1.0} <= equal
    assert {type(boxes) for boxes, _, _ in args} == {list, tuple, np.ndarray}
    assert any(np.min(scores, initial=0) < 0 for _, scores, _ in args)


def test_targets_are_probed_where_ways_differ():
    """Infeasible ones, ones that are just reached, and curves in any order."""
    args = fixed_args("joint-tune")
    answers = [expected("joint-tune", *a) for a in args]
    assert answers.count(None) >= 2
    reached = [
        any(row[1] == target for rows in curves.values() for row in rows)
        for curves, target in args
    ]
    assert sum(reached) >= 4
    assert any(list(curves) != sorted(curves) for curves, _ in args)
    assert any(isinstance(r, np.ndarray) for c, _ in args for r in c.values())
