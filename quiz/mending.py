"""A damaged file of attempts: set aside under another name, its rows rescued."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["is_sound", "locked", "rescued_rows", "set_aside"]

_WAIT_SECONDS = 30
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let one process at a time use a file and those beside it.

    The lock is SQLite's own, on an empty database beside the file: it works on
    every system and ends with its process.
    """
    lock = file.with_suffix(".lock")
    with closing(_locking(lock)) as connection:
        yield
        connection.execute("ROLLBACK")


def _locking(lock: Path) -> sqlite3.Connection:
    for attempt in range(2):
        connection = sqlite3.connect(lock, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            if attempt or not _is_damage(error):
                raise
            # Overwritten by something else, so that nobody can be holding it.
            lock.unlink(missing_ok=True)
        else:
            break
    return connection


def is_sound(file: Path) -> bool:
    """Say whether a file is a whole database, or not there yet.

    Raises
    ------
    sqlite3.Error
        If it cannot be read at all, which is no damage: a full disk, no rights.
    """
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(file, timeout=_WAIT_SECONDS)) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(found == "ok")
    except sqlite3.Error as error:
        if _is_damage(error):
            return False
        raise


def set_aside(file: Path) -> Path:
    """Give a damaged file another name and return it; nothing is deleted.

    A journal beside it has had its turn when `is_sound` opened the file.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    number = 1
    aside = file.with_name(f"{file.stem}.damaged-{stamp}.db")
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.stem}.damaged-{stamp}-{number}.db")
    file.rename(aside)
    return aside


def rescued_rows(file: Path, select: str) -> list[tuple[object, ...]]:
    """Return the rows that can still be read of a damaged file."""
    rows: list[tuple[object, ...]] = []
    try:
        # Read-only, so that what is set aside stays as it was found.
        address = f"{file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            for row in connection.execute(select):
                rows.append(row)
    except sqlite3.Error:
        pass
    return rows


def _is_damage(error: sqlite3.Error) -> bool:
    # The low byte is the primary code of an extended one.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
