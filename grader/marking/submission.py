"""Read what a learner handed in: source text and nothing else."""

import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Refused", "SubmittedCell", "read_submission"]

MOST_BYTES = 20 * 2**20
MOST_CELLS = 2_000
MOST_SOURCE = 200_000


class Refused(ValueError):  # noqa: N818 (says what happened)
    """A submission that cannot be marked, with the reason in words."""


@dataclass(frozen=True, slots=True)
class SubmittedCell:
    """One cell of a submission.

    Parameters
    ----------
    kind
        ``code`` or ``markdown``; anything else counts as markdown.
    source
        Its text.
    cell_id
        nbformat's id, or "".
    grade_id
        nbgrader's id, or "".
    """

    kind: str
    source: str
    cell_id: str
    grade_id: str


def read_submission(path: Path) -> tuple[SubmittedCell, ...]:
    """Read a notebook file's cells, trusting none of it.

    Raises
    ------
    Refused
        If it is no regular file, too large, or no notebook of format 4; the
        message says which.
    """
    return _cells(_parse(_read_regular(path)))


def _read_regular(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise Refused("there is no notebook") from None
    except OSError:
        raise Refused("the notebook cannot be opened as a regular file") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused("the notebook is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused(f"the notebook is larger than {MOST_BYTES // 2**20} MB")
    return data


def _parse(data: bytes) -> dict[str, Any]:
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("the notebook is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise Refused("the notebook is not JSON") from None
    if not isinstance(notebook, dict) or "cells" not in notebook:
        found = notebook.get("nbformat") if isinstance(notebook, dict) else None
        if found in (1, 2, 3):
            raise Refused(f"the notebook has the old format {found}: save it anew")
        raise Refused("the file is not a notebook: it has no cells")
    if notebook.get("nbformat") != 4:
        raise Refused(
            f"the notebook's format is {notebook.get('nbformat')!r:.40}, not 4"
        )
    if not isinstance(notebook["cells"], list):
        raise Refused("the file is not a notebook: its cells are no list")
    return notebook


def _cells(notebook: dict[str, Any]) -> tuple[SubmittedCell, ...]:
    raw = notebook["cells"]
    if len(raw) > MOST_CELLS:
        raise Refused(f"the notebook has more than {MOST_CELLS} cells")
    return tuple(_cell(cell) for cell in raw if isinstance(cell, dict))


def _cell(cell: dict[str, Any]) -> SubmittedCell:
    metadata = cell.get("metadata")
    ours = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = ours.get("grade_id") if isinstance(ours, dict) else None
    return SubmittedCell(
        kind="code" if cell.get("cell_type") == "code" else "markdown",
        source=_text(cell.get("source")),
        cell_id=_text(cell.get("id")),
        grade_id=_text(grade_id),
    )


def _text(value: Any) -> str:
    """Join nbformat's lines; what is no text is no source. Lone surrogates go."""
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode("utf-8")[:MOST_SOURCE]
