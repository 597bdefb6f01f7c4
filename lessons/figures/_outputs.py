"""What a cell shows: a picture, a table or a note, each in HTML and in plain text."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass


def _paragraph(text: str) -> str:
    """Return an HTML paragraph with a line for each line of the text."""
    lines = (html.escape(line) for line in text.splitlines())
    return f"<p>{'<br>'.join(lines)}</p>"


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A PNG image with the text that says the same in words.

    Parameters
    ----------
    png : bytes
        The image; empty where figures are only described.
    alt : str
        The text alternative; it is also the object's plain-text form.
    width, height : int
        The size on the page, in CSS pixels; the image may be denser.
    note : str
        A line of words above the image; none by default.
    """

    png: bytes
    alt: str
    width: int
    height: int
    note: str = ""

    def __repr__(self) -> str:
        return f"{self.note}\n{self.alt}" if self.note else self.alt

    def _repr_html_(self) -> str:
        """Return an HTML image that carries its alternative text, or that text."""
        note = _paragraph(self.note) if self.note else ""
        if not self.png:
            return f"{note}<p>Figure: {html.escape(self.alt)}</p>"
        data = base64.b64encode(self.png).decode("ascii")
        return (
            f'{note}<img alt="{html.escape(self.alt)}" width="{self.width}" '
            f'style="max-width:100%" src="data:image/png;base64,{data}">'
        )


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A small table of ready-made words.

    Parameters
    ----------
    header : sequence of str
        One word or two for each column.
    rows : sequence of sequences of str
        The cells, already rounded.
    caption : str
        One line above the table.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str

    def __repr__(self) -> str:
        lines = [self.header, *self.rows]
        columns = zip(*lines, strict=True)
        widths = [max(len(cell) for cell in column) for column in columns]
        text = [
            "  ".join(
                cell.rjust(width) for cell, width in zip(line, widths, strict=True)
            )
            for line in lines
        ]
        return "\n".join([self.caption, *text])

    def _repr_html_(self) -> str:
        """Return an HTML table with a caption and column headings."""
        head = "".join(f'<th scope="col">{html.escape(c)}</th>' for c in self.header)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self.rows
        )
        return (
            f"<table><caption>{html.escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """A few words to the learner.

    Parameters
    ----------
    text : str
        What to say.
    """

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        """Return an HTML paragraph with a line for each line of the text."""
        return _paragraph(self.text)
