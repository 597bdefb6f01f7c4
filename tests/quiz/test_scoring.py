"""Scoring: exact, complete, and strict about what it is given."""

import dataclasses
from fractions import Fraction

import numpy as np
import pytest

from quiz import BadAnswer, QuizError, draw_form, load_bank, score


@pytest.fixture
def form(bank):
    """Return form 1 of the small bank."""
    return draw_form(bank, 1)


def in_slot(form, slot):
    """Return the form's question of a slot."""
    return form.questions[slot - 1]


@pytest.mark.parametrize("wrong", range(11))
def test_score_counts_right_answers(form, right_answers, wrong):
    """With n wrong, 10 - n are right: 7 of 10 pass, and 6 do not."""
    result = score(form, right_answers(form, wrong))
    assert (result.score, result.out_of) == (10 - wrong, 10)
    assert result.percent == 10 * (10 - wrong)
    assert result.passed is (wrong <= 3)
    assert result.unanswered == ()


def test_every_form_of_the_course_s_bank_can_be_right_and_wrong(right_answers):
    """The keys earn ten of ten, and ten wrong answers nothing, on many forms."""
    bank = load_bank()
    for seed in range(60):
        form = draw_form(bank, seed)
        assert score(form, right_answers(form)).score == 10
        assert score(form, right_answers(form, wrong=10)).score == 0


def test_unanswered_counts_as_wrong_and_is_listed(form, right_answers):
    """Left out, null and an empty list are all no answer."""
    answers = right_answers(form)
    del answers[in_slot(form, 1).id]
    answers[in_slot(form, 2).id] = None
    answers[in_slot(form, 8).id] = []
    result = score(form, answers)
    assert result.score == 7
    assert result.passed
    assert result.unanswered == tuple(in_slot(form, n).id for n in (1, 2, 8))
    assert [result.by_question[name].chosen for name in result.unanswered] == [None] * 3


def test_nothing_answered_is_nothing_right(form):
    """An empty sheet is 0 of 10, not an error."""
    result = score(form, {})
    assert (result.score, result.percent, result.passed) == (0, 0, False)
    assert len(result.unanswered) == 10


def test_results_come_in_the_form_s_order(form, right_answers):
    """However the answers are ordered, the result is as the form is."""
    answers = dict(reversed(right_answers(form).items()))
    assert list(score(form, answers).by_question) == [q.id for q in form.questions]


def test_options_are_known_by_id_wherever_they_stand(bank, right_answers):
    """The same ids score the same in any order of the options."""
    form = draw_form(bank, 4)
    answers = right_answers(form)
    turned = dataclasses.replace(
        form,
        questions=tuple(
            dataclasses.replace(q, answers=q.answers[::-1]) for q in form.questions
        ),
    )
    assert score(turned, answers).score == 10


@pytest.mark.parametrize(
    ("chosen", "right", "tag"),
    [
        (["a", "b"], True, None),
        (["b", "a"], True, None),
        (("a", "b"), True, None),
        ({"a", "b"}, True, None),
        (["a"], False, None),
        (["a", "b", "c"], False, "tag-c"),
        (["c", "d"], False, "tag-c"),
        (["d"], False, "tag-d"),
    ],
)
def test_several_options_are_all_or_nothing(form, chosen, right, tag):
    """All right options and no other earn the point; nothing else does."""
    name = in_slot(form, 8).id
    found = score(form, {name: chosen}).by_question[name]
    assert found.correct is right
    assert found.chosen == sorted(chosen)
    # Which of two wrong options comes first depends on the order shown.
    assert found.misconception in ({tag} if tag != "tag-c" else {"tag-c", "tag-d"})


def key_value(form):
    """Return the numeric question's id and key."""
    question = in_slot(form, 3)
    return question.id, question.answer("key").value


@pytest.mark.parametrize("offset", [0, 0.0005, -0.0005, 0.00049])
def test_a_number_within_the_tolerance_is_right(form, offset):
    """The edge belongs to the tolerance, whatever the last bit says."""
    name, value = key_value(form)
    assert score(form, {name: value + offset}).score == 1


@pytest.mark.parametrize("offset", [0.00051, -0.00051, 1])
def test_a_number_outside_the_tolerance_is_wrong(form, offset):
    """Past the edge it is the answer for all others, with its explanation."""
    name, value = key_value(form)
    found = score(form, {name: value + offset}).by_question[name]
    assert (found.correct, found.misconception) == (False, None)
    assert [answer.id for answer in found.matched] == ["other"]


def test_a_known_wrong_number_tells_its_misconception(form):
    """0.400 is the fingerprint of the strict rule."""
    name, _ = key_value(form)
    found = score(form, {name: 0.4}).by_question[name]
    assert (found.correct, found.misconception) == (False, "strict-rule")


def test_the_key_outweighs_a_wrong_value_that_overlaps(bank):
    """Where tolerances overlap, a right number is right."""
    form = draw_form(bank, 1)
    question = in_slot(form, 3)
    near = dataclasses.replace(
        question.answer("strict"), value=question.answer("key").value, tolerance=1
    )
    first = (question.answer("other"), near, question.answer("key"))
    changed = dataclasses.replace(question, answers=first)
    form = dataclasses.replace(form, questions=(changed,))
    assert score(form, {changed.id: near.value}).score == 1
    assert (
        score(form, {changed.id: near.value + 0.5})
        .by_question[changed.id]
        .misconception
        == "strict-rule"
    )


@pytest.mark.parametrize("kind", [np.float64, np.float32, Fraction, int])
def test_numbers_of_every_kind_are_numbers(form, kind):
    """NumPy's and Python's numbers are read alike, and come back as plain ones."""
    name, _ = key_value(form)
    found = score(form, {name: kind(2)}).by_question[name]
    assert type(found.chosen) is float
    assert found.chosen == 2


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        (1, "z", "has no option 'z'; its options are a, b, c, d"),
        (1, 1, "has no option 1"),
        (1, True, "has no option True"),
        (1, ["a"], r"has no option \['a'\]"),
        (1, 0.5, "has no option 0.5"),
        (8, "a", "takes a list of option ids, not 'a'"),
        (8, ["a", "z"], "has no option 'z'"),
        (8, ["a", "a"], r"\['a', 'a'\] names an option twice"),
        (8, [["a"]], r"has no option \['a'\]"),
        (8, {"a": 1}, "takes a list"),
        (8, 3, "takes a list"),
        (3, "0.571", "takes a finite number, not '0.571'"),
        (3, "key", "takes a finite number, not 'key'"),
        (3, float("nan"), "takes a finite number, not nan"),
        (3, float("inf"), "takes a finite number, not inf"),
        (3, np.float32("nan"), "takes a finite number"),
        (3, True, "takes a finite number, not True"),
        (3, np.True_, "takes a finite number, not np.True_"),
        (3, [0.571], r"takes a finite number, not \[0.571\]"),
        (3, 1j, "takes a finite number, not 1j"),
        (3, 10**400, "takes a finite number, not 1000"),
    ],
)
def test_a_value_of_another_kind_is_refused(form, right_answers, slot, value, words):
    """The message names the question and quotes the value."""
    question = in_slot(form, slot)
    with pytest.raises(BadAnswer, match=f"question {question.id}:? {words}"):
        score(form, right_answers(form) | {question.id: value})


@pytest.mark.parametrize("name", ["s01-z", "s99-a", "", 3, None])
def test_a_question_that_is_not_asked_is_refused(form, right_answers, name):
    """An unknown question is quoted with the form's number, not passed over."""
    with pytest.raises(
        BadAnswer, match=r"question .* is not on form 1, which asks s01"
    ):
        score(form, right_answers(form) | {name: "a"})


def test_a_question_of_another_form_is_refused(bank, form, right_answers):
    """Answers to the next form do not count on this one."""
    with pytest.raises(BadAnswer, match="is not on form 1"):
        score(form, right_answers(draw_form(bank, 2)))


@pytest.mark.parametrize("answers", [None, [], "a", 3])
def test_answers_must_be_by_question(form, answers):
    """What is no mapping is refused as such."""
    with pytest.raises(BadAnswer, match="answers must map question ids"):
        score(form, answers)


def test_errors_are_one_family():
    """Whoever calls this need catch one exception."""
    assert issubclass(BadAnswer, QuizError)
    assert issubclass(QuizError, ValueError)


def test_a_long_value_is_cut_and_a_rude_one_survived(form):
    """A message stays short, and a value that cannot show itself is named by type."""

    class Rude:
        def __repr__(self):
            raise RuntimeError

    name = in_slot(form, 1).id
    with pytest.raises(BadAnswer) as caught:
        score(form, {name: "z" * 10_000})
    assert len(str(caught.value)) < 250
    with pytest.raises(BadAnswer, match="has no option a Rude"):
        score(form, {name: Rude()})


def test_json_has_the_documented_shape(form, right_answers):
    """The command's --json: these keys, in this order, and one entry a question."""
    answers = right_answers(form) | {in_slot(form, 1).id: "b"}
    data = score(form, answers).to_json(saved=True)
    assert list(data) == (
        ["form", "score", "out_of", "percent", "passed", "saved", "questions"]
    )
    assert (data["form"], data["score"], data["out_of"]) == (1, 9, 10)
    assert (data["percent"], data["passed"], data["saved"]) == (90, True, True)
    assert data["questions"][0] == {
        "id": in_slot(form, 1).id,
        "correct": False,
        "chosen": "b",
        "misconception": "tag-b",
    }
    assert len(data["questions"]) == 10
