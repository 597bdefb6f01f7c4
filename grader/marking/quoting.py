"""A learner's prose as text, whatever is in it."""

import re

__all__ = ["quoted"]


def quoted(text: str) -> str:
    """Return markdown that shows a text letter by letter.

    A written answer is read by a person in a browser: as a fenced block neither
    HTML nor a link in it comes to life. The fence is longer than any in the text.
    """
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
