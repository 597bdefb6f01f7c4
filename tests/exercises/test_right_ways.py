"""Many right ways of one thing, as learners write them, all earn full marks."""

import pytest

from grader.checking import Outcome
from grader.exercises import find_exercise

from .all_cases import every

SEEDS = range(8)
RIGHT = dict(every("right"))
CASES = [(exercise, way) for exercise, ways in RIGHT.items() for way in ways]


@pytest.mark.parametrize(("exercise_id", "way"), CASES)
def test_right_way_earns_full_marks(graded, exercise_id, way):
    """A right answer is right however it is written, whatever is drawn."""
    source = RIGHT[exercise_id][way]
    for seed in SEEDS:
        result = graded(exercise_id, source, seed)
        assert result.outcome is Outcome.CORRECT, (seed, result)
        assert result.points == result.max_points
        assert result.slips == ()
        assert result.notes == ()


@pytest.mark.parametrize(("exercise_id", "way"), CASES)
def test_right_way_passes_the_visible_checks(published, exercise_id, way):
    """A right answer is right in the notebook too, which says what it has not asked."""
    result = published(exercise_id, RIGHT[exercise_id][way])
    assert result.outcome is Outcome.CORRECT
    # Of a value exercise the published probes are all there is.
    assert result.is_complete is find_exercise(exercise_id).is_value


@pytest.mark.parametrize(("exercise_id", "task"), every("tasks"))
def test_there_are_five_ways_of_each(exercise_id, task):
    """Every exercise is tried with at least five different implementations."""
    assert task.points > 0
    assert len(set(RIGHT[exercise_id].values())) >= 5
