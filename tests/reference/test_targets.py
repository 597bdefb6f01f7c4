"""Thresholds under a promise: precision or recall of at least X."""

import math

import numpy as np
import pytest
from hypothesis import strategies as st
from scipy import stats

from grader.reference import (
    Threshold,
    clopper_pearson_lower,
    threshold_at_precision,
    threshold_at_recall,
)

from .brute_force import counts_at
from .card import LABELS, SCORES
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def test_precision_target_of_the_card() -> None:
    """Precision ≥ 95 % picks 0.80: two flagged, both positive, recall 1/2."""
    found = threshold_at_precision(SCORES, LABELS, target=0.95)
    assert found == Threshold(0.80, (0.60, 0.80), 0.5)


def test_reaching_the_target_exactly_is_enough() -> None:
    """19 of 20 meets 0.95; 3 of 4 meets 0.75 at 0.55."""
    labels = [1] * 19 + [0]
    found = threshold_at_precision([0.5] * 20, labels, target=0.95)
    assert found == Threshold(0.5, (-math.inf, 0.5), 1.0)
    assert threshold_at_precision(SCORES, LABELS, target=0.75).value == 0.55


def test_equal_recalls_take_the_largest_threshold() -> None:
    """A lower threshold that only adds alarms is not taken."""
    found = threshold_at_precision([4, 3, 2, 1], [1, 1, 0, 0], target=0.4)
    assert found == Threshold(3.0, (2.0, 3.0), 1.0)


def test_precision_may_rise_again_below() -> None:
    """An early false alarm does not end the search: 9 of 10 further down is found."""
    labels = [0] + [1] * 9
    found = threshold_at_precision(list(range(10, 0, -1)), labels, target=0.9)
    assert found.value == 1.0


def test_an_infeasible_target_gives_none() -> None:
    """None where no threshold is precise enough, as without a positive."""
    assert threshold_at_precision([0.9, 0.8], [0, 1], target=0.75) is None
    assert threshold_at_precision([0.9, 0.8], [0, 0], target=0.01) is None


def test_a_margin_needs_enough_parts() -> None:
    """With n of n right the bound is 0.1^(1/n): 22 parts prove 90 %, 21 do not."""
    # ln 0.1 / ln 0.9 = 21.85
    for n, feasible in ((21, False), (22, True)):
        scores, labels = list(range(n)), [1] * n
        found = threshold_at_precision(scores, labels, target=0.9, confidence=0.9)
        assert (found is not None) == feasible


def test_recall_target_of_the_card() -> None:
    """Recall ≥ 75 % is first met at 0.55, full recall at 0.35."""
    assert threshold_at_recall(SCORES, LABELS, target=0.75) == Threshold(
        0.55, (0.52, 0.55), 0.75
    )
    assert threshold_at_recall(SCORES, LABELS, target=1.0).value == 0.35
    assert threshold_at_recall(SCORES, LABELS, target=0.76).value == 0.35


def test_recall_with_a_margin() -> None:
    """Four of four positives prove a recall of 0.1^(1/4) = .562 and no more."""
    found = threshold_at_recall(SCORES, LABELS, target=0.56, confidence=0.9)
    assert found == Threshold(0.35, (0.20, 0.35), 1.0)
    assert threshold_at_recall(SCORES, LABELS, target=0.57, confidence=0.9) is None


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.975])
@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 1), (5, 5), (19, 20), (300, 320)])
def test_lower_bound_is_scipys_one_sided_interval(
    k: int, n: int, confidence: float
) -> None:
    """The bound is SciPy's exact interval for "greater"."""
    exact = stats.binomtest(k, n, alternative="greater").proportion_ci(
        confidence_level=confidence, method="exact"
    )
    found = clopper_pearson_lower(k, n, confidence=confidence)
    assert float(found) == pytest.approx(exact.low, abs=1e-10)


@for_all(
    scored_labels(both_classes=True),
    st.sampled_from([0.1, 0.5, 0.6, 0.75, 0.9, 1.0]),
    st.sampled_from([None, 0.6, 0.9]),
)
def test_targets_are_those_of_the_definition(
    data: Data, target: float, confidence: float | None
) -> None:
    """Trying every score gives the same thresholds, with or without a margin."""
    scores, labels = data

    def reached(k: int, n: int) -> bool:
        if confidence is None:
            return k / n >= target
        test = stats.binomtest(k, n, alternative="greater")
        return test.proportion_ci(confidence, method="exact").low >= target

    precise, sensitive = [], []
    for t in set(scores):
        tp, fp, fn, _ = counts_at(scores, labels, t)
        if reached(tp, tp + fp):
            precise.append((tp, t))
        if reached(tp, tp + fn):
            sensitive.append(t)
    found = threshold_at_precision(scores, labels, target=target, confidence=confidence)
    assert (found and found.value) == (max(precise)[1] if precise else None)
    found = threshold_at_recall(scores, labels, target=target, confidence=confidence)
    assert (found and found.value) == (max(sensitive) if sensitive else None)


def test_a_margin_keeps_the_promise_more_often() -> None:
    """A margin breaks far fewer promises than none, which breaks every second.

    It still breaks some: the bound is for one threshold, and many were tried.
    """
    rng = np.random.default_rng(11)
    broken = {None: 0, 0.9: 0}
    for _ in range(100):
        probs = rng.random(1000)
        labels = rng.random(1000) < probs
        for confidence in broken:
            found = threshold_at_precision(
                probs, labels, target=0.9, confidence=confidence
            )
            # Calibrated and uniform: beyond t the precision is (1 + t) / 2. An
            # honest None promises nothing.
            broken[confidence] += found is not None and (1 + found.value) / 2 < 0.9
    assert broken[None] >= 50
    assert broken[0.9] <= 30
