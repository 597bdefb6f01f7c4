"""The class's quick test: each item's statistics as a table and a plot."""

import ast
import html
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.classroom.standing import class_standing
from grader.course import Course
from grader.exercises.quick_test import QUICK_TEST, UNIT, score_record
from grader.marking import answer_id
from quiz.forms import Form
from quiz.item_analysis import (
    FEWEST_FOR_DISCRIMINATION,
    ItemStatistics,
    analyse_items,
)
from quiz.plain import plain_text
from quiz.scoring import QuizResult

__all__ = ["UNIT", "ClassItems", "class_items"]

_HEADS = (
    "item",
    "takers",
    "right",
    "discrimination",
    "most chosen wrong answer",
    "misconception",
)
_LONGEST_SOURCE = 100_000
_LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class ClassItems:
    """The items of the quick test in a class.

    Parameters
    ----------
    items
        One for each item that somebody met.
    takers
        How many records they come from.
    unread
        Students whose answer cell holds no literal record; they are left out.
    """

    items: Sequence[ItemStatistics]
    takers: int
    unread: Sequence[str]

    def to_text(self) -> str:
        """Return a table, a line an item, and what it does not show."""
        out = io.StringIO()
        console = Console(file=out, width=200, color_system=None)
        table = Table(title="Quick test: items", title_justify="left")
        for head in _HEADS:
            table.add_column(head)
        for item in self.items:
            table.add_row(*(Text(cell) for cell in _cells(item)))
        console.print(table)
        console.print(Text(self._remarks()))
        return out.getvalue().rstrip()

    def to_html(self) -> str:
        """Return the same with a plot, as one section; every word is escaped."""
        from grader.classroom.item_plot import item_plot  # noqa: PLC0415 (Matplotlib)

        heads = "".join(f"<th>{html.escape(head)}</th>" for head in _HEADS)
        rows = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(item))
            + "</tr>"
            for item in self.items
        )
        return (
            "<h2>Quick test: items</h2>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p>{html.escape(self._remarks())}</p>{item_plot(self.items)}"
        )

    def _remarks(self) -> str:
        words = (
            f"{self.takers} takers. Right: the share who were. Discrimination: "
            "point-biserial correlation with the rest score, n/a for fewer than "
            f"{FEWEST_FOR_DISCRIMINATION} takers or without variation."
        )
        if self.unread:
            words += f" Left out, no literal record: {', '.join(self.unread)}."
        return words


def class_items(course: Course) -> ClassItems | None:
    """Analyse the records of a class, or return None where nobody has one."""
    taken, unread = [], []
    for standing in class_standing(course, UNIT):
        if standing.status != "graded":
            continue
        found = _taken(course, standing.student)
        if found is None:
            unread.append(standing.student)
        else:
            taken.append(found)
    if not taken:
        return None
    return ClassItems(analyse_items(taken), len(taken), unread)


def _taken(course: Course, student: str) -> tuple[Form, QuizResult] | None:
    """Score a student's record again, from the source text of the answer cell."""
    path = course.classroom / "autograded" / student / UNIT / f"{UNIT}.ipynb"
    try:
        return score_record(_record_in(path))
    except Exception:  # whatever a learner wrote there, the others are analysed
        return None


def _record_in(path: Path) -> Any:
    """Read the record as data; nothing of the notebook is run."""
    for cell in nbformat.read(path, as_version=4).cells:
        if answer_id(cell) == QUICK_TEST.id and len(cell.source) <= _LONGEST_SOURCE:
            return _assigned(cell.source)
    return None


def _assigned(source: str) -> Any:
    """Return the literal that a source assigns to `quick_test` last."""
    value = None
    for statement in ast.parse(source).body:
        targets: Sequence[ast.expr] = ()
        if isinstance(statement, ast.Assign):
            targets, assigned = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            targets, assigned = [statement.target], statement.value
        if "quick_test" in [t.id for t in targets if isinstance(t, ast.Name)]:
            value = assigned
    return None if value is None else ast.literal_eval(value)


def _cells(item: ItemStatistics) -> tuple[str, ...]:
    r = item.discrimination
    return (
        item.question.id,
        str(item.takers),
        f"{item.difficulty:.0%}",
        "n/a" if r is None else f"{r:+.2f}",
        _distractor(item),
        (item.distractor and item.distractor.misconception) or "",
    )


def _distractor(item: ItemStatistics) -> str:
    answer = item.distractor
    if answer is None:
        return "none"
    if item.question.is_numeric:
        shown = "another number" if answer.value is None else f"{answer.value:g}"
    else:
        shown = plain_text(answer.text or answer.code)
    shown = textwrap.shorten(shown, _LONGEST_TEXT, placeholder=" …")
    return f"{item.distractor_count}× {shown}"
