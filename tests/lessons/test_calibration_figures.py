"""The calibration figures: PNGs of their size that say the same in words."""

import io

import numpy as np
import pytest
from matplotlib.image import imread

from lessons import figures, widgets
from lessons.figures import _style

EDGE_PARTS = (
    np.repeat([0.7, 0.8, 0.9, 1.0], [3, 2, 2, 3]),
    [1, 1, 0, 1, 1, 1, 1, 1, 1, 0],
)
TWINS = np.repeat([0.45, 0.55], 50), np.repeat([1, 0, 1, 0], [15, 35, 35, 15])


@pytest.fixture(scope="module")
def parts():
    """Return 1,000 parts of a model that is too sure."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


@pytest.fixture(scope="module")
def study():
    """Return a small study of honest scores."""
    return figures.study_honest((50, 1000), repeats=20, rng=np.random.default_rng(0))


DRAWINGS = {
    "reliability": lambda parts, _: figures.reliability_diagram(
        parts.probs, parts.labels
    ),
    "reliability with CORP, 15 bins": lambda parts, _: figures.reliability_diagram(
        parts.probs, parts.labels, bins=15, corp=True
    ),
    "reliability, 100 bins": lambda parts, _: figures.reliability_diagram(
        parts.probs, parts.labels, bins=100, corp=True
    ),
    "reliability, reading B, edges": lambda *_: figures.reliability_diagram(
        [0.4, 0.9, 1.0], [False, True, True], bins=[0, 0.33, 0.66, 1], reading="B"
    ),
    "one part": lambda *_: figures.reliability_diagram([0.0], [0], bins=1, corp=True),
    "cancellation": lambda *_: figures.cancellation(
        *TWINS, coarse=[0.4, 0.6], fine=[0.4, 0.5, 0.6]
    ),
    "bin edges": lambda *_: figures.bin_edge_zoom(*EDGE_PARTS, [0.6, 0.8, 1.0]),
    "against bins": lambda parts, _: figures.ece_against_bins(
        {"this model": parts.probs, "honest scores": parts.honest_probs}, parts.labels
    ),
    "against size": lambda _, study: figures.ece_against_size(study),
}


@pytest.fixture(params=DRAWINGS, ids=str)
def draw(request, parts, study):
    """Return a function that draws one picture."""
    return lambda: DRAWINGS[request.param](parts, study)


def test_picture_is_an_opaque_png_of_its_stated_size(draw):
    """640 pixels wide on the page, twice as dense, small, the same every time."""
    picture = draw()
    image = imread(io.BytesIO(picture.png))
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert picture.width == 640
    assert 150 <= picture.height <= 360
    assert image.shape[2] == 3 or np.all(image[:, :, 3] == 1)
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
    """Each picture has a named x axis, each axes a name or a legend of its marks."""
    draw()
    (figure,) = drawn
    assert figure.axes[-1].get_xlabel()
    assert all(axes.get_ylabel() or axes.get_title() for axes in figure.axes)


def test_diagram_points_stand_at_the_mean_not_the_midpoint(drawn):
    """Two parts at 0.61 and 0.63 are drawn at 0.62, with their share of defects."""
    figures.reliability_diagram([0.61, 0.63], [1, 0], bins=10)
    points = [
        line.get_xydata()
        for line in drawn[0].axes[0].lines
        if line.get_marker() in ("o", "D") and len(line.get_xdata())
    ]
    assert np.concatenate(points) == pytest.approx(np.array([[0.62, 0.5]]))


def test_diagram_marks_broken_promises_by_shape(drawn, parts):
    """Bins whose interval misses the promise are diamonds: 5 of 10 here."""
    figures.reliability_diagram(parts.probs, parts.labels)
    count = {
        line.get_marker(): len(line.get_xdata())
        for line in drawn[0].axes[0].lines
        if line.get_marker() in ("o", "D")
    }
    assert count == {"o": 5, "D": 5}


def test_diagram_says_counts_and_ece(drawn, parts, words_in):
    """Each count stands over its bar, the ECE beside the diagram, both in words."""
    picture = figures.reliability_diagram(parts.probs, parts.labels, corp=True)
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


def test_the_slider_starts_with_the_diagram_and_follows(parts):
    """Ten bins stand still; at each stop the diagram of that many bins is drawn."""
    slider = widgets.bins_slider(parts.probs, parts.labels)
    assert "in 10 bins" in repr(slider)
    assert "CORP" in repr(slider)
    assert "in 1 bin:" in repr(slider.at(bins=1))
    assert "ECE 0.157" in repr(slider.at(bins=100))


def test_nothing_is_drawn_where_figures_are_only_described(draw, drawn, monkeypatch):
    """A grader gets the same words and no figure was made for them."""
    shown = draw()
    drawn.clear()
    monkeypatch.setattr(_style, "_drawn", False)
    described = draw()

    assert (described.png, drawn) == (b"", [])
    assert (described.alt, described.width, described.height) == (
        shown.alt,
        shown.width,
        shown.height,
    )
