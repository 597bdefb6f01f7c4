"""Unit 2's probes, fixed and drawn, keep inside what the texts promise."""

import numpy as np
import pytest

from grader.exercises import find_exercise

from ..probing import SEEDS, equal_or_apart, probes

BINNING = ("reliability-bins", "ece")
ONE_COLUMN = (*BINNING, "brier", "mean-nll")


@pytest.mark.parametrize("exercise_id", ONE_COLUMN)
def test_probabilities_and_labels_are_what_the_texts_say(exercise_id):
    """Probabilities from 0 to 1, labels 0 or 1, as many of each, at least one."""
    for seed in SEEDS:
        for probe in probes(exercise_id, seed):
            probs, labels = map(np.asarray, probe.args[:2])
            assert len(probs) == len(labels) > 0
            assert 0 <= probs.min() <= probs.max() <= 1
            assert set(labels.astype(int).tolist()) <= {0, 1}


@pytest.mark.parametrize("exercise_id", BINNING)
def test_edges_increase_and_cover_all_values(exercise_id):
    """No value lies outside the edges, or so near to one that rounding decides."""
    for seed in SEEDS:
        for probe in probes(exercise_id, seed):
            probs, edges = (np.asarray(probe.args[i], dtype=float) for i in (0, 2))
            assert (np.diff(edges) > 0).all()
            assert edges[0] <= probs.min() <= probs.max() <= edges[-1]
            assert equal_or_apart(probs, edges)


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_bins_are_unequally_wide_with_values_on_every_edge(seed):
    """One drawn probe keeps off the edges, one has a value on each of them."""
    for exercise_id in BINNING:
        exercise = find_exercise(exercise_id)
        *inside, on_edges = exercise.draw(np.random.default_rng(seed))
        assert on_edges.part == "edges"
        edges = np.asarray(on_edges.args[2])
        assert len(edges) == 5
        assert np.ptp(np.diff(edges)) > 0.04
        assert np.isin(edges, on_edges.args[0]).all()
        for probe in inside:
            assert not np.isin(probe.args[0], edges).any()
            assert np.histogram(probe.args[0], edges)[0].min() > 0


def test_no_certain_answer_is_wrong_and_small_numbers_stay_unseen():
    """What happened was given 0.05 or more: a tiny number in the log is right."""
    for seed in SEEDS:
        for probe in probes("mean-nll", seed):
            probs, labels = (np.asarray(a, dtype=float) for a in probe.args)
            given = np.where(labels == 1, probs, 1 - probs)
            assert given.min() >= 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_probabilities_and_near_ties_are_exact(seed):
    """Rows sum to 1; the two best classes tie exactly or differ visibly."""
    for probe in probes("top-label", seed):
        rows, labels = map(np.asarray, probe.args)
        assert rows.ndim == 2
        assert len(rows) == len(labels) > 2
        assert np.allclose(rows.sum(axis=1), 1, atol=1e-12)
        assert set(labels.tolist()) <= set(range(rows.shape[1]))
        second, first = np.sort(rows, axis=1)[:, -2:].T.astype(float)
        assert ((first == second) | (first - second > 1e-3)).all()
