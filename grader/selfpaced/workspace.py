"""A learner's workspace: a folder that `course start` marked, and its record."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.checking import Result
from quiz.learner import signed_in

__all__ = ["OWN_MARK", "Event", "Workspace", "find_workspace"]

OWN_MARK = "own-mark"
"""The event of a learner who marks a written answer."""

_MARK = ".course"
_RESERVED = ("lessons", "grader", "quiz")
_QUICK_TEST = "quick-test"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a learner did with one exercise.

    Parameters
    ----------
    when
        UTC time in ISO format.
    what
        ``check``, ``hint``, ``solution`` or ``own-mark``.
    exercise
        The exercise's id.
    outcome, points, max_points, slips
        Of a check or a mark of one's own; empty otherwise.
    is_complete
        Whether the check asked the graded questions too.
    """

    when: str
    what: str
    exercise: str
    outcome: str = ""
    points: float = 0.0
    max_points: float = 0.0
    slips: tuple[str, ...] = ()
    is_complete: bool = False

    @classmethod
    def now(cls, what: str, exercise: str, result: Result | None = None) -> "Event":
        """Return the event of something that happens now."""
        when = datetime.now(UTC).isoformat(timespec="seconds")
        if result is None:
            return cls(when, what, exercise)
        return cls(
            when,
            what,
            exercise,
            str(result.outcome),
            result.points,
            result.max_points,
            tuple(slip.id for slip in result.slips),
            result.is_complete,
        )


class Workspace:
    """A learner's folder: their notebooks, and what their checks gave.

    The record is a file to which each event adds one line, so that two
    notebooks at once, or a crash in mid-line, lose nothing that was written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._record = root / _MARK / "events.jsonl"
        self._facts = root / _MARK / "workspace.json"

    @classmethod
    def create(cls, root: Path) -> "Workspace":
        """Mark a folder as a workspace, making it if need be.

        Raises
        ------
        ValueError
            If its name would hide one of the course's packages, or a file is
            in the way.
        """
        root = root.absolute()
        if root.name in _RESERVED:
            raise ValueError(
                f"workspace must not be called {root.name!r}: in a folder of that name "
                "Python would no longer find the course's own package"
            )
        if root.exists() and not root.is_dir():
            raise ValueError(f"workspace {root} is a file, not a folder")
        if (root / _MARK).is_file():
            raise ValueError(f"{root / _MARK} is a file, not a folder")
        (root / _MARK).mkdir(parents=True, exist_ok=True)
        workspace = cls(root)
        if not workspace._facts.exists():
            workspace._write_facts({"delivered": {}})
        return workspace

    @property
    def learner(self) -> str | None:
        """Who is signed in here, if anybody."""
        name = self._read_facts().get("learner")
        return name if isinstance(name, str) and name else None

    def sign_in(self, learner: str) -> None:
        """Remember who learns here."""
        self._write_facts({**self._read_facts(), "learner": learner})

    def deliver(self, released: Path, folder: str | None = None) -> tuple[Path, bool]:
        """Copy a released notebook here, never over anything.

        Parameters
        ----------
        released
            The course's notebook.
        folder
            Where it goes; by default a folder of its own name.

        Returns
        -------
        path : Path
            The notebook to open: what the learner has, or the new copy.
        is_new : bool
            Whether a file was written: the first copy, or a newer release laid
            beside the learner's own.
        """
        name = released.stem
        place = self.root / (folder or name)
        # Units are known by name alone, in workspaces of every age.
        key = name if folder in (None, name) else f"{folder}/{name}"
        content = released.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        facts = self._read_facts()
        delivered = facts.setdefault("delivered", {})
        known = delivered.setdefault(key, [])
        own = place / f"{name}.ipynb"
        if own.exists() and digest in known:
            return own, False
        target = _free_name(own)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
        if digest not in known:
            known.append(digest)
        self._write_facts(facts)
        return (own if target != own else target), True

    def record(self, what: str, exercise: str, result: Result | None = None) -> None:
        """Add an event to the record; of the quick test, only for who is signed in."""
        if (
            what == "check"
            and exercise == _QUICK_TEST
            and not signed_in(folder=self.root)
        ):
            return
        event = Event.now(what, exercise, result)
        line = "\n" + json.dumps(asdict(event), ensure_ascii=False) + "\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        descriptor = os.open(self._record, flags, 0o644)
        with os.fdopen(descriptor, "ab", buffering=0) as file:
            file.write(line.encode())

    def events(self) -> Iterator[Event]:
        """Read the record, passing over lines that a crash has damaged."""
        if not self._record.exists():
            return
        for line in self._record.read_text("utf-8", "replace").splitlines():
            event = _event_from(line)
            if event is not None:
                yield event

    def _read_facts(self) -> dict[str, Any]:
        try:
            facts = json.loads(self._facts.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}

    def _write_facts(self, facts: dict[str, Any]) -> None:
        draft = self._facts.with_suffix(f".{os.getpid()}.tmp")
        draft.write_text(json.dumps(facts, indent=1), "utf-8")
        draft.replace(self._facts)


def find_workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that a folder lies in, or None."""
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / _MARK / "workspace.json").is_file():
            return Workspace(folder)
    return None


def _free_name(own: Path) -> Path:
    """Return a path beside the learner's that does not exist yet."""
    if not own.exists():
        return own
    number = 1
    while True:
        again = f" {number}" if number > 1 else ""
        candidate = own.with_name(f"{own.stem} (new release{again}).ipynb")
        if not candidate.exists():
            return candidate
        number += 1


def _event_from(line: str) -> Event | None:
    try:
        fields = json.loads(line)
        if not isinstance(fields["exercise"], str):
            return None
        event = Event(**{**fields, "slips": tuple(fields.get("slips", ()))})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    numbers = (event.points, event.max_points)
    return event if all(isinstance(n, (int, float)) for n in numbers) else None
