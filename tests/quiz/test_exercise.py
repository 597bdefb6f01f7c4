"""The exercise `quick-test`: the parent draws the form again and scores it."""

import re

import pytest

from grader.checking import ask_of, graded_probes, judge
from grader.exercises import UNITS, find_exercise
from grader.running import answer
from quiz import draw_form, load_bank

EXERCISE = find_exercise("quick-test")


@pytest.fixture
def verdict():
    """Return a function that judges a value of `quick_test` as grading does."""

    def verdict(value):
        probes = graded_probes(EXERCISE, 0)
        names = {"quick_test": value}
        return judge(EXERCISE, probes, [answer(names, ask_of(p)) for p in probes])

    return verdict


@pytest.fixture
def record(right_answers):
    """Return a function that makes a record, wrong in the first n."""

    def record(form=1, wrong=0):
        return {
            "form": form,
            "answers": right_answers(draw_form(load_bank(), form), wrong),
        }

    return record


def test_it_is_worth_ten_points_in_ten_parts():
    """A point a question, beside the hundred of the units."""
    assert EXERCISE.points == 10
    assert [part.points for part in EXERCISE.parts] == [1.0] * 10
    assert UNITS["8-quick-test"].points == 10


@pytest.mark.parametrize("form", [0, 1, 2, 17, 123_456])
def test_any_form_is_legal(verdict, record, form):
    """Right answers earn ten points whatever the form."""
    result = verdict(record(form))
    assert (result.outcome, result.points, result.notes) == ("correct", 10, ())


@pytest.mark.parametrize("wrong", [1, 3, 4, 9])
def test_each_right_answer_earns_a_point(verdict, record, wrong):
    """The mark is the score; which are wrong and what to revisit is told."""
    result = verdict(record(wrong=wrong))
    assert (result.outcome, result.points) == ("partial", 10 - wrong)
    assert [part.points for part in result.parts] == [0.0] * wrong + [1.0] * (
        10 - wrong
    )
    (note,) = result.notes
    passed = "passed." if wrong <= 3 else "not passed yet."
    assert f"Form 1: {10 - wrong} of 10 right" in note
    assert passed in note
    assert f"questions {', '.join(map(str, range(1, wrong + 1)))}." in note
    assert re.search(r"Revisit: [1-7]-[a-z-]+", note)


def test_nothing_right_is_incorrect(verdict, record):
    """Ten wrong earn nothing, and so does an empty sheet."""
    for value in (record(wrong=10), {"form": 3, "answers": {}}):
        result = verdict(value)
        assert (result.outcome, result.points) == ("incorrect", 0)


def test_what_is_left_out_counts_as_wrong(verdict, record):
    """Seven answered rightly and three left open: seven points."""
    value = record()
    for name in list(value["answers"])[:3]:
        del value["answers"][name]
    assert verdict(value).points == 7


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"form": -1}, "form must be a whole number from 0, not -1"),
        ({"form": 1.5}, "form must be a whole number from 0, not 1.5"),
        ({"form": True}, "form must be a whole number from 0, not True"),
        ({"form": "1"}, "form must be a whole number from 0, not '1'"),
        ({"answers": None}, "answers must map question ids"),
        ({"answers": {"s99-z": "a"}}, "'s99-z' is not on form 1"),
        ({"answers": {3: "a"}}, "3 is not on form 1"),
        ({"form": 2}, "is not on form 2"),
        ({"score": 10}, "should have the keys 'form' and 'answers'"),
    ],
)
def test_a_record_that_is_none_earns_nothing_and_is_explained(
    verdict, record, change, words
):
    """The note says what is wrong with the record, in one sentence."""
    result = verdict(record() | change)
    assert (result.outcome, result.points) == ("incorrect", 0)
    assert words in result.notes[0]


@pytest.mark.parametrize("value", [10, "all right", [1, 2], {}, float("nan"), True])
def test_another_value_earns_nothing(verdict, value):
    """A number or a text is no record."""
    result = verdict(value)
    assert result.points == 0
    assert "quick_test should" in result.notes[0]


def test_the_placeholder_is_not_attempted(verdict):
    """Before anything is recorded, nothing is attempted."""
    assert verdict(...).outcome == "not-attempted"


def test_odd_numbers_are_refused_with_question_and_value(verdict, record):
    """NaN in a numeric answer spoils the record, as everywhere."""
    value = record()
    (name,) = (n for n in value["answers"] if n.startswith("s03"))
    value["answers"][name] = float("nan")
    assert f"question {name} takes a finite number, not nan" in verdict(value).notes[0]


def test_no_key_is_told(verdict, record):
    """A verdict names no option but those that were given."""
    form = draw_form(load_bank(), 1)
    result = verdict(record(wrong=10))
    said = " ".join([*result.notes, *EXERCISE.hints])
    for question in form.questions:
        for option in question.answers:
            for text in (option.text, option.explanation, option.feedback):
                assert not text or text not in said


def test_solution_shows_nothing(capsys):
    """The solved answer cell holds keys, and `solution` keeps them."""
    from grader import solution

    solution("quick-test")
    said = capsys.readouterr().out
    assert "the review explains what you chose" in said
    assert "s01" not in said
