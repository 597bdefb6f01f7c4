"""Unit 5's probes, fixed and drawn, keep inside what the texts promise."""

import numpy as np
import pytest

from grader.exercises import find_exercise

from ..probing import SEEDS, equal_or_apart, probes
from .exact_answers import answer_tuning


def is_mask(values):
    """Say whether something is a matrix of 0 and 1, or of booleans."""
    array = np.asarray(values)
    return array.ndim == 2 and array.size > 0 and set(np.unique(array)) <= {0, 1}


@pytest.mark.parametrize("seed", SEEDS)
def test_masks_are_what_the_texts_say(seed):
    """Two masks of one shape; one mask and a whole number of pixels."""
    for probe in probes("dice", seed):
        pred, truth = probe.args
        assert is_mask(pred)
        assert is_mask(truth)
        assert np.shape(pred) == np.shape(truth)
    for probe in probes("postprocess", seed):
        mask, min_area = probe.args
        assert is_mask(mask)
        assert type(min_area) is int
        assert min_area >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_maps_are_probabilities_and_thresholds_differ_visibly(seed):
    """A pixel equals a threshold or is visibly off it, in 64 bits on both sides."""
    for probe in probes("tune-pixel-threshold", seed):
        maps, masks, grid = probe.args
        assert len(maps) == len(masks) > 0
        assert len({float(t) for t in grid}) == len(grid) > 0
        for prob_map, mask in zip(maps, masks, strict=True):
            assert is_mask(mask)
            assert np.shape(prob_map) == np.shape(mask)
            values = np.ravel(prob_map)
            assert values.dtype.itemsize == 8
            assert 0 <= values.min() <= values.max() <= 1
            assert equal_or_apart(values, grid, by=5e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_thresholds_tie_exactly_or_not_at_all(seed):
    """No two Dice are so near to each other that rounding could decide."""
    for probe in probes("tune-pixel-threshold", seed):
        maps, masks, grid = probe.args
        values = np.array([answer_tuning(maps, masks, [t])[1] for t in grid])
        behind = values.max() - values
        assert ((behind == 0) | (behind > 5e-3)).all(), probe.about
        if probe.about.startswith("freshly drawn"):
            assert (behind == 0).sum() == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_something_is_always_flagged_or_true(seed):
    """No pooled Dice is 0/0: the texts say nothing of it for a search."""
    for probe in probes("tune-pixel-threshold", seed):
        maps, masks, grid = probe.args
        highest = max(np.max(m) for m in maps)
        assert any(np.any(m) for m in masks) or max(grid) <= highest


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_masks_have_holes_and_small_regions(seed):
    """What is drawn has something to fill and something to drop, nearly always."""
    exercise = find_exercise("postprocess")
    (probe,) = exercise.draw(np.random.default_rng(seed))
    mask, min_area = probe.args
    assert mask.shape == (11, 14)
    assert min_area == 4
    assert exercise.right(probe) != tuple(mask.ravel())
