"""The few questions of unit 0 and of unit 7: what is kept of them, what has changed."""

import json

import pytest
from typer.testing import CliRunner

from grader.cli import app
from quiz import draw_form, load_bank, notebook, score
from quiz.attempts import Attempts
from quiz.before_after import EarlierAnswers, gain_words, kept_file
from quiz.sitting import Sitting

SLOTS = (1, 2, 7)
BEFORE, AFTER = 4, 0


@pytest.fixture(autouse=True)
def new_session(monkeypatch):
    """Give each test a kernel's session of its own, and plain text."""
    monkeypatch.setattr(notebook, "_session", notebook._Session())
    monkeypatch.setattr(notebook, "_shell", lambda: None)


def answers_of(form, right):
    """Return answers to a form's three questions, so many of them right."""
    asked = [q for q in draw_form(load_bank(), form).questions if q.slot in SLOTS]
    answers = {}
    for place, question in enumerate(asked):
        (key,) = (answer for answer in question.answers if answer.correct)
        if question.is_numeric:
            answers[question.id] = key.value if place < right else key.value + 7
        elif place < right:
            answers[question.id] = key.id
        else:
            answers[question.id] = next(a.id for a in question.answers if not a.correct)
    return answers


def ask(form, right, **options):
    """Answer the three questions of a form."""
    notebook.show_questions(
        *SLOTS, form=form, answers=answers_of(form, right), **options
    )


def test_forms_of_unit_0_and_7_share_no_item():
    """Nor does either share one with the first three forms of the quick test."""
    forms = [
        {q.id for q in draw_form(load_bank(), form).questions if q.slot in SLOTS}
        for form in (BEFORE, AFTER, 1, 2, 3)
    ]
    assert [len(form) for form in forms] == [3] * 5
    assert not forms[0] & forms[1]
    assert not (forms[0] | forms[1]) & (forms[2] | forms[3] | forms[4])


def test_anonymous_answers_leave_no_file(own_home, capsys):
    """Where nobody is signed in nothing is written, and both calls say so."""
    ask(BEFORE, 1)
    ask(AFTER, 3, before=BEFORE)
    assert [path for path in own_home.rglob("*") if path.is_file()] == []
    assert capsys.readouterr().out.count("nothing is kept") == 2


def test_one_kernel_compares_for_anybody(capsys):
    """Answered before in the same kernel, the gain is told though nothing is kept."""
    ask(BEFORE, 1)
    ask(AFTER, 3, before=BEFORE)
    said = capsys.readouterr().out
    assert "Before: 1 of 3 right. Now: 3 of 3. Gain: 2 more." in said
    assert "Question 1: right → right\nQuestion 2: not right → right" in said


def test_without_a_before_it_says_why(capsys, monkeypatch):
    """An anonymous learner's was not kept; a signed-in one has not answered."""
    ask(AFTER, 3, before=BEFORE)
    assert "nothing is kept of anybody who is not signed in" in capsys.readouterr().out
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    ask(AFTER, 3, before=BEFORE)
    assert "You have not answered the questions of unit 0" in capsys.readouterr().out


def test_another_kernel_compares_for_who_is_signed_in(capsys, monkeypatch):
    """Answers are kept, the first ones count as before, and are no quiz attempt."""
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    ask(BEFORE, 0)
    ask(BEFORE, 3)
    monkeypatch.setattr(notebook, "_session", notebook._Session())
    ask(AFTER, 2, before=BEFORE)
    assert "Before: 0 of 3 right. Now: 2 of 3. Gain: 2 more." in capsys.readouterr().out
    assert Attempts().of("ana") == []
    assert [(a.form, a.score) for a in Attempts(kept_file()).of("ana")] == [
        (BEFORE, 0),
        (BEFORE, 3),
        (AFTER, 2),
    ]


def test_nobody_sees_anothers_before(capsys, monkeypatch):
    """What ana answered is no before of bert's."""
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    ask(BEFORE, 3)
    monkeypatch.setattr(notebook, "_session", notebook._Session())
    monkeypatch.setenv("JUPYTERHUB_USER", "bert")
    ask(AFTER, 3, before=BEFORE)
    assert "Before: " not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (3, 3, "Before: 3 of 3 right. Now: 3 of 3. As before."),
        (2, 1, "Now: 1 of 3. 1 fewer: the review names the units to revisit."),
    ],
)
def test_no_gain_is_told_calmly(capsys, then, now, words):
    """As before, or fewer: both have their words."""
    ask(BEFORE, then)
    ask(AFTER, now, before=BEFORE)
    assert words in capsys.readouterr().out


def test_questions_are_compared_by_slot():
    """Another item of the same slot is the same question; one never asked is wrong."""
    bank = load_bank()
    form = draw_form(bank, BEFORE)
    keys = {name: key for name, key in answers_of(BEFORE, 1).items() if "s01" in name}
    words = gain_words(score(form, keys), score(draw_form(bank, AFTER), {}))
    assert words.splitlines()[:3] == [
        "Before: 1 of 10 right. Now: 0 of 10. "
        "1 fewer: the review names the units to revisit.",
        "Question 1: right → not right",
        "Question 2: not right → not right",
    ]


def test_an_item_that_left_the_bank_is_passed_over(tmp_path):
    """Kept answers to what the form no longer asks do no harm."""
    earlier = EarlierAnswers("ana", tmp_path / "kept.db")
    bank = load_bank()
    earlier.add(score(draw_form(bank, AFTER), answers_of(AFTER, 3)))
    with Attempts(tmp_path / "kept.db")._open() as connection:
        connection.execute("UPDATE attempts SET form = ?", (str(BEFORE),))
    found = earlier.first(bank, BEFORE)
    assert found is not None
    assert found.score == 0


def test_a_file_that_cannot_be_used_is_told(tmp_path):
    """The questions go on; the learner reads why nothing was saved or compared."""
    said = []
    earlier = EarlierAnswers("ana", tmp_path, tell=said.append)
    earlier.add(score(draw_form(load_bank(), BEFORE), {}))
    assert earlier.first(load_bank(), BEFORE) is None
    assert said[0].startswith("Not saved: ")
    assert said[1:] == [] or said[1].startswith("Earlier answers cannot be read: ")


def test_own_data_holds_them_and_deleting_takes_them(monkeypatch):
    """`--export-data` shows the few questions' answers; `--delete-data` ends them."""
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    ask(BEFORE, 1)
    runner = CliRunner()
    shown = runner.invoke(app, ["quiz", "--learner", "ana", "--export-data", "-"])
    (kept,) = json.loads(shown.stdout)["before_and_after"]
    assert (kept["form"], kept["score"]) == (BEFORE, 1)
    done = runner.invoke(app, ["quiz", "--learner", "ana", "--delete-data", "--yes"])
    assert "deleted: the answers before and after the course" in done.output
    assert Attempts(kept_file()).of("ana") == []


@pytest.mark.parametrize("words", ["Gain: <2> more.\nQuestion 1", ""])
def test_the_widget_shows_it_below_its_review(words):
    """What has changed stands last, escaped and line by line; nothing adds nothing."""
    bank = load_bank()
    sitting = Sitting(None, bank, Attempts(), unsaved="")
    form = draw_form(bank, AFTER)
    shown = notebook._Shown(sitting, form, also=lambda _: words)
    widget = notebook._widget(shown, "show_questions(")
    widget._submit()
    values = [child.value for child in widget.box.children]
    assert len(values) == (3 if words else 2)
    assert ("Gain: &lt;2&gt; more.<br>Question 1" in values[-1]) == bool(words)
