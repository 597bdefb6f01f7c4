"""The command `course` as learners meet it: exit codes, JSON, clear lines."""

import json
import re

import pytest
import typer.main
from typer.testing import CliRunner

from grader.classroom.demo_class import FULL, LEARNERS, UNIT, write_submission
from grader.cli import app
from grader.course import find_course, solved_notebook

BY_NAME = {learner.name: learner for learner in LEARNERS}


@pytest.fixture
def course_command(tmp_path, monkeypatch):
    """Return a function that runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    return lambda *args: runner.invoke(app, list(map(str, args)))


@pytest.fixture(scope="module")
def submit(tmp_path_factory):
    """Return a function that writes a learner's notebook."""
    from grader.classroom.demo_class import solved_answers

    course = find_course()
    solved = solved_answers(solved_notebook(UNIT))
    folder = tmp_path_factory.mktemp("own")
    return lambda name: write_submission(
        BY_NAME[name], course.released(UNIT), solved, folder
    )


def test_check_of_right_work_ends_with_0(course_command, submit):
    """Every exercise is told as correct, with its points and the sum."""
    done = course_command("check", submit("ben-reference"))

    assert done.exit_code == 0
    assert "Correct: confusion-at (4 of 4 points)" in done.output
    assert f"{UNIT}: 20 of 20 points" in done.output


def test_check_of_wrong_work_ends_with_1_and_names_the_slip(course_command, submit):
    """The slip's words stand under its exercise."""
    done = course_command("check", submit("gil-strict"))

    assert done.exit_code == 1
    assert "`score >= threshold`" in done.output
    assert f"{UNIT}: 11 of 20 points" in done.output


def test_check_as_json_is_one_row_without_a_student(course_command, submit):
    """JSON on stdout stands alone and has the shape of a graded row."""
    done = course_command("check", submit("gil-strict"), "--json", "-")
    row = json.loads(done.stdout)
    fields = "unit status reason score max_score needs_manual exercises"

    assert list(row) == fields.split()
    assert (row["unit"], row["score"], row["max_score"]) == (UNIT, 11, 20)
    assert {e["id"]: e["max_points"] for e in row["exercises"]} == FULL
    first = row["exercises"][0]
    assert first["id"] == "confusion-at"
    assert (first["outcome"], first["slips"]) == ("partial", ["strict-inequality"])


def test_check_under_another_name_finds_its_unit(course_command, submit, tmp_path):
    """A renamed notebook is known by its exercises, and is not changed."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(submit("ben-reference").read_bytes())
    before = path.read_bytes()

    assert course_command("check", path).exit_code == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no notebook"),
        (b"# notes", "not JSON"),
        (b'{"nbformat": 4, "cells": []}', "no exercise of this course"),
    ],
)
def test_check_of_something_else_ends_with_2(course_command, tmp_path, content, words):
    """A file that cannot be used is named in one line, without a traceback."""
    path = tmp_path / "x.ipynb"
    if content is not None:
        path.write_bytes(content)
    done = course_command("check", path)

    assert done.exit_code == 2
    assert words in done.output
    assert "x.ipynb" in done.output
    assert "Traceback" not in done.output


def test_check_shows_a_result_that_cannot_be_recorded(course_command, submit, tmp_path):
    """The outcome and its exit code stand; one line on stderr tells the rest."""
    from grader.selfpaced import Workspace

    workspace = Workspace.create(tmp_path / "my-course")
    own = workspace.root / "own.ipynb"
    own.write_bytes(submit("ben-reference").read_bytes())
    (workspace.root / ".course" / "events.jsonl").mkdir()
    done = course_command("check", own)

    assert done.exit_code == 0
    assert f"{UNIT}: 20 of 20 points" in done.stdout
    assert "not recorded in the workspace" in done.stderr
    told = course_command("progress")
    assert (told.exit_code, "events.jsonl" in told.stderr) == (2, True)


def test_progress_follows_what_was_checked_in_the_workspace(
    course_command, submit, tmp_path
):
    """Points of `course check` are kept and shown, as text and as JSON."""
    from grader.selfpaced import Workspace

    workspace = Workspace.create(tmp_path / "my-course")
    workspace.sign_in("Ana-María O'Neil")
    own = workspace.root / UNIT / f"{UNIT}.ipynb"
    own.parent.mkdir()
    own.write_bytes(submit("gil-strict").read_bytes())
    course_command("check", own)
    text = course_command("progress")
    data = json.loads(course_command("progress", "--json", "-").stdout)

    assert text.exit_code == 0
    assert re.search(rf"{UNIT} +11 of +20 points", text.output)
    assert "Next: confusion-at" in text.output
    assert data["learner"] == "Ana-María O'Neil"
    first, *others = data["units"]
    assert first == {"unit": UNIT, "points": 11.0, "max_points": 20.0}
    assert all(unit["points"] == 0 for unit in others)
    assert data["quiz"] == []


def test_progress_without_a_workspace_says_how_to_make_one(course_command):
    """Exit code 2 and the command that helps."""
    done = course_command("progress")

    assert done.exit_code == 2
    assert "course start" in done.output


def test_start_refuses_a_workspace_that_would_hide_the_packages(course_command):
    """A folder called lessons is refused before anything is copied."""
    done = course_command("start", "--workspace", "lessons", "--no-browser")

    assert done.exit_code == 2
    assert "must not be called 'lessons'" in done.output


@pytest.fixture
def no_lab(monkeypatch):
    """Open no JupyterLab."""
    from grader.selfpaced import start

    monkeypatch.setattr(start, "open_lab", lambda *_, **__: 0)


def test_start_inside_a_workspace_opens_that_one(
    course_command, no_lab, tmp_path, monkeypatch
):
    """No second workspace appears inside the first."""
    assert course_command("start").exit_code == 0
    monkeypatch.chdir(tmp_path / "my-course" / UNIT)
    done = course_command("start")

    assert done.exit_code == 0
    assert f"Workspace: {tmp_path / 'my-course'}" in done.stdout
    assert list(tmp_path.rglob("my-course")) == [tmp_path / "my-course"]


def test_start_refuses_a_name_that_cannot_serve(course_command, no_lab, tmp_path):
    """Exit code 2, the quiz's own words, and nothing made."""
    done = course_command("start", "--learner", "a\nb")

    assert done.exit_code == 2
    assert "learner must be a name of 1 to 200 visible characters" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["-1", "99999999"])
def test_start_refuses_a_port_that_there_is_not(course_command, no_lab, tmp_path, port):
    """The option and the value are named before anything is copied."""
    done = course_command("start", "--port", port)

    assert done.exit_code == 2
    assert "--port" in done.stderr
    assert port in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_start_of_an_unknown_unit_is_one_line(course_command):
    """The units that exist are named."""
    done = course_command("start", "9-nothing", "--no-browser")

    assert done.exit_code == 2
    assert UNIT in done.output


CALLS = (
    "start",
    "check",
    "quiz",
    "progress",
    "release",
    "grade",
    "feedback",
    "report",
    "export",
    "demo",
)


def test_help_names_every_call(course_command):
    """The calls of the interface are all there."""
    done = course_command("--help")

    for call in CALLS:
        assert call in done.output


@pytest.mark.parametrize("call", CALLS)
def test_every_call_takes_the_course_folder(call):
    """Whoever works in two courses can say which one is meant, everywhere."""
    command = typer.main.get_command(app).commands[call]
    options = {name for option in command.params for name in option.opts}

    assert "--course" in options


@pytest.mark.parametrize("call", [*CALLS, "card"])
def test_no_help_is_taken_for_markup(call):
    """What stands in square brackets would not be shown."""
    command = typer.main.get_command(app).commands[call]
    texts = [command.help, *(getattr(option, "help", "") for option in command.params)]

    assert not [text for text in texts if text and "[" in text]


@pytest.fixture
def empty_class(monkeypatch, tmp_path):
    """Return a course folder of whose class nobody has handed in anything."""
    from grader.classroom import quick_test, report
    from grader.course import CONFIG

    monkeypatch.setattr(report, "standings_of", lambda *_: [])
    monkeypatch.setattr(quick_test, "class_items", lambda _: None)
    (tmp_path / CONFIG).write_text("")
    return tmp_path


def test_a_report_on_stdout_stands_alone(course_command, empty_class):
    """`-` is stdout: no file of that name, and nothing but the page."""
    done = course_command("report", "--course", empty_class, "--html", "-")

    assert done.exit_code == 0
    assert done.stdout.startswith("<!")
    assert done.stdout.strip().endswith(">")
    assert not (empty_class / "-").exists()


def test_a_report_has_one_output_on_stdout(course_command, empty_class):
    """Two would be neither HTML nor JSON."""
    options = ("--course", empty_class, "--html", "-", "--json", "-")
    done = course_command("report", *options)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "--html and --json cannot both be -" in done.stderr


@pytest.mark.parametrize(
    "call",
    [
        ("progress", "--json", ""),
        ("quiz", "--json", ""),
        ("quiz", "--questions", ""),
        ("quiz", "--answers", ""),
        ("quiz", "--export-data", ""),
        ("export", "--to", ""),
    ],
)
def test_a_file_without_a_name_is_refused(course_command, call):
    """The option is named, with what it takes."""
    done = course_command(*call)

    assert done.exit_code == 2
    assert call[1] in done.stderr
    assert "name a file, or be - for stdout" in done.stderr
