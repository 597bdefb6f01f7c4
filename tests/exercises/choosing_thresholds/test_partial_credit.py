"""What is right of a wrong answer to unit 4 earns its points."""

import pytest

from grader.checking import to_text

from .known_slips import SLIPS

# By hand: what each slip leaves right, in points.
EARNED = {
    ("cost-threshold", "inverted-ratio"): 0,
    # Only equal costs would be right.
    ("cost-threshold", "default-half"): 0,
    ("expected-cost", "actions-swapped"): 0,
    # A part left alone is right whether its flag is False or 0.
    ("expected-cost", "one-is-not-true"): 1,
    # Where no tie is asked for, the search is right.
    ("best-cost-threshold", "nothing-flagged-missing"): 2,
    ("best-cost-threshold", "score-before-nothing"): 2,
    ("best-cost-threshold", "smallest-on-ties"): 2,
    ("best-cost-threshold", "first-in-the-data"): 2,
    # The threshold is right and its cost is not.
    ("best-cost-threshold", "mean-for-total"): 1,
    ("best-cost-threshold", "costs-swapped"): 0,
    ("best-cost-threshold", "swapped-pair"): 0,
    # Promise and infeasible; then promise and ties.
    ("threshold-for-precision", "target-must-be-exceeded"): 3,
    ("threshold-for-precision", "smallest-on-equal-recall"): 3,
    ("threshold-for-precision", "number-for-none"): 3,
    ("threshold-for-precision", "searches-an-empty-list"): 3,
    # The formula is right where it is defined.
    ("f-beta", "divides-by-zero"): 1,
    ("f-beta", "undefined-is-nan"): 1,
    ("f-beta", "undefined-is-one"): 1,
    # 0/0 is looked after, the formula is not right.
    ("f-beta", "beta-squared-once"): 1,
}


@pytest.mark.parametrize(("exercise_id", "slip"), EARNED)
def test_slip_leaves_the_points_of_what_is_right(graded, exercise_id, slip):
    """A slip costs the parts that it spoils, and no other."""
    made = [source for name, source in SLIPS[exercise_id] if name == slip]
    assert made
    for source in made:
        assert graded(exercise_id, source).points == EARNED[exercise_id, slip], source


@pytest.mark.parametrize("exercise_id", ["best-cost-threshold"])
def test_changed_inputs_cost_the_last_part(graded, exercise_id):
    """Sorting the given list in place loses one point of three."""
    source = """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    t = np.append(np.unique(s), np.inf)[::-1]
    cost = [cost_fp * (s >= c)[~y].sum() + cost_fn * (s < c)[y].sum() for c in t]
    scores.sort()
    return t[np.argmin(cost)], min(cost)
"""
    result = graded(exercise_id, source)
    assert result.points == 2
    assert "work on a copy" in to_text(result)


@pytest.mark.parametrize(
    ("exercise_id", "source", "words"),
    [
        (
            "best-cost-threshold",
            "def best_cost_threshold(s, y, a, b): return 0.5",
            "the answer should be several numbers (threshold, total cost)",
        ),
        (
            "best-cost-threshold",
            "def best_cost_threshold(s, y, a, b): return None, 3",
            "threshold should be one number, not nothing (None)",
        ),
        (
            "threshold-for-precision",
            "def threshold_for_precision(s, y, t): return [0.5, 0.7, 0.9]",
            "the threshold should be one number, not a list of 3",
        ),
        (
            "f-beta",
            "def f_beta(p, r, b): return 'high'",
            "F-beta should be one number, not text",
        ),
        (
            "mini-challenge",
            "mini_threshold = 'p >= 0.2'",
            "mini_threshold should be one number, not text",
        ),
    ],
)
def test_another_shape_is_told_in_words(published, exercise_id, source, words):
    """What arrived is said beside what is asked for."""
    assert words in to_text(published(exercise_id, source))
