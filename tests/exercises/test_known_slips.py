"""Known wrong ways, written as learners write them, lose marks and are named."""

import pytest

from grader.checking import Outcome, graded_probes, judge
from grader.exercises import Silent, find_exercise
from grader.running import Reply
from grader.running.worker.codec import plain

from .all_cases import every

SEEDS = range(5)
NAMED_ERRORS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
CASES = [
    pytest.param(exercise, slip, source, id=f"{exercise}-{slip}-{number}")
    for exercise, ways in every("slips")
    for number, (slip, source) in enumerate(ways)
]
EXERCISES = [exercise for exercise, _ in every("tasks")]
ALL_SLIPS = [
    pytest.param(exercise, slip, id=f"{exercise}-{slip.id}-{number}")
    for exercise in EXERCISES
    for number, slip in enumerate(find_exercise(exercise).slips)
]


@pytest.mark.parametrize(("exercise_id", "slip", "source"), CASES)
def test_slip_is_named_in_the_notebook(published, exercise_id, slip, source):
    """The published probes alone tell each slip apart from all the others."""
    result = published(exercise_id, source)
    assert result.outcome is not Outcome.CORRECT
    assert result.points < result.max_points
    assert [found.id for found in result.slips] == [slip], result.notes


@pytest.mark.parametrize(("exercise_id", "slip", "source"), CASES)
def test_slip_is_named_at_grading(graded, exercise_id, slip, source):
    """The graded probes leave the slip its one name, whatever is drawn."""
    for seed in SEEDS:
        result = graded(exercise_id, source, seed)
        assert result.points < result.max_points
        assert [found.id for found in result.slips] == [slip], result.notes


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_every_listed_slip_is_made_here(exercise_id):
    """Each slip of each exercise, four or more, is made by a learner of the cases."""
    listed = {slip.id for slip in find_exercise(exercise_id).slips}
    assert {slip for slip, _ in dict(every("slips"))[exercise_id]} == listed
    assert len(listed) >= 4


def answered_by(slip, exercise, probe):
    """Return the reply of one who makes a slip, right where the slip is silent."""
    try:
        return Reply("value", plain(slip.answer(probe)))
    except Silent:
        return Reply("value", plain(exercise.expected(probe)))
    except NAMED_ERRORS as error:
        return Reply("raised", words=f"{type(error).__name__}: {error}")


@pytest.mark.parametrize(("exercise_id", "slip"), ALL_SLIPS)
def test_every_spelling_of_a_slip_is_named(exercise_id, slip):
    """What a slip itself answers bears its name alone, and never fits another's."""
    exercise = find_exercise(exercise_id)
    for probes in (exercise.published, graded_probes(exercise, 0)):
        result = judge(
            exercise, probes, [answered_by(slip, exercise, p) for p in probes]
        )
        if exercise.is_value and not result.slips:
            # One value of several may fit two slips; then nothing is claimed.
            continue
        assert [found.id for found in result.slips] == [slip.id], result.notes
        assert result.points < result.max_points


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_named_slips_bring_their_words_alone(exercise_id):
    """A named slip brings its own words, and no other observation beside them."""
    exercise = find_exercise(exercise_id)
    for slip in exercise.slips:
        replies = [answered_by(slip, exercise, p) for p in exercise.published]
        result = judge(exercise, exercise.published, replies)
        for found in result.slips:
            assert found.words == slip.words
            assert result.notes == ()


def test_one_value_s_slip_is_named_beside_right_values(graded):
    """0.5 with the right F1 and matrix is the habit, in that one value."""
    result = graded(
        "exercise-1", "ex1_threshold, ex1_f1, ex1_matrix = 0.5, 0.75, (3, 1, 1, 3)"
    )
    assert [found.id for found in result.slips] == ["default-half"]
    assert result.points == 3


def test_a_value_that_fits_two_slips_is_not_explained(graded):
    """An F1 of 0.667 comes from 0.5 and from 0.8 alike: nothing is claimed."""
    result = graded(
        "exercise-1", "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.667, (3, 1, 1, 3)"
    )
    assert result.slips == ()
    assert result.notes == ("ex1_f1 = 0.667 is not right yet.",)
