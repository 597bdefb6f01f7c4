"""Unit 7's figures: what they draw and what they say."""

import numpy as np
import pytest

from lessons import data, figures, widgets

from .watching import alarms, drift, rows, study, weeks


def markers(axes, marker):
    """Return the points that are drawn with a marker."""
    return [
        tuple(point)
        for line in axes.lines
        if line.get_marker() == marker
        for point in line.get_xydata()
    ]


def test_groups_beyond_luck_are_diamonds(drawn, words_in):
    """Each group has its point; a diamond where the error is above its mark."""
    figures.groups_figure(rows())
    axes = drawn[0].axes[0]
    for place, row in enumerate(rows()):
        point = (row.ece, place)
        assert (point in markers(axes, "D")) == row.is_broken
        assert (point in markers(axes, "o")) != row.is_broken
        assert f"{row.name}\nn {row.n:,}" in words_in(drawn[0])


def test_alarms_bars_have_their_values(drawn, words_in):
    """One bar a group on either side, hatched and plain, with its number."""
    picture = figures.alarms_figure(alarms())
    left, right = drawn[0].axes
    assert [bar.get_width() for bar in left.patches] == [row.psi for row in alarms()]
    assert all(bar.get_hatch() for bar in left.patches)
    assert [bar.get_width() for bar in right.patches][-5:] == [r.ece for r in alarms()]
    for row in alarms():
        assert f"{row.psi:.3f}" in words_in(drawn[0])
    assert "The PSI is highest for B night, the ECE for C tilted." in picture.alt


def test_charts_tell_weeks_above_apart(drawn):
    """A diamond for each week above its line, a circle for every other."""
    figures.weeks_figure(weeks())
    for axes, line in zip(drawn[0].axes, weeks(), strict=True):
        assert [round(x) for x, _ in markers(axes, "D")] == line.beyond
        assert len(markers(axes, "o")) == len(line.weeks) - len(line.beyond)
        assert axes.get_title(loc="left") == line.name


def test_refits_show_medians(drawn):
    """A circle at the median of each number of labels."""
    figures.refits_figure(study())
    points = dict(markers(drawn[0].axes[0], "o"))
    assert list(points) == list(study().sizes)
    assert list(points.values()) == pytest.approx(
        np.median(study().ece, axis=1).tolist()
    )


def test_drift_shows_both_shares(drawn):
    """Home's steps and today's, each adding up to 1, and ten diamonds beside them."""
    moved = drift(mix=1.0, meaning=0.5)
    figures.drift_figure(moved)
    left, right = drawn[0].axes
    steps = [patch.get_data().values for patch in left.patches]
    assert [values.sum() for values in steps] == pytest.approx([1, 1])
    assert len(markers(right, "D")) == int(np.sum(moved.bins.count > 0))


def test_explorer_starts_where_labels_alone_tell():
    """The still picture: no score has moved, and the ECE is not 0."""
    dial = widgets.drift_explorer(data.load_shift().home.logits)
    assert "PSI 0.000, KS 0.000" in repr(dial.still)
    assert "ECE 0.000" not in repr(dial.still)
    assert "ECE 0.000" in repr(dial.at(mix=-2.0, meaning=1.0))
