"""Drawn probes: reproducible, and inside what the texts promise."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from grader.checking import graded_probes
from grader.exercises import UNITS, Probe, find_exercise

EXERCISES = [e.id for e in UNITS["1-scores-to-decisions"].exercises]
DRAWING = [name for name in EXERCISES if name != "exercise-1"]
SEEDS = range(40)


def drawn(exercise_id, seed):
    """Return the fresh probes alone."""
    exercise = find_exercise(exercise_id)
    known = len(exercise.published) + len(exercise.graded)
    return graded_probes(exercise, seed)[known:]


def written(probes):
    """Write probes so that they can be compared."""
    return repr([(p.name, p.about, p.part, *map(plain, p.args or ())) for p in probes])


def plain(value):
    """Return arrays as lists."""
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_same_seed_gives_the_same_probes(exercise_id):
    """A mark can be repeated: the probes follow from the seed and the exercise."""
    exercise = find_exercise(exercise_id)
    for seed in (0, 1, 2**32 - 1):
        assert written(graded_probes(exercise, seed)) == written(
            graded_probes(exercise, seed)
        )


@pytest.mark.parametrize("exercise_id", DRAWING)
def test_other_seeds_give_other_probes(exercise_id):
    """Nobody can learn the fresh probes by heart."""
    assert len({written(drawn(exercise_id, seed)) for seed in SEEDS}) > 35


def test_exercises_draw_differently_from_one_seed():
    """Two exercises with one seed have generators of their own."""

    def draw(rng):
        return (Probe("a_name", (rng.random(),), "a number"),)

    first = set()
    for name in EXERCISES:
        probes = graded_probes(replace(find_exercise(name), draw=draw), 7)
        first.add(probes[-1].args)
    assert len(first) == len(EXERCISES)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_fixed_probes_come_first_and_never_change(exercise_id):
    """Published, then reviewed, then fresh; the first two whatever the seed."""
    exercise = find_exercise(exercise_id)
    fixed = (*exercise.published, *exercise.graded)
    for seed in (0, 5):
        assert graded_probes(exercise, seed)[: len(fixed)] == fixed


def test_exercise_1_draws_nothing():
    """Literals are asked on the card's data alone."""
    assert drawn("exercise-1", 0) == ()


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
