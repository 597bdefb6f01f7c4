"""Unit 6's figures: PNGs of their size that say the same in words; its sliders."""

import io
import time

import numpy as np
import pytest
from matplotlib.image import imread

from lessons import data, figures, widgets
from lessons.figures import _style

IOUS = (0.2, 0.3, 0.35, 0.5)


@pytest.fixture(scope="module")
def trays():
    """Return the shipped trays."""
    return data.load_detection()


@pytest.fixture(scope="module")
def tuning(trays):
    """Return the trays for tuning."""
    return trays.calibration


@pytest.fixture(scope="module")
def made(trays):
    """Return what the figures are made from, computed once."""
    found = figures.find_parts(trays.calibration)
    return {
        "found": found,
        "curves": figures.nms_curves(trays.calibration, IOUS),
        "fresh": figures.find_parts(trays.test),
        "honest": figures.rescale_by_class(trays.calibration, trays.test),
    }


DRAWINGS = {
    "tray": lambda tuning, _: figures.tray_scene(tuning, 4),
    "full tray": lambda tuning, _: figures.tray_scene(tuning, 0),
    "decisions": lambda tuning, _: figures.tray_decisions(tuning, 4, 0.9, 0.6),
    "nothing kept": lambda tuning, _: figures.tray_decisions(tuning, 4, 1.0, 0.3),
    "everything kept": lambda tuning, _: figures.tray_decisions(tuning, 0, 0.0, 1.0),
    "pair": lambda *_: figures.box_pair([0, 0, 4, 4], [2, 0, 6, 4]),
    "pair apart": lambda *_: figures.box_pair([0, 0, 2, 1], [3, 2, 5, 6]),
    "suppression": lambda tuning, _: figures.nms_at_work(tuning, 5, "nut"),
    "curves": lambda _, made: figures.class_pr_curves(made["found"], target=0.95),
    "curves, infeasible": lambda _, made: figures.class_pr_curves(
        made["found"], target=1.01
    ),
    "heat map": lambda _, made: figures.joint_heat_map(
        made["curves"]["washer"], "washer", target=0.95
    ),
    "heat map, infeasible": lambda _, made: figures.joint_heat_map(
        made["curves"]["clip"], "clip", target=1.01
    ),
    "D-ECE": lambda _, made: figures.detection_ece_by_class(
        made["fresh"], made["honest"]
    ),
    "FROC": lambda _, made: figures.froc(made["fresh"].pooled()),
}


@pytest.fixture(params=DRAWINGS, ids=str)
def draw(request, tuning, made):
    """Return a function that draws one picture."""
    return lambda: DRAWINGS[request.param](tuning, made)


def test_picture_is_an_opaque_png_of_its_stated_size(draw):
    """640 pixels wide on the page, twice as dense, the same every time.

    The grain of trays does not pack as well as lines do: 80 kB are allowed.
    """
    picture = draw()
    image = imread(io.BytesIO(picture.png))
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert picture.width == 640
    assert 150 <= picture.height <= 360
    assert image.shape[2] == 3 or np.all(image[:, :, 3] == 1)
    assert len(picture.png) < 80_000
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
    """Every x axis that is seen has a name, or belongs to a bar of colours."""
    draw()
    seen = [axes for axes in drawn[0].axes if axes.axison]
    assert all(axes.get_xlabel() or axes.get_ylabel() == "recall" for axes in seen)


def test_nothing_is_drawn_where_figures_are_only_described(draw, drawn, monkeypatch):
    """A grader gets the same words and no figure was made for them."""
    shown = draw()
    drawn.clear()
    monkeypatch.setattr(_style, "_drawn", False)
    described = draw()
    assert (described.png, drawn) == (b"", [])
    assert (described.alt, described.height) == (shown.alt, shown.height)


def test_classes_are_told_apart_without_colour(drawn, made):
    """Each curve has its own line style, each chosen cut its own marker."""
    figures.class_pr_curves(made["found"], target=0.95)
    lines = drawn[0].axes[0].lines
    curves = [line for line in lines if len(line.get_xdata()) > 2]
    assert len({line.get_linestyle() for line in curves}) == len(curves) == 3
    cuts = [line for line in lines if line.get_marker() not in ("None", "")]
    assert len({line.get_marker() for line in cuts}) == len(cuts) == 3


def test_a_tray_says_parts_and_boxes(drawn, tuning, words_in):
    """Four parts by name and 44 raw boxes stand in the picture."""
    figures.tray_scene(tuning, 4)
    words = words_in(drawn[0])
    assert "on the tray: 4 parts" in words
    assert "said: 44 raw boxes" in words
    for name in data.PART_CLASSES:
        assert name in words


def test_decisions_are_counted_and_named(drawn, tuning, words_in):
    """Right, false and missed are counted; few boxes have class and score beside."""
    figures.tray_decisions(tuning, 4, 0.95, 0.3)
    words = words_in(drawn[0])
    for count in ("3 right", "1 false", "1 missed", "washer missed", "clip 0.95"):
        assert count in words
    figures.tray_decisions(tuning, 0, 0.1, 0.9)
    assert "washer 0." not in words_in(drawn[1])


def test_two_boxes_and_their_union(drawn, words_in):
    """16 + 16 − 8 = 24: 8/24 = .333; boxes apart have 0 in common."""
    picture = figures.box_pair([0, 0, 4, 4], [2, 0, 6, 4])
    assert "16 + 16 − 8 = 24" in words_in(drawn[0])
    assert "8/24 = 0.333" in words_in(drawn[0])
    assert "8/24 = 0.333" in picture.alt
    assert "0/10 = 0" in figures.box_pair([0, 0, 2, 1], [3, 2, 5, 6]).alt


def test_the_star_stands_on_the_best_pair(drawn, made):
    """Washers: NMS IoU .35 with score .915, in log-odds; no star without a pair."""
    figures.joint_heat_map(made["curves"]["washer"], "washer", target=0.95)
    (star,) = (line for line in drawn[0].axes[0].lines if line.get_marker() == "*")
    x, y = star.get_xydata()[0]
    assert y == 0.35
    assert 1 / (1 + np.exp(-x)) == pytest.approx(0.9147, abs=1e-4)
    picture = figures.joint_heat_map(made["curves"]["clip"], "clip", target=1.01)
    assert not [line for line in drawn[1].axes[0].lines if line.get_marker() == "*"]
    assert "No pair keeps it" in picture.alt


def test_froc_writes_each_sensitivity(drawn, made, words_in):
    """The six sensitivities and the end of the curve stand in the picture."""
    picture = figures.froc(made["fresh"].pooled())
    words = words_in(drawn[0])
    for share in ("0.614", "0.747", "0.827", "0.901", "0.929", "0.933"):
        assert share in words
        assert share in picture.alt


def test_the_sliders_start_with_duplicates_and_follow(tuning):
    """Three are false at first; a tighter NMS leaves one, a high threshold misses."""
    sliders = widgets.tray_sliders(tuning, 4, threshold=0.9, nms_iou=0.6)
    assert "4 right, 3 false, 0 missed" in repr(sliders)
    assert "4 right, 1 false, 0 missed" in repr(sliders.at(nms_iou=0.5))
    assert "1 right, 0 false, 3 missed" in repr(sliders.at(threshold=0.98, nms_iou=0.5))
    assert "1 right, 1 false, 3 missed" in repr(sliders.at(threshold=0.98))


def test_the_sliders_are_quick(tuning):
    """The fullest drawing takes well under half a second."""
    sliders = widgets.tray_sliders(tuning, 0)
    sliders.at(threshold=0.05, nms_iou=0.95)
    start = time.process_time()
    sliders.at(threshold=0.05, nms_iou=0.95)
    assert time.process_time() - start < 0.5
