"""Unit 6's figures: what they draw and what they say; its sliders."""

import time

import numpy as np
import pytest

from lessons import data, figures, widgets

from .detection import curves, found, fresh, tuning


def test_classes_are_told_apart_without_colour(drawn):
    """Each curve has its own line style, each chosen cut its own marker."""
    figures.class_pr_curves(found(), target=0.95)
    lines = drawn[0].axes[0].lines
    shapes = [line for line in lines if len(line.get_xdata()) > 2]
    assert len({line.get_linestyle() for line in shapes}) == len(shapes) == 3
    cuts = [line for line in lines if line.get_marker() not in ("None", "")]
    assert len({line.get_marker() for line in cuts}) == len(cuts) == 3


def test_a_tray_says_parts_and_boxes(drawn, words_in):
    """Four parts by name and 44 raw boxes stand in the picture."""
    figures.tray_scene(tuning(), 4)
    words = words_in(drawn[0])
    assert "on the tray: 4 parts" in words
    assert "said: 44 raw boxes" in words
    for name in data.PART_CLASSES:
        assert name in words


def test_decisions_are_counted_and_named(drawn, words_in):
    """Right, false and missed are counted; few boxes have class and score beside."""
    figures.tray_decisions(tuning(), 4, 0.95, 0.3)
    words = words_in(drawn[0])
    for count in ("3 right", "1 false", "1 missed", "washer missed", "clip 0.95"):
        assert count in words
    figures.tray_decisions(tuning(), 0, 0.1, 0.9)
    assert "washer 0." not in words_in(drawn[1])


def test_two_boxes_and_their_union(drawn, words_in):
    """16 + 16 − 8 = 24: 8/24 = .333; boxes apart have 0 in common."""
    picture = figures.box_pair([0, 0, 4, 4], [2, 0, 6, 4])
    assert "16 + 16 − 8 = 24" in words_in(drawn[0])
    assert "8/24 = 0.333" in words_in(drawn[0])
    assert "8/24 = 0.333" in picture.alt
    assert "0/10 = 0" in figures.box_pair([0, 0, 2, 1], [3, 2, 5, 6]).alt


def test_the_star_stands_on_the_best_pair(drawn):
    """Washers: NMS IoU .35 with score .915, in log-odds; no star without a pair."""
    figures.joint_heat_map(curves()["washer"], "washer", target=0.95)
    (star,) = (line for line in drawn[0].axes[0].lines if line.get_marker() == "*")
    x, y = star.get_xydata()[0]
    assert y == 0.35
    assert 1 / (1 + np.exp(-x)) == pytest.approx(0.9147, abs=1e-4)
    picture = figures.joint_heat_map(curves()["clip"], "clip", target=1.01)
    assert not [line for line in drawn[1].axes[0].lines if line.get_marker() == "*"]
    assert "No pair keeps it" in picture.alt


def test_froc_writes_each_sensitivity(drawn, words_in):
    """The six sensitivities and the end of the curve stand in the picture."""
    picture = figures.froc(fresh().pooled())
    words = words_in(drawn[0])
    for share in ("0.614", "0.747", "0.827", "0.901", "0.929", "0.933"):
        assert share in words
        assert share in picture.alt


def test_the_sliders_start_with_duplicates_and_follow():
    """Three are false at first; a tighter NMS leaves one, a high threshold misses."""
    sliders = widgets.tray_sliders(tuning(), 4, threshold=0.9, nms_iou=0.6)
    assert "4 right, 3 false, 0 missed" in repr(sliders)
    assert "4 right, 1 false, 0 missed" in repr(sliders.at(nms_iou=0.5))
    assert "1 right, 0 false, 3 missed" in repr(sliders.at(threshold=0.98, nms_iou=0.5))
    assert "1 right, 1 false, 3 missed" in repr(sliders.at(threshold=0.98))


def test_the_sliders_are_quick():
    """The fullest drawing takes well under half a second."""
    sliders = widgets.tray_sliders(tuning(), 0)
    sliders.at(threshold=0.05, nms_iou=0.95)
    start = time.process_time()
    sliders.at(threshold=0.05, nms_iou=0.95)
    assert time.process_time() - start < 0.5
