"""Unit 3's probes, fixed and drawn, keep inside what the texts promise."""

import numpy as np
import pytest
from scipy.special import log_expit

from grader.exercises import find_exercise

from ..probing import SEEDS, probes


def margins(logits, labels):
    """Return each logit on its label's side."""
    return np.where(np.asarray(labels, dtype=bool), 1, -1) * np.asarray(logits)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_wrong_answer_is_nearly_certain(seed):
    """Where the label disagrees |z/T| is at most 12: composing keeps nine digits."""
    for probe in probes("nll-at-temperature", seed):
        logits, labels, temperature = probe.args
        assert temperature > 0
        assert len(logits) == len(labels) > 0
        scaled = margins(logits, labels) / temperature
        assert scaled.min() >= -12
        # math.exp takes what is certain and right, too.
        assert scaled.max() < 700


@pytest.mark.parametrize("seed", SEEDS)
def test_no_nll_is_a_near_tie(seed):
    """The two lowest NLLs of a grid tie in every bit or differ visibly."""
    for probe in probes("best-temperature", seed):
        logits, labels, grid = probe.args
        assert len(set(np.ravel(grid).tolist())) == len(grid)
        assert min(grid) > 0
        scaled = margins(logits, labels) / np.asarray(grid, dtype=float)[:, None]
        assert scaled.min() >= -12
        assert scaled.max() < 30
        nll = -log_expit(scaled).mean(axis=1)
        gaps = np.diff(np.sort(nll))
        assert len(gaps) == 0 or np.all(gaps == 0) or gaps[0] > 1e-5


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_of_a_drawn_grid_is_inside_it_and_at_its_edge(seed):
    """Ascending and mixed grids have their best inside; the third has it first."""
    exercise = find_exercise("best-temperature")
    ascending, mixed, half = exercise.draw(np.random.default_rng(seed))
    (best,) = exercise.right(ascending)
    assert min(ascending.args[2]) < best < max(ascending.args[2])
    assert exercise.right(mixed) == exercise.right(half) == (best,)
    assert half.args[2][0] == best


@pytest.mark.parametrize("seed", SEEDS)
def test_a_best_is_at_an_edge_by_nine_digits_or_far_from_it(seed):
    """Distances to an edge are below 1e-12 or above 1e-4: isclose decides alike."""
    answers = set()
    for probe in probes("at-grid-edge", seed):
        grid, best = probe.args
        off = [abs(best - end) for end in (min(grid), max(grid))]
        assert all(d < 1e-12 or d > 1e-4 for d in off)
        answers.add((probe.part, find_exercise("at-grid-edge").right(probe)))
    # Both answers in both parts: a constant earns nothing.
    assert len(answers) == 4


def test_the_sigmoid_is_asked_for_numbers_and_arrays_within_a_thousand():
    """No lists, nothing beyond ±1000; whole numbers and decimals, one and many."""
    kinds = set()
    for seed in SEEDS:
        for probe in probes("sigmoid", seed):
            (z,) = probe.args
            assert isinstance(z, (int, float, np.ndarray))
            assert np.size(z) > 1 or np.ndim(z) == 0
            assert np.abs(z).max() <= 1000
            kinds.add((type(z), np.ndim(z), np.asarray(z).dtype.kind))
    assert {(np.ndarray, 2, "i"), (np.ndarray, 1, "f"), (int, 0, "i")} <= kinds


def test_rows_of_logits_come_large_at_temperatures_on_both_sides_of_one():
    """A thousand either way, with T above and below 1, and rows far apart."""
    seen = [p.args for s in SEEDS for p in probes("softmax-at-temperature", s)]
    large = [(np.asarray(m, dtype=float), t) for m, t in seen if np.max(m) > 900]
    assert {t < 1 for _, t in large} == {True, False}
    assert any(np.ptp(m.max(axis=1)) > 1900 for m, _ in large)
    assert all(np.ndim(m) == 2 and t > 0 for m, t in seen)


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_values_fall_far_back(seed):
    """One drawn sequence pools a block of three or more."""
    exercise = find_exercise("pav")
    far, *_ = exercise.draw(np.random.default_rng(seed))
    _, sizes = np.unique(exercise.right(far), return_counts=True)
    assert sizes.max() >= 3
