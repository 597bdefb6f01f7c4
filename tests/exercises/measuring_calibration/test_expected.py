"""Unit 2's expected answers by hand and by scikit-learn, and what is probed."""

import math

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, log_loss

from grader.checking import graded_probes
from grader.exercises import Probe, find_exercise

from ..probing import expected

EXERCISES = ("reliability-bins", "ece", "brier", "mean-nll", "top-label")
BINNING = EXERCISES[:2]
SCORES = EXERCISES[2:4]
SEEDS = range(8)


def fixed_probes(exercise_id):
    """Return the published and reviewed probes of an exercise."""
    exercise = find_exercise(exercise_id)
    return (*exercise.published, *exercise.graded)


def all_probes(exercise_id):
    """Return the fixed probes and those of several seeds."""
    exercise = find_exercise(exercise_id)
    drawn = [p for s in SEEDS for p in graded_probes(exercise, s)]
    return [*fixed_probes(exercise_id), *drawn]


def test_ece_of_eighty_and_twenty_by_hand():
    """80 at .9 of which 64 come, 20 at .6 of which 18 come: .8·.1 + .2·.3 = .14."""
    probs = [0.9] * 80 + [0.6] * 20
    labels = [1] * 64 + [0] * 16 + [1] * 18 + [0] * 2
    assert expected("ece", probs, labels, [0, 0.7, 1]) == pytest.approx(0.14)
    # .2 is the plain mean of .1 and .3; .02 is the difference of the two sums.
    (args,) = [p.args for p in fixed_probes("ece") if len(p.args[0]) == 100]
    assert sorted(np.ravel(args[0]).tolist()) == sorted(probs)
    assert find_exercise("ece").expected(
        Probe("ece", args, "the same")
    ) == pytest.approx(0.14)


def sigmoid(z):
    """Map a logit to a probability."""
    return 1 / (1 + math.exp(-z))


# The card's Exercise 2: logits, labels, edges, and by temperature (NLL, ECE).
LOGITS, LABELS = (2.2, 1.0, 0.2, -0.2, -1.0, -2.0), (1, 1, 1, 0, 0, 0)
EDGES = (0, 0.33, 0.66, 1)
OF_THE_CARD = {
    0.5: (0.218373, 0.044753),
    1.0: (0.342469, 0.126139),
    1.5: (0.421280, 0.179091),
    2.0: (0.472924, 0.086447),
}


@pytest.mark.parametrize("temperature", OF_THE_CARD)
def test_the_card_s_exercise_2(temperature):
    """NLL and ECE of the card's six logits are those computed by hand."""
    probs = [sigmoid(z / temperature) for z in LOGITS]
    nll, ece = OF_THE_CARD[temperature]
    assert expected("mean-nll", probs, LABELS) == pytest.approx(nll, abs=5e-7)
    assert expected("ece", probs, LABELS, EDGES) == pytest.approx(ece, abs=5e-7)


def test_the_card_s_exercise_1():
    """Brier .187238 and NLL .538291 of the card's eight scores."""
    scores = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
    labels = [1, 1, 0, 1, 0, 0, 1, 0]
    assert expected("brier", scores, labels) == pytest.approx(0.187238, abs=5e-7)
    assert expected("mean-nll", scores, labels) == pytest.approx(0.538291, abs=5e-7)


def test_bins_by_hand():
    """.25 opens the second bin, 1 closes the last; means 1/8·…, one bin empty."""
    # [0, .25): 0 and .125, labels 0 1; [.25, .5): .25, label 1; [.5, .75): none;
    # [.75, 1]: .75 and 1, labels 0 1.
    rows = expected(
        "reliability-bins",
        [0, 0.125, 0.25, 0.75, 1],
        [0, 1, 1, 0, 1],
        [0, 0.25, 0.5, 0.75, 1],
    )
    assert rows[0] == (2, 0.0625, 0.5)
    assert rows[1] == (1, 0.25, 1.0)
    assert rows[2] == pytest.approx((0, math.nan, math.nan), nan_ok=True)
    assert rows[3] == (2, 0.875, 0.5)


def test_top_label_by_hand():
    """The first of two equal classes is the top label."""
    confidence, correct = expected(
        "top-label", [[0.4, 0.4, 0.2], [0.1, 0.3, 0.6]], [1, 2]
    )
    assert (confidence, correct) == ([0.4, 0.6], [False, True])


def test_brier_agrees_with_scikit_learn():
    """The Brier score is scikit-learn's."""
    for probe in all_probes("brier"):
        probs, labels = probe.args
        theirs = brier_score_loss(np.asarray(labels, dtype=int), probs, pos_label=1)
        assert expected("brier", *probe.args) == pytest.approx(theirs, abs=1e-12)


def test_nll_agrees_with_scikit_learn():
    """The mean NLL is scikit-learn's log loss, which clips where nobody sees it."""
    for probe in all_probes("mean-nll"):
        probs, labels = np.asarray(probe.args[0], dtype=float), probe.args[1]
        rows = np.column_stack([1 - probs, probs])
        theirs = log_loss(np.asarray(labels, dtype=int), rows, labels=[0, 1])
        assert expected("mean-nll", *probe.args) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_lists_arrays_booleans_and_whole_numbers_are_probed(exercise_id):
    """Inputs come in every form that the texts allow."""
    args = [probe.args for probe in fixed_probes(exercise_id)]
    assert any(isinstance(a[0], list) for a in args)
    assert any(isinstance(a[0], np.ndarray) for a in args)
    assert any(np.asarray(a[0]).dtype.kind == "i" for a in args)
    assert any(np.asarray(a[1]).dtype.kind == "i" for a in args)
    if exercise_id != "top-label":
        assert any(np.asarray(a[1]).dtype == bool for a in args)
        assert any(isinstance(a[1], list) and a[1][0] is False for a in args) or any(
            isinstance(a[1], list) and a[1][0] is True for a in args
        )


@pytest.mark.parametrize("exercise_id", [*BINNING, *SCORES])
def test_one_class_and_exact_0_and_1_are_probed(exercise_id):
    """Labels all 1, labels all 0, and probabilities of exactly 0 and 1."""
    args = [probe.args for probe in fixed_probes(exercise_id)]
    assert {0.0, 1.0} <= {float(np.mean(a[1])) for a in args}
    assert any(0 in np.ravel(a[0]) and 1 in np.ravel(a[0]) for a in args)


@pytest.mark.parametrize("exercise_id", BINNING)
def test_bins_are_probed_where_they_differ(exercise_id):
    """Edges of unequal width, values on them, empty bins, one bin, unequal counts."""
    args = [probe.args for probe in fixed_probes(exercise_id)]
    edges = [np.ravel(a[2]).astype(float) for a in args]
    counts = [np.histogram(a[0], e)[0] for a, e in zip(args, edges, strict=True)]
    assert any(np.ptp(np.diff(e)) > 0.1 for e in edges)
    assert any(len(e) == 2 for e in edges)
    assert any(isinstance(a[2], np.ndarray) for a in args)
    assert any(isinstance(a[2], list) for a in args)
    assert any(np.isin(e[1:-1], a[0]).any() for a, e in zip(args, edges, strict=True))
    assert any(e[-1] in np.ravel(a[0]) for a, e in zip(args, edges, strict=True))
    assert any(0 in n[1:-1] for n in counts)
    assert any(0 in (n[0], n[-1]) for n in counts)
    assert any(n.max() >= 4 * n.min() > 0 for n in counts)


def test_gaps_are_probed_in_equally_full_bins_and_weights_in_others():
    """Who forgets the weights keeps the points for the gaps, and no others."""
    for probe in all_probes("ece"):
        n = np.histogram(probe.args[0], probe.args[2])[0]
        if probe.part == "gaps":
            assert len(set(n.tolist())) == 1, probe.about
        if probe.part == "weights":
            assert len(set(n.tolist())) > 1, probe.about


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_ties_and_order_are_probed(exercise_id):
    """Data come in no order; the top label is asked where classes tie."""
    args = [probe.args for probe in fixed_probes(exercise_id)]
    if exercise_id == "top-label":
        rows = [np.asarray(row, dtype=float) for a in args for row in a[0]]
        assert sum((row == row.max()).sum() > 1 for row in rows) >= 4
    else:
        steps = [np.diff(np.asarray(a[0], dtype=float)) for a in args]
        assert any(s.min() < 0 < s.max() for s in steps if s.size)
