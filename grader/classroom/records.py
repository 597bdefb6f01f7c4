"""What was found in each submission, beside the marks in the gradebook."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.checking import Result
from grader.course import Course

__all__ = ["read_record", "write_graded", "write_refused"]


def write_graded(
    course: Course, unit: str, student: str, seed: int, results: Sequence[Result]
) -> None:
    """Record the results of a marked submission."""
    record = {
        "status": "graded",
        "reason": None,
        "seed": seed,
        "exercises": [result.to_json() for result in results],
    }
    _write(course, unit, student, record)


def write_refused(course: Course, unit: str, student: str, reason: str) -> None:
    """Record that a submission could not be marked, and why."""
    nothing: dict[str, Any] = {"seed": None, "exercises": []}
    record = {"status": "refused", "reason": reason, **nothing}
    _write(course, unit, student, record)


def read_record(course: Course, unit: str, student: str) -> dict[str, Any] | None:
    """Return the latest record of a student's submission, or None."""
    try:
        record = json.loads(_path(course, unit, student).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def _path(course: Course, unit: str, student: str) -> Path:
    return course.classroom / "results" / unit / f"{student}.json"


def _write(course: Course, unit: str, student: str, record: dict[str, Any]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = {"student": student, "unit": unit, "when": now, **record}
    path = _path(course, unit, student)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    text = json.dumps(record, indent=1, ensure_ascii=False)
    draft.write_bytes(text.encode("utf-8", "replace"))  # a learner's words may be in it
    draft.replace(path)
