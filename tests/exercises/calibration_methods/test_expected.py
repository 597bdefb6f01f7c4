"""Unit 3's expected answers by hand and by scikit-learn and SciPy."""

import math

import numpy as np
import pytest
from scipy.special import expit, softmax
from sklearn.isotonic import isotonic_regression
from sklearn.metrics import log_loss

from grader.checking import graded_probes
from grader.exercises import find_exercise

from ..probing import expected

SEEDS = range(8)


def all_args(exercise_id):
    """Return the arguments of the fixed probes and of several seeds."""
    exercise = find_exercise(exercise_id)
    return [p.args for s in SEEDS for p in graded_probes(exercise, s)]


def test_sigmoid_by_hand():
    """Sigmoid(ln 3) = 3/4, and 1/2 at 0; ±1000 give 1 and 0."""
    z = np.array([math.log(3), 0.0, -1000, 1000])
    assert expected("sigmoid", z) == pytest.approx([0.75, 0.5, 0, 1], abs=1e-15)


def test_nll_by_hand():
    """Logits ln 9 at T = 2: p = 3/4, so (ln 4/3 + ln 4) / 2 for labels 1 and 0."""
    z = [math.log(9)] * 2
    by_hand = (math.log(4 / 3) + math.log(4)) / 2
    assert expected("nll-at-temperature", z, [1, 0], 2) == pytest.approx(by_hand)


def test_best_temperature_by_hand():
    """Logits of ±2, right three times in four: best at 2 / ln 3 = 1.82, so 2 of 1 2 4.

    At T = 1, 2, 4 the NLLs are softplus(-2/T) + (2/T)/4: .6269, .5633, .5991.
    """
    args = [2, 2, 2, 2], [1, 1, 1, 0]
    assert expected("best-temperature", *args, [4, 1, 2]) == 2
    assert expected("best-temperature", *args, [4, 1]) == 4
    assert expected("best-temperature", [0, 0], [1, 0], [3, 1]) == 3


# The card's logits with the label of 1.0 flipped are best at T = .867656.
def test_the_flipped_card_has_its_best_inside():
    """With one label flipped the best of a fine grid is next to .867656."""
    logits, labels = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0], [1, 0, 1, 0, 0, 0]
    grid = np.arange(50, 201) / 100
    assert expected("best-temperature", logits, labels, grid) == 0.87
    nll = expected("nll-at-temperature", logits, labels, 0.867656)
    assert nll == pytest.approx(0.506973, abs=5e-7)


def test_edges_by_hand():
    """The smallest and the largest, wherever they stand, and up to 1e-9."""
    assert expected("at-grid-edge", [2, 0.5, 4], 0.5) is True
    assert expected("at-grid-edge", [2, 0.5, 4], 4 + 1e-10) is True
    assert expected("at-grid-edge", [2, 0.5, 4], 2) is False


def test_softmax_by_hand():
    """Logits 2·ln 3 and 0 at T = 2: shares 3/4 and 1/4."""
    rows = expected("softmax-at-temperature", [[2 * math.log(3), 0.0]], 2)
    assert rows == [pytest.approx([0.75, 0.25])]


def test_pav_by_hand():
    """3 2 pool to 2.5, then 1 pulls all three down to 2; labels give shares."""
    assert expected("pav", [3, 2, 1, 4]) == [2, 2, 2, 4]
    assert expected("pav", [0, 1, 0, 0, 1]) == pytest.approx([0, *[1 / 3] * 3, 1])


def test_libraries_agree():
    """SciPy and scikit-learn give the same to the last places."""
    for (z,) in all_args("sigmoid"):
        assert np.allclose(expected("sigmoid", z), expit(z), rtol=0, atol=1e-12)
    for z, y, t in all_args("nll-at-temperature"):
        theirs = log_loss(
            np.asarray(y, dtype=int), expit(np.divide(z, t)), labels=[0, 1]
        )
        ours = expected("nll-at-temperature", z, y, t)
        assert ours == pytest.approx(theirs, abs=1e-10)
    for m, t in all_args("softmax-at-temperature"):
        ours = expected("softmax-at-temperature", m, t)
        assert np.allclose(ours, softmax(np.divide(m, t), axis=1), rtol=0, atol=1e-12)
    for (values,) in all_args("pav"):
        theirs = isotonic_regression(np.asarray(values, dtype=float))
        assert np.allclose(expected("pav", values), theirs, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    "exercise_id", ["nll-at-temperature", "best-temperature", "pav"]
)
def test_lists_arrays_booleans_and_whole_numbers_are_probed(exercise_id):
    """Inputs come in every form that the texts allow, one class only among them."""
    exercise = find_exercise(exercise_id)
    args = [p.args for p in (*exercise.published, *exercise.graded)]
    assert any(isinstance(a[0], list) for a in args)
    assert any(isinstance(a[0], np.ndarray) for a in args)
    assert any(np.asarray(a[0]).dtype.kind == "i" for a in args)
    if exercise_id != "pav":
        assert any(np.asarray(a[1]).dtype == bool for a in args)
        assert {0.0, 1.0} <= {float(np.mean(a[1])) for a in args}
