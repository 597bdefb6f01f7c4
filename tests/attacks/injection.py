"""Text that would be live where it is shown, if anybody let it."""

from functools import partial
from typing import Any

from .case import FULL, NOTHING, Case, all_return, but

__all__ = ["CASES"]

case = partial(Case, "injection")

SCRIPT = "<script>alert('course-attack')</script>"
_IMAGE = "<img src=x onerror=alert('course-attack')>"
_LIVE = (
    f"{SCRIPT}\n{_IMAGE}\n<svg onload=alert(1)><script>alert(1)</script></svg>\n"
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>\n"
    "<object data='data:text/html,<script>alert(1)</script>'></object>\n"
    "<embed src='javascript:alert(1)'><base href='http://evil.example/'>\n"
    "<a href='javascript:alert(1)'>x</a><form action='javascript:alert(1)'></form>\n"
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>\n"
    "<link rel=stylesheet href='http://evil.example/x.css'>\n"
    "[x](javascript:alert(1)) ![x](http://evil.example/x.png)\n"
    "</pre></div></body></html>{{ 7 * 7 }}{% raw %}\n"
)


def _markdown(notebook: dict[str, Any]) -> dict[str, Any]:
    live = {"cell_type": "markdown", "metadata": {}, "source": _LIVE}
    attached = {"x.svg": {"image/svg+xml": SCRIPT}, "y": {"text/html": SCRIPT}}
    more = [
        {**live, "id": "live"},
        {**live, "id": "attached", "attachments": attached},
        {**live, "id": "raw", "cell_type": "raw"},
        {**live, "id": "html", "cell_type": "raw", "metadata": _RAW_HTML},
    ]
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _LIVE
    return {**notebook, "cells": [*more, *notebook["cells"]]}


_RAW_HTML = {"raw_mimetype": "text/html", "format": "text/html"}


def _stored_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    data = {"text/html": _LIVE, "image/svg+xml": _LIVE, "text/markdown": _LIVE}
    data |= {"application/javascript": "alert('course-attack')", "text/latex": _LIVE}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [output]
            cell["metadata"]["jupyter"] = {"source_hidden": True}
    return notebook


def _metadata(notebook: dict[str, Any]) -> dict[str, Any]:
    widgets = {"application/vnd.jupyter.widget-state+json": {"state": {"x": SCRIPT}}}
    notebook["metadata"] |= {"title": _LIVE, "authors": [{"name": _LIVE}]}
    notebook["metadata"] |= {"widgets": widgets, "language_info": {"name": _LIVE}}
    return notebook


_DISPLAYS = f"""
from IPython.display import HTML, SVG, IFrame, Image, Javascript, Latex, Markdown
live = {_LIVE!r}
for kind in (HTML, Javascript, Latex, Markdown): display(kind(live))
display(SVG("<svg onload='alert(1)'><script>alert(1)</script></svg>"))
display(IFrame("javascript:alert(1)", 9, 9), Image(url="javascript:alert(1)"))
for mime in ("text/html", "image/svg+xml", "application/javascript", "text/plain",
             "application/pdf", "application/vnd.jupyter.widget-view+json", "text/x",
             "application/vnd.vega.v5+json", "text/vnd.mermaid", "video/mp4", live):
    names = {{mime: live, "filenames": {{mime: live}}}}
    display({{mime: live}}, raw=True, metadata=names)
class Live:
    def _repr_html_(self): return live
    def _repr_svg_(self): return live
    def _repr_javascript_(self): return live
    def _repr_mimebundle_(self, **k): return {{"text/html": live}}
    def __repr__(self): return live
display(Live())
Live()
"""

_IMAGES = """
for quote in ("'", '"', "'\\"", ""):
    for mime in ("image/png", "image/jpeg"):
        handler = f"x{quote} onerror={quote}alert('course-attack')"
        display({mime: handler, "text/plain": ""}, raw=True)
        display({mime: f"{quote}><script>alert('course-attack')</script>"}, raw=True)
        display({mime: "javascript:alert(1)"}, raw=True)
"""

_STREAMS = f"""
import sys
live = {_LIVE!r}
print(live)
print(live, file=sys.stderr)
print("\\x1b[31m" + live + "\\x1b[38;2;1;2;3;url(javascript:alert(1))m" + live)
print("\\x1b]8;;javascript:alert(1)\\x07link\\x1b]8;;\\x07\\r\\x08")
"""

_ERRORS = f"""
live = {_LIVE!r}
Live = type(live.replace("\\n", " "), (Exception,), {{"__module__": live}})
class Shown(Live):
    def _render_traceback_(self): return [live, live]
raise Shown(live)
"""

CASES = (
    case("markdown", "Writes live HTML into markdown cells.", change=_markdown),
    case("stored-outputs", "Hands in live outputs.", change=_stored_outputs),
    case("metadata", "Has live HTML in its metadata.", change=_metadata),
    case("displays", "Displays every live kind there is.", before=(_DISPLAYS,)),
    case("images", "Displays images whose data end the attribute.", before=(_IMAGES,)),
    case("streams", "Prints live HTML and terminal links.", before=(_STREAMS,)),
    case(
        "half-a-colour",
        "Prints the beginnings of colours, and very many whole ones.",
        before=(
            "print('\\x1b[38mhello')",
            "raise ValueError('\\x1b[48m')",
            "print('\\x1b[31ma' * 100_000)",
        ),
    ),
    case("errors", "Raises errors with live names.", before=(_ERRORS,)),
    case(
        "source",
        "Has live HTML in its source.",
        before=(f"'''</code></pre>{_LIVE}'''", f"%%html\n{_LIVE}", f"# {_IMAGE}"),
    ),
    case(
        "answers",
        "Answers with live text, which the verdict quotes.",
        NOTHING,
        solved=False,
        answers=all_return(repr(f"`{_IMAGE}`{_LIVE}")),
    ),
    case(
        "error-messages",
        "Raises messages that the verdict quotes.",
        NOTHING,
        solved=False,
        answers=all_return("live()", f"def live(): raise ValueError({_LIVE!r})"),
    ),
    case(
        "error-names",
        "Raises errors whose names the verdict quotes, in a cell and when asked.",
        but(NOTHING, youden_thresholds=0),
        solved=False,
        answers=all_return(
            "live()", f"def live(): raise type({_IMAGE!r}, (Exception,), {{}})()"
        )
        | {"youden-thresholds": f"raise type({_IMAGE!r}, (Exception,), {{}})()"},
    ),
    case(
        "class-names",
        "Answers with objects whose class has a live name.",
        NOTHING,
        solved=False,
        answers=all_return(f"type({_IMAGE!r}, (), {{}})()")
        | {"youden-thresholds": f"youden_thresholds = type({_IMAGE!r}, (), {{}})()"},
    ),
    case(
        "mathematics",
        "Raises a formula that would become a live link.",
        NOTHING,
        solved=False,
        answers=all_return(
            "formula()",
            "def formula(): raise ValueError(r'$\\href{javascript:alert(1)}{x}$')",
        ),
    ),
    case(
        "no-text",
        "Prints, raises and answers text that no file can hold.",
        NOTHING,
        solved=False,
        before=(
            "print('\\ud800')",
            "raise type('\\udfff', (Exception,), {})('\\ud800')",
            "display({'text/plain': '\\ud800', '\\ud800': 'x'}, raw=True)",
        ),
        answers=all_return("'\\ud800' * 9")
        | {"f1-from-counts": "def f1_from_counts(*args): raise ValueError('\\ud800')"},
    ),
    case(
        "direction",
        "Answers with characters that turn the text around.",
        NOTHING,
        solved=False,
        answers=all_return("'\\u202e\\u2066 \\x1b[2J correct'"),
    ),
    *(
        case(f"name-{number}", "Has a live name.", FULL, student=name)
        for number, name in enumerate(
            (
                "<img src=x onerror=alert(1)>",
                "\"' onmouseover='alert(1)' x=\"",
                "javascript:alert(1)",
                "{{ 7 + 7 }}{% raw %}",
                "{student_id}{0}%s%(x)s",
                "Robert'); drop table student;--",
                "-rf --force",
                "$(id)`id`$HOME & ; | ~",
                "a\\tb(c|d)^.+",
                "Zoë 李雷 O'Neil",
                "n" * 120,
            )
        )
    ),
    *(
        Case(
            "injection",
            f"refused-name-{number}",
            "Has a name that would harm.",
            None,
            reason,
            student=name,
        )
        for number, (name, reason) in enumerate(
            (
                ("..hidden", "dot"),
                ("a*", "* ? [ ]"),
                ("[a-z]", "* ? [ ]"),
                ("a\x1b[2J", "* ? [ ]"),
                ("a\x1b]0;x\x07", "* ? [ ]"),
                ("a\rb", "control"),
                ("a\u202eb", "control"),
                (" a", "space"),
                ("n" * 121, "longer"),
                ("a\tb(c|d)^.+", "control"),
            )
        )
    ),
)
