"""The verdict on replies of every kind."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from grader.checking import Outcome, ask_of, graded_probes, judge, to_text, untouched
from grader.exercises import UNITS, find_exercise
from grader.running import Reply
from grader.running.worker.answering import ReplyKind

EXERCISES = [e.id for e in UNITS["1-scores-to-decisions"].exercises]
FUNCTIONS = [name for name in EXERCISES if name != "exercise-1"]
NOT_BEGUN = ("missing", "placeholder")
NO_ANSWER = ("raised", "timeout", "lost")


def all_alike(exercise_id, reply):
    """Judge an exercise that brings the same reply to every probe."""
    probes = graded_probes(find_exercise(exercise_id), 0)
    return judge(find_exercise(exercise_id), probes, [reply] * len(probes))


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_right_replies_are_correct(right_replies, exercise_id):
    """The reference's answers earn everything and leave nothing to say."""
    exercise = find_exercise(exercise_id)
    probes = graded_probes(exercise, 0)
    result = judge(exercise, probes, right_replies(exercise_id, probes))
    assert result.outcome is Outcome.CORRECT
    assert result.points == result.max_points == exercise.points
    assert (result.slips, result.notes) == ((), ())


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("kind", NOT_BEGUN)
def test_untouched_is_not_attempted(exercise_id, kind):
    """A missing name and a placeholder are no attempt, and say what is missing."""
    result = all_alike(exercise_id, Reply(kind))
    assert result.outcome is Outcome.NOT_ATTEMPTED
    assert result.points == 0
    name = find_exercise(exercise_id).published[0].name
    assert name in result.notes[0]
    assert ("not defined" in result.notes[0].lower()) == (kind == "missing")


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("kind", NO_ANSWER)
def test_no_answer_at_all_is_raised(exercise_id, kind):
    """Errors, timeouts and lost processes throughout are told from wrong answers."""
    result = all_alike(exercise_id, Reply(kind, words="ValueError: no"))
    assert result.outcome is Outcome.RAISED
    assert result.points == 0
    assert len(result.notes) == 1


@pytest.mark.parametrize("kind", get_args(ReplyKind))
def test_every_kind_of_reply_has_words(kind):
    """No kind of reply stops the verdict, and only values can earn points."""
    for exercise_id in EXERCISES:
        result = all_alike(exercise_id, Reply(kind, words="something"))
        assert to_text(result)
        assert result.points < result.max_points
        if kind != "value":
            assert result.points == 0


def test_unknown_kind_of_reply_fails_loudly():
    """A kind that nobody has written words for is an error, never a mark."""
    with pytest.raises(KeyError):
        all_alike("confusion-at", Reply("telepathy", value=(1, 2, 3, 4)))


WRONG_VALUES = [
    None,
    "text",
    "",
    float("nan"),
    float("inf"),
    [],
    {},
    (1, 2, 3),
    (1, 2, 3, 4, 5),
    [[1, 2], [3]],
    [None] * 4,
    ["1", "2", "3", "4"],
    (float("nan"),) * 4,
    (10**400, 10**400, 10**400, 10**400),
    10**400,
    -(10**400),
    {"tp": 1},
    {0: 1, 1: 2, 2: 3, 3: 4},
    np.array([]),
    np.zeros((0, 3)),
    np.full((2, 2), np.nan),
    np.zeros((2, 2, 2)),
    np.zeros((2, 2, 1, 1)),
    np.array([True]),
    (0.1, "b"),
    (None, 0.5),
]


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("value", WRONG_VALUES, ids=repr)
def test_strange_values_lose_marks_and_break_nothing(exercise_id, value):
    """Whatever comes back, there is a verdict, with words for what arrived."""
    result = all_alike(exercise_id, Reply("value", value))
    assert result.outcome in (Outcome.INCORRECT, Outcome.PARTIAL)
    assert result.points < result.max_points
    assert result.notes or result.slips


def test_none_is_asked_about_its_return():
    """A function that returns None is told to look for its return."""
    result = all_alike("confusion-at", Reply("value", None))
    assert "is a return missing?" in to_text(result)


def test_one_value_of_three_still_a_placeholder(right_replies):
    """Two right values count although the third is still to be written."""
    exercise = find_exercise("exercise-1")
    replies = right_replies(
        "exercise-1", exercise.published, ex1_f1=Reply("placeholder")
    )
    result = judge(exercise, exercise.published, replies)
    assert (result.outcome, result.points) == (Outcome.PARTIAL, 4)
    assert "ex1_f1 still holds the placeholder" in result.notes[0]


@pytest.mark.parametrize("exercise_id", FUNCTIONS)
def test_changed_input_loses_the_last_part_and_is_said(right_replies, exercise_id):
    """Right answers that change their inputs lose exactly the last part."""
    exercise = find_exercise(exercise_id)
    probes = graded_probes(exercise, 0)
    replies = right_replies(exercise_id, probes)
    replies[0] = Reply("value", replies[0].value, changed=True)
    result = judge(exercise, probes, replies)
    assert result.outcome is Outcome.PARTIAL
    assert result.points == exercise.points - exercise.parts[-1].points
    assert [part.points > 0 for part in result.parts] == (
        [True] * (len(result.parts) - 1) + [False]
    )
    assert "changed the data it was given" in to_text(result)


@pytest.mark.parametrize(
    "change",
    [
        "scores.sort() if isinstance(scores, list) else None",
        "scores[0] = -1",
        "labels[0] = not labels[0]",
    ],
)
def test_real_changes_of_inputs_are_seen(judged, change):
    """Sorting or writing into what was given is noticed in lists and arrays."""
    source = f"""
def confusion_at(scores, labels, threshold):
    s, y = np.array(scores), np.array(labels).astype(bool)
    f = s >= threshold
    {change}
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum(), (~f & ~y).sum()
"""
    result = judged("confusion-at", source)
    assert result.points == 3
    assert "work on a copy" in to_text(result)


def test_changes_do_not_reach_the_next_probe(judged):
    """Each question gets data of its own: what was changed spoils nothing else."""
    source = """
def best_f1_threshold(scores, labels):
    s, y = list(map(float, scores)), list(map(int, labels))
    def f1(t):
        hits = [b for a, b in zip(s, y) if a >= t]
        return round(2 * sum(hits) / (len(hits) + sum(y)), 9)
    t = max(s, key=lambda t: (f1(t), t))
    hits = [b for a, b in zip(s, y) if a >= t]
    for i in range(len(scores)):
        scores[i] = labels[i] = 0
    return t, 2 * sum(hits) / (len(hits) + sum(y))
"""
    first, second = (judged("best-f1-threshold", source) for _ in range(2))
    assert first == second
    assert first.points == 5


def test_partial_credit_is_by_parts(judged):
    """A right F1 with a wrong threshold earns F1's two points, and says so."""
    source = """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(int)
    f1 = max(2 * y[s >= t].sum() / ((s >= t).sum() + y.sum()) for t in s)
    return -1, f1
"""
    result = judged("best-f1-threshold", source)
    assert result.outcome is Outcome.PARTIAL
    assert [part.points for part in result.parts] == [0, 2, 0]
    assert result.points == 2
    assert "Right already: its F1." in to_text(result)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_no_probes_earn_nothing(exercise_id):
    """An exercise that was asked nothing has no marks."""
    result = judge(find_exercise(exercise_id), [], [])
    assert result.outcome is Outcome.NOT_ATTEMPTED
    assert result.points == 0


def test_parts_that_were_not_asked_earn_nothing(right_replies):
    """One right answer earns its own part, not those that nobody asked for."""
    exercise = find_exercise("confusion-at")
    probes = exercise.published[:1]
    result = judge(exercise, probes, right_replies("confusion-at", probes))
    assert result.points == 2
    assert result.outcome is Outcome.PARTIAL


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_one_wrong_answer_loses_its_part(right_replies, exercise_id):
    """Each probe matters: one reply astray takes the parts that it bears on."""
    exercise = find_exercise(exercise_id)
    probes = graded_probes(exercise, 0)
    worth = {part.id: part.points for part in exercise.parts}
    for index, probe in enumerate(probes):
        replies = right_replies(exercise_id, probes)
        replies[index] = Reply("raised", words="ValueError: here")
        lost = sum(worth[part] for part in exercise.bears_on(probe))
        result = judge(exercise, probes, replies)
        assert result.points == exercise.points - lost


def test_fewer_replies_than_probes_are_an_error():
    """A worker that lost replies cannot earn marks by it."""
    exercise = find_exercise("f1-from-counts")
    with pytest.raises(ValueError, match="zip"):
        judge(exercise, exercise.published, [])


def test_complete_says_whether_anything_is_left_to_ask(right_replies):
    """The published probes are all there is of Exercise 1, not of a function."""
    for exercise_id, after_published in (
        ("f1-from-counts", False),
        ("exercise-1", True),
    ):
        exercise = find_exercise(exercise_id)
        replies = right_replies(exercise_id, exercise.published)
        result = judge(exercise, exercise.published, replies)
        assert result.is_complete is after_published
        probes = graded_probes(exercise, 0)
        replies = right_replies(exercise_id, probes)
        assert judge(exercise, probes, replies).is_complete


def test_untouched_keeps_only_notes_that_say_something():
    """Empty notes are left out."""
    result = untouched(find_exercise("exercise-1"), "", "Write it first.")
    assert result.notes == ("Write it first.",)
    assert (result.points, result.max_points) == (0, 5)


def test_questions_carry_name_and_arguments_alone():
    """What is sent to the worker holds no expected value, no kind, no part."""
    probe = find_exercise("confusion-at").graded[0]
    ask = ask_of(probe)
    assert (ask.name, ask.args) == (probe.name, probe.args)
    assert set(type(ask).__slots__) == {"name", "args"}


def test_long_answers_are_cut_in_quotes(judged):
    """A learner who returns a novel does not get it back."""
    source = "def confusion_at(scores, labels, threshold): return 'x' * 100_000"
    assert all(len(note) < 1000 for note in judged("confusion-at", source).notes)


def test_anything_that_equals_everything_earns_nothing(judged):
    """A class with its own idea of equality is read as the number it holds."""
    source = """
class Anything(float):
    def __eq__(self, other): return True
    def __le__(self, other): return True
    def __sub__(self, other): return Anything(0)
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    __hash__ = float.__hash__
def confusion_at(scores, labels, threshold):
    return tuple(Anything(99) for _ in range(4))
"""
    result = judged("confusion-at", source)
    assert result.points == 0
    assert result.outcome is Outcome.INCORRECT


def test_columns_of_a_table_earn_their_parts_apart(judged):
    """Right counts with wrong means in every row earn the counts' point."""
    source = """
def reliability_bins(probs, labels, edges):
    n = np.histogram(probs, bins=edges)[0]
    return [(count, -1.0, -1.0) for count in n]
"""
    result = judged("reliability-bins", source)
    assert [part.points for part in result.parts] == [1, 0, 0]


def test_a_reading_of_another_length_earns_nothing():
    """What is longer or shorter than the right answer is right in no part."""
    exercise = find_exercise("top-label")
    probe = exercise.published[0]
    right = exercise.right(probe)
    assert all(exercise.verdicts(probe, right).values())
    for reading in (right[:-2], (*right, 0.5, 1.0), ()):
        assert not any(exercise.verdicts(probe, reading).values())


@pytest.mark.parametrize("broken", ["read", "remark", "fingerprint"])
def test_a_fault_of_ours_costs_one_answer(right_replies, broken):
    """A reader that fails on an answer does not lose the submission its marks."""

    def fail(*_):
        raise ZeroDivisionError

    exercise = find_exercise("exercise-1")
    probes = graded_probes(exercise, 0)
    replies = right_replies(exercise.id, probes)
    wrong = [replace(replies[0], value=-1.0), *replies[1:]]
    result = judge(replace(exercise, **{broken: fail}), probes, wrong)

    assert result.outcome is not Outcome.CORRECT
    assert result.points < exercise.points
