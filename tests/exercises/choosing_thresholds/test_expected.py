"""Unit 4's expected answers by hand and by scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import fbeta_score

from grader.exercises import find_exercise

from ..probing import expected

# Example 1 of the card.
SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]


def test_the_card_s_mini_challenge():
    """1/(1 + 4) = 0.2, where both actions cost 0.8."""
    exercise = find_exercise("mini-challenge")
    assert exercise.right(exercise.published[0]) == (0.2,)
    assert expected("cost-threshold", 1, 4) == 0.2
    assert expected("expected-cost", 0.2, True, 1, 4) == pytest.approx(0.8)
    assert expected("expected-cost", 0.2, False, 1, 4) == pytest.approx(0.8)


def test_the_stop_line_rule():
    """Above 95 % is the same formula with C_FP = 19·C_FN: 19/20."""
    assert expected("cost-threshold", 19, 1) == 0.95


def test_the_card_s_eight_scores():
    """At 1:4 the cheapest is 0.35 for 3; precision ≥ 95 % picks 0.80."""
    assert expected("best-cost-threshold", SCORES, LABELS, 1, 4) == (0.35, 3)
    assert expected("threshold-for-precision", SCORES, LABELS, 0.95) == 0.80
    # At most 3/4 with recall 3/4: .55; from 4/7 up, all four are found at .35.
    assert expected("threshold-for-precision", SCORES, LABELS, 0.75) == 0.55
    assert expected("threshold-for-precision", SCORES, LABELS, 0.57) == 0.35


def test_nothing_flagged_by_hand():
    """A false alarm for 9 and a miss for 1: four misses, 4, beat every score."""
    # .95: 3 misses, 3; so only dearer or useless alarms make nothing cheapest.
    assert expected("best-cost-threshold", [0.9, 0.8, 0.3], [0, 0, 1], 9, 1) == (
        math.inf,
        1,
    )


@pytest.mark.parametrize(
    ("beta", "threshold", "value"),
    [(0.5, 0.80, 5 / 6), (1, 0.55, 0.75), (2, 0.35, 0.869565)],
)
def test_targets_pick_their_thresholds(beta, threshold, value):
    """F0.5 picks .80, F1 .55, F2 .35 on the card's scores, as scikit-learn's too."""
    guess = (np.array(SCORES) >= threshold).astype(int)
    tp = (guess & np.array(LABELS)).sum()
    ours = expected("f-beta", float(tp / guess.sum()), float(tp / 4), beta)
    assert ours == pytest.approx(value, abs=5e-7)
    assert ours == pytest.approx(fbeta_score(LABELS, guess, beta=beta), abs=1e-12)
