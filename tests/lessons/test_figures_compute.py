"""What the figures compute, against numbers worked out by hand and scikit-learn."""

import doctest
import importlib
import pkgutil

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, fbeta_score, roc_auc_score

from lessons import figures
from lessons.figures._compute import (
    auroc,
    average_precision,
    staircase,
    sweep,
    tied_best,
)
from lessons.figures._staircase import value_on
from lessons.figures._targets import picks_of

SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]


def random_parts(seed):
    """Return 40 parts with both classes and many equal scores."""
    rng = np.random.default_rng(seed)
    labels = rng.random(40) < 0.4
    labels[:2] = True, False
    return rng.integers(0, 12, 40) / 12, labels


@pytest.mark.parametrize(
    "name", [m.name for m in pkgutil.iter_modules(figures.__path__)]
)
def test_docstring_examples_hold(name):
    """Every example in a docstring runs and shows what it says."""
    module = importlib.import_module(f"lessons.figures.{name}")
    assert doctest.testmod(module).failed == 0


def test_sweep_counts_example_1_as_by_hand():
    """The counts at each observed score are those that one finds on paper."""
    found = sweep(SCORES, LABELS)
    assert found.thresholds.tolist() == SCORES
    assert found.tp.tolist() == [1, 2, 2, 3, 3, 3, 4, 4]
    assert found.fp.tolist() == [0, 0, 1, 1, 2, 3, 3, 4]
    assert found.fn.tolist() == [3, 2, 2, 1, 1, 1, 0, 0]
    assert found.tn.tolist() == [4, 4, 3, 3, 2, 1, 1, 0]


def test_sweep_flags_a_part_on_the_cut():
    """A score equal to the threshold counts as flagged, one just below does not."""
    found = sweep([0.5, 0.5], [1, 0], [0.5, np.nextafter(0.5, 1)])
    assert found.thresholds.tolist() == [np.nextafter(0.5, 1), 0.5]
    assert found.tp.tolist() == [0, 1]
    assert found.fp.tolist() == [0, 1]


def test_sweep_takes_equal_scores_as_one_threshold():
    """Two parts with one score give one threshold and change sides together."""
    found = sweep([0.7, 0.9, 0.7], [0, 1, 1])
    assert found.thresholds.tolist() == [0.9, 0.7]
    assert found.tp.tolist() == [1, 2]


def test_ratios_of_nothing_are_zero():
    """Precision, recall and F-beta are 0.0 where they would divide by nothing."""
    found = sweep([0.2], [0], [0.5])
    assert found.precision[0] == found.recall[0] == found.f_beta()[0] == 0.0


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0])
def test_f_beta_agrees_with_scikit_learn(seed, beta):
    """At every threshold F-beta is scikit-learn's."""
    scores, labels = random_parts(seed)
    found = sweep(scores, labels)
    expected = [
        fbeta_score(labels, scores >= cut, beta=beta) for cut in found.thresholds
    ]
    np.testing.assert_allclose(found.f_beta(beta), expected, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_areas_agree_with_scikit_learn(seed):
    """AUROC and average precision are scikit-learn's, ties included."""
    scores, labels = random_parts(seed)
    found = sweep(scores, labels)
    assert auroc(found) == pytest.approx(roc_auc_score(labels, scores), abs=1e-12)
    assert average_precision(found) == pytest.approx(
        average_precision_score(labels, scores), abs=1e-12
    )


def test_tied_best_returns_every_winner():
    """Accuracy and Youden's J tie at 0.80 and 0.55 on Example 1."""
    found = sweep(SCORES, LABELS)
    for objective in (found.youden, found.accuracy):
        assert found.thresholds[tied_best(objective)].tolist() == [0.80, 0.55]


def test_staircase_steps_are_open_below_and_closed_above():
    """A step's upper end belongs to it and its lower end to the next one."""
    found = sweep(SCORES, LABELS)
    steps = staircase(found.thresholds, found.f_beta())
    asked = np.array([0.96, 0.55, 0.54, 0.53, 0.52, 0.0])
    expected = [0, 0.75, 0.75, 0.75, 2 / 3, 2 / 3]
    np.testing.assert_allclose(value_on(steps, asked), expected)
    np.testing.assert_allclose(value_on(steps, asked), sweep_at(asked))


def sweep_at(cuts):
    """Return F1 at each cut, in the order asked."""
    return [float(sweep(SCORES, LABELS, [cut]).f_beta()[0]) for cut in cuts]


def test_targets_pick_what_the_card_says():
    """F0.5, F1 and F2 pick 0.80, 0.55 and 0.35, cost 1:4 0.35; accuracy and J tie."""
    picks = picks_of(SCORES, LABELS)
    tops = {name: [high for _, high in pick.steps] for name, pick in picks.items()}
    assert tops == {
        "F0.5": [0.80],
        "F1": [0.55],
        "F2": [0.35],
        "cost 1:4": [0.35],
        "accuracy": [0.80, 0.55],
        "Youden's J": [0.80, 0.55],
    }
    # F2 at 0.35: TP 4, FP 3, FN 0, so 5 * 4 / (5 * 4 + 4 * 0 + 3) = 20 / 23.
    assert picks["F2"].value == pytest.approx(20 / 23)
    assert picks["F1"].steps == ((0.52, 0.55),)
    # The cost at 0.35: no miss and three false alarms, 4 * 0 + 3 = 3.
    assert picks["cost 1:4"].value == 3


def test_inputs_stay_as_they_were():
    """Neither scores nor labels are changed by a sweep or a picture."""
    scores, labels = np.array(SCORES), np.array(LABELS)
    figures.f_beta_staircase(scores, labels)
    figures.score_strip(scores, labels, 0.5)
    assert scores.tolist() == SCORES
    assert labels.tolist() == LABELS
