"""What unit 5's figures compute, against hand work, the reference and scipy."""

import doctest
import importlib

import numpy as np
import pytest

from grader import reference
from lessons import figures
from lessons.data import _masks


@pytest.mark.parametrize(
    "name",
    [
        "lessons.data._masks",
        "lessons.figures.segmentation._search",
        "lessons.figures.segmentation._panels",
        "lessons.figures.segmentation._gain_tables",
    ],
)
def test_docstring_examples_hold(name):
    """Every example in a docstring runs and shows what it says."""
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted > 0
    assert results.failed == 0


@pytest.fixture
def drawings():
    """Return five random masks, their truth, and maps, with holes and crumbs."""
    rng = np.random.default_rng(3)
    maps = np.round(rng.random((5, 9, 11)), 1)
    return maps, rng.random((5, 9, 11)) < maps


def test_the_search_for_a_threshold_is_the_references(drawings):
    """Ties at a tenth, the ≥ rule and the first of the grid, as the reference has."""
    maps, truth = drawings
    grid = np.arange(1, 10) / 10
    mine = figures.search_threshold(maps, truth, grid)
    wanted = reference.tune_pixel_threshold(list(maps), list(truth), grid)
    assert (mine.best, mine.highest) == pytest.approx(tuple(wanted))
    each = [reference.dice(np.hstack(maps >= t), np.hstack(truth)) for t in grid]
    assert mine.dice == pytest.approx(each)


def test_the_search_for_an_area_drops_as_the_reference_does(drawings):
    """Each area's Dice is that of the masks without their small regions."""
    maps, truth = drawings
    flagged = maps >= 0.5
    areas = range(1, 12)
    mine = figures.search_min_area(flagged, truth, areas)
    for area, dice in zip(areas, mine.dice, strict=True):
        kept = [reference.remove_small_regions(mask, area) for mask in flagged]
        assert dice == pytest.approx(reference.dice(np.hstack(kept), np.hstack(truth)))


@pytest.mark.parametrize("area", [1, 3, 6])
def test_filling_and_dropping_are_the_references(drawings, area):
    """In the right order they are its `postprocess`."""
    flagged = drawings[0] >= 0.4
    mine = figures.drop_small(figures.fill_each(flagged), area)
    wanted = [reference.postprocess(mask, area) for mask in flagged]
    assert np.array_equal(mine, wanted)


def test_defects_are_counted_once():
    """Two true regions, one touched twice; a blob at its corner touches nothing."""
    truth = np.array([[1, 1, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 0]], bool)
    mask = np.array([[1, 0, 1, 0, 0], [0, 0, 0, 0, 1], [1, 0, 0, 0, 0]], bool)
    found = figures.count_defects(mask[np.newaxis], truth[np.newaxis])
    # (0, 0) and (0, 2) lie in the bar; (1, 4) and (2, 0) touch no true pixel.
    assert (found.defects, found.found, found.false_blobs) == (2, 1, 2)


def test_change_by_image_counts_empty_as_one():
    """An image without defects that loses its only blob gains a whole point."""
    empty, blob = np.zeros((1, 2, 2), bool), np.ones((1, 2, 2), bool)
    assert figures.change_by_image(blob, empty, empty).tolist() == [1]
    assert figures.change_by_image(empty, blob, blob).tolist() == [1]
    # 2·4/(4 + 4) = 1, then 2·0/(0 + 4) = 0
    assert figures.change_by_image(blob, empty, blob).tolist() == [-1]


def test_pooled_dice_of_two_images_is_no_mean():
    """180/202 where a mean an image is 0.45."""
    pred, truth = np.zeros((2, 10, 20), bool), np.zeros((2, 10, 20), bool)
    pred[0, :5], truth[0, :5] = True, True
    pred[0, 0, :10], pred[0, 9, :10] = False, True
    pred[1, 0, :2] = True
    # 90 in common of 100 and 100; then 2 flagged where nothing is
    assert figures.pooled_dice(pred, truth) == 180 / 202
    assert _masks.image_dices(pred, truth).tolist() == [0.9, 0]


def test_the_gains_interval_holds_the_gain():
    """A gain that is the same in every image has no width."""
    truth = np.ones((6, 2, 2), bool)
    half = truth.copy()
    half[:, 0] = False
    # 2·2/(2 + 4) = 2/3 before, 1 after, whichever images are drawn
    assert _masks.gain_interval(half, truth, truth) == pytest.approx((1 / 3, 1 / 3))


def test_tables_say_what_was_counted():
    """Steps in order, a gain with a true minus, the blobs and the defects."""
    truth = np.array([[[1, 1, 0, 0]], [[0, 0, 1, 1]]], bool)
    worse = np.array([[[1, 0, 0, 1]], [[0, 0, 1, 0]]], bool)
    table = figures.gain_steps({"all": truth, "less": worse}, truth)
    # 2·2/(3 + 4) = .5714; images: 2·1/(2 + 2) and 2·1/(1 + 2)
    assert table.rows[0] == ["all", "1.0000", "", "1.000", "1.00", "0", "2 of 2"]
    assert table.rows[1] == ["less", "0.5714", "−42.86", "0.583", "1.50", "1", "2 of 2"]


def test_pixels_are_too_sure_of_a_gain():
    """In images that stand or fall as a whole, pixels promise a narrow interval."""
    truth = np.ones((8, 10, 10), bool)
    before = truth.copy()
    before[:4] = False
    table = figures.gain_intervals(before, truth, truth, rng=np.random.default_rng(0))
    images, pixels = (float(row[3]) - float(row[2]) for row in table.rows)
    # Dice before is 2k/(k + 8) with k of 8 images drawn: 1/3 at k = 4 is lost
    assert table.rows[0][1] == table.rows[1][1] == "+33.33"
    assert images > 5 * pixels > 0


def test_the_grid_table_pools_maps_of_different_shape():
    """At 0.6 both pixels with 0.6 are flagged: 3 flagged, 2 of 3 true: 4/6."""
    maps, masks = [[[0.9, 0.6, 0.2]], [[0.6], [0.3]]], [[[1, 1, 0]], [[0], [1]]]
    table = figures.grid_table(maps, masks, [0.6, 0.7])
    assert table.rows == [
        ["0.60", "3", "2", "3", "0.667"],
        ["0.70", "1", "1", "3", "0.500"],
    ]
    assert table.caption == "All 5 pixels of 2 maps"
