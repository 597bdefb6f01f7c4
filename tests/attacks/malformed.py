"""What is no notebook, or not quite one."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

from .case import NOTHING, Case

__all__ = ["CASES"]

case = partial(Case, "malformed")


def _refused(name: str, tries: str, reason: str, **what: Any) -> Case:
    return Case("malformed", name, tries, None, reason, **what)


def _small(**fields: Any) -> bytes:
    """Return a notebook of one cell, with some fields changed."""
    cell = {"cell_type": "code", "metadata": {}, "source": "20", "outputs": []}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return json.dumps({**notebook, **fields}).encode()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


def _under_another_name(path: Path) -> None:
    path.with_name("mine.ipynb").write_bytes(_small())


def _many_cells(notebook: dict[str, Any]) -> dict[str, Any]:
    return {**notebook, "cells": notebook["cells"] * 40}


def _with_junk(notebook: dict[str, Any]) -> dict[str, Any]:
    junk = [None, 7, "text", [], {}, {"cell_type": ["code"]}, {"source": {"a": 1}}]
    cells = [c for cell in notebook["cells"] for c in (junk[len(str(cell)) % 7], cell)]
    return {**notebook, "cells": cells}


def _bare(notebook: dict[str, Any]) -> dict[str, Any]:
    """Keep of each cell its type, source and grade id."""
    cells = []
    for cell in notebook["cells"]:
        ours = cell["metadata"].get("nbgrader", {})
        metadata = {"nbgrader": {"grade_id": ours["grade_id"]}} if ours else {}
        kept = {"cell_type": cell["cell_type"], "source": cell["source"]}
        cells.append({**kept, "metadata": metadata})
    return {"nbformat": 4, "cells": cells}


def _odd_numbers(notebook: dict[str, Any]) -> dict[str, Any]:
    odd = {"nan": float("nan"), "inf": float("inf"), "big": 10**4000, "deep": [[[[]]]]}
    notebook["metadata"] |= odd
    for cell in notebook["cells"]:
        cell["metadata"] |= odd
        cell["execution_count"] = 10**30
    return notebook


def _surrogates(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = f"# \ud800 \udfff \u202e\n{_text(cell['source'])}"
    return notebook


def _text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)


def _huge_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 10**6}
    for cell in notebook["cells"][:15]:
        cell["outputs"] = [output]
    return notebook


def _strange_ids(notebook: dict[str, Any]) -> dict[str, Any]:
    ids: list[Any] = [7, None, ["x"], {"a": 1}, True, "", "x" * 10**5, "../../etc"]
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = ids[number % len(ids)]
    return notebook


def _other_unit(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        ours = cell["metadata"].get("nbgrader")
        cell["id"] = f"other-{cell['id']}"
        if ours:
            ours["grade_id"] = f"other-{ours['grade_id']}"
            cell["source"] = "def another_task(): return 20"
    return notebook


def _bytes_of(notebook: dict[str, Any], **options: Any) -> bytes:
    return json.dumps(notebook, **options).encode()


CASES = (
    _refused("text", "Hands in notes.", "not JSON", raw=b"# my notes"),
    _refused("empty", "Hands in an empty file.", "not JSON", raw=b""),
    _refused("truncated", "Cuts the file.", "not JSON", raw=_small()[:-20]),
    _refused("a-list", "Hands in a list.", "not a notebook", raw=b"[1, 2, 3]"),
    _refused("a-number", "Hands in a number.", "not a notebook", raw=b"20"),
    _refused("a-string", "Hands in a text.", "not a notebook", raw=b'"20"'),
    _refused("null", "Hands in null.", "not a notebook", raw=b"null"),
    _refused("no-cells", "Has no cells.", "no cells", raw=b'{"nbformat": 4}'),
    _refused("cells-no-list", "Has text for cells.", "no list", raw=_small(cells="x")),
    _refused(
        "old-format",
        "Hands in format 3.",
        "old format 3",
        raw=b'{"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": []}]}',
    ),
    _refused("new-format", "Hands in format 5.", "5, not 4", raw=_small(nbformat=5)),
    _refused(
        "text-format", "Has text for a format.", "'4', not 4", raw=_small(nbformat="4")
    ),
    _refused(
        "nan-format",
        "Has nan for a format.",
        "nan, not 4",
        raw=_small(nbformat=1e999 * 0),
    ),
    _refused(
        "deep-format",
        "Has a nest of lists for a format.",
        "not 4",
        raw=_small().replace(b"4", b"[" * 600 + b"]" * 600, 1),
    ),
    _refused(
        "nested",
        "Nests deeper than any parser goes.",
        "not JSON",
        raw=b"[" * 10**6 + b"]" * 10**6,
    ),
    _refused(
        "endless-number",
        "Has a number of a million digits.",
        "not JSON",
        raw=_small().replace(b"5", b"5" * 10**6, 1),
    ),
    _refused("latin-1", "Is no UTF-8.", "not UTF-8", raw=_small() + b"\xff\xfe\xe9"),
    _refused("utf-16", "Is UTF-16.", "not UTF-8", raw=b"\xff\xfe" + b"{\0}\0"),
    _refused("null-bytes", "Is zeros.", "not JSON", raw=b"\0" * 1000),
    _refused("large", "Is larger than 20 MB.", "larger than", raw=b" " * (21 * 2**20)),
    _refused("sparse", "Says that it has a terabyte.", "larger than", place=_sparse),
    _refused("fifo", "Is a pipe on which readers wait.", "regular", place=os.mkfifo),
    _refused("folder", "Is a folder.", "regular", place=Path.mkdir),
    _refused(
        "link-to-the-solution",
        "Is a link to the solved notebook.",
        "regular",
        place=lambda path: path.symlink_to(
            path.parents[2] / "course/solutions" / path.stem / path.name
        ),
    ),
    _refused(
        "link-to-a-classmate",
        "Is a link to a classmate's notebook.",
        "regular",
        place=lambda path: path.symlink_to(f"../honest-extra-cells/{path.name}"),
    ),
    _refused(
        "link-to-zero",
        "Is a link to a device without end.",
        "regular",
        place=lambda path: path.symlink_to("/dev/zero"),
    ),
    _refused("nothing", "Hands in a folder only.", "no notebook", place=lambda _: None),
    _refused(
        "another-name",
        "Hands in under another name.",
        "no notebook",
        place=_under_another_name,
    ),
    _refused("many-cells", "Has thousands of cells.", "cells", change=_many_cells),
    case("no-source", "Hands in one empty cell.", NOTHING, raw=_small(cells=[{}])),
    case("another-unit", "Is of another unit.", NOTHING, change=_other_unit),
    case("junk-for-cells", "Has junk between its cells.", change=_with_junk),
    case("bare", "Has the barest cells that can be told.", change=_bare),
    case("odd-numbers", "Has nan and huge numbers about.", change=_odd_numbers),
    case("surrogates", "Has text that is no text.", change=_surrogates),
    case("huge-outputs", "Has 15 MB of outputs.", change=_huge_outputs),
    case("strange-ids", "Has ids that are no ids.", change=_strange_ids),
    case(
        "ascii",
        "Is written in escapes.",
        change=lambda notebook: _bytes_of(notebook, ensure_ascii=True, indent=None),
    ),
    case(
        "keys-twice",
        "Has each key twice, the first time wrong.",
        change=lambda notebook: (
            b'{"cells": 7, "nbformat": 9, ' + _bytes_of(notebook).lstrip()[1:]
        ),
    ),
)
