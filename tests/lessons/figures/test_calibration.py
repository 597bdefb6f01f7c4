"""Unit 2's figures: what they draw and what they say."""

import numpy as np
import pytest

from lessons import figures, widgets

from .calibration import EDGE_PARTS, parts


def test_diagram_points_stand_at_the_mean_not_the_midpoint(drawn):
    """Two parts at 0.61 and 0.63 are drawn at 0.62, with their share of defects."""
    figures.reliability_diagram([0.61, 0.63], [1, 0], bins=10)
    points = [
        line.get_xydata()
        for line in drawn[0].axes[0].lines
        if line.get_marker() in ("o", "D") and len(line.get_xdata())
    ]
    assert np.concatenate(points) == pytest.approx(np.array([[0.62, 0.5]]))


def test_diagram_marks_broken_promises_by_shape(drawn):
    """Bins whose interval misses the promise are diamonds: 5 of 10 here."""
    figures.reliability_diagram(parts().probs, parts().labels)
    count = {
        line.get_marker(): len(line.get_xdata())
        for line in drawn[0].axes[0].lines
        if line.get_marker() in ("o", "D")
    }
    assert count == {"o": 5, "D": 5}


def test_diagram_says_counts_and_ece(drawn, words_in):
    """Each count stands over its bar, the ECE beside the diagram, both in words."""
    picture = figures.reliability_diagram(parts().probs, parts().labels, corp=True)
    words = words_in(drawn[0])
    assert "1,000 parts, 10 bins\nECE 0.132" in words
    assert "CORP" in words
    for count in ("486", "19", "246"):
        assert count in words
        assert f"n {count})" in picture.alt


def test_diagram_speaks_of_its_reading(drawn, words_in):
    """Reading B names confidence, share right and images."""
    picture = figures.reliability_diagram([0.9], [True], bins=1, reading="B")
    words = words_in(drawn[0])
    assert "confidence of the top label" in words
    assert "share right" in words
    assert "1 images in 1 bin" in picture.alt


def test_edge_zoom_gives_each_rule_its_ece(drawn, words_in):
    """The same ten parts have ECE .05, .11 and .17, and fill the bins differently."""
    picture = figures.bin_edge_zoom(*EDGE_PARTS, [0.6, 0.8, 1.0])
    words = words_in(drawn[0])
    for counts, ece in (("3 + 7", 0.05), ("5 + 5", 0.11), ("3 + 4 + 3", 0.17)):
        assert f"{counts} parts\nECE {ece}" in words
        assert f"ECE {ece}" in picture.alt


def test_the_slider_starts_with_the_diagram_and_follows():
    """Ten bins stand still; at each stop the diagram of that many bins is drawn."""
    slider = widgets.bins_slider(parts().probs, parts().labels)
    assert "in 10 bins" in repr(slider)
    assert "CORP" in repr(slider)
    assert "in 1 bin:" in repr(slider.at(bins=1))
    assert "ECE 0.157" in repr(slider.at(bins=100))
