"""Every picture is a PNG of its size, says the same in words, and names its parts."""

import io

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer
from matplotlib.image import imread
from matplotlib.patches import Patch

from lessons.figures import _style

from .all_figures import ALL_FIGURES, CASES, picture_of

PAPER = [0xFB, 0xF9, 0xF4]


@pytest.fixture(params=CASES, ids=": ".join)
def case(request):
    """Return a unit and the name of one of its pictures."""
    return request.param


@pytest.fixture
def ours(case):
    """Return the figures of the case's unit."""
    return ALL_FIGURES[case[0]]


@pytest.fixture
def draw(case, ours):
    """Return a function that draws one picture."""
    return ours.drawings[case[1]]


@pytest.fixture
def picture(case):
    """Return the picture, drawn once."""
    return picture_of(*case)


def test_picture_is_an_opaque_png_of_its_stated_size(picture):
    """640 pixels wide on the page, twice as dense."""
    image = imread(io.BytesIO(picture.png))
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert f'width="{picture.width}"' in picture._repr_html_()
    assert picture.width == 640
    assert 150 <= picture.height <= 360
    assert image.shape[2] == 3 or np.all(image[:, :, 3] == 1)


def test_picture_is_small(picture, ours):
    """A palette keeps each picture small, and the notebook with it."""
    assert len(picture.png) < ours.most_bytes


def test_picture_is_the_same_every_time(picture, draw):
    """Drawing twice gives the same bytes, so stored outputs stay stable."""
    assert draw().png == picture.png


def test_nothing_is_clipped_at_the_border(picture):
    """A frame of exact paper, three pixels wide, surrounds every picture."""
    image = imread(io.BytesIO(picture.png))[:, :, :3]
    frame = np.ones(image.shape[:2], bool)
    frame[6:-6, 6:-6] = False
    assert np.array_equal(np.round(255 * image[0, 0]), PAPER)
    assert np.all(image[frame] == image[0, 0])


def test_picture_carries_its_text_alternative(picture):
    """The words are the plain-text form, and the HTML image has them as alt.

    Only a note of the picture's stands before them.
    """
    assert len(picture.alt.split()) >= 10
    assert "nan" not in picture.alt
    note = f"{picture.note}\n" if picture.note else ""
    assert repr(picture) == note + picture.alt
    above, image, _ = picture._repr_html_().partition('<img alt="')
    assert image
    assert bool(above) is bool(picture.note)
    assert "data:image/png;base64," in picture._repr_html_()


def test_axes_say_what_they_show(draw, ours, drawn):
    """One figure is drawn, and its axes are named as the unit's figures name them."""
    draw()
    (figure,) = drawn
    assert ours.says_axes(figure)


def test_series_differ_without_colour(draw, drawn):
    """No two entries of a legend look alike in grey."""
    draw()
    for axes in drawn[0].axes:
        handles, _ = axes.get_legend_handles_labels()
        # A line with error bars comes as a container that begins with the line.
        lines = [h[0] if isinstance(h, ErrorbarContainer) else h for h in handles]
        looks = [_look(line) for line in lines]
        assert len(set(looks)) == len(looks)


def _look(drawn):
    """Say what there is of a line or an area besides its colour."""
    inside = (
        f"{drawn.get_fill()} {drawn.get_hatch()}"
        if isinstance(drawn, Patch)
        else drawn.get_marker()
    )
    return f"{drawn.get_linestyle()} {inside}"


def test_nothing_is_drawn_where_figures_are_only_described(
    picture, draw, drawn, monkeypatch
):
    """A grader gets the same words and no figure was made for them."""
    monkeypatch.setattr(_style, "_drawn", False)
    described = draw()
    assert (described.png, drawn) == (b"", [])
    assert repr(described) == repr(picture)
    assert (described.alt, described.width, described.height) == (
        picture.alt,
        picture.width,
        picture.height,
    )
