"""Turn a result into words: plain text first, the same in escaped HTML."""

import html
import re
from collections.abc import Iterable

from grader.checking.result import Outcome, Result

__all__ = ["box", "points", "to_html", "to_text"]

_HEADS = {
    Outcome.CORRECT: "Correct",
    Outcome.PARTIAL: "Partly right",
    Outcome.INCORRECT: "Not yet",
    Outcome.RAISED: "Not yet: your code raised an error",
    Outcome.NOT_ATTEMPTED: "Not attempted yet",
    Outcome.NEEDS_MANUAL: "To be marked by hand",
}

_BORDERS = {
    Outcome.CORRECT: "solid",
    Outcome.PARTIAL: "dashed",
}


def to_text(result: Result) -> str:
    """Return the verdict as plain lines."""
    return "\n".join(_lines(result))


def to_html(result: Result) -> str:
    """Return the verdict as HTML; every word in it is escaped."""
    head, *rest = _lines(result)
    return box(head, rest, _BORDERS.get(result.outcome, "dotted"))


def box(head: str, lines: Iterable[str], border: str = "solid") -> str:
    """Return a bordered box of escaped lines; what stands in backticks is code.

    MathJax leaves it alone: a formula in a quoted answer could hold a live link.
    """
    title = f"<strong>{_escaped(head)}</strong>" if head else ""
    body = "".join(f"<div>{_escaped(line)}</div>" for line in lines)
    return (
        '<div role="status" class="mathjax_ignore tex2jax_ignore" '
        f'style="border-left: 4px {border} currentColor; '
        f'padding: 0.2em 0.8em; line-height: 1.5">'
        f"{title}{body}</div>"
    )


def _escaped(line: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(line))


def points(number: float) -> str:
    """Write points without a needless decimal."""
    return f"{number:g}"


def _lines(result: Result) -> list[str]:
    head = _HEADS[result.outcome]
    marks = f"{points(result.points)} of {points(result.max_points)} points"
    lines = [f"{head}: {result.exercise_id} ({marks})"]
    if result.outcome is Outcome.PARTIAL:
        right = [part.title for part in result.parts if part.points]
        lines.append(f"Right already: {'; '.join(right)}.")
    lines += [slip.words for slip in result.slips]
    lines += result.notes
    if result.outcome is Outcome.CORRECT and not result.is_complete:
        lines.append("The visible checks passed; grading asks further ones.")
    return lines
