"""Bring submissions into the classroom, keeping what was there before."""

import os
import shutil
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from grader.course import Course
from grader.marking import Refused, read_submission

__all__ = ["Collected", "collect", "collected_before"]


_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Collected:
    """One student's folder, brought in or refused.

    Parameters
    ----------
    student
        The folder's name, made printable.
    reason
        Why it was refused, or "".
    """

    student: str
    reason: str = ""


def collect(course: Course, unit: str, folder: Path) -> list[Collected]:
    """Import ``folder/<student>/<unit>.ipynb`` into the classroom.

    A file that differs from the one collected before takes its place; the old
    one moves to ``classroom/history``. A submission that could not be marked is
    refused here, and what was collected before stays.
    """
    entries = sorted(path for path in folder.iterdir() if _is_student(path))
    return _told_apart([_collect_one(course, unit, path) for path in entries])


def collected_before(course: Course, unit: str) -> list[Collected]:
    """Find the submissions of a unit that we, or nbgrader's commands, brought in."""
    submitted = course.classroom / "submitted"
    if not submitted.is_dir():
        return []
    names = (path.name for path in submitted.iterdir())
    found = sorted(n for n in names if os.path.lexists(course.submitted(unit, n)))
    troubles = {name: _name_trouble(name) for name in found}
    return _told_apart(
        [Collected(_shown(n) if t else n, t) for n, t in troubles.items()]
    )


def _is_student(path: Path) -> bool:
    return path.is_symlink() or path.is_dir()


def _collect_one(course: Course, unit: str, path: Path) -> Collected:
    student = path.name
    trouble = _name_trouble(student)
    if path.is_symlink():
        trouble = trouble or "the student's folder is a symbolic link"
    if trouble:
        return Collected(_shown(student), trouble)
    source = path / f"{unit}.ipynb"
    try:
        read_submission(source)
    except Refused as refused:
        return Collected(student, f"{refused} ({unit}.ipynb)")
    target = course.submitted(unit, student)
    content = source.read_bytes()
    if target.exists() and target.read_bytes() == content:
        return Collected(student)
    now = datetime.now(UTC)
    if target.exists():
        _keep(course, unit, student, target, now)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Before the notebook: killed in between, another run finds it changed still.
    handed_in = datetime.fromtimestamp(source.stat().st_mtime, UTC)
    stamp = f"{handed_in:%Y-%m-%d %H:%M:%S.%f} UTC"
    (target.parent / "timestamp.txt").write_text(stamp, "utf-8")
    draft = target.with_suffix(".tmp")
    draft.write_bytes(content)
    draft.replace(target)
    return Collected(student)


def _told_apart(found: list[Collected]) -> list[Collected]:
    """Give a number to refused names that are shown alike: each has its line."""
    so_far: Counter[str] = Counter()
    apart = []
    for one in found:
        so_far[one.student] += 1
        again = so_far[one.student]
        name = f"{one.student} ({again})" if again > 1 else one.student
        apart.append(replace(one, student=name))
    return apart


def _shown(name: str) -> str:
    """Return a refused name as it is shown, never as a name that another may have."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    shown = ascii(text)[1:-1][:_LONGEST_NAME]
    return shown if shown == name or _name_trouble(shown) else f"?{shown}"


def _keep(course: Course, unit: str, student: str, target: Path, now: datetime) -> None:
    kept = course.classroom / "history" / student / unit / f"{now:%Y%m%dT%H%M%S.%fZ}"
    kept.mkdir(parents=True)
    for path in target.parent.iterdir():
        if path.is_file() and not path.is_symlink():
            shutil.copy2(path, kept / path.name)


def _name_trouble(name: str) -> str:  # noqa: PLR0911 (a line a trouble)
    """Say why a folder's name cannot be a student's, or ""."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "the folder's name is not valid text"
    if len(name.encode("utf-8")) > _LONGEST_NAME:
        return f"the folder's name is longer than {_LONGEST_NAME} bytes"
    if set(name) & set("*?[]"):
        return "the folder's name holds one of the characters * ? [ ]"
    if any(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") for char in name):
        return "the folder's name holds a control character"
    if name.startswith("."):
        return "the folder's name begins with a dot"
    if name != name.strip():
        return "the folder's name begins or ends with a space"
    return ""
