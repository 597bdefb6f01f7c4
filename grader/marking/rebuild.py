"""Put a learner's source text into the released notebook.

The result is the master with the learner's answers in their places and the
learner's own code cells between. Everything else of the submission (tags,
metadata, points, outputs, provided cells, order) stays behind.
"""

from collections.abc import Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader.marking.quoting import quoted
from grader.marking.submission import SubmittedCell

__all__ = ["answer_id", "check_id", "is_manual", "rebuild"]

CHECK_SUFFIX = "-check"


def rebuild(master: NotebookNode, submitted: Sequence[SubmittedCell]) -> NotebookNode:
    """Return the master with the learner's source text in it.

    Each answer cell carries ``metadata.course``: ``attempted``, and ``copies``
    when several attempted cells had its id, of which the last counts; of an answer
    in words all count. Cells that the learner added or edited carry ``added``, and
    so do provided ones that stand a second time, or later than they did: there
    they are run again.

    Parameters
    ----------
    master
        The released notebook.
    submitted
        The submission's cells.
    """
    notebook = NotebookNode({**master, "cells": [_copied(c) for c in master.cells]})
    places = _places(notebook, submitted)
    extras: dict[int, list[str]] = {}
    words: dict[int, list[str]] = {}
    again = _again(notebook, submitted, places)
    anchor = -1
    for number, (cell, place) in enumerate(zip(submitted, places, strict=True)):
        if place is not None and number not in again:
            anchor = place
        is_extra = place is None or (
            not answer_id(notebook.cells[place])
            and not _same_text(cell.source, notebook.cells[place].source)
        )
        if cell.kind == "code" and (is_extra or number in again):
            if cell.source.strip():
                extras.setdefault(anchor, []).append(cell.source)
        elif cell.kind == "markdown" and place is None:
            words.setdefault(anchor, []).append(cell.source)
    for index, cell in enumerate(notebook.cells):
        if answer_id(cell):
            found = [c for c, p in zip(submitted, places, strict=True) if p == index]
            sources = [c.source for c in found]
            if cell.cell_type == "markdown":
                _put_words(cell, [*sources, *words.get(index, ())])
                continue
            earlier = _put_answer(cell, sources)
            # A split answer keeps its id in both halves: the first may hold a helper.
            extras.setdefault(index - 1, []).extend(earlier)
    notebook.cells = _merged(notebook.cells, extras)
    return notebook


def answer_id(cell: NotebookNode) -> str:
    """Return the exercise whose answer a cell holds, or ""."""
    ours = cell.metadata.get("nbgrader", {})
    return str(ours.get("grade_id", "")) if ours.get("solution") else ""


def check_id(cell: NotebookNode) -> str:
    """Return the exercise that a locked check cell marks, or ""."""
    ours = cell.metadata.get("nbgrader", {})
    if ours.get("grade") and not ours.get("solution"):
        return str(ours.get("grade_id", "")).removesuffix(CHECK_SUFFIX)
    return ""


def is_manual(cell: NotebookNode) -> bool:
    """Say whether a cell is an answer that a person marks."""
    ours = cell.metadata.get("nbgrader", {})
    return bool(ours.get("grade") and ours.get("solution"))


def _copied(cell: NotebookNode) -> NotebookNode:
    """Return a cell that can be filled in without a change to the master's.

    A class is rebuilt from one master: deep copies would take most of the time.
    """
    return NotebookNode({**cell, "metadata": NotebookNode(cell.metadata)})


def _places(
    master: NotebookNode, submitted: Sequence[SubmittedCell]
) -> list[int | None]:
    """Find for each submitted cell the master's cell that it stands for.

    By grade id, else by nbformat's id, else, for provided cells, by its text.
    """
    by_grade_id: dict[str, int] = {}
    by_cell_id: dict[str, int] = {}
    by_text: dict[tuple[str, str], int] = {}
    for index, cell in enumerate(master.cells):
        by_cell_id[cell.get("id", "")] = index
        ours = cell.metadata.get("nbgrader", {})
        if ours.get("grade_id"):
            by_grade_id[ours["grade_id"]] = index
        if not answer_id(cell):
            by_text.setdefault((cell.cell_type, _normal(cell.source)), index)
    by_cell_id.pop("", None)
    return [
        by_grade_id.get(
            cell.grade_id,
            by_cell_id.get(
                cell.cell_id, by_text.get((cell.kind, _normal(cell.source)))
            ),
        )
        for cell in submitted
    ]


def _again(
    master: NotebookNode,
    submitted: Sequence[SubmittedCell],
    places: Sequence[int | None],
) -> set[int]:
    """Find the provided code cells that have to run again where the learner has them.

    Such a cell stands a second time, or after one that it came before; and what
    follows it goes on from there: a moved section is not meant.
    """
    following = [len(master.cells)]
    for place in reversed(places):
        following.append(following[-1] if place is None else place)
    following.reverse()
    found: set[int] = set()
    seen: set[int] = set()
    anchor = -1
    for number, (cell, place) in enumerate(zip(submitted, places, strict=True)):
        if place is None:
            continue
        provided = master.cells[place]
        is_again = place in seen or place < anchor
        is_alone = following[number + 1] >= anchor
        seen.add(place)
        if is_again and is_alone and _is_unedited_code(cell, provided):
            found.add(number)
        else:
            anchor = place
    return found


def _is_unedited_code(cell: SubmittedCell, provided: NotebookNode) -> bool:
    """Say whether it is a provided cell that sets something up, as it was."""
    return (
        cell.kind == provided.cell_type == "code"
        and not answer_id(provided)
        and not check_id(provided)
        and _same_text(cell.source, provided.source)
    )


def _put_answer(cell: NotebookNode, sources: Sequence[str]) -> list[str]:
    """Put the last attempted source into an answer cell; return the earlier ones."""
    attempts = [s for s in sources if not _same_text(s, cell.source)]
    attempts = [s for s in attempts if s.strip()] or attempts[-1:]
    cell.metadata["course"] = {"attempted": bool(attempts), "copies": len(attempts)}
    if attempts:
        cell.source = attempts[-1]
    return attempts[:-1]


def _put_words(cell: NotebookNode, sources: Sequence[str]) -> None:
    """Put all that was written into an answer cell that a person reads.

    Split cells and cells added below hold parts of one answer.
    """
    attempts = [s for s in sources if s.strip() and not _same_text(s, cell.source)]
    attempts = list(dict.fromkeys(attempts))
    cell.metadata["course"] = {"attempted": bool(attempts), "copies": len(attempts[:1])}
    if attempts:
        cell.source = quoted("\n\n".join(attempts))


def _merged(
    cells: Sequence[NotebookNode], extras: dict[int, list[str]]
) -> list[NotebookNode]:
    merged: list[NotebookNode] = []
    for index in range(-1, len(cells)):
        if index >= 0:
            merged.append(cells[index])
        for source in extras.get(index, ()):
            metadata = {"course": {"added": True}}
            cell_id = f"added-{len(merged)}"
            merged.append(new_code_cell(source, id=cell_id, metadata=metadata))
    return merged


def _normal(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _same_text(left: str, right: str) -> bool:
    return _normal(left) == _normal(right)
