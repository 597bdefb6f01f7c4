"""Meeting what the learner filled in about masks: told apart, and not given away."""

import numpy as np
import pytest

from lessons import figures

PRED, TRUTH = [[0, 1, 1], [1, 1, 0]], [[0, 1, 0], [1, 1, 1]]
MAPS = [[[0.8, 0.4], [0.4, 0.1]], [[0.7, 0.3]]]
MASKS = [[[1, 1], [0, 0]], [[1, 0]]]
CRUMBS = [
    [1, 1, 1, 1, 0, 0, 1, 1, 1],
    [1, 0, 0, 1, 0, 0, 1, 0, 0],
    [1, 1, 1, 1, 0, 0, 1, 1, 1],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 1, 1, 0, 0, 0, 0, 0, 0],
    [0, 1, 1, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 1, 1, 0, 0, 0, 0],
    [0, 0, 0, 1, 1, 0, 0, 0, 0],
]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (..., "Not filled in yet"),
        (0.75, "Right: Dice is 0.75"),
        (0.6, "Not yet: you have 0.6. Count."),
        (1.5, "lies between 0 and 1"),
        ("much", "A number is wanted"),
    ],
)
def test_meet_dice(value, words):
    """Three in common of four and four: 6/8."""
    assert words in repr(figures.meet_dice(value, PRED, TRUTH, hint="Count."))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((..., ...), "Not all blanks"),
        (0.4, "A pair is wanted"),
        ((0.4, "much"), "A pair is wanted"),
        ((0.5, 0.8), "The threshold is one of 0.2, 0.4, 0.6; you said 0.5"),
        ((0.4, 0.9), "Not yet: at 0.4 the Dice is not 0.9"),
        ((0.6, 0.8), "right, but another one has more"),
        ((0.4, 6 / 7), "Both are right"),
        ((0.4, 0.86), "Both are right"),
    ],
)
def test_meet_tuned_pixels(answer, words):
    """6/8, 6/7 and 4/5: the second is best, and is not told."""
    shown = repr(figures.meet_tuned_pixels(answer, MAPS, MASKS, [0.2, 0.4, 0.6]))
    assert words in shown
    assert "0.857" not in shown


def test_a_tie_goes_to_the_first():
    """At 0.5 and 0.6 the same pixels are flagged."""
    maps, masks = [[[0.9, 0.6, 0.2]]], [[[1, 1, 0]]]
    shown = figures.meet_tuned_pixels((0.6, 1.0), maps, masks, [0.5, 0.6, 0.7])
    assert "0.6 ties with another one; the first counts" in repr(shown)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([12, ..., ..., ...], "Not all blanks"),
        ([12, 7], "4 areas are wanted"),
        ([12, 7, 0, 0], "All areas are right"),
        ([12, 0, 0, 0], "Region 2: you have 0."),
        ([10, 7, 8, 0], "Region 3: you have 8."),
        ([12, "big", 0, 0], "Region 2: you have 'big'."),
    ],
)
def test_meet_kept_regions(answer, words):
    """A ring of 10 around 2, a C of 7, two squares of 4 at a corner; from 7 on."""
    assert words in repr(figures.meet_kept_regions(answer, CRUMBS, min_area=7))


def test_kept_regions_do_not_tell_the_right_area():
    """A wrong answer is told which region, not what it should be."""
    shown = repr(figures.meet_kept_regions([1, 1, 1, 1], CRUMBS, min_area=7))
    assert "12" not in shown
    assert "7" not in shown


@pytest.mark.parametrize(
    ("prediction", "words"),
    [
        (..., "No prediction yet"),
        ("luck", 'one of "up", "down", not \'luck\''),
        ("start", 'one of "up", "down", not \'start\''),
        ("up", '"up" adds most: 33.33 points. Your prediction holds.'),
        ("down", "Not what you expected?"),
    ],
)
def test_meet_cleaning_step(prediction, words):
    """From 2/3 to 1, and back: the first step adds a third."""
    truth = np.ones((1, 2, 2), bool)
    half = truth.copy()
    half[:, 0] = False
    steps = {"start": half, "up": truth, "down": half}
    assert words in repr(figures.meet_cleaning_step(prediction, steps, truth))
