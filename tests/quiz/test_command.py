"""`course quiz`: exit codes, JSON, and what is kept of whom."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grader.cli import app
from quiz import draw_form, load_bank
from quiz.attempts import Attempts, default_file

COURSE = str(Path(sys.executable).with_name("course"))


@pytest.fixture
def course_quiz():
    """Return a function that runs `course quiz` here."""
    runner = CliRunner()
    return lambda *args, typed="": runner.invoke(
        app, ["quiz", *map(str, args)], input=typed
    )


@pytest.fixture
def sheet(tmp_path, right_answers):
    """Return a function that writes a file of answers, wrong in the first n."""

    def sheet(wrong=0, form=1, more=None):
        answers = right_answers(draw_form(load_bank(), form), wrong)
        path = tmp_path / "answers.json"
        path.write_text(json.dumps({**answers, **(more or {})}), "utf-8")
        return path

    return sheet


def files_below(folder):
    """Return all files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("wrong", "code"), [(0, 0), (3, 0), (4, 1), (10, 1)])
def test_answers_are_scored_and_the_exit_code_tells(course_quiz, sheet, wrong, code):
    """Seven of ten end with 0, six with 1."""
    done = course_quiz("--answers", sheet(wrong))
    assert done.exit_code == code
    assert f"Form 1: {10 - wrong} of 10 right ({100 - 10 * wrong} %)" in done.output


def test_json_on_stdout_stands_alone(course_quiz, sheet):
    """The documented shape, and nothing else on stdout."""
    done = course_quiz("--answers", sheet(2), "--json", "-")
    data = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {k: data[k] for k in data if k != "questions"} == {
        "form": 1,
        "score": 8,
        "out_of": 10,
        "percent": 80.0,
        "passed": True,
        "saved": False,
    }
    assert [list(entry) for entry in data["questions"]] == [
        ["id", "correct", "chosen", "misconception"]
    ] * 10
    assert [entry["correct"] for entry in data["questions"]] == [False] * 2 + [True] * 8
    assert all(e["misconception"] for e in data["questions"] if not e["correct"])


def test_questions_are_written_without_keys(course_quiz, tmp_path):
    """The file holds the form's questions, and no text that tells the key."""
    target = tmp_path / "form.json"
    done = course_quiz("--form", 5, "--questions", target)
    text = target.read_text("utf-8")
    form = draw_form(load_bank(), 5)
    assert done.exit_code == 0
    assert json.loads(text) == form.to_json()
    for question in form.questions:
        for answer in question.answers:
            assert json.dumps(answer.explanation, ensure_ascii=False)[1:-1] not in text
    for word in ("correct", "explanation", "misconception", "feedback", "tolerance"):
        assert f'"{word}"' not in text


def test_the_default_form_is_1(course_quiz, tmp_path):
    """Without a form and a learner it is form 1."""
    course_quiz("--questions", tmp_path / "form.json")
    assert json.loads((tmp_path / "form.json").read_text("utf-8"))["form"] == 1


def test_an_anonymous_learner_leaves_nothing_on_disk(
    course_quiz, sheet, own_home, tmp_path
):
    """Nothing but the answers file is there afterwards, and it is said."""
    answers = sheet()
    done = course_quiz("--answers", answers)
    assert "nothing of this test is kept on disk" in done.output
    assert files_below(own_home) == []
    assert files_below(tmp_path) == [answers]


def test_a_signed_in_learner_s_attempts_are_kept(course_quiz, sheet):
    """The next form follows an attempt, and best and latest are told."""
    first = course_quiz("--answers", sheet(1), "--learner", "ana", "--json", "-")
    assert json.loads(first.stdout)["saved"] is True
    again = course_quiz("--answers", sheet(4, form=2), "--learner", "ana")
    assert again.exit_code == 1
    assert "Saved for ana: attempt 2, latest 6 of 10, best 9 of 10." in again.output
    assert [(a.form, a.score) for a in Attempts().of("ana")] == [(1, 9), (2, 6)]


def test_the_form_after_an_attempt_is_another(course_quiz, sheet, tmp_path):
    """--questions shows the learner's next form; others still begin with 1."""
    target = tmp_path / "form.json"
    course_quiz("--answers", sheet(form=6), "--form", 6, "--learner", "ana")
    course_quiz("--questions", target, "--learner", "ana")
    assert json.loads(target.read_text("utf-8"))["form"] == 7
    course_quiz("--questions", target, "--learner", "ben")
    assert json.loads(target.read_text("utf-8"))["form"] == 1


def test_a_hub_s_user_is_signed_in(course_quiz, sheet, monkeypatch):
    """JUPYTERHUB_USER keeps attempts, on Binder it does not."""
    monkeypatch.setenv("JUPYTERHUB_USER", "hub-user")
    course_quiz("--answers", sheet())
    assert len(Attempts().of("hub-user")) == 1
    monkeypatch.setenv("BINDER_REQUEST", "v2/gh/x/y")
    course_quiz("--answers", sheet())
    assert len(Attempts().of("hub-user")) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"s99-z": "a"}', "'s99-z' is not on form 1"),
        ("[]", "must hold an object"),
        ("{", "is not JSON"),
        ('{"a": NaN}', "is not on form 1"),
        ('{"s01-a": "a", "s01-a": "b"}', "'s01-a' is answered twice"),
        (None, "answers.json"),
    ],
)
def test_answers_that_cannot_be_used_end_with_2(
    course_quiz, tmp_path, content, words, own_home
):
    """The message names what is wrong; nothing is saved, nothing is traced back."""
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_text(content, "utf-8")
    done = course_quiz("--answers", path, "--learner", "ana")
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output
    assert files_below(own_home) == []


def test_a_name_that_comes_twice_inside_an_answer_is_no_second_answer(
    course_quiz, sheet
):
    """The answer has the wrong form, and that is what is said."""
    name = draw_form(load_bank(), 1).questions[0].id
    path = sheet()
    path.write_text(f'{{"{name}": {{"a": 1, "a": 2}}}}', "utf-8")
    done = course_quiz("--answers", path)
    assert done.exit_code == 2
    assert name in done.stderr
    assert "twice" not in done.stderr


def test_answers_that_are_no_text_are_named(course_quiz, tmp_path):
    """The message says which file is not UTF-8."""
    path = tmp_path / "answers.json"
    path.write_bytes(b'{"s01-a": "\xff"}')
    done = course_quiz("--answers", path)
    assert done.exit_code == 2
    assert f"{path} is not UTF-8" in done.stderr


def test_stdout_takes_one_output(course_quiz, sheet):
    """Two documents after another would be no JSON."""
    done = course_quiz("--answers", sheet(), "--questions", "-", "--json", "-")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--questions and --json cannot both be -" in done.stderr


def test_questions_on_stdout_stand_alone(course_quiz, sheet):
    """The review goes to stderr then."""
    done = course_quiz("--answers", sheet(), "--questions", "-")
    assert json.loads(done.stdout)["form"] == 1
    assert "10 of 10 right" in done.stderr


def test_the_bank_can_be_exported_to_stdout(course_quiz, tmp_path, monkeypatch):
    """`-` is stdout here as for every other option."""
    monkeypatch.chdir(tmp_path)
    done = course_quiz("--export", "moodle", "--to", "-")
    assert done.exit_code == 0
    assert done.stdout.startswith("<?xml")
    assert not (tmp_path / "-").exists()


def test_an_interrupt_says_that_nothing_is_saved(course_quiz, monkeypatch):
    """Ctrl-C ends the test with a whole line."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("quiz.command.ask_form", interrupted)
    done = course_quiz("--learner", "ana")
    assert done.exit_code == 2
    assert "\nstopped: nothing is saved" in done.stderr


@pytest.mark.parametrize("value", ["NaN", "Infinity", "true", '"0.5"', "[1]", "{}"])
def test_odd_numbers_end_with_2_and_are_not_saved(course_quiz, sheet, value):
    """NaN and other kinds are refused with question and value."""
    name = draw_form(load_bank(), 1).questions[2].id
    path = sheet()
    answers = json.loads(path.read_text("utf-8"))
    answers[name] = json.loads(value)
    path.write_text(json.dumps(answers), "utf-8")
    done = course_quiz("--answers", path, "--learner", "ana")
    assert done.exit_code == 2
    assert f"question {name} takes a finite number, not " in done.output
    assert Attempts().of("ana") == []


@pytest.mark.parametrize("form", ["-1", "x", "1.5"])
def test_a_form_that_is_none_ends_with_2(course_quiz, form):
    """Only whole numbers from 0 are forms."""
    assert course_quiz(f"--form={form}", "--questions", "-").exit_code == 2


def test_unreadable_attempts_are_told_and_the_test_goes_on(course_quiz, sheet):
    """Where nothing can be saved the result is shown all the same."""
    default_file().mkdir(parents=True)
    done = course_quiz("--answers", sheet(), "--learner", "ana", "--json", "-")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["saved"] is False
    assert "Not saved: " in done.stderr


def test_own_data_can_be_exported(course_quiz, sheet):
    """All that is kept comes out as JSON: when, which form, what was chosen."""
    course_quiz("--answers", sheet(2), "--learner", "ana")
    done = course_quiz("--learner", "ana", "--export-data", "-")
    data = json.loads(done.stdout)
    assert data["learner"] == "ana"
    (attempt,) = data["attempts"]
    assert (attempt["form"], attempt["score"], attempt["passed"]) == (1, 8, True)
    assert len(attempt["answers"]) == 10


@pytest.mark.parametrize(("typed", "kept"), [("no\n", 1), ("", 1), ("yes\n", 0)])
def test_deleting_asks_first(course_quiz, sheet, typed, kept):
    """Only `yes` deletes."""
    course_quiz("--answers", sheet(), "--learner", "ana")
    done = course_quiz("--learner", "ana", "--delete-data", typed=typed)
    assert len(Attempts().of("ana")) == kept
    assert done.exit_code == (2 if kept else 0)


def test_deleting_with_yes_does_not_ask(course_quiz, sheet):
    """--yes deletes at once, and tells how many."""
    course_quiz("--answers", sheet(), "--learner", "ana")
    done = course_quiz("--learner", "ana", "--delete-data", "--yes")
    assert done.exit_code == 0
    assert "deleted: 1 attempts of ana" in done.output
    assert Attempts().of("ana") == []


@pytest.mark.parametrize("option", ["--delete-data", "--export-data=-"])
def test_own_data_of_nobody_ends_with_2(course_quiz, option):
    """An anonymous learner has no data, and is told how to say who they are."""
    done = course_quiz(option, "--yes")
    assert done.exit_code == 2
    assert "--learner NAME" in done.output


def test_progress_shows_attempts(course_quiz, sheet, tmp_path, monkeypatch):
    """`course progress` tells attempts, best and latest, as text and as JSON."""
    from grader.selfpaced import Workspace

    workspace = Workspace.create(tmp_path / "my-course")
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    text = runner.invoke(app, ["progress"]).output
    assert "nobody is signed in, so no attempts are kept" in text
    workspace.sign_in("ana")
    assert "Quick test: no attempts yet." in runner.invoke(app, ["progress"]).output
    course_quiz("--answers", sheet(1))
    course_quiz("--answers", sheet(4, form=2))
    text = runner.invoke(app, ["progress"]).output
    assert (
        "Quick test: 2 attempts, best 9 of 10 (passed), latest 6 of 10 (not passed)."
    ) in text
    data = json.loads(runner.invoke(app, ["progress", "--json", "-"]).stdout)
    assert data["learner"] == "ana"
    assert [{**entry, "when": ""} for entry in data["quiz"]] == [
        {"when": "", "form": 1, "score": 9, "passed": True},
        {"when": "", "form": 2, "score": 6, "passed": False},
    ]


def typed_lines(form, right):
    """Return what to type for a form: right, or left open."""
    lines = []
    for question in form.questions:
        ids = [answer.id for answer in question.answers]
        if not right:
            lines.append("")
        elif question.is_numeric:
            lines.append(str(question.answer("key").value))
        else:
            lines.append(" ".join(str(ids.index(key) + 1) for key in question.keys))
    return [*lines, "submit"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_in_a_real_terminal_from_fail_to_retake_to_pass(own_home):
    """A pseudo-terminal: all left open fails form 1, form 2 right is passed."""
    bank = load_bank()
    for form, right, code in [(1, False, 1), (2, True, 0)]:
        controller, terminal = pty.openpty()
        process = subprocess.Popen(
            [COURSE, "quiz", "--learner", "ana"],
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ},
            text=True,
        )
        os.close(terminal)
        lines = typed_lines(draw_form(bank, form), right)
        os.write(controller, "".join(f"{line}\n" for line in lines).encode())
        said, _ = process.communicate(timeout=60)
        os.close(controller)
        assert process.returncode == code, said
        assert f"Form {form}: {10 if right else 0} of 10 right" in said
    assert [(a.form, a.passed) for a in Attempts().of("ana")] == [(1, False), (2, True)]
