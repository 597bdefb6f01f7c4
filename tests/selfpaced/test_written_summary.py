"""Answers in words in the sum of a learner's record."""

import pytest

from grader.exercises import UNITS
from grader.selfpaced import Event, summarise
from tests.written_course import UNIT, WHY


def own(points, exercise=WHY):
    """Return the event of a mark of one's own."""
    return Event("now", "own-mark", exercise, "partial", points, 2.0)


def seen(outcome="needs-manual", points=0.0):
    """Return the event of a check of the answer in words."""
    return Event("now", "check", WHY, outcome, points, 2.0, (), is_complete=True)


def points_of(events):
    """Return the points of the unit."""
    return next(u for u in summarise(events).units if u.unit == UNIT).points


def all_but_words():
    """Return right checks of everything that is checked."""
    return [
        Event("now", "check", exercise.id, "correct", exercise.points, exercise.points)
        for unit in UNITS.values()
        for exercise in unit.exercises
        if exercise.id != WHY
    ]


def test_the_latest_mark_counts():
    """2, then 1 on second thoughts: 1 point; who marks may lower too."""
    assert points_of([own(2.0)]) == 2
    assert points_of([own(2.0), own(1.0)]) == 1
    assert points_of([own(0.0), own(2.0)]) == 2


def test_a_check_takes_no_mark_away_and_gives_none():
    """`course check` afterwards leaves the mark; what it claims earns nothing."""
    assert points_of([own(2.0), seen()]) == 2
    assert points_of([seen("correct", 2.0)]) == 0


@pytest.mark.parametrize("points", [99.0, -3.0])
def test_no_mark_is_more_than_all_or_less_than_none(points):
    """A record that somebody wrote into counts within the exercise's points."""
    assert points_of([own(points)]) == min(max(points, 0), 2)


def test_no_other_exercise_takes_a_mark_of_one_s_own():
    """Such an event of a function, or of nothing known, earns nothing."""
    assert points_of([own(3.0, "cost-threshold"), own(2.0, "essay")]) == 0


def test_an_answer_that_is_written_is_no_longer_next():
    """In a class its mark comes from the teacher: the learner goes on meanwhile."""
    order = [exercise.id for exercise in UNITS[UNIT].exercises]
    before = order[: order.index(WHY)]
    events = [e for e in all_but_words() if e.exercise not in order]
    events += [e for e in all_but_words() if e.exercise in before]
    assert summarise(events).next_exercise == WHY
    assert summarise([*events, seen("not-attempted")]).next_exercise == WHY
    after = order[order.index(WHY) + 1]
    assert summarise([*events, seen()]).next_exercise == after
    assert summarise([*events, own(0.0)]).next_exercise == after


def test_what_nobody_marked_is_told_at_the_end():
    """Not everything is right while words wait; the line names them."""
    waiting = summarise([*all_but_words(), seen()])
    assert waiting.unmarked == (WHY,)
    assert f"Not marked yet, by you or by your teacher: {WHY}." in str(waiting)
    assert "Every exercise that is checked here is right." in str(waiting)
    marked = summarise([*all_but_words(), seen(), own(2.0)])
    assert marked.unmarked == ()
    assert "Every exercise is right." in str(marked)
