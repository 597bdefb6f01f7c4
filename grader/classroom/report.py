"""The class at a glance: as text, as HTML."""

import html
import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.checking import points
from grader.classroom.standing import Standing, class_standing
from grader.course import Course
from grader.exercises import UNITS

__all__ = ["grading_text", "report_html", "report_text", "standings_of"]

_MARKS = {
    "correct": "right",
    "partial": "partly",
    "incorrect": "wrong",
    "raised": "raised",
    "not-attempted": "-",
    "needs-manual": "by hand",
}


def standings_of(course: Course, unit: str | None) -> list[Standing]:
    """Return the standings of one unit, or of all units with submissions.

    Raises
    ------
    RuntimeError
        If there is no class yet, or no such unit.
    """
    if unit is not None:
        course.require_unit(unit)
    if not course.gradebook.exists():
        raise RuntimeError(
            f"nothing has been graded yet: {course.gradebook} is missing"
        )
    units = [unit] if unit else course.units()
    return [standing for name in units for standing in class_standing(course, name)]


def grading_text(standings: Sequence[Standing]) -> str:
    """Return a line a submission, as `course grade` prints it."""
    return "\n".join(_line(standing) for standing in standings)


def report_text(standings: Sequence[Standing]) -> str:
    """Return a table a unit: students, exercises, points, slips."""
    if not standings:
        return "No submissions yet."
    out = io.StringIO()
    console = Console(file=out, width=_width(standings), color_system=None)
    for unit in dict.fromkeys(standing.unit for standing in standings):
        rows = [standing for standing in standings if standing.unit == unit]
        table = Table(title=unit, title_justify="left")
        for head in _heads(unit):
            table.add_column(head, no_wrap=True)
        for row in rows:
            table.add_row(*(Text(cell) for cell in _cells(unit, row)))
        console.print(table)
        console.print(_average(rows))
    return out.getvalue().rstrip()


def report_html(standings: Sequence[Standing], more: str = "") -> str:
    """Return the same as one HTML page; every word in it is escaped.

    Parameters
    ----------
    standings
        The class.
    more
        HTML to show below the tables.
    """
    tables = []
    for unit in dict.fromkeys(standing.unit for standing in standings):
        rows = [standing for standing in standings if standing.unit == unit]
        heads = "".join(f"<th>{html.escape(head)}</th>" for head in _heads(unit))
        body = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(unit, row))
            + "</tr>"
            for row in rows
        )
        tables.append(
            f"<h2>{html.escape(unit)}</h2><table><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table><p>{html.escape(_average(rows))}</p>"
        )
    body = "".join(tables) or "<p>No submissions yet.</p>"
    return _PAGE.format(tables=body + more)


def _line(standing: Standing) -> str:
    if standing.status == "refused":
        return f"{standing.student}: refused, {standing.reason}"
    score = points(standing.score or 0.0)
    line = f"{standing.student}: {score} of {points(standing.max_score)}"
    if standing.slips:
        line += f"  [{', '.join(standing.slips)}]"
    if standing.needs_manual:
        line += f"  by hand: {', '.join(standing.needs_manual)}"
    return line


def _heads(unit: str) -> list[str]:
    exercises = UNITS[unit].exercises if unit in UNITS else ()
    return ["student", *(e.id for e in exercises), "score", "slips or reason"]


def _cells(unit: str, row: Standing) -> list[str]:
    exercises = UNITS[unit].exercises if unit in UNITS else ()
    if row.status == "refused":
        return [row.student, *("" for _ in exercises), "refused", row.reason or ""]
    found = {entry["id"]: entry for entry in row.exercises}
    cells = [_exercise_cell(found.get(exercise.id)) for exercise in exercises]
    score = f"{points(row.score or 0.0)}/{points(row.max_score)}"
    return [row.student, *cells, score, ", ".join(row.slips)]


def _exercise_cell(entry: dict[str, object] | None) -> str:
    if entry is None:
        return ""
    earned, outcome = entry["points"], str(entry["outcome"])
    number = points(earned) if isinstance(earned, (int, float)) else "?"
    return f"{number} {_MARKS.get(outcome, outcome)}"


def _average(rows: Sequence[Standing]) -> str:
    scores = [row.score for row in rows if row.score is not None]
    refused = sum(row.status == "refused" for row in rows)
    words = f"{len(rows)} submissions, {refused} refused"
    if scores:
        words += (
            f"; mean {sum(scores) / len(scores):.1f} of {points(rows[0].max_score)}"
        )
    return words


def _width(standings: Sequence[Standing]) -> int:
    """Return a width at which nothing is cut: a report is read by programs too."""
    widest = max(
        sum(len(cell) + 3 for cell in _cells(standing.unit, standing))
        for standing in standings
    )
    return max(widest + 80, 100)


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'">
<title>Class report</title>
<style>
body {{ font-family: sans-serif; margin: 2em; color-scheme: light dark; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid currentColor; padding: 0.2em 0.6em; text-align: left; }}
</style></head><body><h1>Class report</h1>{tables}</body></html>
"""
