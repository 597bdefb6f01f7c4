"""Unit 1's expected answers by hand and by scikit-learn."""

import warnings

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, f1_score, roc_curve

from grader.checking import graded_probes
from grader.exercises import find_exercise

from .exact_answers import answer_youden

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


def test_counts_agree_with_scikit_learn():
    """The counts are scikit-learn's, in the course's order."""
    exercise = find_exercise("confusion-at")
    for probe in all_probes("confusion-at"):
        scores, labels, threshold = probe.args
        guess = np.asarray(scores) >= threshold
        truth = np.asarray(labels).astype(bool)
        tn, fp, fn, tp = confusion_matrix(truth, guess, labels=[False, True]).ravel()
        assert exercise.right(probe) == (tp, fp, fn, tn)


def test_f1_agrees_with_scikit_learn():
    """F1 from counts is scikit-learn's on labels with those counts."""
    exercise = find_exercise("f1-from-counts")
    for probe in all_probes("f1-from-counts"):
        tp, fp, fn = probe.args
        truth, guess = [1] * (tp + fn) + [0] * fp, [1] * tp + [0] * fn + [1] * fp
        theirs = f1_score(truth, guess, zero_division=0.0) if truth else 0.0
        assert exercise.right(probe) == pytest.approx((theirs,), abs=1e-12)


def test_best_f1_is_no_lower_than_scikit_learn_s_at_any_threshold():
    """No threshold, observed or between, has a higher F1 by scikit-learn."""
    exercise = find_exercise("best-f1-threshold")
    for probe in fixed_probes("best-f1-threshold"):
        scores, labels = map(np.asarray, probe.args)
        best, f1 = exercise.expected(probe)
        grid = [*scores, *(scores - 1e-4), *(scores + 1e-4)]
        truth = labels.astype(int)
        theirs = {t: f1_score(truth, scores >= t, zero_division=0.0) for t in grid}
        assert max(theirs.values()) == pytest.approx(f1, abs=1e-12)
        assert theirs[best] == pytest.approx(f1, abs=1e-12)


def test_youden_agrees_with_scikit_learn_s_roc():
    """The maximisers are those of scikit-learn's ROC with every point kept."""
    exercise = find_exercise("youden-thresholds")
    for probe in all_probes("youden-thresholds"):
        scores, labels = map(np.asarray, probe.args)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            fpr, tpr, t = roc_curve(labels, scores, drop_intermediate=False)
        j = (tpr - fpr)[1:]
        theirs = np.sort(t[1:][j >= j.max() - 1e-9])
        assert exercise.expected(probe) == pytest.approx(theirs.tolist())


# By hand, found by their labels: the place of the best score, and its F1.
HAND = [
    # Distinct and descending. TP 1 FP 0 FN 1 at the first: 2/3; TP 2 FP 2 FN 0 at
    # the fourth: 4/6. They tie, and the larger threshold wins.
    ([1, 0, 0, 1, 0, 0], 0, 2 / 3),
    # Both defects above the gap: F1 1 at the second.
    ([1, 1, 0, 0, 0], 1, 1.0),
    # All three flagged: F1 1 at the smallest.
    ([1, 1, 1], 2, 1.0),
    # Three share the top score, two the next. Top: TP 2 FP 1 FN 1, 4/6; next: TP 3
    # FP 2 FN 0, 6/8.
    ([1, 0, 1, 1, 0, 0], 3, 0.75),
]


@pytest.mark.parametrize(("labels", "place", "f1"), HAND)
def test_best_f1_by_hand(labels, place, f1):
    """Reviewed probes expect what a hand finds."""
    exercise = find_exercise("best-f1-threshold")
    probes = fixed_probes("best-f1-threshold")
    found = [p for p in probes if np.ravel(p.args[1]).tolist() == labels]
    assert found, "the probe that this hand computed has gone"
    for probe in found:
        best = probe.args[0][place]
        assert exercise.expected(probe) == pytest.approx((best, f1))


def test_probes_cover_what_random_data_rarely_show():
    """Ties, repeated scores, one class, booleans and integers are all there."""
    best = [probe.args for probe in fixed_probes("best-f1-threshold")]
    youden = [probe.args for probe in fixed_probes("youden-thresholds")]
    counts = [probe.args for probe in fixed_probes("confusion-at")]
    assert any(len(set(np.ravel(s).tolist())) < len(s) for s, _ in best)
    assert any(len(set(np.ravel(s).tolist())) < len(s) for s, _ in youden)
    assert any(sum(y) == len(y) for _, y in best)
    assert any(isinstance(s[0], int) for s, _ in best)
    assert any(len(answer_youden(*args)) > 1 for args in youden)
    assert any(np.asarray(y).dtype == bool for _, y, _ in counts)
    assert {0, 1} <= {round(np.mean(y), 6) for _, y, _ in counts}
    assert any(isinstance(s, list) for s, _, _ in counts)
    assert any(isinstance(s, np.ndarray) for s, _, _ in counts)
    zero_over_zero = [p.args for p in fixed_probes("f1-from-counts") if not sum(p.args)]
    assert zero_over_zero


def test_no_defect_at_all_is_probed():
    """The text promises that without a defect the largest score wins: it is asked."""
    best = [probe.args for probe in fixed_probes("best-f1-threshold")]
    assert any(sum(labels) == 0 for _, labels in best)
