"""Unit 3's figures: PNGs of their size that say the same in words."""

import io

import numpy as np
import pytest
from matplotlib.image import imread

from lessons import data, figures, widgets
from lessons.figures import _style

SIX, LABELS = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0], [1, 1, 1, 0, 0, 0]
GRID, EDGES = [0.5, 1.0, 1.5, 2.0], [0, 0.33, 0.66, 1]
NAMED = {"as they are": LABELS, "flipped": [1, 0, 1, 0, 0, 0]}


@pytest.fixture(scope="module")
def study():
    """Return a small study of the methods."""
    sizes = (30, 300)
    return figures.study_methods(sizes, repeats=5, rng=np.random.default_rng(0))


def parts():
    """Return 300 parts of the lopsided line."""
    return figures.inspect_lopsided(300, rng=np.random.default_rng(1))


DRAWINGS = {
    "curves": lambda _: figures.temperature_curves(),
    "valleys": lambda _: figures.nll_valleys(SIX, NAMED, GRID),
    "NLL and ECE": lambda _: figures.nll_and_ece(SIX, LABELS, EDGES),
    "maps": lambda _: figures.calibration_maps(parts()),
    "sizes": figures.methods_against_size,
    "digits": lambda _: figures.temperature_diagram(
        data.load_digits_logits().calibration, 3.4
    ),
}


@pytest.fixture(params=DRAWINGS, ids=str)
def draw(request, study):
    """Return a function that draws one picture."""
    return lambda: DRAWINGS[request.param](study)


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
    """The words are in the plain-text form, and the HTML image has them as alt."""
    picture = draw()
    assert len(picture.alt.split()) >= 10
    assert "nan" not in picture.alt
    assert repr(picture).endswith(picture.alt)
    assert '<img alt="' in picture._repr_html_()


def test_axes_say_what_they_show(draw, drawn):
    """Each axes has a named y axis, the lowest a named x axis."""
    draw()
    (figure,) = drawn
    assert figure.axes[-1].get_xlabel()
    assert all(axes.get_ylabel() for axes in figure.axes)


def test_series_differ_in_more_than_colour(drawn, study):
    """Two lines of a figure share neither marker nor, where they may, line style."""
    figures.temperature_curves()
    figures.nll_valleys(SIX, NAMED, GRID)
    figures.methods_against_size(study)
    figures.calibration_maps(parts())
    for figure in drawn:
        looks = [
            (line.get_marker(), line.get_linestyle())
            for line in figure.axes[0].lines
            if not line.get_label().startswith("_") and len(line.get_xdata()) > 2
        ]
        assert len(looks) == len(set(looks))


def test_curves_pass_through_the_marked_logit(drawn):
    """At logit 2.2: .99, .90, .75 and .63 by hand, on curves that never fall."""
    picture = figures.temperature_curves((0.5, 1, 2, 4), logit=2.2)
    marks = [
        float(line.get_ydata()[0])
        for line in drawn[0].axes[0].lines
        if np.size(line.get_xdata()) == 1
    ]
    # 1 / (1 + e^-4.4), e^-2.2, e^-1.1, e^-0.55
    assert marks == pytest.approx([0.98787, 0.90025, 0.75026, 0.63414], abs=1e-5)
    assert "T = 0.5: 0.99; T = 1: 0.90; T = 2: 0.75; T = 4: 0.63" in picture.alt


def test_valleys_tell_a_slope_from_a_valley(drawn, words_in):
    """The card's labels fall to the edge and on; one flipped label makes a valley."""
    picture = figures.nll_valleys(SIX, NAMED, GRID)
    assert "as they are: falls all the way to T = 0.05, NLL 0.006, and on" in (
        picture.alt
    )
    assert "flipped: lowest at T = 0.868, NLL 0.507" in picture.alt
    words = words_in(drawn[0])
    assert words.count("lowest at T = 0.868") == 1
    assert "the grid" in words


def test_nll_and_ece_has_the_cards_numbers(drawn, words_in):
    """Each named temperature carries both values; the NLL line never falls."""
    figures.nll_and_ece(SIX, LABELS, EDGES)
    words = words_in(drawn[0])
    for number in ("0.218", "0.342", "0.421", "0.473", "0.640"):
        assert number in words
    for number in ("0.045", "0.126", "0.179", "0.086", "0.001"):
        assert number in words
    nll, ece = (line.get_ydata() for line in drawn[0].axes[0].lines[:2])
    assert np.all(np.diff(nll) > 0)
    assert np.diff(ece).min() < -0.05


def test_maps_say_the_level_of_each_at_the_same_logits():
    """Raw and temperature pass .5 at 0; isotonic's levels are counted."""
    alt = figures.calibration_maps(parts()).alt
    assert "raw 0.02, 0.12, 0.50, 0.88, 0.98" in alt
    assert "staircase of 15 levels" in alt
    assert "At logits −4, −2, 0, 2, 4:" in alt


def test_the_temperature_slider_starts_raw_and_follows():
    """At 1 the digits are over-confident; at 3.4 no bin misses its promise."""
    slider = widgets.temperature_slider(data.load_digits_logits().calibration)
    assert repr(slider).startswith("T = 1: mean confidence 0.935, accuracy 0.763")
    softened = repr(slider.at(temperature=3.4))
    assert softened.startswith("T = 3.4: mean confidence 0.762, accuracy 0.763")
    assert "In 0 of " in softened
    (control,) = slider._controls
    assert (control.stops[0], control.stops[-1]) == (0.5, 8.0)


def test_nothing_is_drawn_where_figures_are_only_described(draw, drawn, monkeypatch):
    """A grader gets the same words and no figure was made for them."""
    shown = draw()
    drawn.clear()
    monkeypatch.setattr(_style, "_drawn", False)
    described = draw()

    assert (described.png, drawn) == (b"", [])
    assert repr(described) == repr(shown)
    assert (described.width, described.height) == (shown.width, shown.height)
