"""A bank's texts as HTML for other platforms: escaped, LaTeX as MathJax reads it."""

import html
import re

__all__ = ["answer_html", "question_html", "rich_html", "words_html"]

_MATH = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)


def question_html(question: str, code: str = "") -> str:
    """Return a question with its code."""
    return _paragraph(rich_html(question)) + _code(code)


def answer_html(text: str, code: str = "") -> str:
    """Return an option's text with its code."""
    return (_paragraph(rich_html(text)) if text else "") + _code(code)


def words_html(*sentences: str) -> str:
    """Return sentences as one paragraph."""
    return _paragraph(rich_html(" ".join(filter(None, sentences))))


def rich_html(text: str) -> str:
    r"""Escape a text; ``$x$`` becomes ``\(x\)``, which Moodle and Canvas typeset.

    >>> rich_html(r"a < b & $p \ge 0.5$")
    'a &lt; b &amp; \\(p \\ge 0.5\\)'
    """
    marked = _MATH.sub(lambda match: rf"\({match[1]}\)", text)
    return html.escape(marked.replace(r"\$", "$"), quote=False)


def _paragraph(markup: str) -> str:
    return f"<p>{markup}</p>"


def _code(code: str) -> str:
    return f"<pre><code>{html.escape(code, quote=False)}</code></pre>" if code else ""
