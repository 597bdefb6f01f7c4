"""Marked submissions on their way into the gradebook, a batch at a time."""

import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import LimitOutput
from nbgrader.utils import parse_utc

from grader.checking import Result
from grader.classroom.engine import course_config
from grader.classroom.gradebook import Entry, enter_marks
from grader.classroom.records import write_graded
from grader.course import Course

__all__ = ["Batch"]

_MOST = 25
_MOST_SECONDS = 5.0
_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True, slots=True)
class _Marked:
    """A marked submission that is not in the gradebook yet."""

    entry: Entry
    results: Sequence[Result]


class Batch:
    """Collects marked submissions and writes them together.

    For each: the marked notebook, where formgrader and feedback look for it; then,
    in one transaction for all, the marks; then the time of handing in, by which
    nbgrader knows that it is graded, and the record of what was found. So whenever
    the grader is killed, a mark in the gradebook is whole, and grading again
    completes the rest.

    Used as a context manager: leaving it writes what is left, also when an error
    ends the run.

    Parameters
    ----------
    course, unit
        Of what.
    gradebook
        Open; the unit is known to it.
    seed
        Of the graded questions, for the record.
    """

    def __init__(
        self, course: Course, unit: str, gradebook: Gradebook, seed: int
    ) -> None:
        self._course, self._unit = course, unit
        self._gradebook, self._seed = gradebook, seed
        self._config = course_config(course)
        self._limit = LimitOutput(config=self._config)
        self._marked: list[_Marked] = []
        self._since = time.monotonic()

    def __enter__(self) -> "Batch":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.write()

    def add(
        self, student: str, notebook: NotebookNode, results: Sequence[Result]
    ) -> None:
        """Take a marked submission; write when there are many or some wait long."""
        notebook, _ = self._limit(notebook, {})
        folder = self._course.submitted(self._unit, student).parent
        entry = Entry(student, notebook, _timestamp(folder))
        self._marked.append(_Marked(entry, results))
        waited = time.monotonic() - self._since
        if len(self._marked) >= _MOST or waited > _MOST_SECONDS:
            self.write()

    def write(self) -> None:
        """Write what has been taken."""
        marked, self._marked = self._marked, []
        self._since = time.monotonic()
        if not marked:
            return
        for one in marked:
            self._write_notebook(one.entry)
        entries = [one.entry for one in marked]
        enter_marks(self._gradebook, self._unit, entries, self._config)
        for one in marked:
            student = one.entry.student
            self._write_timestamp(student)
            write_graded(self._course, self._unit, student, self._seed, one.results)

    def _write_notebook(self, entry: Entry) -> None:
        """Put the marked notebook in place at once, read-only as nbgrader leaves it."""
        target = self._course.autograded(self._unit, entry.student)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Not beside it: nbgrader takes whatever lies there for a part of the work.
        draft = self._course.classroom / f".marked.{os.getpid()}.tmp"
        draft.unlink(missing_ok=True)  # a killed grader's, read-only perhaps
        # nbformat.write would validate each notebook once more, and indent it slowly.
        draft.write_text(json.dumps(entry.notebook, ensure_ascii=False), "utf-8")
        draft.chmod(0o444)
        draft.replace(target)

    def _write_timestamp(self, student: str) -> None:
        submitted = self._course.submitted(self._unit, student)
        handed_in = submitted.with_name(_TIMESTAMP)
        copy = self._course.autograded(self._unit, student).with_name(_TIMESTAMP)
        copy.unlink(missing_ok=True)
        if _is_regular(handed_in):
            shutil.copyfile(handed_in, copy)
            copy.chmod(0o444)


def _timestamp(folder: Path) -> datetime | None:
    """Read when a submission was handed in, from nbgrader's file beside it."""
    path = folder / _TIMESTAMP
    if not _is_regular(path):
        return None
    try:
        moment = parse_utc(path.read_text("utf-8").strip())
    except (OSError, ValueError, OverflowError):  # nbgrader's exchange takes any text
        return None
    return moment if isinstance(moment, datetime) else None


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
