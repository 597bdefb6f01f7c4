"""Masks: overlap, holes, small regions, and the pixel threshold."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import strategies as st
from sklearn import metrics

from grader.reference import (
    dice,
    fill_holes,
    pooled_dice,
    postprocess,
    remove_small_regions,
    tune_pixel_threshold,
)

from .strategies import for_all

RING = np.array(
    [
        [1, 1, 1, 1, 1],
        [1, 0, 0, 0, 1],
        [1, 0, 0, 0, 1],
        [1, 1, 1, 1, 1],
        [0, 0, 0, 0, 0],
    ]
)


@st.composite
def a_mask(draw: st.DrawFn) -> np.ndarray:
    """Draw a small mask, often empty or full."""
    height, width = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    share = draw(st.sampled_from([0.0, 0.3, 0.6, 1.0]))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    return rng.random((height, width)) < share


def test_dice_by_hand() -> None:
    """Three pixels and two with one in common: 2·1/5."""
    assert dice([[1, 1, 1, 0]], [[0, 0, 1, 1]]) == 0.4


def test_empty_masks_agree() -> None:
    """Both empty is 1.0; one empty is 0.0."""
    assert dice([[0, 0]], [[0, 0]]) == 1.0
    assert dice([[0, 1]], [[0, 0]]) == 0.0
    assert dice([[0, 0]], [[0, 1]]) == 0.0


@for_all(a_mask(), st.integers(0, 1000))
def test_dice_is_symmetric_and_the_f1_of_the_pixels(
    mask: np.ndarray, seed: int
) -> None:
    """Dice does not care for order, and is scikit-learn's F1 with 0/0 as 1."""
    other = np.random.default_rng(seed).random(mask.shape) < 0.5
    assert dice(mask, other) == dice(other, mask)
    assert dice(mask, mask) == 1.0
    f1 = metrics.f1_score(other.ravel(), mask.ravel(), zero_division=1.0)
    assert dice(mask, other) == pytest.approx(f1, abs=1e-15)


def test_holes_are_filled_and_bays_are_not() -> None:
    """Background enclosed on all sides is filled; open to the border it is not."""
    assert fill_holes(RING)[:4].all()
    open_ring = RING.copy()
    open_ring[0, 2] = 0
    assert (fill_holes(open_ring) == open_ring).all()


def test_a_corner_does_not_let_the_background_out() -> None:
    """Background gets out through sides only: a diagonal gap keeps a hole a hole."""
    diamond = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
    assert fill_holes(diamond)[1, 1]


def test_a_corner_does_not_join_regions() -> None:
    """Two pixels that touch by a corner are two regions of one pixel."""
    mask = [[1, 0], [0, 1]]
    assert not remove_small_regions(mask, 2).any()
    assert remove_small_regions(mask, 1).tolist() == [[True, False], [False, True]]


def test_a_region_of_exactly_the_area_stays() -> None:
    """Only fewer pixels than the minimum are dropped; 0 drops nothing."""
    mask = [[1, 1, 1, 0, 1]]
    assert remove_small_regions(mask, 3).tolist() == [[True, True, True, False, False]]
    assert remove_small_regions(mask, 4).sum() == 0
    assert remove_small_regions(mask, 0).sum() == 4


def test_filling_comes_before_dropping() -> None:
    """The ring of 14 pixels has 20 when it is filled; 15 is between."""
    assert postprocess(RING, 15).sum() == 20
    assert remove_small_regions(RING, 15).sum() == 0


def test_empty_and_full_masks_pass_through() -> None:
    """Nothing in, nothing out; everything in, everything out."""
    assert not postprocess(np.zeros((3, 4)), 2).any()
    assert postprocess(np.ones((3, 4)), 12).all()


@for_all(a_mask(), st.integers(0, 6))
def test_postprocessing_twice_is_postprocessing_once(
    mask: np.ndarray, min_area: int
) -> None:
    """Holes filled and regions dropped leave nothing more to do."""
    once = postprocess(mask, min_area)
    assert (postprocess(once, min_area) == once).all()
    assert once.dtype == np.bool_


def brute_dice(maps: list, masks: list, threshold: float) -> Fraction:
    """Return the pooled Dice, pixel by pixel, as a fraction."""
    common = in_both = 0
    for prob_map, mask in zip(maps, masks, strict=True):
        for p, y in zip(np.ravel(prob_map), np.ravel(mask), strict=True):
            flagged = p >= threshold
            common += int(flagged and y)
            in_both += int(flagged) + int(y)
    return Fraction(2 * common, in_both) if in_both else Fraction(1)


@for_all(
    st.integers(0, 10_000),
    st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 1.0]), min_size=1, max_size=8),
)
def test_pixel_threshold_is_that_of_the_definition(
    seed: int, grid: list[float]
) -> None:
    """Counting pixel by pixel, in fractions, gives the same pair; first on ties."""
    rng = np.random.default_rng(seed)
    shapes = [(3, 4), (1, 5), (2, 2)]
    maps = [rng.integers(0, 11, shape) / 10 for shape in shapes]
    masks = [rng.random(shape) < rng.choice([0.0, 0.4]) for shape in shapes]
    found = tune_pixel_threshold(maps, masks, grid)
    exact = [brute_dice(maps, masks, t) for t in grid]
    assert found == (grid[exact.index(max(exact))], float(max(exact)))
    assert pooled_dice(maps, masks, grid).tolist() == [float(d) for d in exact]


def test_the_first_of_an_unsorted_grid_wins_a_tie() -> None:
    """0.5 and 0.45 decide alike; whichever comes first is returned."""
    maps, masks = [[[0.9, 0.2]]], [[[1, 0]]]
    assert tune_pixel_threshold(maps, masks, [0.5, 0.45, 0.1]).threshold == 0.5
    assert tune_pixel_threshold(maps, masks, [0.1, 0.45, 0.5]).threshold == 0.45


def test_pooling_is_not_the_mean_over_images() -> None:
    """Four pixels of a large defect outweigh one of a small: 2·4/(4 + 5)."""
    maps = [[[0.9] * 4], [[0.1]]]
    masks = [[[1] * 4], [[1]]]
    found = tune_pixel_threshold(maps, masks, [0.5])
    assert found.dice == pytest.approx(8 / 9, rel=1e-15)


def test_nothing_to_find_and_nothing_flagged_is_perfect() -> None:
    """With empty masks a threshold that flags nothing has Dice 1."""
    assert tune_pixel_threshold([[[0.3]]], [[[0]]], [0.2, 0.6]) == (0.6, 1.0)
