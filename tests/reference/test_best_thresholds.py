"""F-beta, Youden and cost thresholds: exact ties, largest score, interval."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import strategies as st

from grader.reference import (
    Threshold,
    best_cost_threshold,
    best_f_beta_threshold,
    confusion_matrix,
    cost_threshold,
    net_benefit,
    youden_threshold,
)

from .brute_force import Counts, best, counts_at, f_beta, youden
from .card import LABELS, SCORES
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def same_decisions(scores: list[float], one: float, other: float) -> bool:
    """Tell whether two thresholds flag the same parts."""
    return [s >= one for s in scores] == [s >= other for s in scores]


def test_f1_of_the_card() -> None:
    """F1 is best at 0.55 with .75, and any t in (0.52, 0.55] decides alike."""
    assert best_f_beta_threshold(SCORES, LABELS) == Threshold(0.55, (0.52, 0.55), 0.75)


@pytest.mark.parametrize(
    ("beta", "value", "objective"),
    [(0.5, 0.80, 2.5 / 3), (1.0, 0.55, 0.75), (2.0, 0.35, 20 / 23)],
)
def test_other_betas_of_the_card(beta: float, value: float, objective: float) -> None:
    """F0.5 picks 0.80 (1.25·2 / (2.5 + .25·2)), F2 picks 0.35 (20/23 = .869565)."""
    found = best_f_beta_threshold(SCORES, LABELS, beta=beta)
    assert found.value == value
    assert found.objective == pytest.approx(objective, rel=1e-15)


@pytest.mark.parametrize("right", [0.55, 0.535, 0.53, 0.54])
def test_any_threshold_of_the_interval_is_right(right: float) -> None:
    """Decisions are judged, not the number: 0.53 decides as 0.55 does."""
    assert best_f_beta_threshold(SCORES, LABELS).decides_like(right)


@pytest.mark.parametrize("wrong", [0.52, 0.6, 0.5, math.inf])
def test_the_ends_of_the_interval_are_low_open_and_high_closed(wrong: float) -> None:
    """0.52, what a strict > rule finds, is outside."""
    assert not best_f_beta_threshold(SCORES, LABELS).decides_like(wrong)


def test_grids_miss_the_optimum() -> None:
    """On a grid of step 0.1 the best F1 is .727273 at 0.3; at 0.5 it is .666667."""
    on_grid = {
        t: confusion_matrix(SCORES, LABELS, t).f_beta()
        for t in np.arange(1, 10) / 10  # 0.1 … 0.9
    }
    assert max(on_grid, key=lambda t: on_grid[t]) == 0.3
    assert on_grid[0.3] == pytest.approx(0.727273, abs=5e-7)
    assert on_grid[0.5] == pytest.approx(0.666667, abs=5e-7)


def test_a_grid_of_a_hundred_finds_the_interval_at_its_low_end() -> None:
    """scikit-learn's tuned threshold, .525758, is the first grid point inside."""
    found = best_f_beta_threshold(SCORES, LABELS)
    grid = np.linspace(min(SCORES), max(SCORES), 100)
    inside = [t for t in grid if found.decides_like(t)]
    assert inside[0] == pytest.approx(0.525758, abs=5e-7)


def test_a_tie_of_scores_is_flagged_together() -> None:
    """Scores .9 .8 .6 .6 .3 .1 with labels 1 0 1 0 1 0: at .6, F1 is 4/7 = .571."""
    matrix = confusion_matrix([0.9, 0.8, 0.6, 0.6, 0.3, 0.1], [1, 0, 1, 0, 1, 0], 0.6)
    assert matrix.f_beta() == pytest.approx(4 / 7, rel=1e-15)
    assert (matrix.precision, matrix.recall) == (0.5, 2 / 3)


def test_youden_of_the_card_ties_and_takes_the_larger() -> None:
    """J is .5 at 0.80 and at 0.55; the larger is returned."""
    assert youden_threshold(SCORES, LABELS) == Threshold(0.80, (0.60, 0.80), 0.5)
    js = [youden(counts_at(SCORES, LABELS, t)) for t in SCORES]
    quarters = [1, 2, 1, 2, 1, 0, 1, 0]
    assert js == [Fraction(q, 4) for q in quarters]


def test_accuracy_of_the_card_ties_too() -> None:
    """Accuracy is the cost rule with equal costs: 2 mistakes at 0.80 and 0.55."""
    found = best_cost_threshold(SCORES, LABELS, cost_fp=1, cost_fn=1)
    assert found == Threshold(0.80, (0.60, 0.80), 2.0)


def test_costs_of_the_card() -> None:
    """At 1:4 the costs are 12 8 9 5 6 7 3 4; 0.35 is cheapest, 0.2 costs 4."""
    found = best_cost_threshold(SCORES, LABELS, cost_fp=1, cost_fn=4)
    assert found == Threshold(0.35, (0.20, 0.35), 3.0)
    matrices = [confusion_matrix(SCORES, LABELS, t) for t in SCORES]
    assert [m.fp + 4 * m.fn for m in matrices] == [12, 8, 9, 5, 6, 7, 3, 4]


def test_mini_challenge() -> None:
    """1/(1+4) = 0.2, where both actions cost .8; the 95 % rule is costs 19:1."""
    threshold = cost_threshold(1, 4)
    assert threshold == 0.2
    assert (1 - threshold) * 1 == threshold * 4 == 0.8
    assert cost_threshold(19, 1) == 0.95
    assert cost_threshold(1, 9) == 0.1


def test_cost_threshold_at_its_ends() -> None:
    """Free alarms flag everything (0), free misses only certainty (1)."""
    assert cost_threshold(0, 3) == 0.0
    assert cost_threshold(3, 0) == 1.0
    assert cost_threshold(0.1, 0.3) == 0.25


def test_flagging_nothing_wins_where_it_is_as_cheap() -> None:
    """A tie between flagging nothing and something goes to inf, the largest."""
    # Flagging the 0.9 saves one miss (2) and makes two alarms (2).
    found = best_cost_threshold([0.9, 0.9, 0.9], [1, 0, 0], cost_fp=1, cost_fn=2)
    assert found == Threshold(math.inf, (0.9, math.inf), 2.0)
    none = best_cost_threshold([0.9, 0.1], [0, 0], cost_fp=1, cost_fn=2)
    assert none == Threshold(math.inf, (0.9, math.inf), 0.0)


def test_costs_are_read_as_decimals() -> None:
    """0.1 + 0.2 ties with 0.3: three tenths are three tenths."""
    # t=3: 3 misses left of 4 … costs: inf 4·0.1, t=2: 0.3 = 1 alarm of 0.3.
    found = best_cost_threshold([2, 2, 2, 2], [1, 1, 1, 0], cost_fp=0.3, cost_fn=0.1)
    assert found.value == math.inf
    assert found.objective == 0.3


def test_f_without_a_positive_is_zero_at_the_largest_score() -> None:
    """With no positive every F is 0.0: the largest score, and not an error."""
    found = best_f_beta_threshold([0.3, 0.7], [0, 0])
    assert found == Threshold(0.7, (0.3, 0.7), 0.0)


def test_f_with_positives_only_flags_them_all() -> None:
    """With positives only the lowest score has F1 = 1 and an open interval."""
    found = best_f_beta_threshold([0.3, 0.7], [1, 1])
    assert found == Threshold(0.3, (-math.inf, 0.3), 1.0)


def test_equal_f1_in_two_roundings_is_a_tie() -> None:
    """Precision/recall and counts forms of F1 differ in the last bit here.

    By descending score the labels are 0 1 1 1 0 0 1 0 0 0 1. F1 is
    2·3/(5 + 4) = 2/3 after four parts and 2·4/(5 + 7) = 2/3 after seven.
    """
    labels = [0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1]
    scores = [1 - i / 20 for i in range(11)]
    found = best_f_beta_threshold(scores, labels)
    assert found.value == scores[3]
    assert found.objective == 2 / 3


@pytest.mark.parametrize(
    ("beta", "labels", "winner"),
    [
        # P = 5: 2·4/(5 + 7) after seven parts, 2·5/(5 + 10) after ten.
        (1.0, "010101100100", 7),
        # P = 12: 1.25·9/(3 + 15) after 15 parts, 1.25·10/(3 + 17) after 17.
        (0.5, "0100110100111110100110000", 15),
        # P = 9: 5·8/(36 + 20) after 20 parts, 5·9/(36 + 27) after 27.
        (2.0, "01000001100110001101000000100000000", 20),
    ],
)
def test_ties_that_floats_break(beta: float, labels: str, winner: int) -> None:
    """Where rounding favours the lower of two equal thresholds, the larger wins."""
    n = len(labels)
    scores = [float(n - i) for i in range(n)]
    found = best_f_beta_threshold(scores, [int(y) for y in labels], beta=beta)
    assert found.value == scores[winner - 1]


@pytest.mark.parametrize("unit", ["1", "3e18", "1e20", "0.123456789012345"])
def test_costs_beyond_64_bits_tie_exactly(unit: str) -> None:
    """With a miss twice an alarm, one miss ties with two alarms, whatever the unit."""
    scores, labels = [6, 5, 4, 3, 2, 1], [1, 0, 0, 0, 1, 1]
    exact = Fraction(unit)
    found = best_cost_threshold(
        scores, labels, cost_fp=float(exact), cost_fn=float(2 * exact)
    )
    # Costs by falling threshold, in alarms: 4 5 6 7 5 3; flagging nothing 6.
    assert found == Threshold(1.0, (-math.inf, 1.0), float(3 * exact))
    # Without the last two parts 2 3 4 2, and flagging nothing 4.
    tied = best_cost_threshold(
        scores[:4], [1, 0, 0, 1], cost_fp=float(exact), cost_fn=float(2 * exact)
    )
    assert tied == Threshold(6.0, (5.0, 6.0), float(2 * exact))


def test_scores_one_ulp_apart_are_two_thresholds() -> None:
    """Neighbouring floats are told apart: nothing is rounded."""
    above = float(np.nextafter(0.5, 1))
    found = best_f_beta_threshold([above, 0.5], [1, 0])
    assert found == Threshold(above, (0.5, above), 1.0)


def test_beta_zero_is_precision() -> None:
    """With beta 0, F is the precision; of equal ones the largest threshold."""
    found = best_f_beta_threshold([4, 3, 2, 1], [1, 1, 0, 1], beta=0.0)
    assert found == Threshold(4.0, (3.0, 4.0), 1.0)


def test_net_benefit_by_hand() -> None:
    """At t = .5 on the card: 3 found, 2 alarms at odds 1: (3 − 2)/8."""
    assert net_benefit(SCORES, LABELS, 0.5) == 0.125
    assert net_benefit(SCORES, LABELS, 0.99) == 0.0
    assert net_benefit(SCORES, LABELS, 0.0) == 0.5


@for_all(scored_labels(), st.sampled_from(["0", "0.1", "0.5", "1", "2", "3.7"]))
def test_f_beta_threshold_is_that_of_the_definition(data: Data, beta: str) -> None:
    """Trying every score in fractions gives the same threshold and F."""
    scores, labels = data
    found = best_f_beta_threshold(scores, labels, beta=float(beta))
    value, objective = best(scores, labels, lambda c: f_beta(c, Fraction(beta)))
    assert (found.value, found.objective) == (value, float(objective))
    _check_interval(found, scores)


@for_all(scored_labels(both_classes=True))
def test_youden_threshold_is_that_of_the_definition(data: Data) -> None:
    """Trying every score in fractions gives the same threshold and J."""
    found = youden_threshold(*data)
    value, objective = best(*data, youden)
    assert (found.value, found.objective) == (value, float(objective))
    _check_interval(found, data[0])


@for_all(
    scored_labels(),
    st.sampled_from(["0", "0.1", "1", "2", "0.7", "123.456789"]),
    st.sampled_from(["0.3", "1", "4", "19", "98765.4321"]),
)
def test_cost_threshold_is_that_of_the_definition(
    data: Data, cost_fp: str, cost_fn: str
) -> None:
    """Trying every score, and inf, in fractions gives the same cost."""

    def saving(counts: Counts) -> Fraction:
        return -(Fraction(cost_fp) * counts[1] + Fraction(cost_fn) * counts[2])

    found = best_cost_threshold(*data, cost_fp=float(cost_fp), cost_fn=float(cost_fn))
    value, saved = best(*data, saving, also_nothing=True)
    assert (found.value, found.objective) == (value, float(-saved))
    _check_interval(found, data[0])


def _check_interval(found: Threshold, scores: list[float]) -> None:
    """Check that the interval is exactly where the decisions are the same."""
    low, high = found.interval
    assert found.value == high
    if low > -math.inf:
        assert not same_decisions(scores, low, found.value) or found.value == math.inf
        assert same_decisions(scores, float(np.nextafter(low, math.inf)), found.value)
    if high < math.inf:
        above = float(np.nextafter(high, math.inf))
        assert not same_decisions(scores, above, found.value)


@for_all(scored_labels(max_size=12))
def test_a_strictly_monotone_map_moves_no_f1_decision(data: Data) -> None:
    """Ranks in place of scores give the same flags at the F1 optimum."""
    scores, labels = data
    ranks = [sorted(set(scores)).index(s) for s in scores]
    one = best_f_beta_threshold(scores, labels)
    other = best_f_beta_threshold(ranks, labels)
    assert [s >= one.value for s in scores] == [r >= other.value for r in ranks]
    assert one.objective == other.objective


@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0])
def test_long_ties_are_exact(beta: float) -> None:
    """On 20,000 parts the winner is that of integer arithmetic in one loop."""
    rng = np.random.default_rng(5)
    scores = rng.integers(0, 3000, 20_000) / 3000
    labels = rng.integers(0, 2, 20_000)
    weight = Fraction(beta) ** 2
    p, q = weight.numerator, weight.denominator
    positives, tp, flagged = int(labels.sum()), 0, 0
    top, bottom, winner = 0, 1, math.inf
    for value in sorted(set(scores.tolist()), reverse=True):
        group = labels[scores == value]
        tp, flagged = tp + int(group.sum()), flagged + len(group)
        new_top, new_bottom = tp, p * positives + q * flagged
        if new_top * bottom > top * new_bottom:
            top, bottom, winner = new_top, new_bottom, value
    assert best_f_beta_threshold(scores, labels, beta=beta).value == winner
