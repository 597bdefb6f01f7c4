"""Unit 4's figures: what they draw and what they say."""

import io

import numpy as np
import pytest
from matplotlib.image import imread
from scipy.special import logit, softmax

from lessons import data, figures, widgets
from lessons.figures import _style

EIGHT = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20], [1, 1, 0, 1, 0, 0, 1, 0]


@pytest.fixture(scope="module")
def parts():
    """Return 1,000 parts of a model that is too sure."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


@pytest.fixture(scope="module")
def models(parts):
    """Return the model's and the honest probabilities by name."""
    return {"this model": parts.probs, "honest scores": parts.honest_probs}


@pytest.fixture(scope="module")
def digits():
    """Return class probabilities and classes of the calibration images."""
    images = data.load_digits_logits().calibration
    return softmax(images.logits / 3.4, axis=1), images.labels


DRAWINGS = {
    "bills": lambda *_: figures.cost_lines(2, 6, part=0.3),
    "bills, false alarms dear": lambda *_: figures.cost_lines(6, 2),
    "cost curves": lambda parts, models, _: figures.cost_curves(
        models, parts.labels, cost_fp=1, cost_fn=9
    ),
    "cost curves, false alarms dear": lambda parts, models, _: figures.cost_curves(
        models, parts.labels, cost_fp=20, cost_fn=1
    ),
    "F-beta": lambda parts, *_: figures.f_beta_on_pr(parts.honest_probs, parts.labels),
    "F-beta of eight": lambda *_: figures.f_beta_on_pr(*EIGHT),
    "classes": lambda *given: figures.class_cuts(*given[2], target=0.9),
    "prevalences": lambda *_: figures.pr_at_prevalences(2.2),
    "ROC": lambda *_: figures.roc_prices(*EIGHT, cost_fp=1, cost_fn=4),
    "net benefit": lambda parts, models, _: figures.net_benefit_curves(
        models, parts.labels
    ),
}


@pytest.fixture(params=DRAWINGS, ids=str)
def draw(request, parts, models, digits):
    """Return a function that draws one picture."""
    return lambda: DRAWINGS[request.param](parts, models, digits)


def test_picture_is_an_opaque_png_of_its_stated_size(draw):
    """640 pixels wide on the page, twice as dense, small, the same every time."""
    picture = draw()
    image = imread(io.BytesIO(picture.png))
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert picture.width == 640
    assert 150 <= picture.height <= 360
    assert len(picture.png) < 40_000
    assert draw().png == picture.png


def test_nothing_is_clipped_at_the_border(draw):
    """A frame of exact paper, three pixels wide, surrounds every picture."""
    image = imread(io.BytesIO(draw().png))[:, :, :3]
    frame = np.ones(image.shape[:2], bool)
    frame[6:-6, 6:-6] = False
    assert np.array_equal(np.round(255 * image[0, 0]), [0xFB, 0xF9, 0xF4])
    assert np.all(image[frame] == image[0, 0])


def test_picture_carries_its_text_alternative(draw):
    """The words are the plain-text form, and the HTML image has them as alt."""
    picture = draw()
    assert len(picture.alt.split()) >= 10
    assert "nan" not in picture.alt
    assert repr(picture) == picture.alt
    assert picture._repr_html_().startswith('<img alt="')


def test_axes_say_what_they_show(draw, drawn):
    """Each picture has a named x axis, and each of its axes a named y axis."""
    draw()
    (figure,) = drawn
    assert figure.axes[-1].get_xlabel()
    assert all(axes.get_ylabel() for axes in figure.axes)


def test_series_differ_without_colour(draw, drawn):
    """No two lines of a legend share line style and marker."""
    draw()
    for axes in drawn[0].axes:
        handles, _ = axes.get_legend_handles_labels()
        looks = [(line.get_linestyle(), line.get_marker()) for line in handles]
        assert len(set(map(str, looks))) == len(looks)


def test_nothing_is_drawn_where_figures_are_only_described(draw, drawn, monkeypatch):
    """A grader gets the same words and no figure was made for them."""
    shown = draw()
    drawn.clear()
    monkeypatch.setattr(_style, "_drawn", False)
    described = draw()
    assert (described.png, drawn) == (b"", [])
    assert described.alt == shown.alt


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


def test_class_figure_marks_broken_promises_by_shape(drawn, digits):
    """Five digits lie below the promise and are diamonds; each has its own cut."""
    picture = figures.class_cuts(*digits, target=0.9)
    above, below = drawn[0].axes
    broken = {line.get_marker(): len(line.get_xdata()) for line in above.lines[1:]}
    assert broken == {"o": 5, "D": 5}
    assert len(points_of(below, "s")) == 10
    assert picture.alt.count("own threshold") == 10


def test_the_slider_moves_the_formulas_cut(parts, models):
    """9 stands still at .1; a price of 1 cuts at .5, where both models pay alike."""
    slider = widgets.cost_ratio_slider(models, parts.labels)
    assert "the formula says 0.1." in repr(slider)
    even = repr(slider.at(ratio=1))
    assert "the formula says 0.5." in even
    paid = {words.split(" at the")[0] for words in even.split(": ")[1:3]}
    assert len(paid) == 1
