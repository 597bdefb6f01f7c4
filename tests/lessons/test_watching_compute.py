"""What unit 7's figures compute, against hand work and the course's reference."""

import doctest
import importlib
import pkgutil

import numpy as np
import pytest
from scipy.special import expit

from grader import reference
from lessons import data, figures
from lessons.figures import watching
from lessons.figures.watching import _alarms, _groups, _priors

CAMERAS = (
    [0.9, 0.7, 0.2, 0.4, 0.8, 0.6, 0.1],
    [1, 0, 0, 1, 1, 1, 0],
    ["left"] * 4 + ["right"] * 3,
)


@pytest.mark.parametrize(
    "name", [found.name for found in pkgutil.iter_modules(watching.__path__)]
)
def test_docstring_examples_hold(name):
    """Every example in a docstring runs and shows what it says."""
    module = importlib.import_module(f"lessons.figures.watching.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("seed", range(4))
def test_alarms_are_the_references(seed):
    """PSI and KS agree, with values on edges and outside of them, and empty bins."""
    rng = np.random.default_rng(seed)
    old, new = rng.integers(-2, 14, 80) / 10, rng.integers(0, 7, 50) / 10
    edges = [0.0, 0.2, 0.5, 0.9, 1.0]
    assert _alarms.psi_between(old, new, edges) == pytest.approx(
        reference.population_stability_index(old, new, bin_edges=edges), abs=1e-12
    )
    assert _alarms.ks_between(old, new) == pytest.approx(
        reference.ks_statistic(old, new), abs=1e-12
    )


def test_groups_by_hand():
    """All seven, then left and right: 5/7, 2/4 and 3/3 right."""
    rows = figures.measure_groups(*CAMERAS, rng=np.random.default_rng(0))
    assert [(row.name, row.n) for row in rows] == [
        ("all parts", 7),
        ("left", 4),
        ("right", 3),
    ]
    assert [row.accuracy for row in rows] == pytest.approx([5 / 7, 0.5, 1.0])
    # Each of left's parts is alone in its tenth: (.1 + .7 + .2 + .6) / 4.
    assert [row.ece for row in rows[1:]] == pytest.approx([0.4, 0.7 / 3])
    exact = reference.clopper_pearson_interval(2, 4)
    assert rows[1].accuracy_interval == pytest.approx(tuple(exact))


def test_groups_intervals_agree_with_the_references():
    """The bootstrap of the course's reference ends nearly where this one does."""
    rng = np.random.default_rng(1)
    probs = rng.random(800)
    labels = rng.random(800) < probs**2
    (row, _) = figures.measure_groups(probs, labels, ["one"] * 800, rng=rng)
    again = reference.bootstrap_interval(
        lambda p, y: reference.expected_calibration_error(p, y, n_bins=10),
        probs,
        labels,
        n_resamples=300,
        rng=rng,
    )
    assert row.ece_interval == pytest.approx(tuple(again), abs=0.01)
    assert row.is_broken


def test_honest_scores_are_within_luck():
    """Of 40 honest groups about one in twenty is called beyond luck."""
    rng = np.random.default_rng(2)
    broken = 0
    for _ in range(40):
        probs = rng.random(300)
        ece = _groups.ece_of(probs, rng.random(300) < probs)
        broken += ece > _groups.honest_limit(probs, rng=rng)
    assert broken <= 6


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_estimated_share_is_the_references(share):
    """Saerens' estimate agrees, to the digits that the unit shows."""
    rng = np.random.default_rng(3)
    probs = expit(rng.normal(-1, 2, 500))
    assert _priors.estimate_share(probs, share) == pytest.approx(
        reference.estimate_prior(probs, old_prior=share), abs=1e-5
    )


def test_estimate_of_scores_without_positives_is_0():
    """Where it runs to nothing it says 0 and no warning is given."""
    assert _priors.estimate_share([0.001] * 50, 0.3) == pytest.approx(0, abs=1e-8)


def test_mix_alone_keeps_the_meaning():
    """Other parts: PSI and KS rise, the ECE is 0; with both changed, both rise."""
    logits = np.random.default_rng(4).normal(-1, 2, 900)
    mixed = figures.drift_apart(logits, mix=1.0, meaning=1.0)
    assert mixed.psi > 0.1
    assert mixed.ks == pytest.approx(
        reference.ks_statistic(expit(logits), expit(logits + 1)), abs=1e-12
    )
    assert mixed.bins.ece == pytest.approx(0, abs=1e-12)
    both = figures.drift_apart(logits, mix=1.0, meaning=0.4)
    assert both.psi == mixed.psi
    assert both.bins.ece > 0.05


def test_meaning_alone_moves_no_score():
    """The scores fall where they fell; the share of defects stays what it was."""
    logits = np.random.default_rng(5).normal(-1, 2, 900)
    lost = figures.drift_apart(logits, mix=0.0, meaning=0.3)
    assert (lost.psi, lost.ks) == (0.0, 0.0)
    count = lost.bins.count
    assert np.sum(lost.bins.positive_rate * count) / 900 == pytest.approx(
        expit(logits).mean(), abs=1e-9
    )
    assert lost.bins.ece > 0.1


def test_weeks_follow_where_there_are_parts():
    """Camera C has six weeks, all parts twelve; the errors are the reference's."""
    shift = data.load_shift()
    lines = figures.watch_weeks(
        shift.live, 1.0, ["C tilted"], rng=np.random.default_rng(0)
    )
    assert [(line.name, len(line.weeks)) for line in lines] == [
        ("all parts", 12),
        ("C tilted", 6),
    ]
    parts = shift.live.where(group="C tilted", week=9)
    assert lines[1].ece[2] == pytest.approx(
        reference.expected_calibration_error(
            expit(parts.logits), parts.labels, n_bins=10
        )
    )


def test_enough_labels_are_the_fewest():
    """Nine of ten refits end below the bound from 50 labels on."""
    ece = np.array([[0.01] * 8 + [0.2] * 2, [0.01] * 10, [0.02] * 10])
    study = figures.RefitStudy((25, 50, 100), ece, stale=0.3)
    assert study.enough(below=0.1) == 50


def test_passed_parts_by_hand():
    """Logits −4, −3 and 0 at T = 1: two below .1 promise .018 + .047, one is bad."""
    live = data.LiveParts(
        np.array([-4.0, -3.0, 0.0]),
        np.array([0, 1, 1]),
        np.array([1, 1, 1]),
        np.array(["A day"] * 3),
    )
    passed = figures.pass_below(live, 1.0, 0.1)
    assert (passed.parts, passed.came) == (2, 1)
    assert passed.promised == pytest.approx(1 / (1 + np.e**4) + 1 / (1 + np.e**3))
    table = figures.ignored_table(
        live, {"as it was": 1.0}, threshold=0.1, cost_fp=1, cost_fn=4
    )
    # At 1:4 the cut is .2: the part at .047 is missed, 4 on three parts.
    assert list(table.rows[0]) == ["as it was", "2", "0", "1", "1333"]


def test_share_table_by_hand():
    """Ten parts at p = .3: flagged as they are, none once moved from .3 to .05."""
    parts = data.ScoredParts(np.full(10, np.log(3 / 7)), np.array([1] + [0] * 9))
    table = figures.share_table(parts, 1.0, old=0.3, new=0.05, cost_fp=1, cost_fn=4)
    assert [list(row[1:]) for row in table.rows[:2]] == [
        ["1000", "0", "900"],
        ["0", "100", "400"],
    ]
    assert list(table.rows[3]) == ["flag nothing", "0", "100", "400"]
