"""What is written of a marked submission, in which order, whatever lies there."""

import json
import os

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.classroom import batch as batches
from grader.classroom.demo_class import UNIT
from grader.classroom.records import read_record

STAMP = "2026-03-01 12:00:00.000000 UTC"


@pytest.fixture
def entered(monkeypatch):
    """Keep what would go into the gradebook; return the list of it."""
    kept = []

    def enter_marks(gradebook, unit, entries, config):
        kept.extend(entries)

    monkeypatch.setattr(batches, "enter_marks", enter_marks)
    return kept


@pytest.fixture
def hand_in_stamp(course):
    """Return a function that puts a time of handing in where nbgrader does."""

    def put(student, stamp=STAMP):
        path = course.submitted(UNIT, student).with_name("timestamp.txt")
        path.parent.mkdir(parents=True)
        path.write_text(stamp, "utf-8")
        return path

    return put


def add(course, student, text="fine"):
    """Add one marked submission to a batch of its own, and write it."""
    output = new_output("stream", text=text)
    notebook = new_notebook(cells=[new_code_cell("x", outputs=[output])])
    with batches.Batch(course, UNIT, None, 7) as batch:
        batch.add(student, notebook, [])


def test_notebook_mark_time_and_record_are_written(course, entered, hand_in_stamp):
    """All that belongs to a mark, read-only where nbgrader leaves it so."""
    hand_in_stamp("ann")
    add(course, "ann")
    target = course.autograded(UNIT, "ann")
    (output,) = nbformat.read(target, as_version=4).cells[0].outputs

    assert output.text == "fine"
    assert f"{entered[0].timestamp}" == "2026-03-01 12:00:00"
    assert target.with_name("timestamp.txt").read_text() == STAMP
    assert {path.name for path in target.parent.iterdir()} == {
        target.name,
        "timestamp.txt",
    }
    assert {path.stat().st_mode & 0o777 for path in target.parent.iterdir()} == {0o444}
    assert read_record(course, UNIT, "ann")["seed"] == 7


def test_without_a_mark_nothing_says_that_it_is_graded(
    course, entered, hand_in_stamp, monkeypatch
):
    """Nbgrader passes over what has the time of its handing in beside it."""
    hand_in_stamp("ann")

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(batches, "enter_marks", fail)
    with pytest.raises(OSError, match="full"):
        add(course, "ann")

    assert not course.autograded(UNIT, "ann").with_name("timestamp.txt").exists()
    assert read_record(course, UNIT, "ann") is None


@pytest.mark.parametrize(
    "stamp", ["", "soon", "9" * 40, "0001-01-01 00:00:00 +9999", "2026-99-01", "\0"]
)
def test_a_time_that_is_none_is_passed_over(course, entered, hand_in_stamp, stamp):
    """Nbgrader's exchange takes any text for it: it is unknown then, not an error."""
    hand_in_stamp("eve", stamp)
    add(course, "eve")

    assert [entry.student for entry in entered] == ["eve"]


@pytest.mark.parametrize("kind", ["link", "queue", "folder", "bytes"])
def test_a_time_that_is_no_text_file_is_not_read(course, entered, hand_in_stamp, kind):
    """Nothing hangs, and nothing of another's is copied."""
    path = hand_in_stamp("eve")
    path.unlink()
    if kind == "link":
        path.symlink_to(course.root / "nbgrader_config.py")
    elif kind == "queue":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\xff\xfe")
    add(course, "eve")
    copy = course.autograded(UNIT, "eve").with_name("timestamp.txt")

    assert entered[0].timestamp is None
    assert copy.exists() == (kind == "bytes")


def test_what_a_killed_grader_left_is_no_obstacle(course, entered):
    """Its draft may bear our process id, and be read-only or a part."""
    target = course.autograded(UNIT, "ann")
    target.parent.mkdir(parents=True)
    draft = course.classroom / f".marked.{os.getpid()}.tmp"
    draft.write_text("half")
    draft.chmod(0o444)
    os.link(draft, course.root / "another name of the draft")
    add(course, "ann")

    assert json.loads(target.read_text("utf-8"))["nbformat"] == 4
    assert (course.root / "another name of the draft").read_text() == "half"
    assert not draft.exists()
