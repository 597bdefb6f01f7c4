"""Unit 5's expected answers by hand and by scikit-learn, and what is probed."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from grader.checking import graded_probes
from grader.exercises import find_exercise

from ..probing import expected, fixed_args

SEEDS = range(8)


def test_dice_by_hand():
    """Two of three and of four pixels in common: 2·2 / (3 + 4)."""
    assert expected("dice", [[1, 1, 1, 0, 0]], [[0, 1, 1, 1, 1]]) == 4 / 7
    assert expected("dice", [[0, 0]], [[0, 0]]) == 1
    assert expected("dice", [[0, 0]], [[0, 1]]) == 0


def test_pooled_dice_by_hand():
    """Pooled .5 beats .3, though the mean over images prefers .3."""
    # At .5: 3 flagged, 3 of the 3 true ones and the second image empty: 6/(3 + 4).
    # At .3: 9 flagged, all 4 true: 8/(9 + 4); image by image (6/6 + 2/7)/2 against
    # 3 of 3 and 0 of 1: (1 + 0)/2.
    maps = [[[0.9, 0.9, 0.9]], [[0.4, 0.4, 0.4, 0.4, 0.4, 0.4]]]
    masks = [[[1, 1, 1]], [[1, 0, 0, 0, 0, 0]]]
    assert expected("tune-pixel-threshold", maps, masks, [0.3, 0.5]) == (0.5, 6 / 7)


def test_cleaning_by_hand():
    """Eight pixels around a hole are nine once filled; a corner does not connect."""
    ring = [[1, 1, 1, 0], [1, 0, 1, 0], [1, 1, 1, 0], [0, 0, 0, 1]]
    filled = [[1, 1, 1, 0], [1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0]]
    assert np.array_equal(expected("postprocess", ring, 9), filled)
    assert not np.any(expected("postprocess", ring, 10))


@pytest.mark.parametrize("seed", SEEDS)
def test_dice_agrees_with_scikit_learn(seed):
    """Dice is the F1 of the pixels."""
    for probe in graded_probes(find_exercise("dice"), seed):
        pred, truth = (np.ravel(mask).astype(int) for mask in probe.args)
        theirs = f1_score(truth, pred, zero_division=1.0)
        assert expected("dice", *probe.args) == pytest.approx(theirs, abs=1e-12)


def test_empty_masks_are_probed():
    """Both masks empty, one of them, none; and nothing in an image among others."""
    args = fixed_args("dice")
    found = {(bool(np.any(a)), bool(np.any(b))) for a, b in args}
    assert found == {(x, y) for x in (False, True) for y in (False, True)}
    empty = [
        [not np.any(m) for m in masks]
        for _, masks, _ in fixed_args("tune-pixel-threshold")
    ]
    assert any(all(e) for e in empty)
    assert any(any(e) and not all(e) for e in empty)
    assert any(not np.any(mask) for mask, _ in fixed_args("postprocess"))


def test_thresholds_are_probed_where_ways_differ():
    """Pixels on a threshold, a grid in no order, several sizes, one array of maps."""
    args = fixed_args("tune-pixel-threshold")
    assert any(isinstance(maps, np.ndarray) for maps, _, _ in args)
    assert any(len({np.shape(m) for m in maps}) > 2 for maps, _, _ in args)
    assert any(
        (np.diff(grid) < 0).any() and (np.diff(grid) > 0).any() for _, _, grid in args
    )
    on = [
        np.isin(np.concatenate([np.ravel(m) for m in a[0]]), a[2]).any() for a in args
    ]
    assert sum(on) >= 3


def test_areas_and_borders_are_probed():
    """A region of exactly the asked area, the area 0, and one larger than any."""
    exercise = find_exercise("postprocess")
    kept = [sum(exercise.right(p)) for p in (*exercise.published, *exercise.graded)]
    areas = [min_area for _, min_area in fixed_args("postprocess")]
    assert 0 in areas
    assert any(n == area > 1 for n, area in zip(kept, areas, strict=True))
    assert kept.count(0) >= 3


@pytest.mark.parametrize("exercise_id", ["dice", "postprocess"])
def test_lists_arrays_and_booleans_are_probed(exercise_id):
    """Masks come as lists and arrays, of booleans and of whole numbers."""
    masks = [args[0] for args in fixed_args(exercise_id)]
    kinds = {np.asarray(m).dtype.kind for m in masks if isinstance(m, list)}
    assert {"i", "b"} <= kinds
    kinds = {m.dtype.kind for m in masks if isinstance(m, np.ndarray)}
    assert {"b", "i"} <= kinds or {"b", "u"} <= kinds
