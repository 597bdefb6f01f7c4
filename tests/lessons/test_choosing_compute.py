"""What unit 4's figures compute, against hand work and the course's reference."""

import doctest
import importlib
import pkgutil
from functools import partial

import numpy as np
import pytest
from scipy.special import logit

from grader import reference
from lessons import data, figures
from lessons.figures import choosing_thresholds
from lessons.figures._compute import sweep
from lessons.figures.choosing_thresholds import (
    _benefit,
    _class_cuts,
    _cost_curves,
    _costs,
    _f_beta_curve,
    _prior,
    _promises,
    _rare,
    _roc_prices,
)

EIGHT = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20], [1, 1, 0, 1, 0, 0, 1, 0]


def drawn_parts(seed):
    """Return 60 parts, many of them with equal scores."""
    rng = np.random.default_rng(seed)
    return rng.integers(1, 20, 60) / 20, rng.random(60) < 0.4


@pytest.mark.parametrize(
    "name", [found.name for found in pkgutil.iter_modules(choosing_thresholds.__path__)]
)
def test_docstring_examples_hold(name):
    """Every example in a docstring runs and shows what it says."""
    module = importlib.import_module(f"lessons.figures.choosing_thresholds.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("costs", [(1, 4), (3, 2), (5, 1), (1, 0), (0, 1)])
def test_cheapest_cut_is_the_references(seed, costs):
    """Cut and cost agree, inf and ties included."""
    scores, labels = drawn_parts(seed)
    mine = _costs.cheapest_cut(scores, labels, *costs)
    best = reference.best_cost_threshold(
        scores, labels, cost_fp=costs[0], cost_fn=costs[1]
    )
    assert mine == best.value
    assert _costs.cost_at(scores, labels, mine, *costs) == best.objective


def test_bills_cross_where_the_formula_says():
    """At 2/8 both bills are 1.5; costs of 1 and 19 cross at .05."""
    flag, let_pass = _costs.bills([0.25, 0.5], 2, 6)
    assert flag.tolist() == [1.5, 1.0]
    assert let_pass.tolist() == [1.5, 3.0]
    assert _costs.break_even(1, 19) == reference.cost_threshold(1, 19) == 0.05


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("target", [0.4, 0.5, 0.75, 1.0])
@pytest.mark.parametrize("confidence", [None, 0.9])
def test_promises_are_the_references(seed, target, confidence):
    """Precision and floor, with and without a margin, infeasible ones included."""
    scores, labels = drawn_parts(seed)
    for mine, theirs in (
        (_promises.precise_cut, reference.threshold_at_precision),
        (_promises.floor_cut, reference.threshold_at_recall),
    ):
        found = mine(scores, labels, target, confidence=confidence)
        right = theirs(scores, labels, target=target, confidence=confidence)
        assert found == (right and right.value)


def test_the_study_counts_what_no_cut_reaches():
    """Nine parts never prove precision .9: every cut with a margin is missing."""
    study = figures.study_promise(9, repeats=5, rng=np.random.default_rng(0))
    assert np.isnan(study.safe).all()
    assert repr(study) == "precision ≥ 0.9 tuned on 9 parts, 5 times"


def test_population_rates_are_those_of_many_parts():
    """Drawn parts have the precision and recall that the formula gives."""
    line = figures.simulate_line(
        400_000, prevalence=0.3, separation=2.0, rng=np.random.default_rng(1)
    )
    for cut in (0.2, 0.6, 0.9):
        found = sweep(line.scores, line.labels, [cut])
        assert _promises.population_precision(cut) == pytest.approx(
            found.precision[0], abs=0.005
        )
        assert _promises.population_recall(cut) == pytest.approx(
            found.recall[0], abs=0.005
        )


def test_moved_probabilities_are_the_references():
    """Saerens' formula, and log-odds by hand: .3 -> .05 takes logit's difference."""
    probs = np.array([0.1, 0.5, 0.9])
    mine = _prior.shifted(probs, 0.3, 0.05)
    assert mine == pytest.approx(
        reference.adjust_for_prior(probs, old_prior=0.3, new_prior=0.05)
    )
    assert logit(mine) - logit(probs) == pytest.approx(logit(0.05) - logit(0.3))


def test_drifted_scores_believe_in_the_old_share():
    """Their mean is far above the new share; moved back it is that share."""
    rng = np.random.default_rng(0)
    today = figures.simulate_drift(50_000, old=0.3, new=0.05, rng=rng)
    assert today.scores.mean() > 0.15
    assert _prior.shifted(today.scores, 0.3, 0.05).mean() == pytest.approx(
        today.labels.mean(), abs=0.003
    )


def test_cost_curve_counts_at_every_cut():
    """The eight parts at 1:4: cost 4/8 at .2, 9/8 at .6, and lowest 3/8 at .35."""
    curve = _cost_curves.cost_curve(*EIGHT, np.array([0.2, 0.35, 0.6]), 1, 4)
    assert curve.cost.tolist() == [4 / 8, 3 / 8, 9 / 8]
    assert (curve.at_formula, curve.best_cut, curve.best) == (4 / 8, 0.35, 3 / 8)


@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0])
def test_level_lines_have_their_f_beta(beta):
    """Every point of a line has its F-beta; at its own recall stands its precision."""
    found = sweep(*EIGHT)
    (best,) = _f_beta_curve.best_points(found, [beta])
    theirs = reference.best_f_beta_threshold(*EIGHT, beta=beta)
    assert (best.cut, best.value) == pytest.approx((theirs.value, theirs.objective))
    recall = np.linspace(0.05, 1, 20)
    precision = _f_beta_curve.level_line(beta, best.value, recall)
    drawn = ~np.isnan(precision)
    assert drawn.any()
    value = (1 + beta**2) / (1 / precision[drawn] + beta**2 / recall[drawn])
    assert value == pytest.approx(best.value)
    at = _f_beta_curve.level_line(beta, best.value, np.array([best.recall]))
    assert at == pytest.approx([best.precision])


def test_own_cuts_are_the_references():
    """The digits' own cuts, with and without a margin, nan where there is none."""
    images = data.load_digits_logits().calibration
    probs = np.exp(images.logits / 3.4)
    probs = probs / probs.sum(axis=1, keepdims=True)
    for confidence in (None, 0.9):
        mine = _class_cuts.own_cuts(probs, images.labels, 0.9, confidence=confidence)
        choose = partial(
            reference.threshold_at_precision, target=0.9, confidence=confidence
        )
        theirs = reference.per_class_thresholds(probs, images.labels, choose=choose)
        assert mine == pytest.approx(
            [np.nan if one is None else one.value for one in theirs], nan_ok=True
        )


def test_precision_follows_the_share():
    """Recall .8 and one false alarm in five: 4/5 at one half, 4/(4 + 9) at a tenth."""
    one = np.array([0.8]), np.array([0.2])
    assert _rare.precision_at(*one, 0.5) == pytest.approx([0.8])
    assert _rare.precision_at(*one, 0.1) == pytest.approx([0.08 / 0.26])


def test_equal_cost_lines_touch_at_the_cheapest_point():
    """At a quarter defects and 1:3 the slope is 1, and both touch J's point."""
    scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]
    labels = [1, 0, 1, 0, 0, 0, 0, 0]
    youden, price = _roc_prices.touches(sweep(scores, labels), 1, 3)
    assert price.slope == pytest.approx(1.0)
    assert youden.cut == price.cut == 0.7
    assert (price.fpr, price.recall) == pytest.approx((1 / 6, 1.0))
    assert _roc_prices.equal_cost_slope(0.01, 1, 20) == pytest.approx(99 / 20)


@pytest.mark.parametrize("seed", range(3))
def test_net_benefit_is_the_references(seed):
    """At every cut, whatever the ties."""
    probs, labels = drawn_parts(seed)
    cuts = np.array([0.05, 0.2, 0.5, 0.8])
    assert _benefit.net_benefit(probs, labels, cuts) == pytest.approx(
        [reference.net_benefit(probs, labels, cut) for cut in cuts]
    )
