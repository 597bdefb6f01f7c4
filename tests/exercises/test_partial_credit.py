"""What is right of a wrong answer earns its points, and is said."""

import pytest

from grader.checking import Outcome, to_text

from .all_cases import cases_of, every

SLIPS = dict(every("slips"))
RIGHT = dict(every("right"))
EARNED, HALF_RIGHT = (
    [pytest.param(*case, due, id="-".join(case)) for case, due in every(table)]
    for table in ("earned", "half_right")
)
CHANGED = [
    pytest.param(exercise, statement, points, id=exercise)
    for exercise, (statement, points) in every("changed")
]
TOLD = [
    pytest.param(exercise, source, words, id=f"{exercise}-{number}")
    for exercise, answers in every("told")
    for number, (source, words) in enumerate(answers.items())
]


def made(exercise_id, slip):
    """Return the sources of learners who make a slip, one at least."""
    sources = [source for name, source in SLIPS[exercise_id] if name == slip]
    assert sources
    return sources


@pytest.mark.parametrize(("exercise_id", "slip", "points"), EARNED)
def test_slip_leaves_the_points_of_what_is_right(graded, exercise_id, slip, points):
    """A slip costs the parts that it spoils, and no other."""
    for source in made(exercise_id, slip):
        assert graded(exercise_id, source).points == points, source


@pytest.mark.parametrize("exercise_id", SLIPS)
def test_notebook_promises_no_less_than_grading_gives(published, graded, exercise_id):
    """Whoever makes a slip never has more points at grading than in the notebook.

    Where a unit's published probes are told to foretell, each part has the same.
    """
    for slip, source in SLIPS[exercise_id]:
        shown, given = published(exercise_id, source), graded(exercise_id, source)
        assert given.points <= shown.points, slip
        if cases_of(exercise_id).foretold:
            assert given.parts == shown.parts, slip


@pytest.mark.parametrize(("exercise_id", "slip", "words"), HALF_RIGHT)
def test_what_is_right_already_is_said(graded, exercise_id, slip, words):
    """Who goes wrong in one place reads what of the answer is right."""
    for source in made(exercise_id, slip):
        result = graded(exercise_id, source)
        assert result.outcome is Outcome.PARTIAL
        assert words in to_text(result)


@pytest.mark.parametrize(("exercise_id", "source", "words"), TOLD)
def test_another_form_is_told_in_words(published, exercise_id, source, words):
    """What arrived is said beside what is asked for."""
    result = published(exercise_id, source)
    assert result.points < result.max_points
    assert words in to_text(result)


@pytest.mark.parametrize(("exercise_id", "statement", "points"), CHANGED)
def test_changed_inputs_cost_the_last_part(graded, exercise_id, statement, points):
    """A right answer that changes what it was given loses the last part alone."""
    (name,) = cases_of(exercise_id).tasks[exercise_id].names
    source = f"""{next(iter(RIGHT[exercise_id].values()))}
right = {name}
def {name}(*args):
    result = right(*args)
    {statement}
    return result
"""
    result = graded(exercise_id, source)
    assert result.outcome is Outcome.PARTIAL
    assert result.points == points
    assert "work on a copy" in to_text(result)
    (lost,) = [part.title for part in result.parts if not part.points]
    assert "inputs unchanged" in lost
