"""Unit 5's figures: what they draw and what they say."""

import io

import numpy as np
import pytest
from matplotlib.image import imread

from lessons import figures, widgets

from .all_figures import picture_of
from .segmentation import held_out


@pytest.fixture
def maps():
    """Return the held-out images."""
    return held_out()


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


def test_greys_are_kept_for_images_alone():
    """A camera's image has dozens of greys; a curve keeps the course's few."""

    def greys(picture):
        image = np.round(255 * imread(io.BytesIO(picture.png))[:, :, :3]).astype(int)
        colours = np.unique(image.reshape(-1, 3), axis=0)
        return np.sum(np.ptp(colours, axis=1) <= 12)

    assert greys(picture_of("unit 5", "cut")) > 45
    assert greys(picture_of("unit 5", "map")) < 35


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


def test_the_area_figure_says_how_many_are_found_at_its_best(drawn, words_in):
    """Defects of 9 and 2 pixels and a false one: from area 2 on the masks agree."""
    truth = np.zeros((1, 8, 8), bool)
    truth[0, 1:4, 1:4] = truth[0, 6, 1:3] = True
    masks = truth.copy()
    masks[0, 6, 6] = True
    picture = figures.dice_against_area(masks, truth)
    assert "highest 1.0000 at 2 pixels" in picture.alt
    assert "2 defects still found, 2 of them at 2 pixels" in words_in(drawn[0])
