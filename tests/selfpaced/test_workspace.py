"""A learner's workspace: nothing of theirs is lost, whatever happens."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.checking import Outcome, Result, SlipFound
from grader.selfpaced import Event, Workspace, find_workspace

UNIT = "1-scores-to-decisions"
RESULT = Result(
    "confusion-at",
    "A title",
    Outcome.PARTIAL,
    3.0,
    4.0,
    slips=(SlipFound("strict-inequality", "Words."),),
)


@pytest.fixture
def workspace(tmp_path):
    """Return a fresh workspace."""
    return Workspace.create(tmp_path / "my-course")


@pytest.fixture
def released(tmp_path):
    """Return a released notebook that can be changed."""
    path = tmp_path / "lessons" / UNIT / f"{UNIT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("release 1")
    return path


def notebooks(workspace):
    """Return the notebooks of the unit with their contents."""
    found = sorted((workspace.root / UNIT).glob("*"))
    return {path.name: path.read_text() for path in found}


@pytest.mark.parametrize("name", ["lessons", "grader", "quiz"])
def test_names_of_packages_are_refused(tmp_path, name):
    """A folder that would hide a package is refused before it is made."""
    with pytest.raises(ValueError, match=f"must not be called '{name}'"):
        Workspace.create(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_name_of_a_package_is_refused_from_inside(tmp_path, monkeypatch):
    """A dot in a folder called lessons is that folder."""
    (tmp_path / "lessons").mkdir()
    monkeypatch.chdir(tmp_path / "lessons")
    with pytest.raises(ValueError, match="'lessons'"):
        Workspace.create(Path())


def test_file_in_the_way_is_refused_and_kept(tmp_path):
    """A file where the folder should be is named and left alone."""
    (tmp_path / "my-course").write_text("mine")
    with pytest.raises(ValueError, match="is a file"):
        Workspace.create(tmp_path / "my-course")
    assert (tmp_path / "my-course").read_text() == "mine"


def test_file_in_the_way_of_the_mark_is_refused_and_kept(tmp_path):
    """A file called .course in the folder is in the way too."""
    (tmp_path / "my-course").mkdir()
    (tmp_path / "my-course" / ".course").write_text("mine")
    with pytest.raises(ValueError, match=r"\.course"):
        Workspace.create(tmp_path / "my-course")
    assert (tmp_path / "my-course" / ".course").read_text() == "mine"


def test_create_keeps_what_is_there(tmp_path, released):
    """Marking a folder twice forgets neither the learner nor what was delivered."""
    (tmp_path / "my-course").mkdir()
    (tmp_path / "my-course" / "notes.txt").write_text("mine")
    first = Workspace.create(tmp_path / "my-course")
    first.sign_in("Ana-María O'Neil")
    first.deliver(released)
    first.record("check", "confusion-at", RESULT)
    again = Workspace.create(tmp_path / "my-course")
    assert again.learner == "Ana-María O'Neil"
    assert again.deliver(released) == (again.root / UNIT / released.name, False)
    assert len(list(again.events())) == 1
    assert (again.root / "notes.txt").read_text() == "mine"


def test_first_delivery_copies(workspace, released):
    """The first release becomes the learner's notebook, byte for byte."""
    path, is_new = workspace.deliver(released)
    assert (path, is_new) == (workspace.root / UNIT / released.name, True)
    assert notebooks(workspace) == {released.name: "release 1"}


def test_second_delivery_of_one_release_writes_nothing(workspace, released, tree):
    """Starting again changes no file."""
    workspace.deliver(released)
    before = tree(workspace.root)
    path, is_new = workspace.deliver(released)
    assert not is_new
    assert path.name == released.name
    assert tree(workspace.root) == before


def test_delivery_never_overwrites(workspace, released):
    """What a learner wrote survives every delivery of old and new releases."""
    own, _ = workspace.deliver(released)
    own.write_text("my answers")
    workspace.deliver(released)
    released.write_text("release 2")
    opens, is_new = workspace.deliver(released)
    assert (opens, is_new) == (own, True)
    assert notebooks(workspace) == {
        f"{UNIT}.ipynb": "my answers",
        f"{UNIT} (new release).ipynb": "release 2",
    }


def test_each_new_release_arrives_once_beside(workspace, released):
    """A third release gets a name of its own; an old one comes no second time."""
    own, _ = workspace.deliver(released)
    for text in ("release 2", "release 2", "release 3", "release 1"):
        released.write_text(text)
        workspace.deliver(released)
    assert notebooks(workspace) == {
        f"{UNIT}.ipynb": "release 1",
        f"{UNIT} (new release).ipynb": "release 2",
        f"{UNIT} (new release 2).ipynb": "release 3",
    }
    assert own.read_text() == "release 1"


def test_file_of_the_learner_s_own_is_never_taken(workspace, released):
    """A notebook that was there before the first delivery stays, the release beside."""
    own = workspace.root / UNIT / released.name
    own.parent.mkdir()
    own.write_text("from a friend")
    path, is_new = workspace.deliver(released)
    assert (path, is_new) == (own, True)
    assert own.read_text() == "from a friend"
    assert len(notebooks(workspace)) == 2


def test_deleted_notebook_comes_again(workspace, released):
    """A learner who deletes their notebook gets a fresh one under its name."""
    own, _ = workspace.deliver(released)
    own.unlink()
    assert workspace.deliver(released) == (own, True)
    assert own.read_text() == "release 1"
    own.unlink()
    released.write_text("release 2")
    assert workspace.deliver(released) == (own, True)
    assert notebooks(workspace) == {released.name: "release 2"}


def test_workspace_with_broken_facts_still_delivers(workspace, released):
    """Broken facts cost the name and nothing of the learner's work."""
    own, _ = workspace.deliver(released)
    own.write_text("my answers")
    workspace.record("hint", "confusion-at")
    (workspace.root / ".course" / "workspace.json").write_text('{"deliv')
    again = Workspace.create(workspace.root)
    assert again.learner is None
    again.deliver(released)
    assert own.read_text() == "my answers"
    assert len(list(again.events())) == 1


def test_record_keeps_an_event_s_facts(workspace):
    """A check is kept with time, outcome, points and slips; a hint with its name."""
    workspace.record("check", "confusion-at", RESULT)
    workspace.record("hint", "f1-from-counts")
    check, hint = workspace.events()
    assert (check.what, check.exercise, check.outcome) == (
        "check",
        "confusion-at",
        "partial",
    )
    assert (check.points, check.max_points) == (3.0, 4.0)
    assert check.slips == ("strict-inequality",)
    assert (hint.what, hint.exercise, hint.points) == ("hint", "f1-from-counts", 0.0)
    age = datetime.now(UTC) - datetime.fromisoformat(check.when)
    assert timedelta(seconds=-1) <= age < timedelta(minutes=5)


def test_record_is_a_line_an_event(workspace):
    """The record is JSON, one line an event, that other programs can read."""
    workspace.record("check", "confusion-at", RESULT)
    workspace.record("check", "confusion-at", RESULT)
    text = (workspace.root / ".course" / "events.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in text.splitlines() if line]
    assert [row["exercise"] for row in rows] == ["confusion-at"] * 2


def test_two_processes_at_once_lose_nothing(workspace):
    """Two notebooks that record at the same time keep each other's events."""
    source = """
import sys
from pathlib import Path
from grader.selfpaced import Workspace
workspace = Workspace(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(300):
    workspace.record("check", f"{sys.argv[2]}-{number}")
"""
    command = [sys.executable, "-c", source, str(workspace.root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen([*command, name], **pipes) for name in "ab"]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    found = [event.exercise for event in workspace.events()]
    for name in "ab":
        own = [exercise for exercise in found if exercise.startswith(name)]
        assert own == [f"{name}-{number}" for number in range(300)]


DAMAGED = [
    b'{"when": "2026-01-01T00:00:00+00:00", "what": "che',
    b"\xff\xfe\x00",
    b"",
    b"null",
    b"[]",
    b"5",
    b'"text"',
    b"{}",
    b'{"when": "x", "what": "check", "exercise": "a", "more": 1}',
    b'{"when": "x", "what": "check", "exercise": "a", "points": "ten"}',
    b'{"when": "x", "what": "check", "exercise": "a", "slips": 3}',
    b'{"when": "x", "what": "check", "exercise": ["a"]}',
    b'{"when": "x", "what": "check", "exercise": null}',
]


@pytest.mark.parametrize("line", DAMAGED, ids=repr)
def test_damaged_line_is_passed_over(workspace, line):
    """A damaged line costs itself; what stands before and after it is read."""
    record = workspace.root / ".course" / "events.jsonl"
    workspace.record("check", "confusion-at", RESULT)
    with record.open("ab") as file:
        file.write(line + b"\n")
    workspace.record("hint", "confusion-at")
    assert [event.what for event in workspace.events()] == ["check", "hint"]


def test_crash_in_mid_line_costs_that_line_alone(workspace):
    """What is recorded after a half-written line is not lost with it."""
    record = workspace.root / ".course" / "events.jsonl"
    workspace.record("check", "confusion-at", RESULT)
    with record.open("ab") as file:
        file.write(b'{"when": "2026-01-01T00:00:00+00:00", "wh')
    workspace.record("hint", "confusion-at")
    workspace.record("solution", "confusion-at")
    assert [event.what for event in workspace.events()] == ["check", "hint", "solution"]


def test_no_record_has_no_events(workspace):
    """A fresh workspace has an empty record and no file for it."""
    assert list(workspace.events()) == []


def test_workspace_is_found_from_any_folder_in_it(workspace, tmp_path, monkeypatch):
    """The nearest marked folder above counts; beside it there is none."""
    inside = workspace.root / UNIT / "deep"
    inside.mkdir(parents=True)
    assert find_workspace(inside).root == workspace.root
    monkeypatch.chdir(inside)
    assert find_workspace().root == workspace.root
    assert find_workspace(tmp_path) is None


def test_sign_in_replaces_the_name_alone(workspace, released):
    """Another learner signs in; what was delivered is remembered."""
    workspace.deliver(released)
    workspace.sign_in("ana")
    workspace.sign_in("ben")
    assert workspace.learner == "ben"
    assert not workspace.deliver(released)[1]


def test_facts_are_written_whole(workspace):
    """No draft of the facts stays behind."""
    workspace.sign_in("ana")
    names = [path.name for path in (workspace.root / ".course").iterdir()]
    assert names == ["workspace.json"]


def test_event_defaults_are_those_of_a_hint():
    """An event without a result has no outcome and no points."""
    event = Event("now", "hint", "confusion-at")
    assert (event.outcome, event.points, event.slips) == ("", 0.0, ())
