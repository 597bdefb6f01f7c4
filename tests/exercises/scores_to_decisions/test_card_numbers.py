"""Exercise 1's numbers, by hand."""

import numpy as np
import pytest

from grader.checking import Outcome
from grader.exercises import find_exercise

# Flagged at >= 0.55: 0.95 and 0.80 and 0.55 are defects, 0.60 is not; of the rest
# 0.35 is a defect. TP 3, FP 1, FN 1, TN 3; F1 = 6 / (6 + 1 + 1) = 3/4.
RIGHT = {"ex1_threshold": 0.55, "ex1_f1": 0.75, "ex1_matrix": (3, 1, 1, 3)}


def source_of(**values):
    """Write an answer cell with these values in place of the right ones."""
    return "\n".join(f"{name} = {value}" for name, value in {**RIGHT, **values}.items())


def test_expected_are_the_card_s():
    """The reference gives 0.55, 0.75 and (3, 1, 1, 3)."""
    exercise = find_exercise("exercise-1")
    expected = {p.name: exercise.right(p) for p in exercise.published}
    assert expected == {
        "ex1_threshold": (0.55,),
        "ex1_f1": (0.75,),
        "ex1_matrix": (3.0, 1.0, 1.0, 3.0),
    }


def test_literals_from_paper_are_right(graded):
    """The card's own answers earn all five points."""
    result = graded("exercise-1", source_of())
    assert (result.outcome, result.points) == (Outcome.CORRECT, 5)


@pytest.mark.parametrize(
    "threshold",
    [
        "0.55",
        "0.52001",
        "0.53",
        "0.535",
        "0.54",
        "np.nextafter(0.55, 0)",
        "np.float32(0.55)",
        "np.float32(0.54)",
        "np.array(0.55)",
        "[0.55]",
        "11 / 20",
    ],
)
def test_every_threshold_of_the_best_step_is_right(graded, threshold):
    """Any number in (0.52, 0.55] decides like 0.55, so it is right."""
    result = graded("exercise-1", source_of(ex1_threshold=threshold))
    assert (result.outcome, result.points) == (Outcome.CORRECT, 5)


@pytest.mark.parametrize(
    "threshold",
    ["0.52", "0.5200000001", "0.5", "0.5501", "0.56", "0.6", "0.8", "np.inf", "-1"],
)
def test_thresholds_that_decide_otherwise_lose_their_part(graded, threshold):
    """Outside (0.52, 0.55], but for 1e-6, the threshold's two points are lost."""
    result = graded("exercise-1", source_of(ex1_threshold=threshold))
    assert (result.outcome, result.points) == (Outcome.PARTIAL, 3)


def test_052_is_the_strict_rule_s_fingerprint(graded):
    """0.52 is what a rule with > finds, and is named so."""
    result = graded("exercise-1", source_of(ex1_threshold=0.52))
    assert [slip.id for slip in result.slips] == ["strict-inequality"]


def test_nan_is_no_threshold(graded):
    """A nan earns nothing for the threshold and is called by its name."""
    result = graded("exercise-1", source_of(ex1_threshold="float('nan')"))
    assert result.points == 3
    assert "nan" in result.notes[0]


def test_sklearn_order_is_accepted_on_this_data(graded):
    """(TN, FP, FN, TP) is (3, 1, 1, 3) too: the matrix is right either way."""
    source = """
from sklearn.metrics import confusion_matrix
ex1_threshold, ex1_f1 = 0.55, 0.75
ex1_matrix = confusion_matrix(labels, np.asarray(scores) >= 0.55).ravel()
"""
    assert graded("exercise-1", source).points == 5


@pytest.mark.parametrize("f1", ["0.75", "0.750", "3 / 4", "0.7496", "0.7504"])
def test_three_decimals_suffice(graded, f1):
    """F1 may be off by 0.0005, as on paper."""
    assert graded("exercise-1", source_of(ex1_f1=f1)).points == 5


@pytest.mark.parametrize("f1", ["0.749", "0.751", "0.667", "75", "True", "'0.75'"])
def test_other_f1_values_lose_one_point(graded, f1):
    """An F1 further off, a percentage or a text is not right."""
    assert graded("exercise-1", source_of(ex1_f1=f1)).points == 4


@pytest.mark.parametrize(
    "matrix", ["(3, 1, 1, 2)", "(3, 2, 1, 2)", "(3, 1, 1)", "8", "None", "(1, 3, 3, 1)"]
)
def test_other_matrices_lose_two_points(graded, matrix):
    """Wrong counts, too few of them, or none at all earn nothing for the matrix."""
    assert graded("exercise-1", source_of(ex1_matrix=matrix)).points == 3


def test_strings_of_numbers_are_not_numbers(graded):
    """A threshold in quotes is told to be text."""
    result = graded("exercise-1", source_of(ex1_threshold="'0.55'"))
    assert result.points == 3
    assert "text" in result.notes[0]


def test_card_data_are_not_among_the_probes_of_the_search():
    """The functions are probed on other data than the card's, which is given away."""
    card = {0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20}
    for name in ("confusion-at", "best-f1-threshold", "youden-thresholds"):
        exercise = find_exercise(name)
        for probe in (*exercise.published, *exercise.graded):
            assert set(np.ravel(probe.args[0]).tolist()) != card
