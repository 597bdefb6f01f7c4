"""The test in a terminal: going forth and back, open questions, review."""

import pytest

from quiz import draw_form, score
from quiz.sitting import Submitted
from quiz.terminal import (
    Stopped,
    ask_form,
    closing_text,
    question_text,
    review_text,
)


@pytest.fixture
def form(bank):
    """Return form 3 of the small bank."""
    return draw_form(bank, 3)


@pytest.fixture
def take(form):
    """Return a function that types lines and returns the answers and what was said."""

    def take(*lines):
        typed, said = iter(lines), []

        def ask(prompt):
            said.append(prompt)
            try:
                return next(typed)
            except StopIteration:
                raise EOFError from None

        return ask_form(form, ask, said.append), "\n".join(said)

    return take


def place_of(question, answer_id):
    """Return the number under which an option is shown."""
    return str([a.id for a in question.answers].index(answer_id) + 1)


def right_lines(form):
    """Return what to type to be right everywhere."""
    lines = []
    for question in form.questions:
        if question.is_numeric:
            lines.append(str(question.answer("key").value))
        else:
            lines.append(" ".join(place_of(question, k) for k in question.keys))
    return lines


def test_right_lines_are_right_answers(form, take):
    """Options are typed by number and recorded by id."""
    answers, said = take(*right_lines(form), "submit")
    assert score(form, answers).score == 10
    assert "Every question is answered." in said


def test_open_questions_are_listed_before_submission(form, take):
    """Enter leaves a question open, and the end says which are."""
    answers, said = take("", *right_lines(form)[1:6], "", "", "", "", "submit")
    assert "Not answered: 1, 7, 8, 9, 10. They would count as wrong." in said
    assert len(answers) == 5


def test_a_number_at_the_end_goes_to_that_question_and_returns(form, take):
    """One open question is answered without walking through the rest again."""
    lines = right_lines(form)
    skipped = [*lines[:3], "", *lines[4:]]
    answers, said = take(*skipped, "4", lines[3], "submit")
    assert score(form, answers).score == 10
    assert said.count("Question 4 of 10") == 2
    assert said.count("Question 5 of 10") == 1


def test_back_shows_the_answer_and_lets_it_change(form, take):
    """Going back tells what was answered; a new answer takes its place."""
    first = form.questions[0]
    wrong, right = place_of(first, "d"), place_of(first, "a")
    answers, said = take(wrong, "back", right, "submit", "submit")
    assert f"Answered so far: {wrong}" in said
    assert answers == {first.id: "a"}


def test_back_at_the_first_question_stays(take):
    """There is nothing before the first."""
    _, said = take("back", "submit", "back", "submit", "submit")
    assert said.count("Question 1 of 10") == 2
    assert said.count("Question 10 of 10") == 1


@pytest.mark.parametrize("line", ["0", "5", "1 2", "a", "1.5", "nan", "²"])
def test_what_is_no_option_is_asked_again(take, line):
    """A line that is not understood changes nothing, and says what would be."""
    answers, said = take(line, "submit", "submit")
    assert "Not understood: " in said
    assert said.count("Question 1 of 10") == 2
    assert answers == {}


@pytest.mark.parametrize("line", ["nan", "inf", "a", "1/0"])
def test_what_is_no_number_is_asked_again(form, take, line):
    """A numeric question takes numbers alone."""
    answers, said = take("", "", line, "0.5", "submit", "submit")
    assert f"not '{line}'" in said
    assert answers == {form.questions[2].id: 0.5}


def test_several_options_are_typed_together(form, take):
    """With spaces or commas, each once, in any order."""
    question = form.questions[7]
    one, two = place_of(question, "a"), place_of(question, "b")
    for line in (f"{one} {two}", f"{two},{one}", f"{one}, {two} {one}"):
        answers, _ = take(*[""] * 7, line, "submit", "submit")
        assert sorted(answers[question.id]) == ["a", "b"]


@pytest.mark.parametrize("lines", [("stop",), ("1", "stop"), (*[""] * 10, "stop"), ()])
def test_stopping_submits_nothing(take, lines):
    """`stop`, or the end of the input, ends the test wherever it is."""
    with pytest.raises(Stopped):
        take(*lines)


def test_a_question_reads_as_plain_text(form):
    """Numbered options, code set apart, LaTeX in plain characters."""
    shown = question_text(form.questions[0], 1, 10)
    lines = shown.splitlines()
    assert lines[1] == "Question 1 of 10"
    assert "what is 1/(1+4) & <b>?" in lines[2]
    assert "    score >= t" in lines
    assert any(line.endswith("the first, p ≥ 0.5") for line in lines)
    code = next(i for i, line in enumerate(lines) if "if x < 1:" in line)
    assert lines[code + 1] == "       flag(x)"


def test_the_review_reads_as_plain_text(form):
    """Verdict, what was chosen, why, and the unit to revisit."""
    answers = {form.questions[0].id: "d", form.questions[2].id: 0.4}
    text = review_text(Submitted(form, score(form, answers), False, "Not kept."))
    assert text.startswith("Form 3: 0 of 10 right (0 %), not passed yet.")
    assert "Not kept." in text
    assert "1. Not right: Question 1" in text
    assert "\n\n    score >= t\n\n   You: the fourth" in text  # the data, once more
    assert "   You: the fourth" in text
    assert "   Not this. (d) It leaves the rule out. (d)" in text
    assert "   You: 0.4" in text
    assert "2. Not answered: Question 2" in text
    assert text.count("   Revisit: 1-scores-to-decisions") == 10


def test_the_end_tells_how_to_try_again(form, right_answers):
    """Who did not pass reads the next form's number; who passed needs none."""
    six, seven = (score(form, right_answers(form, wrong=n)) for n in (4, 3))
    assert closing_text(Submitted(form, six, False, "")).endswith(
        "\nOther questions: `course quiz --form 4`."
    )
    assert "Other questions" not in closing_text(Submitted(form, seven, False, ""))


def test_no_line_is_longer_than_a_terminal(form):
    """The directions, too, break between words."""
    said = []
    with pytest.raises(Stopped):
        ask_form(form, lambda _: "stop", said.append)
    lines = [line for words in said for line in words.splitlines()]
    lines += review_text(Submitted(form, score(form, {}), False, "Kept. " * 30)).split(
        "\n"
    )
    assert max(map(len, lines)) <= 78


def test_a_number_of_thousands_of_digits_is_not_understood(form, take):
    """Neither a question nor the end of the test dies of it."""
    digits = "1" * 5000
    lines = right_lines(form)
    answers, said = take(digits, *lines, digits, "submit")
    assert score(form, answers).score == 10
    assert "Not understood" in said
    assert digits not in said
