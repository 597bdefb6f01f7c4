"""Unit 4's figures: what they draw and what they say."""

import numpy as np
from scipy.special import logit

from lessons import figures, widgets

from .choosing import EIGHT, digits, models, parts


def points_of(axes, markers):
    """Return the single points that are drawn with one of these markers."""
    return {
        tuple(np.round(line.get_xydata()[0], 9))
        for line in axes.lines
        if line.get_marker() in markers and len(line.get_xdata()) == 1
    }


def test_bills_cross_on_the_picture(drawn):
    """The diamond stands at (.25, 1.5), the part's bills at 1.4 and 1.8."""
    picture = figures.cost_lines(2, 6, part=0.3)
    axes = drawn[0].axes[0]
    assert points_of(axes, "D") == {(0.25, 1.5)}
    assert points_of(axes, "so") == {(0.3, 1.4), (0.3, 1.8)}
    assert "cross at p = 0.25, where both cost 1.5" in picture.alt


def test_cost_curves_mark_formula_and_lowest(drawn, words_in):
    """The eight parts at 1:4: .5 a part at the formula's .2, .375 at .35."""
    picture = figures.cost_curves({"eight": EIGHT[0]}, EIGHT[1], cost_fp=1, cost_fn=4)
    at, lowest = np.round(logit(0.2), 9), np.round(logit(0.35), 9)
    assert points_of(drawn[0].axes[0], "D") == {(at, 0.5), (lowest, 0.375)}
    assert "eight: formula 0.5, lowest 0.375" in words_in(drawn[0])
    assert "0.5 at the formula's threshold, at lowest 0.375 at 0.35" in picture.alt
    # Four good parts of eight: flagging all of them costs half a euro a part.
    assert "flag everything: 0.5" in picture.alt


def test_the_better_rule_without_a_model_is_named():
    """Where false alarms are dear, nothing is flagged: 4 of 8 missed at 1."""
    words = figures.cost_curves({"eight": EIGHT[0]}, EIGHT[1], cost_fp=4, cost_fn=1)
    assert "flag nothing: 0.5" in words.alt


def test_f_beta_figure_names_three_points(drawn, words_in):
    """On the eight parts F0.5 picks .80, F1 .55 and F2 .35 (.869565 there)."""
    figures.f_beta_on_pr(*EIGHT)
    words = words_in(drawn[0])
    for claim in (
        "F0.5 = 0.833 at threshold 0.8",
        "F1 = 0.75 at threshold 0.55",
        "F2 = 0.87 at threshold 0.35",
    ):
        assert claim in words


def test_class_figure_marks_broken_promises_by_shape(drawn):
    """Five digits lie below the promise and are diamonds; each has its own cut."""
    picture = figures.class_cuts(*digits(), target=0.9)
    above, below = drawn[0].axes
    broken = {line.get_marker(): len(line.get_xdata()) for line in above.lines[1:]}
    assert broken == {"o": 5, "D": 5}
    assert len(points_of(below, "s")) == 10
    assert picture.alt.count("own threshold") == 10


def test_the_slider_moves_the_formulas_cut():
    """9 stands still at .1; a price of 1 cuts at .5, where both models pay alike."""
    slider = widgets.cost_ratio_slider(models(), parts().labels)
    assert "the formula says 0.1." in repr(slider)
    even = repr(slider.at(ratio=1))
    assert "the formula says 0.5." in even
    paid = {words.split(" at the")[0] for words in even.split(": ")[1:3]}
    assert len(paid) == 1
