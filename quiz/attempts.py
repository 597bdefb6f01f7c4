"""Every attempt of signed-in learners, kept in the user's data folder.

One SQLite file. An attempt is one transaction: it is there as a whole or not at
all, whatever happens to the process, and processes wait for each other.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from quiz.errors import NotSaved
from quiz.mending import is_sound, locked, rescued_rows, set_aside
from quiz.scoring import QuizResult

__all__ = ["Attempt", "Attempts", "default_file"]

_WAIT_SECONDS = 30
# A form's number may be longer than the 64 bits of SQLite's integers.
_TABLE = """
CREATE TABLE IF NOT EXISTS attempts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    learner TEXT NOT NULL,
    at TEXT NOT NULL,
    form TEXT NOT NULL,
    score INTEGER NOT NULL,
    out_of INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    answers TEXT NOT NULL
)
"""
_COLUMNS = "learner, at, form, score, out_of, passed, answers"
_INSERT = f"INSERT INTO attempts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_SELECT = f"SELECT {_COLUMNS} FROM attempts"  # noqa: S608 (our own words)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that is kept.

    Parameters
    ----------
    when
        UTC time in ISO format.
    form
        The form's number.
    score, out_of, passed
        What it came to.
    answers
        What was chosen, by question id.
    """

    when: str
    form: int
    score: int
    out_of: int
    passed: bool
    answers: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the attempt as ``course progress --json`` lists it."""
        return {
            "when": self.when,
            "form": self.form,
            "score": self.score,
            "passed": self.passed,
        }

    def to_export(self) -> dict[str, Any]:
        """Return all that is kept of the attempt."""
        return {**self.to_json(), "out_of": self.out_of, "answers": {**self.answers}}


def default_file() -> Path:
    """Return the file of attempts in the user's data folder; it need not exist."""
    return user_data_path("calibration-course", appauthor=False) / "quick-test.db"


class Attempts:
    """The record of attempts in one file.

    Parameters
    ----------
    file
        Made with the first attempt; by default in the user's data folder.
    tell
        Called with a sentence when a damaged file had to be set aside.
    """

    def __init__(
        self, file: Path | None = None, tell: Callable[[str], None] | None = None
    ) -> None:
        self.file = default_file() if file is None else file
        self._tell = tell or (lambda _: None)

    def of(self, learner: str) -> list[Attempt]:
        """Return a learner's attempts, the oldest first.

        Raises
        ------
        NotSaved
            If the file cannot be read.
        """
        if not self.file.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE learner = ? ORDER BY at, number", (learner,)
            ).fetchall()
        return [_attempt(row) for row in rows]

    def add(self, learner: str, result: QuizResult) -> Attempt:
        """Keep an attempt.

        Raises
        ------
        NotSaved
            If it cannot be written; what was saved before stays.
        """
        chosen = {r.id: r.chosen for r in result.by_question.values() if r.is_answered}
        when = datetime.now(UTC).isoformat(timespec="seconds")
        row = (
            learner,
            when,
            str(result.form),
            result.score,
            result.out_of,
            int(result.passed),
            json.dumps(chosen, ensure_ascii=False),
        )
        with self._open() as connection:
            connection.execute(_INSERT, row)
        return _attempt(row)

    def delete(self, learner: str) -> int:
        """Delete all that is kept of a learner; return how many attempts it was.

        What is deleted is overwritten in the file.

        Raises
        ------
        NotSaved
            If the file cannot be written.
        """
        if not self.file.exists():
            return 0
        with self._open() as connection:
            done = connection.execute(
                "DELETE FROM attempts WHERE learner = ?", (learner,)
            )
            return done.rowcount

    def damaged_files(self) -> list[Path]:
        """Return the damaged files that were set aside here earlier."""
        return sorted(self.file.parent.glob(f"{self.file.stem}.damaged-*.db"))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction; a damaged one is set aside first."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.file):
                aside = None if is_sound(self.file) else set_aside(self.file)
                with self._transaction() as connection:
                    if aside is not None:
                        self._move_in(connection, aside)
                    yield connection
        except (OSError, sqlite3.Error) as error:
            raise NotSaved(
                f"{self.file} cannot be used ({error}); what it holds stays as it is"
            ) from None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(
            self.file, timeout=_WAIT_SECONDS, isolation_level=None
        )
        with closing(connection):
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            yield connection
            # Without this, closing undoes all of it.
            connection.execute("COMMIT")

    def _move_in(self, connection: sqlite3.Connection, aside: Path) -> None:
        rows = [row for row in rescued_rows(aside, _SELECT) if _is_whole(row)]
        connection.executemany(_INSERT, rows)
        self._tell(
            f"The file of attempts {self.file} is damaged. It is kept as {aside.name}, "
            f"and a new one is begun; attempts that could be read: {len(rows)}."
        )


def _attempt(row: tuple[Any, ...]) -> Attempt:
    _, when, form, score, out_of, passed, answers = row
    return Attempt(when, int(form), score, out_of, bool(passed), json.loads(answers))


def _is_whole(row: tuple[Any, ...]) -> bool:
    """Say whether a row of a damaged file is an attempt in every part."""
    learner, when, form, score, out_of, passed, answers = row
    try:
        datetime.fromisoformat(when)
        return (
            isinstance(learner, str)
            and int(form) >= 0
            and 0 <= score <= out_of
            and passed in (0, 1)
            and isinstance(json.loads(answers), dict)
        )
    except (TypeError, ValueError):
        return False
