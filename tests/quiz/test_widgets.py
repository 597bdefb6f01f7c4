"""The widget without a browser: what it shows, takes and hands in."""

import re

import ipywidgets
import pytest

from quiz import draw_form
from quiz.attempts import Attempts
from quiz.forms import Form
from quiz.sitting import Sitting
from quiz.widgets import QuizWidget


@pytest.fixture
def sitting(bank, tmp_path):
    """Return Ana's sitting at the small bank."""
    return Sitting("ana", bank, Attempts(tmp_path / "quick-test.db"), print)


@pytest.fixture
def form(bank):
    """Return form 1 of the small bank."""
    return draw_form(bank, 1)


class Hands:
    """Somebody who looks at a widget and clicks."""

    def __init__(self, widget):
        self.widget = widget

    def all(self, kind):
        """Return all widgets of a kind, in order."""
        found, waiting = [], [self.widget.box]
        while waiting:
            here = waiting.pop(0)
            waiting = [*getattr(here, "children", ()), *waiting]
            found += [here] if isinstance(here, kind) else []
        return found

    def click(self, words):
        """Press the button of this name."""
        (button,) = (b for b in self.all(ipywidgets.Button) if b.description == words)
        assert not button.disabled
        assert self.shows(words)
        button.click()

    def shows(self, words):
        """Say whether the button of this name is to be seen."""
        (button,) = (b for b in self.all(ipywidgets.Button) if b.description == words)
        return button.layout.display != "none"

    @property
    def html(self):
        """All HTML that is shown, but for the style sheet."""
        kinds = (ipywidgets.HTML, ipywidgets.HTMLMath)
        return "\n".join(w.value for w in self.all(kinds) if "<style" not in w.value)

    def answer(self, question, ids):
        """Choose options, or type a number."""
        if question.is_numeric:
            self.all(ipywidgets.Text)[0].value = str(ids)
        elif question.takes_many:
            boxes = self.all(ipywidgets.Checkbox)
            for answer, box in zip(question.answers, boxes, strict=True):
                box.value = answer.id in ids
        else:
            self.all(ipywidgets.RadioButtons)[0].value = ids


@pytest.fixture
def handed_in():
    """Return the list of what was handed in."""
    return []


@pytest.fixture
def hands(sitting, form, handed_in):
    """Return hands at a fresh widget."""
    return Hands(QuizWidget(sitting, form, handed_in.append))


def test_right_answers_are_handed_in_and_kept(
    hands, form, right_answers, handed_in, sitting
):
    """One question at a time to the end, and ten of ten."""
    for place, question in enumerate(form.questions, 1):
        assert f"Question {place} of 10" in hands.html
        hands.answer(question, right_answers(form)[question.id])
        hands.click("Next" if place < 10 else "To the end")
    assert "Every question is answered." in hands.html
    hands.click("Submit")
    (submitted,) = handed_in
    assert submitted.result.score == 10
    assert [a.score for a in sitting.attempts.of("ana")] == [10]
    assert "10 of 10 right (100 %), passed." in hands.html
    assert hands.html.count("It is what the rule gives. (a)") == 8
    assert not hands.all(ipywidgets.Button)


def test_open_questions_are_listed_with_a_way_back(hands, form, handed_in):
    """The end lists what is open; going there returns to the end."""
    for place in range(10):
        hands.click("Next" if place < 9 else "To the end")
    assert "Not answered: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10." in hands.html
    hands.click("Go to question 4")
    hands.answer(form.questions[3], 3.5)
    hands.click("To the end")
    assert "1 of 10 answered" in hands.html
    assert "Not answered: 1, 2, 3, 5, 6, 7, 8, 9, 10." in hands.html
    hands.click("Back")
    assert "Question 10 of 10" in hands.html
    assert handed_in == []


def test_open_questions_cost_something_only_in_a_whole_form(sitting, form):
    """Ten questions are a test; three, where nothing counts, threaten nobody."""
    for asked, warned in ((form.questions, True), (form.questions[:3], False)):
        hands = Hands(QuizWidget(sitting, Form(form.seed, asked), print))
        for _ in asked[1:]:
            hands.click("Next")
        hands.click("To the end")
        assert "Not answered: 1, 2, 3" in hands.html
        assert ("They would count as wrong." in hands.html) is warned


def test_pressing_once_too_often_does_not_submit(hands, handed_in):
    """The button that leads to the end is another one than the one that submits."""
    (forth,) = (b for b in hands.all(ipywidgets.Button) if b.description == "Next")
    for _ in range(15):
        forth.click()
    assert "0 of 10 answered" in hands.html
    assert forth.disabled
    assert handed_in == []
    assert hands.shows("Submit")
    hands.click("Back")
    assert not hands.shows("Submit")


def test_going_back_keeps_what_was_answered(hands, form):
    """An answer stays when one goes on and comes back."""
    hands.answer(form.questions[0], "c")
    hands.click("Next")
    hands.click("Back")
    assert hands.all(ipywidgets.RadioButtons)[0].value == "c"
    assert hands.widget.answers == {form.questions[0].id: "c"}


def test_what_is_no_number_is_told_where_it_stands(hands, form):
    """One cannot go on from a number that is none, and hears why."""
    hands.click("Next")
    hands.click("Next")
    hands.answer(form.questions[2], "<b>half</b>")
    hands.click("Next")
    assert "Question 3 of 10" in hands.html
    assert 'role="alert"' in hands.html
    assert "&lt;b&gt;half&lt;/b&gt;" in hands.html
    hands.answer(form.questions[2], "1/2")
    hands.click("Next")
    assert "Question 4 of 10" in hands.html
    assert 'role="alert"' not in hands.html


def test_every_text_is_escaped(hands, form):
    """The bank's markup shows as text, in questions, code, labels and review."""
    assert "&amp; &lt;b&gt;?" in hands.html
    assert "<pre><code>score &gt;= t</code></pre>" in hands.html
    labels = dict(hands.all(ipywidgets.RadioButtons)[0].options)
    assert labels == {
        "the first, p ≥ 0.5": "a",
        "the <second> & more": "b",
        "if x < 1:\n    flag(x)": "c",
        "the fourth": "d",
    }
    hands.answer(form.questions[0], "b")
    for place in range(10):
        hands.click("Next" if place < 9 else "To the end")
    hands.click("Submit")
    assert "You: the &lt;second&gt; &amp; more" in hands.html
    assert "<pre><code>score &gt;= t</code></pre>" in hands.html
    tags = set(re.findall(r"</?([a-z]+)", hands.html))
    assert tags <= {"div", "strong", "progress", "p", "pre", "code"}


def test_latex_is_left_for_mathjax_and_not_inside_code(hands):
    """Dollar signs of the question stay, so that JupyterLab typesets them."""
    assert r"$\frac{1}{1+4}$" in hands.html


def test_nothing_of_the_key_is_shown_before_submission(hands, form):
    """Neither explanation nor misconception nor feedback is on any page."""
    for place in range(10):
        shown = hands.html
        for word in ("tag-", "strict-rule", "It is what", "It leaves", "Right."):
            assert word not in shown
        hands.click("Next" if place < 9 else "To the end")


def test_who_is_here_is_told_first(bank, tmp_path, form):
    """An anonymous learner reads at once that nothing is kept."""
    sitting = Sitting(None, bank, Attempts(tmp_path / "none.db"), print)
    hands = Hands(QuizWidget(sitting, form))
    assert "nothing of this test is kept on disk" in hands.html
    assert not (tmp_path / "none.db").exists()
