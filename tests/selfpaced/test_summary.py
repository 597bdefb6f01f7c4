"""How far a learner is, from the record alone."""

import json
from dataclasses import replace

import pytest

from grader.selfpaced import Event, summarise

UNIT = "1-scores-to-decisions"
# By hand: 4 + 3 + 6 + 2 + 5 = 20.
POINTS = {
    "confusion-at": 4.0,
    "f1-from-counts": 3.0,
    "best-f1-threshold": 6.0,
    "youden-thresholds": 2.0,
    "exercise-1": 5.0,
}


def checked(exercise, points, outcome="partial"):
    """Return the event of one check."""
    return Event("now", "check", exercise, outcome, points, POINTS.get(exercise, 9.0))


def first(summary):
    """Return the summary of unit 1."""
    return next(unit for unit in summary.units if unit.unit == UNIT)


def test_nothing_done():
    """An empty record is no points of twenty; the first exercise is next."""
    summary = summarise([])
    assert (first(summary).points, first(summary).max_points) == (0, 20)
    assert summary.next_exercise == "confusion-at"


def test_best_check_counts():
    """3, then 4, then 1: 4 points stay, for later checks take nothing away."""
    events = [checked("confusion-at", points) for points in (3, 4, 1)]
    summary = summarise(events)
    assert first(summary).points == 4
    assert summary.next_exercise == "f1-from-counts"


def test_what_slipped_is_told():
    """An exercise that was right and is not at its last check is named."""
    events = [checked("confusion-at", 4), checked("confusion-at", 1)]
    summary = summarise(events)
    assert summary.slipped == ("confusion-at",)
    assert "not at the last check: confusion-at" in str(summary)
    assert "Next: f1-from-counts in 1-scores-to-decisions" in str(summary)
    assert summarise([*events, checked("confusion-at", 4)]).slipped == ()


def test_a_check_without_an_answer_says_nothing_of_slipping():
    """Unit 0 checks an exercise of unit 1, also when its answer is long right."""
    right = checked("confusion-at", 4, "correct")
    unseen = checked("confusion-at", 0, "not-attempted")
    assert summarise([right, unseen]).slipped == ()
    wrong = checked("confusion-at", 1)
    assert summarise([right, wrong, unseen]).slipped == ("confusion-at",)


def test_a_check_with_the_graded_questions_outweighs_what_came_before():
    """4 by the visible questions, then 3 by all of them: 3 points stand."""
    complete = replace(checked("confusion-at", 3), is_complete=True)
    events = [checked("confusion-at", 4), complete]
    assert first(summarise(events)).points == 3
    assert first(summarise([*events, checked("confusion-at", 4)])).points == 4


def test_points_of_exercises_add_up():
    """4 + 2 + 3 = 9, and the first exercise that is not right is next."""
    summary = summarise(
        [
            checked("confusion-at", 4.0),
            checked("exercise-1", 3.0),
            checked("best-f1-threshold", 2.0),
        ]
    )
    assert first(summary).points == 9
    assert summary.next_exercise == "f1-from-counts"


def test_hints_and_solutions_earn_nothing():
    """Only checks have points, whatever an event says."""
    events = [
        Event("now", what, "confusion-at", "correct", 4.0, 4.0)
        for what in ("hint", "solution")
    ]
    assert first(summarise(events)).points == 0


def test_no_exercise_is_worth_more_than_its_points():
    """Points of an older release, or made up, count up to the exercise's own."""
    events = [checked("confusion-at", 400.0), checked("essay", 7.0)]
    assert first(summarise(events)).points == 4


def test_everything_right():
    """With all twenty points in unit 1 its exercises are no longer next."""
    summary = summarise([checked(*pair, "correct") for pair in POINTS.items()])
    assert first(summary).points == 20
    assert summary.next_exercise not in POINTS


def test_json_has_the_documented_shape():
    """The command's --json shows learner, units and quiz."""
    shown = summarise([checked("confusion-at", 3.0)], "ana").to_json()
    assert list(shown) == ["learner", "units", "quiz"]
    assert shown["learner"] == "ana"
    assert shown["units"][0] == {"unit": UNIT, "points": 3.0, "max_points": 20}
    json.dumps(shown)


@pytest.mark.parametrize("is_kept", [True, False])
def test_text_says_where_it_is_kept(is_kept):
    """Outside a workspace the learner reads that this session is all there is."""
    summary = summarise([checked("confusion-at", 3.0)], is_kept=is_kept)
    for words in (str(summary), repr(summary), summary._repr_html_()):
        assert "3 of" in words
        assert "Next: confusion-at" in words
        assert ("this session only" in words) is not is_kept
