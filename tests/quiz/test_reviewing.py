"""The review after submission: what was chosen, why, and what to revisit."""

import pytest

from quiz import draw_form, score
from quiz.reviewing import review, summary_line


@pytest.fixture
def form(bank):
    """Return form 2 of the small bank."""
    return draw_form(bank, 2)


def reviewed(form, answers):
    """Return the review by slot."""
    return {r.place: r for r in review(form, score(form, answers))}


def test_a_right_answer_has_its_explanation_and_no_unit(form, right_answers):
    """Right answers are explained too, and nothing needs revisiting."""
    found = reviewed(form, right_answers(form))
    assert {r.verdict for r in found.values()} == {"Right"}
    assert {r.unit for r in found.values()} == {""}
    assert found[1].chosen[0].text == "the first, $p \\ge 0.5$"
    assert found[1].chosen[0].words == "Right. (a) It is what the rule gives. (a)"


def test_a_wrong_answer_is_explained_without_the_key(form):
    """The chosen option's explanation and the unit are there, the key's are not."""
    found = reviewed(form, {form.questions[0].id: "c"})[1]
    assert found.verdict == "Not right"
    assert [chosen.code for chosen in found.chosen] == ["if x < 1:\n    flag(x)"]
    assert found.unit == "1-scores-to-decisions"
    assert "what the rule gives" not in str(found.chosen)


def test_an_open_question_says_so(form):
    """Without an answer there is no explanation, but the unit to revisit."""
    found = reviewed(form, {})[3]
    assert (found.verdict, found.chosen) == ("Not answered", ())
    assert found.unit


@pytest.mark.parametrize(
    ("chosen", "note"), [(["a"], True), (["a", "b"], False), (["a", "c"], False)]
)
def test_a_missing_right_option_is_told_but_not_named(form, chosen, note):
    """All chosen are right and still it is not: something is missing."""
    found = reviewed(form, {form.questions[7].id: chosen})[8]
    assert ("Something right is missing" in found.note) is note


def test_a_number_is_shown_as_understood(form):
    """The learner sees the number that was compared."""
    found = reviewed(form, {form.questions[2].id: 0.4})[3]
    assert found.chosen[0].text == "0.4"
    assert "(strict)" in found.chosen[0].words


def test_summary_line_says_score_pass_and_what_is_open(form, right_answers):
    """7 of 10 is passed at 70 %; the number of open questions is told."""
    answers = right_answers(form)
    for question in form.questions[:3]:
        del answers[question.id]
    assert summary_line(score(form, answers)) == (
        "Form 2: 7 of 10 right (70 %), passed. Not answered, and so not right: 3 of 10."
    )
    del answers[form.questions[3].id]
    assert "6 of 10 right (60 %), not passed yet." in summary_line(score(form, answers))
