"""The calls of a notebook: as text, as a record, in a real IPython shell."""

import ast
import warnings

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from quiz import draw_form, load_bank, notebook
from quiz.attempts import Attempts

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True)
def new_session(monkeypatch):
    """Give each test a kernel's session of its own."""
    monkeypatch.setattr(notebook, "_session", notebook._Session())


@pytest.fixture
def run_cell(tmp_path, monkeypatch):
    """Return a function that runs a cell in a real shell."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    config = Config()
    config.HistoryManager.enabled = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shell = InteractiveShell.instance(config=config)
    shell.run_cell("from quiz import record_quick_test, take_quick_test")
    rewritten = []

    def set_next_input(text, replace=False):
        assert replace
        rewritten.append(text)

    monkeypatch.setattr(shell, "set_next_input", set_next_input)

    def run_cell(source):
        rewritten.clear()
        with capture_output() as captured:
            result = shell.run_cell(source)
        error = result.error_before_exec or result.error_in_exec
        data = [output.data for output in captured.outputs]
        return error, data, captured.stdout, list(rewritten), shell.user_ns

    yield run_cell
    shell.restore_sys_module_state()
    shell.reset()
    InteractiveShell.clear_instance()


def call(name, form, answers):
    """Return the source that hands in answers as text."""
    return f"quick_test = {name}(form={form}, answers={answers!r})"


def test_a_form_is_shown_as_widget_and_as_text(run_cell):
    """Front ends with widgets take one, all others the other."""
    error, (data,), *_ = run_cell("quick_test = record_quick_test()")
    assert error is None
    assert set(data) == {WIDGET, "text/plain"}
    assert "You are not signed in" in data["text/plain"]
    assert "Form 1, as text." in data["text/plain"]
    for question in draw_form(load_bank(), 1).questions:
        assert f"({question.id})" in data["text/plain"]


def test_running_again_shows_the_same_widget(run_cell):
    """An answer cell that is run twice loses no answers."""
    shown = [run_cell("record_quick_test()")[1][0][WIDGET] for _ in range(2)]
    assert shown[0] == shown[1]


def test_until_submitted_the_record_is_the_placeholder(run_cell):
    """What is not submitted counts as not attempted."""
    *_, rewritten, names = run_cell("quick_test = record_quick_test()")
    assert names["quick_test"] is ...
    assert rewritten == []


def test_answers_as_text_are_recorded_and_the_cell_rewritten(run_cell, right_answers):
    """The cell becomes one literal line that reads back as form and answers."""
    answers = right_answers(draw_form(load_bank(), 4), wrong=3)
    error, _, said, (line,), names = run_cell(call("record_quick_test", 4, answers))
    assert error is None
    assert "Form 4: 7 of 10 right (70 %), passed." in said
    assert "This cell now holds your answers." in said
    assert line.startswith("quick_test = ")
    record = ast.literal_eval(line.partition(" = ")[2])
    assert record == names["quick_test"]
    assert set(record) == {"form", "answers"}
    many = {q.id for q in draw_form(load_bank(), 4).questions if q.takes_many}
    plain = {k: sorted(v) if k in many else v for k, v in answers.items()}
    assert record == {"form": 4, "answers": plain}


def test_submitting_the_widget_then_running_again_records(run_cell):
    """The two steps of the answer cell: submit, and run once more."""
    run_cell("quick_test = record_quick_test()")
    widget = notebook._session.shown["record_quick_test("].widget
    widget._place = 10
    widget._submit()
    *_, (line,), names = run_cell("quick_test = record_quick_test()")
    assert line == 'quick_test = {"form": 1, "answers": {}}'
    assert names["quick_test"] == {"form": 1, "answers": {}}


def test_the_line_to_paste_is_shown_after_submission(run_cell):
    """Where no cell is rewritten the learner pastes what is shown."""
    run_cell("quick_test = record_quick_test()")
    widget = notebook._session.shown["record_quick_test("].widget
    widget._submit()
    shown = widget.box.children[-1].value
    assert "quick_test = {&quot;form&quot;: 1" in shown


def test_the_next_form_of_a_session_is_another(run_cell):
    """Who records and takes the test again meets form 2, signed in or not."""
    run_cell(call("record_quick_test", 1, {}))
    _, (data,), *_ = run_cell("quick_test = record_quick_test()")
    assert "Form 2, as text." in data["text/plain"]


def test_taking_the_test_records_nothing(run_cell, right_answers):
    """For oneself: the review, no rewritten cell, no record."""
    answers = right_answers(draw_form(load_bank(), 2))
    _, _, said, rewritten, names = run_cell(call("take_quick_test", 2, answers))
    assert "10 of 10 right" in said
    assert rewritten == []
    assert names["quick_test"] is None


def test_bad_answers_are_told_without_a_traceback(run_cell):
    """A line names the question and the value; nothing is recorded."""
    error, _, _, rewritten, _ = run_cell(call("record_quick_test", 1, {"s99-z": "a"}))
    assert "'s99-z' is not on form 1" in str(error)
    assert error._render_traceback_() == [f"BadAnswer: {error}"]
    assert rewritten == []


def test_a_signed_in_learner_s_attempts_are_kept(run_cell, monkeypatch):
    """On a hub the attempt is saved, and the next form follows it."""
    monkeypatch.setenv("JUPYTERHUB_USER", "hub-user")
    _, _, said, *_ = run_cell(call("take_quick_test", 5, {}))
    assert "Saved for hub-user: attempt 1, latest 0 of 10, best 0 of 10." in said
    assert [a.form for a in Attempts().of("hub-user")] == [5]
    _, (data,), *_ = run_cell("take_quick_test()")
    assert "Form 6, as text." in data["text/plain"]


def test_some_questions_can_be_shown_ungraded(run_cell):
    """A unit asks three before it begins: no form, nothing kept, no pass mark."""
    _, (data,), *_ = run_cell(
        "from quiz import show_questions; show_questions(1, 7, 2)"
    )
    text = data["text/plain"]
    assert text.startswith("For yourself: nothing of this counts")
    assert "show_questions(1, 7, 2, form=0, answers={" in text
    assert "Question 3 of 3" in text
    assert "Question 4" not in text
    chosen = [q for q in draw_form(load_bank(), 0).questions if q.slot in (1, 2, 7)]
    key = next(iter(chosen[0].keys))
    answers = {chosen[0].id: key}
    _, _, said, *_ = run_cell(f"show_questions(1, 2, 7, answers={answers!r})")
    assert said.startswith("1 of 3 right.")
    assert "passed" not in said
    assert "nothing is kept" in said


@pytest.mark.parametrize("slots", ["", "11", "0, 1"])
def test_slots_that_are_none_are_refused(run_cell, slots):
    """A place outside the blueprint is quoted."""
    error, *_ = run_cell(f"from quiz import show_questions; show_questions({slots})")
    assert "slots must be places from 1 to 10" in str(error)


def test_outside_ipython_there_is_text(capsys, monkeypatch):
    """In a plain Python session the questions are printed."""
    monkeypatch.setattr(notebook, "_shell", lambda: None)
    notebook.take_quick_test()
    assert "Question 10 of 10" in capsys.readouterr().out


def test_without_ipywidgets_there_is_text(run_cell, monkeypatch):
    """Where ipywidgets is missing the text stands alone."""
    monkeypatch.setitem(__import__("sys").modules, "quiz.widgets", None)
    _, data, said, *_ = run_cell("quick_test = record_quick_test()")
    assert data == []
    assert "Form 1, as text." in said
