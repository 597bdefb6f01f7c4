"""What is right of a wrong answer to unit 3 earns its points."""

import pytest

from grader.checking import to_text

from .known_slips import SLIPS

# By hand: what each slip leaves right, in points.
EARNED = {
    ("sigmoid", "nan-at-large-logits"): 0.5,
    ("sigmoid", "overflow-error"): 0.5,
    ("sigmoid", "whole-numbers-kept"): 0.5,
    ("sigmoid", "sign-missing"): 0,
    # At T = 1 it makes no difference where T comes in.
    ("nll-at-temperature", "multiplied-by-temperature"): 1,
    ("nll-at-temperature", "temperature-ignored"): 1,
    ("nll-at-temperature", "loss-divided"): 1,
    # Away from certain logits the formula is right.
    ("nll-at-temperature", "zero-times-infinity"): 2,
    ("nll-at-temperature", "sum-for-mean"): 0,
    ("best-temperature", "last-on-ties"): 2,
    ("best-temperature", "grid-sorted"): 2,
    ("best-temperature", "highest-nll"): 0,
    ("best-temperature", "index-for-temperature"): 0,
    # Ascending grids have their edges at their ends.
    ("at-grid-edge", "ends-of-the-list"): 1,
    ("at-grid-edge", "float-equality"): 1,
    ("at-grid-edge", "smallest-only"): 0,
    ("softmax-at-temperature", "nan-at-large-logits"): 1,
    ("softmax-at-temperature", "maximum-not-divided"): 1,
    ("softmax-at-temperature", "columns-for-rows"): 0,
    # Without cascades one look is enough.
    ("pav", "no-look-back"): 1,
    ("pav", "sizes-forgotten"): 1,
    ("pav", "whole-numbers-kept"): 2,
    ("pav", "running-maximum"): 0,
}


@pytest.mark.parametrize(("exercise_id", "slip"), EARNED)
def test_slip_leaves_the_points_of_what_is_right(graded, exercise_id, slip):
    """A slip costs the parts that it spoils, and no other."""
    for made, source in SLIPS[exercise_id]:
        if made == slip:
            result = graded(exercise_id, source)
            assert result.points == EARNED[exercise_id, slip], source


@pytest.mark.parametrize("exercise_id", SLIPS)
def test_notebook_promises_what_grading_gives(published, graded, exercise_id):
    """The visible checks of a slip show the points that it has at grading."""
    for slip, source in SLIPS[exercise_id]:
        assert published(exercise_id, source).parts == (
            graded(exercise_id, source).parts
        ), slip


@pytest.mark.parametrize(
    ("exercise_id", "source", "words"),
    [
        (
            "sigmoid",
            "def sigmoid(z): return [0.7] * 3",
            "should be one number, not a list of 3",
        ),
        (
            "softmax-at-temperature",
            "def softmax_at_temperature(logits, T): return [[1, 0, 0]]",
            "should hold 2 rows, not 1",
        ),
        (
            "softmax-at-temperature",
            "def softmax_at_temperature(logits, T): return [[1, 0]] * len(logits)",
            "[0] should hold 3 numbers, not 2",
        ),
        ("pav", "def pav(values): return [0.5]", "should hold 5 numbers, not 1"),
        (
            "best-temperature",
            "def best_temperature(logits, labels, grid): return 0.07",
            "should be one of the grid; 0.07 is not",
        ),
        (
            "at-grid-edge",
            "def at_grid_edge(grid, best): return 'yes'",
            "should be one number, not text",
        ),
    ],
)
def test_answers_of_another_shape_are_told_what_is_asked(
    published, exercise_id, source, words
):
    """Too few rows, one number for several, a T off the grid: the words say so."""
    result = published(exercise_id, source)
    assert result.points < result.max_points
    assert words in to_text(result)


@pytest.mark.parametrize(
    ("exercise_id", "source", "points"),
    [
        (
            "pav",
            """
from scipy.optimize import isotonic_regression
def pav(values):
    fit = isotonic_regression(values).x
    values[0] = fit[0] - 1
    return fit
""",
            2,
        ),
        (
            "best-temperature",
            """
def best_temperature(logits, labels, grid):
    z, y = np.array(logits), np.array(labels, dtype=int)
    loss = [np.logaddexp(0, np.where(y == 1, -z, z) / t).mean() for t in grid]
    best = grid[np.argmin(loss)]
    grid.sort()
    return best
""",
            2,
        ),
    ],
)
def test_changed_inputs_cost_the_last_part(graded, exercise_id, source, points):
    """Who sorts or overwrites what was given loses the point for forms."""
    result = graded(exercise_id, source)
    assert result.points == points
    assert "work on a copy" in to_text(result)
