"""Unit 6's probes, fixed and drawn, keep inside what the texts promise."""

import numpy as np
import pytest

from ..probing import SEEDS, probes
from .exact_answers import overlap


def is_box(values):
    """Say whether four numbers are a box with an area."""
    x1, y1, x2, y2 = (float(v) for v in values)
    return x1 < x2 and y1 < y2


@pytest.mark.parametrize("seed", SEEDS)
def test_boxes_have_an_area(seed):
    """No box is empty or ends before it begins."""
    for probe in probes("iou", seed):
        assert all(is_box(box) for box in probe.args)
    for probe in probes("nms", seed):
        assert all(is_box(box) for box in probe.args[0])


def test_unions_are_large_enough_to_hide_a_billionth():
    """Adding 1e-9 to a union, as many do, changes no answer that is compared."""
    for seed in SEEDS:
        for probe in probes("iou", seed):
            a, b = (np.asarray(box, dtype=float) for box in probe.args)
            smaller = min(np.prod(a[2:] - a[:2]), np.prod(b[2:] - b[:2]))
            assert float(overlap(a, b)) / smaller * 1e-9 < 9e-10


@pytest.mark.parametrize("seed", SEEDS)
def test_scores_differ_and_overlaps_equal_the_threshold_or_are_off_it(seed):
    """No order and no comparison hangs on rounding."""
    for probe in probes("nms", seed):
        boxes, scores, limit = probe.args
        assert len(boxes) == len(scores) == len({float(s) for s in scores})
        assert 0 <= limit <= 1
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                off = abs(overlap(a, b) - limit)
                assert off == 0 or off > 5e-4


def test_overlaps_that_equal_the_threshold_are_exact_in_any_formula():
    """Where an IoU equals the threshold, areas and quotient are exact in binary."""
    for probe in probes("nms", 0):
        boxes, _, limit = probe.args
        pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]]
        if any(overlap(a, b) == limit for a, b in pairs):
            assert limit in (0.0, 0.25, 0.5, 1.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_curves_are_what_the_texts_say(seed):
    """Points of numbers from 0 to 1, each pair once, no precision near the target."""
    for probe in probes("joint-tune", seed):
        curves, target = probe.args
        assert 0 < target <= 1
        pairs = [(k, float(row[0])) for k, rows in curves.items() for row in rows]
        assert len(pairs) == len(set(pairs)) > 0
        for overlap_, rows in curves.items():
            assert isinstance(overlap_, float)
            for row in rows:
                assert len(row) == 3
                assert all(0 <= v <= 1 for v in row)
                assert row[1] == target or abs(row[1] - target) > 5e-4


@pytest.mark.parametrize("seed", SEEDS)
def test_recalls_tie_exactly_or_not_at_all(seed):
    """Equal recalls are equal; others differ by what anyone sees."""
    for probe in probes("joint-tune", seed):
        curves, _ = probe.args
        recalls = np.unique([row[2] for rows in curves.values() for row in rows])
        assert np.diff(recalls).min(initial=1) > 5e-4
