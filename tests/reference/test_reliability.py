"""Reliability curves and calibration error: which bin, which weight, which norm."""

import itertools
import math

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from grader.reference import (
    expected_calibration_error,
    reliability_curve,
    sigmoid,
    top_label,
)

from .card import LOGIT_LABELS, LOGITS, UNEQUAL_LABELS, UNEQUAL_PROBS
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]
CARD_EDGES = [0.0, 0.33, 0.66, 1.0]
THIRDS = [0.0, 1 / 3, 2 / 3, 1.0]


def probs_at(temperature: float) -> np.ndarray:
    """Return the probabilities of Exercise 2 at a temperature."""
    return sigmoid(np.array(LOGITS) / temperature)


@pytest.mark.parametrize(
    ("temperature", "card_edges", "thirds", "top"),
    [
        (0.5, 0.044753, 0.044753, 0.178524),
        (1.0, 0.126139, 0.126139, 0.276195),
        (1.5, 0.179091, 0.066010, 0.334663),
        (2.0, 0.086447, 0.086447, 0.370634),
    ],
)
def test_exercise_2(
    temperature: float, card_edges: float, thirds: float, top: float
) -> None:
    """The card's ECE, at its edges and at exact thirds, and the top-label reading."""
    probs = probs_at(temperature)
    for edges, expected in ((CARD_EDGES, card_edges), (THIRDS, thirds)):
        found = expected_calibration_error(probs, LOGIT_LABELS, bin_edges=edges)
        assert found == pytest.approx(expected, abs=5e-7)
    confidence, correct = top_label(np.stack((1 - probs, probs), 1), LOGIT_LABELS)
    found = expected_calibration_error(confidence, correct, bin_edges=CARD_EDGES)
    assert found == pytest.approx(top, abs=5e-7)


@pytest.mark.parametrize(
    ("norm", "before", "after"),
    [("max", 0.194072, 0.068595), ("l2", 0.154540, None)],
)
def test_other_norms_of_exercise_2(
    norm: str, before: float, after: float | None
) -> None:
    """The largest gap and the root mean square are what the card's slips give."""
    found = expected_calibration_error(
        probs_at(1.0), LOGIT_LABELS, bin_edges=CARD_EDGES, norm=norm
    )
    assert found == pytest.approx(before, abs=5e-7)
    if after is not None:
        found = expected_calibration_error(
            probs_at(0.5), LOGIT_LABELS, bin_edges=CARD_EDGES, norm=norm
        )
        assert found == pytest.approx(after, abs=5e-7)


def test_the_middle_bin_of_exercise_2_hides_its_error() -> None:
    """Two errors of opposite sign leave the middle bin a gap of exactly 0."""
    curve = reliability_curve(probs_at(1.0), LOGIT_LABELS, bin_edges=CARD_EDGES)
    assert curve.count.tolist() == [2, 2, 2]
    assert curve.positive_rate.tolist() == [0.0, 0.5, 1.0]
    assert curve.gap[1] == pytest.approx(0.0, abs=1e-16)
    unweighted = float(np.sum(np.abs(curve.gap)))
    assert unweighted == pytest.approx(0.378418, abs=5e-7)
    signed = float(np.mean(curve.gap))
    assert abs(signed) == pytest.approx(0.003242, abs=5e-7)
    after = reliability_curve(probs_at(0.5), LOGIT_LABELS, bin_edges=CARD_EDGES)
    assert abs(float(np.mean(after.gap))) == pytest.approx(0.000976, abs=5e-7)


def test_bin_midpoints_are_not_mean_probabilities() -> None:
    """Midpoints 1/6, 1/2, 5/6 in place of means give .111111, whatever T is."""
    midpoints = np.array([1, 3, 5]) / 6
    for temperature in (0.5, 1.0):
        curve = reliability_curve(
            probs_at(temperature), LOGIT_LABELS, bin_edges=CARD_EDGES
        )
        slip = np.mean(np.abs(midpoints - curve.positive_rate))
        assert slip == pytest.approx(0.111111, abs=5e-7)


def test_ece_is_no_selection_criterion() -> None:
    """T = 10 makes the ECE .000824, though it makes the probabilities useless."""
    found = expected_calibration_error(
        probs_at(10.0), LOGIT_LABELS, bin_edges=CARD_EDGES
    )
    assert found == pytest.approx(0.000824, abs=5e-7)


def test_unequal_bins_are_weighted() -> None:
    """80 at .9 (gap .1) and 20 at .6 (gap .3): .14 weighted, .30 at most."""
    edges = [0.0, 0.75, 1.0]
    ece = expected_calibration_error(UNEQUAL_PROBS, UNEQUAL_LABELS, bin_edges=edges)
    assert ece == pytest.approx(0.8 * 0.1 + 0.2 * 0.3, abs=1e-12)
    largest = expected_calibration_error(
        UNEQUAL_PROBS, UNEQUAL_LABELS, bin_edges=edges, norm="max"
    )
    assert largest == pytest.approx(0.3, abs=1e-12)
    curve = reliability_curve(UNEQUAL_PROBS, UNEQUAL_LABELS, bin_edges=edges)
    assert curve.count.tolist() == [20, 80]
    assert np.mean(np.abs(curve.gap)) == pytest.approx(0.20, abs=1e-12)
    assert np.sum(curve.gap * curve.count) / 100 == pytest.approx(0.02, abs=1e-12)


@pytest.mark.parametrize(
    ("closed", "counts"), [("left", [1, 1, 3]), ("right", [2, 1, 2])]
)
def test_which_side_of_a_bin_is_closed(closed: str, counts: list[int]) -> None:
    """[a, b) with the last one closed, or (a, b] with the first one closed."""
    probs, labels = [0.0, 0.25, 0.5, 0.75, 1.0], [0, 1, 0, 1, 1]
    curve = reliability_curve(
        probs, labels, bin_edges=[0.0, 0.25, 0.5, 1.0], closed=closed
    )
    assert curve.count.tolist() == counts


@pytest.mark.parametrize("n_bins", range(1, 40))
def test_every_edge_falls_into_the_bin_above_it(n_bins: int) -> None:
    """The decimal i/n is an edge, so it opens bin i, also where n·p rounds down."""
    probs = [i / n_bins for i in range(n_bins)]
    curve = reliability_curve(probs, [1] * n_bins, n_bins=n_bins)
    assert curve.count.tolist() == [1] * n_bins


def test_certain_probabilities_have_bins() -> None:
    """Exactly 0 is in the first bin, exactly 1 in the last; neither is lost."""
    curve = reliability_curve([0.0, 1.0], [0, 1], n_bins=10)
    assert (curve.count[0], curve.count[-1], curve.count.sum()) == (1, 1, 2)


def test_empty_bins_are_kept_and_count_for_nothing() -> None:
    """An empty bin is (0, NaN, NaN), and the error is as if it were not there."""
    curve = reliability_curve([0.1, 0.9], [0, 1], n_bins=3)
    assert curve.count.tolist() == [1, 0, 1]
    assert math.isnan(curve.mean_prob[1])
    assert math.isnan(curve.positive_rate[1])
    ece = expected_calibration_error([0.1, 0.9], [0, 1], n_bins=3)
    assert ece == pytest.approx(0.1, abs=1e-15)


def test_quantile_bins_hold_equal_numbers_and_merge_ties() -> None:
    """Four values in two bins are two and two; equal quantiles become one bin."""
    curve = reliability_curve(
        [0.1, 0.2, 0.3, 0.9], [0, 0, 1, 1], n_bins=2, strategy="quantile"
    )
    assert curve.count.tolist() == [2, 2]
    tied = reliability_curve([0.5] * 4, [0, 0, 1, 1], n_bins=5, strategy="quantile")
    assert (tied.count.tolist(), tied.mean_prob.tolist()) == ([4], [0.5])


@pytest.mark.parametrize("n", [500, 1000, 10_000])
def test_a_perfect_model_has_an_error_in_small_samples(n: int) -> None:
    """ECE-15 of calibrated, uniform probabilities is near .313·√(15/n).

    A bin's gap is normal with variance p(1 − p)/(n/15): its mean absolute value is
    √(2/π) times the deviation, and the mean of √(p(1 − p)) over [0, 1] is π/8.
    """
    rng = np.random.default_rng(7)
    found = []
    for _ in range(100):
        probs = rng.random(n)
        found.append(expected_calibration_error(probs, rng.random(n) < probs))
    expected = math.sqrt(2 / math.pi) * math.pi / 8 * math.sqrt(15 / n)
    assert np.mean(found) == pytest.approx(expected, rel=0.05)


@for_all(scored_labels(probs=True))
def test_ece_lies_in_zero_to_one_and_norms_are_ordered(data: Data) -> None:
    """0 ≤ l1 ≤ l2 ≤ max ≤ 1 on any data."""
    l1, l2, largest = (
        expected_calibration_error(*data, n_bins=7, norm=norm)
        for norm in ("l1", "l2", "max")
    )
    assert 0.0 <= l1 <= l2 + 1e-12 <= largest + 2e-12 <= 1.0 + 3e-12


@for_all(scored_labels(probs=True))
def test_ece_is_that_of_the_definition(data: Data) -> None:
    """Asking of each part which bin holds it gives the same number."""
    edges = [0.0, 0.1, 0.3, 0.75, 1.0]
    total = 0.0
    for low, high in itertools.pairwise(edges):
        inside = [
            (p, y)
            for p, y in zip(*data, strict=True)
            if low <= p < high or (p == high == 1.0)
        ]
        total += abs(sum(p - y for p, y in inside))
    found = expected_calibration_error(*data, bin_edges=edges)
    assert found == pytest.approx(total / len(data[0]), abs=1e-12)


@for_all(scored_labels(probs=True))
def test_order_of_the_parts_does_not_matter(data: Data) -> None:
    """Reversed rows give the same error, up to rounding of the sums."""
    there = expected_calibration_error(*data)
    back = expected_calibration_error(data[0][::-1], data[1][::-1])
    assert there == pytest.approx(back, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("strategy", ["uniform", "quantile"])
def test_agrees_with_scikit_learn(seed: int, strategy: str) -> None:
    """Right-closed bins are those of calibration_curve, which drops empty ones."""
    rng = np.random.default_rng(seed)
    probs, labels = rng.random(300).round(2 + seed), rng.integers(0, 2, 300)
    rate, mean = calibration_curve(labels, probs, n_bins=8, strategy=strategy)
    ours = reliability_curve(probs, labels, n_bins=8, strategy=strategy, closed="right")
    filled = ours.count > 0
    np.testing.assert_allclose(ours.positive_rate[filled], rate, atol=1e-12)
    np.testing.assert_allclose(ours.mean_prob[filled], mean, atol=1e-12)


def test_top_label_takes_the_first_class_on_ties() -> None:
    """Confidence is the row's maximum; the first class that has it is the answer."""
    confidence, correct = top_label([[0.4, 0.4, 0.2], [0.1, 0.2, 0.7]], [1, 2])
    assert confidence.tolist() == [0.4, 0.7]
    assert correct.tolist() == [False, True]
