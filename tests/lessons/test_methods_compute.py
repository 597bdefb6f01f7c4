"""What unit 3's figures compute, against hand work and independent code."""

import doctest
import importlib

import numpy as np
import pytest
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression

from grader import reference
from lessons import data, figures, saved_logits
from lessons.figures.calibration_methods import _fits, _lopsided, _tables
from lessons.saved_logits import SavedLogits

SIX = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0], [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("module", [_fits, _lopsided, saved_logits])
def test_docstring_examples_hold(module):
    """Every example in a docstring runs and shows what it says."""
    found = doctest.testmod(importlib.import_module(module.__name__))
    assert (found.attempted > 0, found.failed) == (True, 0)


@pytest.mark.parametrize("seed", range(3))
def test_fits_agree_with_the_reference(seed):
    """Temperature, Platt's line and isotonic are those of the course's reference."""
    line = figures.inspect_lopsided(200, rng=np.random.default_rng(seed))
    fitted = reference.TemperatureScaling().fit(line.logits, line.labels)
    mine = _fits.fit_temperature(line.logits, line.labels)
    assert mine == pytest.approx(fitted.temperature_)
    platt = reference.PlattScaling().fit(line.logits, line.labels)
    assert _fits.fit_platt(line.logits, line.labels) == pytest.approx(
        (platt.slope_, platt.intercept_)
    )
    steps = reference.IsotonicCalibration().fit(line.logits, line.labels)
    at = np.linspace(-20, 20, 401)
    mapped = _fits.isotonic_map(line.logits, line.labels)(at)
    assert mapped == pytest.approx(steps.predict_proba(at))


def test_temperature_of_rows_agrees_with_the_reference():
    """Ten classes too."""
    few = data.load_digits_logits().calibration
    fitted = reference.TemperatureScaling().fit(few.logits, few.labels)
    assert _fits.fit_temperature(few.logits, few.labels) == pytest.approx(
        fitted.temperature_
    )


def test_separable_logits_end_at_the_coolest():
    """There the NLL falls for ever, and the search stops where it may."""
    assert _fits.fit_temperature(*SIX) == pytest.approx(_fits.COOLEST)


def test_the_honest_map_undoes_the_bend():
    """Parts at a logit above 0 are honest at a third of it, below at 1/1.2."""
    assert figures.inspect_lopsided(5, rng=np.random.default_rng(0)).labels.size == 5
    assert _lopsided.honest_map([3.0, -1.2]) == pytest.approx(
        [1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))]
    )
    line = figures.inspect_lopsided(500, rng=np.random.default_rng(3))
    assert _lopsided.honest_map(line.logits) == pytest.approx(line.honest_probs)


def test_honest_probabilities_of_the_line_are_honest():
    """Of many parts near an honest p a share near p are defects."""
    line = figures.inspect_lopsided(200_000, rng=np.random.default_rng(5))
    for low in np.arange(10) / 10:
        inside = (line.honest_probs >= low) & (line.honest_probs < low + 0.1)
        p, n = line.honest_probs[inside].mean(), inside.sum()
        # Four standard errors of a share of so many parts.
        assert abs(line.labels[inside].mean() - p) < 4 * np.sqrt(p * (1 - p) / n)


def test_the_study_sums_over_all_future_parts():
    """Raw and honest Brier scores are those of a large sample, within its noise."""
    study = figures.study_methods((50,), repeats=3, rng=np.random.default_rng(0))
    line = figures.inspect_lopsided(200_000, rng=np.random.default_rng(1))
    raw = np.mean((expit(line.logits) - line.labels) ** 2)
    honest = np.mean((line.honest_probs - line.labels) ** 2)
    assert (study.raw, study.honest) == pytest.approx((raw, honest), abs=0.002)
    assert all(brier.shape == (1, 3) for brier in study.brier.values())
    assert all(np.all(brier > study.honest) for brier in study.brier.values())
    assert repr(study) == "3 methods fitted on 50 parts, 3 times each"


def test_isotonic_by_class_agrees_with_scikit_learn():
    """One against the rest, rows to sum 1, as CalibratedClassifierCV does it."""
    digits = data.load_digits_logits()
    frozen = FrozenEstimator(SavedLogits(10))
    theirs = CalibratedClassifierCV(frozen, method="isotonic")
    theirs.fit(digits.calibration.logits, digits.calibration.labels)
    mine = _tables._isotonic_by_class(digits.calibration, digits.test.logits)
    assert mine == pytest.approx(theirs.predict_proba(digits.test.logits), abs=1e-6)


def test_a_row_of_zeros_is_shared_by_all_classes():
    """Where every staircase says 0 no class is preferred."""
    few = data.Outputs(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 1]))
    assert _tables._isotonic_by_class(few, np.array([[-9.0, -9.0]])).tolist() == [
        [0.5, 0.5]
    ]


def test_leakage_table_cross_validates_by_hand():
    """Isotonic on its own parts has ECE 0; held-out folds are other models'."""
    line, fresh = figures.inspect_lopsided(700, rng=np.random.default_rng(2)).split(200)
    table = figures.leakage_table(line, fresh)
    (row,) = (row for row in table.rows if row[0] == "isotonic")
    steps = IsotonicRegression(out_of_bounds="clip").fit(line.logits, line.labels)
    place = np.minimum(10 * steps.predict(fresh.logits), 9).astype(int)
    gaps = np.bincount(place, weights=steps.predict(fresh.logits) - fresh.labels)
    assert row[1] == "0.000"
    assert row[3] == f"{np.abs(gaps).sum() / 500:.3f}"
    assert float(row[2]) > 0.01


def test_saved_logits_carry_scikit_learns_temperature():
    """Binary: 1/β is twice our T; the probabilities are the same."""
    line = figures.inspect_lopsided(400, rng=np.random.default_rng(8))
    column = line.logits.reshape(-1, 1)
    frozen = FrozenEstimator(SavedLogits(2))
    scaled = CalibratedClassifierCV(frozen, method="temperature")
    scaled.fit(column, line.labels)
    t = _fits.fit_temperature(line.logits, line.labels)
    beta = scaled.calibrated_classifiers_[0].calibrators[0].beta_
    assert 1 / beta == pytest.approx(2 * t, rel=1e-3)
    assert scaled.predict_proba(column)[:, 1] == pytest.approx(
        expit(line.logits / t), abs=1e-3
    )


def test_saved_logits_do_nothing_else():
    """They hand through what they are given, and predict at 0 or by the largest."""
    two, three = SavedLogits(2), SavedLogits(3)
    assert two.classes_.tolist() == [0, 1]
    assert two.fit([[1.0]], [1]) is two
    assert two.decision_function([[0.5], [-2]]).tolist() == [0.5, -2.0]
    assert two.predict([[0.0], [-0.1]]).tolist() == [1, 0]
    assert three.decision_function([[1, 2, 3]]).tolist() == [[1.0, 2.0, 3.0]]
    assert three.predict([[1, 2, 3]]).tolist() == [2]


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (..., "Not filled in yet"),
        (0.083, "Right: the probability is 0.083."),  # 1 / (1 + e^2.4)
        (0.917, "Not yet: you have 0.917. Look."),
        (1.2, "The probability lies between 0 and 1"),
        ("x", "A number is wanted"),
    ],
)
def test_a_probability_is_met(mine, words):
    """Logit -1.2 at T = 0.5; the right value is shown only when it is found."""
    assert words in repr(figures.meet_probability(mine, -1.2, 0.5, hint="Look."))


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (..., "Not filled in yet"),
        (2, "Right: T = 2 has the least NLL"),
        (np.float64(2.0), "Right: T = 2 has the least NLL"),
        (1, "another T of the grid has less NLL than your 1"),
        (3, "one of the grid, 0.5, 1, 2, 4, not 3"),
        ("2", "one of the grid, 0.5, 1, 2, 4, not '2'"),
        (np.float64(0.5007), "one of the grid, 0.5, 1, 2, 4, not 0.501"),
    ],
)
def test_a_temperature_is_met(mine, words):
    """The notebook's five castings, whose best is 2."""
    five = [3, 2, -1, 2, -3], [1, 1, 0, 0, 0]
    assert words in repr(figures.meet_temperature(mine, *five, [0.5, 1, 2, 4]))


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        ([False, ..., ...], "Not all blanks"),
        ([False, False, True], "All are right."),
        ((0, 0, 1), "All are right."),
        ([False, True, True], "Best 1: you have True."),  # first, not smallest
        ([False, "no", True], "Best 1: you have 'no'."),
        ([False], "3 values are wanted"),
        (True, "3 values are wanted"),
    ],
)
def test_edges_are_met(mine, words):
    """By value, not by place."""
    assert words in repr(figures.meet_edges(mine, [1, 4, 2, 0.5], [2, 1, 4]))


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        ([..., ..., 0.09], "Not all blanks"),
        ([0.665, 0.245, 0.09], "All are right."),
        (np.array([0.665, 0.245, 0.09]), "All are right."),
        ([0.867, 0.117, 0.016], "Place 1: you have 0.867."),  # at T = 1
        ([0.665, None, 0.09], "Place 2: you have None."),
        ([0.665], "A list of 3 numbers is wanted."),
        ("abc", "A list of 3 numbers is wanted."),
        (..., "A list of 3 numbers is wanted."),
    ],
)
def test_a_softmax_is_met(mine, words):
    """Row (4, 2, 0) at T = 2, place by place."""
    assert words in repr(figures.meet_softmax(mine, [4, 2, 0], 2, hint="Look."))


def test_a_pooled_list_is_met():
    """Thirds in the middle; a wrong one is quoted, the right one is not shown."""
    given = [0, 1, 0, 0, 1, 0, 1]
    right = [0, 1 / 3, 1 / 3, 0.33, 0.5, 0.5, 1]
    assert repr(figures.meet_pooled(right, given)) == "All are right."
    note = repr(figures.meet_pooled([0, 0.5, 0.5, 0, 0.5, 0.5, 1], given))
    assert note.splitlines()[0] == "Place 2: you have 0.5."
    assert "0.33" not in note


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (..., "No prediction yet"),
        ("Platt", "Your prediction holds."),
        (" platt", "Your prediction holds."),
        ("isotonic", "Not what you expected?"),
        ("forest", "\"isotonic\", not 'forest'"),
        (3, "not 3"),
    ],
)
def test_a_method_is_met(mine, words):
    """A name in any case, beside what each method got."""
    study = figures.MethodsStudy(
        (100,),
        {
            "temperature": np.array([[0.16, 0.16]]),
            "Platt": np.array([[0.15, 0.16]]),
            "isotonic": np.array([[0.17, 0.15]]),
        },
        0.17,
        0.14,
    )
    assert words in repr(figures.meet_method(mine, study, 100))
