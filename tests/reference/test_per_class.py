"""One threshold for each class."""

from functools import partial

import numpy as np

from grader.reference import (
    best_f_beta_threshold,
    per_class_thresholds,
    threshold_at_precision,
)

SCORE_MATRIX = [[0.7, 0.2, 0.1], [0.5, 0.4, 0.1], [0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]
LABELS = [0, 1, 1, 0]


def test_each_column_is_chosen_for_alone() -> None:
    """Class 0 needs 0.6, class 1 needs 0.4; class 2 has no part and F1 0."""
    found = per_class_thresholds(SCORE_MATRIX, LABELS)
    assert [t.value for t in found] == [0.6, 0.4, 0.3]
    assert [t.objective for t in found] == [1.0, 1.0, 0.0]


def test_a_class_may_have_no_feasible_threshold() -> None:
    """With a precision target the class without a part gets None."""
    choose = partial(threshold_at_precision, target=0.95)
    found = per_class_thresholds(SCORE_MATRIX, LABELS, choose=choose)
    assert [t and t.value for t in found] == [0.6, 0.4, None]


def test_columns_are_the_one_against_the_rest_problems() -> None:
    """Each entry is what the chosen function finds on that column."""
    rng = np.random.default_rng(3)
    matrix, labels = rng.dirichlet(np.ones(4), 200), rng.integers(0, 4, 200)
    found = per_class_thresholds(matrix, labels)
    for c in range(4):
        assert found[c] == best_f_beta_threshold(matrix[:, c], labels == c)
