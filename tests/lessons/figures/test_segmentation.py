"""Unit 5's figures: PNGs of their size that say the same in words."""

import io

import numpy as np
import pytest
from matplotlib.image import imread

from lessons import data, figures, widgets
from lessons.figures import _style


@pytest.fixture(scope="module")
def maps():
    """Return the held-out images."""
    return data.load_segmentation().calibration


def cleaned(maps):
    """Return masks of part 29: cut, filled, without crumbs."""
    cut = maps.probs[29] >= 0.48
    whole = figures.fill_each([cut])
    return {
        "cut": cut,
        "filled": whole[0],
        "without crumbs": figures.drop_small(whole, 25)[0],
    }


def beside_image(maps):
    """Return two masks beside their image."""
    two = dict(list(cleaned(maps).items())[:2])
    return figures.mask_panels(two, maps.masks[29], image=maps.images[29])


DRAWINGS = {
    "cut": lambda m: figures.pixel_cut(m.images[29], m.probs[29], m.masks[29], 0.5),
    "nothing flagged, nothing true": lambda m: figures.pixel_cut(
        m.images[4], m.probs[4] / 2, m.masks[4], 0.9
    ),
    "everything flagged": lambda m: figures.pixel_cut(
        m.images[0], m.probs[0], m.masks[0], 0.0
    ),
    "masks": lambda m: figures.mask_panels(cleaned(m), m.masks[29]),
    "masks beside the image": beside_image,
    "curves": lambda m: figures.dice_against_threshold(
        {"raw scores": m.probs, "squares": m.probs**2}, m.masks
    ),
    "half of the best": lambda m: figures.dice_against_threshold(
        {"raw scores": m.probs}, m.masks, law=True
    ),
    "map": lambda m: figures.pixel_map(m.probs, m.probs**2, cut=0.5),
    "area": lambda m: figures.dice_against_area(m.probs >= 0.48, m.masks),
}


@pytest.fixture(params=DRAWINGS, ids=str)
def draw(request, maps):
    """Return a function that draws one picture."""
    return lambda: DRAWINGS[request.param](maps)


def test_picture_is_an_opaque_png_of_its_stated_size(draw):
    """640 pixels wide on the page, twice as dense, small, the same every time."""
    picture = draw()
    image = imread(io.BytesIO(picture.png))
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert picture.width == 640
    assert 150 <= picture.height <= 360
    assert image.shape[2] == 3 or np.all(image[:, :, 3] == 1)
    assert len(picture.png) < 50_000
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
    """Each axes has a name or a title."""
    draw()
    (figure,) = drawn
    assert all(axes.get_ylabel() or axes.get_title() for axes in figure.axes)


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


def test_a_cut_counts_its_pixels(drawn, words_in):
    """Four pixels, at or above: one found, one false, one missed; 2·1/(2 + 2)."""
    probs, mask = np.array([[0.9, 0.5], [0.4, 0.1]]), np.array([[1, 0], [1, 0]], bool)
    picture = figures.pixel_cut(np.zeros((2, 2), np.uint8), probs, mask, 0.5)
    words = words_in(drawn[0])
    for count in ("found: 1", "false: 1", "missed (dotted): 1", "1 region", "Dice 0.5"):
        assert count in words
    assert "2 pixels are flagged, in 1 region: 1 of them are defect" in picture.alt
    assert "1 defect pixels are missed" in picture.alt


def test_outlines_follow_the_pixels(drawn):
    """The border of a single pixel runs half a pixel around its middle."""
    mask = np.zeros((4, 4), bool)
    mask[1, 2] = True
    figures.mask_panels({"one": mask}, mask)
    (outline,) = drawn[0].axes[0].collections
    (path,) = outline.get_paths()
    assert path.vertices.min(axis=0) == pytest.approx([1.5, 0.5], abs=0.07)
    assert path.vertices.max(axis=0) == pytest.approx([2.5, 1.5], abs=0.07)


def test_the_same_summit_at_two_places(maps):
    """Squared scores have their best Dice at the squared threshold."""
    roots = {"raw scores": maps.probs, "squares": maps.probs**2}
    alt = figures.dice_against_threshold(roots, maps.masks).alt
    assert "raw scores: highest 0.8433 at 0.48" in alt
    assert "squares: highest 0.843" in alt
    best = figures.search_threshold(maps.probs**2, maps.masks, [0.48**2]).highest
    assert best == figures.search_threshold(maps.probs, maps.masks).highest


def test_the_map_says_what_a_cut_becomes(maps):
    """Squares: a score of 0.5 or a little more is worth a quarter."""
    alt = figures.pixel_map(maps.probs, maps.probs**2, cut=0.5).alt
    assert "0.2 becomes 0.04" in alt
    assert "the cut at 0.50 becomes 0.25" in alt


def test_greys_are_kept_for_images_alone(maps):
    """A camera's image has dozens of greys; a curve keeps the course's few."""

    def greys(picture):
        image = np.round(255 * imread(io.BytesIO(picture.png))[:, :, :3]).astype(int)
        colours = np.unique(image.reshape(-1, 3), axis=0)
        return np.sum(np.ptp(colours, axis=1) <= 12)

    assert greys(DRAWINGS["cut"](maps)) > 45
    assert greys(DRAWINGS["map"](maps)) < 35


def test_the_slider_starts_with_the_cut_and_follows(maps):
    """At 0.40 stands still what `pixel_cut` draws; lower flags more."""
    part = maps.images[29], maps.probs[29], maps.masks[29]
    slider = widgets.pixel_threshold_slider(*part)
    assert repr(slider) == figures.pixel_cut(*part, 0.4).alt
    for stop in (0.05, 0.95):
        count = int((maps.probs[29] >= stop).sum())
        assert f"{count} pixels are flagged" in repr(slider.at(threshold=stop))


def test_a_missed_pixel_is_dotted_and_a_false_one_is_not(drawn):
    """The third panel's dot lies on the defect that is below the threshold."""
    probs, mask = np.array([[0.9, 0.5], [0.4, 0.1]]), np.array([[1, 0], [1, 0]], bool)
    figures.pixel_cut(np.zeros((2, 2), np.uint8), probs, mask, 0.5)
    (dots,) = drawn[0].axes[2].lines
    assert dots.get_xydata().tolist() == [[0, 1]]
