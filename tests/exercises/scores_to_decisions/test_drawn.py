"""Unit 1's drawn probes keep inside what the texts promise."""

from fractions import Fraction

import numpy as np
import pytest

from grader.exercises import find_exercise

SEEDS = range(40)


def drawn(exercise_id, seed):
    """Return fresh probes."""
    return find_exercise(exercise_id).draw(np.random.default_rng(seed))


@pytest.mark.parametrize(
    "exercise_id", ["confusion-at", "best-f1-threshold", "youden-thresholds"]
)
@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_scores_keep_the_promises(exercise_id, seed):
    """Both classes, distinct scores between 0 and 1, labels 0 and 1."""
    for probe in drawn(exercise_id, seed):
        scores, labels = probe.args[:2]
        assert len(scores) == len(labels) == len(set(scores.tolist()))
        assert set(labels.tolist()) == {0, 1}
        assert scores.min() >= 0
        assert scores.max() <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_thresholds_lie_off_and_on_the_scores(seed):
    """One drawn threshold equals no score, nearly or exactly; one equals a score."""
    off, on = drawn("confusion-at", seed)
    assert np.abs(off.args[0] - off.args[2]).min() > 4e-5
    assert on.args[2] in on.args[0]
    assert (off.part, on.part) == ("counts", "edge")


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_searches_have_one_best_answer(seed):
    """The best F1 and the best J are unique, so no tie rule enters by chance."""
    for exercise_id, value in (("best-f1-threshold", f1), ("youden-thresholds", j)):
        (probe,) = drawn(exercise_id, seed)
        scores, labels = probe.args
        values = [value(scores >= t, labels == 1) for t in scores]
        assert values.count(max(values)) == 1


def f1(flagged, defect):
    """F1 as a fraction."""
    tp = int((flagged & defect).sum())
    return Fraction(2 * tp, int(flagged.sum() + defect.sum()))


def j(flagged, defect):
    """Youden's J as a fraction."""
    tpr = Fraction(int((flagged & defect).sum()), int(defect.sum()))
    return tpr - Fraction(int((flagged & ~defect).sum()), int((~defect).sum()))


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_counts_are_defined(seed):
    """Drawn counts are whole numbers above 0: the formula's part, not 0/0."""
    (probe,) = drawn("f1-from-counts", seed)
    assert all(type(n) is int and n > 0 for n in probe.args)
    assert probe.part == "formula"
