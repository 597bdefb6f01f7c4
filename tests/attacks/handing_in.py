"""Write a case's submission into the folder of those that are handed in."""

import json
from typing import Any

from .case import Case
from .host import UNIT, Host

__all__ = ["hand_in"]


def hand_in(case: Case, host: Host) -> None:
    """Write a case's notebook, or what it puts in its place."""
    path = host.handed_in / case.name / f"{UNIT}.ipynb"
    path.parent.mkdir()
    for name, text in case.beside.items():
        path.with_name(name).write_text(text)
    if case.place:
        case.place(path)
    else:
        path.write_bytes(_content(case, host))


def _content(case: Case, host: Host) -> bytes:
    if case.raw is not None:
        return case.raw
    notebook = json.loads(host.course.released(UNIT).read_text("utf-8"))
    answers = {**(host.solved if case.solved else {}), **case.answers}
    for cell in notebook["cells"]:
        ours = cell["metadata"].get("nbgrader", {})
        if ours.get("solution") and ours["grade_id"] in answers:
            cell["source"] = _filled(answers[ours["grade_id"]], host)
    before = [_added(f"before-{i}", s, host) for i, s in enumerate(case.before)]
    after = [_added(f"after-{i}", s, host) for i, s in enumerate(case.after)]
    # After the imports, which such cells may use.
    first = 1 + next(i for i, c in enumerate(notebook["cells"]) if _imports(c))
    cells = notebook["cells"]
    notebook["cells"] = [*cells[:first], *before, *cells[first:], *after]
    written = case.change(notebook) if case.change else notebook
    if isinstance(written, bytes):
        return written
    return json.dumps(written, indent=1).encode()


def _imports(cell: dict[str, Any]) -> bool:
    return bool(cell["id"] == "imports")


def _added(cell_id: str, source: str, host: Host) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {},
        "source": _filled(source, host),
        "outputs": [],
        "execution_count": None,
    }


def _filled(source: str, host: Host) -> str:
    for word, meant in host.words.items():
        source = source.replace(word, meant)
    return source
