"""The pieces of HTML that the widget shows; every text in them is escaped."""

import html
import re

from quiz.questions import Question
from quiz.reviewing import Chosen, Reviewed, summary_line
from quiz.sitting import Submitted

__all__ = [
    "error_html",
    "head_html",
    "line_html",
    "question_markup",
    "result_html",
    "style_html",
]

_STYLE = """
.quick-test { max-width: 46em; color: var(--jp-content-font-color1, inherit);
  font-size: var(--jp-content-font-size1, 14px); }
.quick-test .widget-html-content, .quick-test .widget-htmlmath-content,
.quick-test .widget-radio-box label, .quick-test .widget-checkbox label
  { color: inherit; font-size: inherit; line-height: 1.5; white-space: normal; }
.quick-test .widget-radio-box label, .quick-test .widget-label-basic
  { display: flex; height: auto; padding: 0.2em 0; white-space: pre-wrap; }
.quick-test .widget-radio-box label
  { flex-direction: row-reverse; justify-content: flex-end; }
.quick-test .widget-checkbox { height: auto; }
.quick-test .widget-radio-box input, .quick-test .widget-checkbox input
  { flex: none; height: 1.5em; margin: 0 0.6em 0 0.2em; }
.quick-test .widget-hbox { overflow: visible; padding: 0.3em; }
.quick-test input:focus-visible, .quick-test button:focus-visible
  { outline: 3px solid var(--jp-brand-color1, currentColor); outline-offset: 2px; }
.quick-test pre { background: var(--jp-layout-color2, transparent); color: inherit;
  overflow-x: auto; padding: 0.5em 0.8em; }
.quick-test code { color: inherit; }
.quick-test progress { accent-color: var(--jp-brand-color1, auto); width: 100%; }
.quick-test .asked { font-weight: 600; }
.quick-test .chosen { font-style: italic; margin: 0.4em 0; }
.quick-test .reviewed { border-left: 4px solid currentColor; margin: 1em 0;
  padding: 0 0.8em; }
.quick-test .reviewed.not { border-left-style: dotted; }
.quick-test .pasted { user-select: all; white-space: pre-wrap; }
"""


def style_html() -> str:
    """Return the widget's style sheet, in the theme's own colours."""
    return f"<style>{_STYLE}</style>"


def head_html(words: str, done: int, of: int, more: str = "") -> str:
    """Return where the learner is, in words and as a bar."""
    label = html.escape(words)
    extra = f"<div>{_rich(more)}</div>" if more else ""
    return (
        f'<div role="status"><strong>{label}</strong>{extra}</div>'
        f'<progress value="{done}" max="{of}" aria-label="{label}"></progress>'
    )


def question_markup(question: Question, how: str) -> str:
    """Return what is asked; LaTeX is left for MathJax, outside of code."""
    code = _code(question.code)
    return f'<div class="asked">{_rich(question.question)}</div>{code}<p>{how}</p>'


def error_html(words: str) -> str:
    """Return what has to be put right, read out at once."""
    return f'<div role="alert">Not yet: {html.escape(words)}</div>'


def line_html(words: str, line: str) -> str:
    """Return a line of code to copy, with what to do with it."""
    return f'<p>{html.escape(words)}</p><pre class="pasted">{html.escape(line)}</pre>'


def result_html(submitted: Submitted) -> str:
    """Return the score and the review of every question."""
    reviewed = "".join(map(_reviewed, submitted.review))
    summary = html.escape(summary_line(submitted.result))
    return (
        f'<div role="status"><strong>{summary}</strong>'
        f"<div>{_rich(submitted.words)}</div></div>{reviewed}"
    )


def _reviewed(reviewed: Reviewed) -> str:
    question = reviewed.question
    is_right = reviewed.verdict == "Right"
    unit = reviewed.unit
    parts = [
        f'<div class="asked">{reviewed.place}. {reviewed.verdict}</div>',
        f"<div>{_rich(question.question)}</div>",
        _code(question.code),
        *map(_chosen, reviewed.chosen),
        f"<p>{html.escape(reviewed.note)}</p>" if reviewed.note else "",
        f"<p>Revisit: unit {html.escape(unit)}</p>" if unit else "",
    ]
    kind = "reviewed" if is_right else "reviewed not"
    return f'<div class="{kind}">{"".join(parts)}</div>'


def _chosen(chosen: Chosen) -> str:
    shown = f"{_rich(chosen.text)}{_code(chosen.code)}"
    return f'<div class="chosen">You: {shown}</div><p>{_rich(chosen.words)}</p>'


def _rich(text: str) -> str:
    """Escape a text; what stands in backticks is code, LaTeX is left for MathJax."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _code(code: str) -> str:
    return f"<pre><code>{html.escape(code)}</code></pre>" if code else ""
