"""Outputs for the marked notebook: a learner's, checked; a verdict, written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.checking import Result, points, to_html, to_text

__all__ = ["clean_outputs", "verdict_outputs", "with_figures"]

# What is tried here was written by a learner, so no pattern may go back and try again.
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*+={0,2}+\s*+")
_ESCAPE = re.compile(r"\x1b\[(.*?)([@-~])")
_COLOUR = r"(?:[34]8;5;\d{1,3}|[34]8;2(?:;\d{1,3}){3}|(?!0*[34]8\b)\d{0,3})"
_COLOURS = re.compile(rf"{_COLOUR}(?:;{_COLOUR})*")
_MOST_ESCAPES = 2000  # in one text: nbconvert's time grows as their square
# What a browser shows without running or laying out anything of the learner's.
_MIME_TYPES = ("image/jpeg", "image/png", "text/plain")


def clean_outputs(raw: Iterable[Mapping[str, Any]]) -> list[NotebookNode]:
    """Rebuild a learner's outputs from the few fields that are text."""
    cleaned = (_clean(output) for output in raw)
    return [output for output in cleaned if output is not None]


def verdict_outputs(result: Result) -> list[NotebookNode]:
    """Return a check cell's outputs: our words, then the points as last value.

    nbgrader reads a bare number in the last value as the mark.
    """
    words = {"text/plain": to_text(result), "text/html": to_html(result)}
    mark = {"text/plain": points(result.points)}
    return [
        _output("display_data", data=words, metadata={}),
        _output("execute_result", data=mark, metadata={}, execution_count=None),
    ]


def with_figures(
    outputs: Sequence[NotebookNode], stored: Sequence[NotebookNode]
) -> list[NotebookNode]:
    """Show the stored figure where an output says the same in its plain text.

    The worker describes figures and does not draw them; one that is described
    alike is drawn alike.
    """
    drawn = {_plain_text(output): output.data for output in stored if "data" in output}
    shown = []
    for output in outputs:
        data = drawn.get(_plain_text(output)) if "data" in output else None
        shown.append(NotebookNode({**output, "data": data}) if data else output)
    return shown


def _output(kind: str, **fields: Any) -> NotebookNode:
    """Return an output as nbformat makes it, without validating each by its schema."""
    return nbformat.from_dict(_writable({"output_type": kind, **fields}))


def _writable(data: Any) -> Any:
    """Replace lone surrogates in plain data: no file can hold them."""
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {_writable(key): _writable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_writable(item) for item in data]
    return data


def _plain_text(output: NotebookNode) -> str:
    return str(output.get("data", {}).get("text/plain", ""))


def _clean(output: Mapping[str, Any]) -> NotebookNode | None:
    kind = _text(output.get("output_type"))
    if kind == "stream":
        name = "stderr" if _text(output.get("name")) == "stderr" else "stdout"
        return _output("stream", name=name, text=_text(output.get("text")))
    if kind in ("display_data", "execute_result"):
        data = output.get("data")
        pairs = data.items() if isinstance(data, dict) else ()
        kept = {k: _text(v) for k, v in pairs if _is_shown(k, v)}
        more = {"execution_count": None} if kind == "execute_result" else {}
        return _output(kind, data=kept, metadata={}, **more)
    if kind == "error":
        lines = output.get("traceback")
        traceback = [_text(line) for line in lines] if isinstance(lines, list) else []
        return _output(
            "error",
            ename=_text(output.get("ename")),
            evalue=_text(output.get("evalue")),
            traceback=traceback,
        )
    return None


def _with_whole_colours(text: str) -> str:
    """Drop the escape sequences that are no colour, or the beginning of one.

    nbconvert takes half of a colour for a fault of the page.
    """
    if text.count("\x1b[") > _MOST_ESCAPES:
        return _ESCAPE.sub("", text)

    def kept(escape: re.Match[str]) -> str:
        is_colour = escape[2] == "m" and _COLOURS.fullmatch(escape[1])
        return escape[0] if is_colour else ""

    return _ESCAPE.sub(kept, text)


def _is_shown(mime_type: Any, data: Any) -> bool:
    """Say whether data may be shown; an image has to be base64, all of it."""
    if mime_type not in _MIME_TYPES or not isinstance(data, str):
        return False
    return mime_type == "text/plain" or bool(_BASE64.fullmatch(data))


def _text(value: Any) -> str:
    return _with_whole_colours(value) if isinstance(value, str) else ""
