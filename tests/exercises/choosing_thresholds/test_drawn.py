"""Unit 4's probes, fixed and drawn, keep inside what the texts promise."""

from fractions import Fraction

import numpy as np
import pytest

from grader.exercises import find_exercise

from ..probing import SEEDS, probes
from .exact_answers import EXACT, mistakes

SEARCHES = ("best-cost-threshold", "threshold-for-precision")


@pytest.mark.parametrize("exercise_id", SEARCHES)
def test_scores_and_labels_are_what_the_texts_say(exercise_id):
    """As many labels as scores, 0 or 1, and finite scores: there is data."""
    for seed in SEEDS:
        for probe in probes(exercise_id, seed):
            scores, labels = map(np.asarray, probe.args[:2])
            assert len(scores) == len(labels) > 0
            assert np.isfinite(scores).all()
            assert set(labels.astype(int).tolist()) <= {0, 1}


@pytest.mark.parametrize("exercise_id", ["cost-threshold", "best-cost-threshold"])
def test_costs_are_never_both_nothing(exercise_id):
    """Costs are 0 or more, not both 0; searches have whole ones."""
    for seed in SEEDS:
        for probe in probes(exercise_id, seed):
            costs = probe.args[-2:]
            assert 0 <= min(costs) <= max(costs) > 0
            if exercise_id == "best-cost-threshold":
                assert all(type(cost) is int for cost in costs)


@pytest.mark.parametrize("exercise_id", ["cost-threshold", "best-cost-threshold"])
def test_either_cost_may_be_nothing(exercise_id):
    """A cost of 0 is asked for on either side, as the texts allow."""
    costs = [probe.args[-2:] for probe in find_exercise(exercise_id).graded]
    assert {fp == 0 for fp, _ in costs} == {fn == 0 for _, fn in costs} == {True, False}


def test_a_cost_of_nothing_leaves_one_cheapest_threshold():
    """Where one cost is 0 no tie rule enters: one candidate alone is the cheapest."""
    for probe in find_exercise("best-cost-threshold").graded:
        scores, labels, cost_fp, cost_fn = probe.args
        if cost_fp and cost_fn:
            continue
        y = np.asarray(labels).tolist()
        pairs = [mistakes(scores, y, t) for t in {*scores, np.inf}]
        totals = [cost_fp * alarms + cost_fn * misses for alarms, misses in pairs]
        assert totals.count(min(totals)) == 1


def test_probabilities_and_flags_of_one_part():
    """Probabilities go from 0 to 1; the flag comes as True, False, 1 and 0."""
    seen = [p.args for seed in SEEDS for p in probes("expected-cost", seed)]
    assert all(0 <= p <= 1 for p, *_ in seen)
    assert {repr(flag) for _, flag, *_ in seen} == {"True", "False", "1", "0"}


def test_betas_are_above_nothing():
    """F-beta is asked for with beta above 0 and shares from 0 to 1."""
    for seed in SEEDS:
        for probe in probes("f-beta", seed):
            precision, recall, beta = probe.args
            assert beta > 0
            assert 0 <= min(precision, recall) <= max(precision, recall) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_costs_have_one_cheapest_threshold(seed):
    """No tie rule enters by chance, and the cheapest is an observed score."""
    *_, probe = probes("best-cost-threshold", seed)
    scores, labels, cost_fp, cost_fn = probe.args
    pairs = [mistakes(scores, labels.tolist(), t) for t in [*scores, np.inf]]
    totals = [
        cost_fp * false_alarms + cost_fn * misses for false_alarms, misses in pairs
    ]
    assert totals.count(min(totals)) == 1
    assert totals[-1] > min(totals)


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_promises_are_kept_or_broken_clearly(seed):
    """Some threshold keeps the promise, and rounding decides nothing."""
    *_, probe = probes("threshold-for-precision", seed)
    scores, labels, target = probe.args
    assert EXACT["threshold-for-precision"](*probe.args) is not None
    for t in scores:
        false_alarms, misses = mistakes(scores, labels.tolist(), t)
        hits = int(labels.sum()) - misses
        assert abs(hits / (hits + false_alarms) - target) > 1e-3


def test_a_target_reached_exactly_is_reached_however_it_is_calculated():
    """Of the fixed probes too: quotient, product and exact fractions agree."""
    exercise = find_exercise("threshold-for-precision")
    exactly = 0
    for probe in (*exercise.published, *exercise.graded):
        scores, labels, target = probe.args
        y = [int(bool(label)) for label in labels]
        for t in scores:
            false_alarms, misses = mistakes(scores, y, t)
            hits = sum(y) - misses
            n = hits + false_alarms
            reached = Fraction(hits, n) >= Fraction(str(target))
            exactly += Fraction(hits, n) == Fraction(str(target))
            assert (hits / n >= target) is reached
            assert (hits >= target * n) is reached
            assert (1 - false_alarms / n >= target) is reached
    assert exactly >= 3


@pytest.mark.parametrize("exercise_id", SEARCHES)
def test_lists_arrays_booleans_and_whole_numbers_are_probed(exercise_id):
    """Inputs come in every form that the texts allow."""
    exercise = find_exercise(exercise_id)
    args = [probe.args for probe in (*exercise.published, *exercise.graded)]
    assert {type(a[0]) for a in args} == {list, np.ndarray}
    assert {np.asarray(a[0]).dtype.kind for a in args} >= {"f", "i"}
    assert {np.asarray(a[1]).dtype.kind for a in args} >= {"i", "b"}
    assert {0.0, 1.0} <= {float(np.mean(a[1])) for a in args}
    assert any(len(set(np.ravel(a[0]).tolist())) < len(a[0]) for a in args)
