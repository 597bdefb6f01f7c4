"""The card as one printable HTML page, with nothing from elsewhere on it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from grader.cards.measures import N_BINS, Measured, Measures
from grader.cards.rules import RuleRow
from grader.cards.style import STYLE
from grader.cards.verdict import TITLES
from grader.cards.words import between, number, shortened, spread
from lessons.figures import reliability_diagram

if TYPE_CHECKING:
    from grader.cards.card import CalibrationCard

__all__ = ["page"]

_FEW = 3  # rows of thresholds, beside which there is room left
_MARKS = {"met": "✓ met", "open": "? open", "broken": "✗ broken"}
_STATES = {
    "met": "kept",
    "open": "maybe luck",
    "broken": "broken",
}
_GROUP_STATES = {
    "met": "",
    "few": "too few to judge",
    "open": "maybe luck",
    "refit": "refit",
}


def page(card: CalibrationCard) -> str:
    """Return the page; every word in it is escaped."""
    model = html.escape(card.model)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src '
        "'none'; style-src 'unsafe-inline'; img-src data:\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>Calibration card: {model}</title><style>{STYLE}</style></head>"
        f"<body><header><h1>Calibration card: {model}</h1>"
        f"<p>{card.made.isoformat()} · {_about(card)}</p></header>{_verdict(card)}"
        f'<div class="columns">{_side_by_side(card)}</div>{_figures(card)}'
        f'<div class="columns"><section>{_groups(card)}</section>'
        f"{_boxes(card)}</div></body></html>"
    )


def _about(card: CalibrationCard) -> str:
    sizes = f"{card.calibration.n:,} rows to calibrate · {card.test.n:,} to test"
    if card.test.is_binary:
        return f"one score a row · {sizes}"
    return f"{card.test.logits.shape[1]} classes · {sizes}"


def _verdict(card: CalibrationCard) -> str:
    found = card.verdict
    kind = {"yes": "met", "no": "broken"}.get(found.deploy, "open")
    items = "".join(
        f'<tr class="{f.state}"><td>{_MARKS[f.state]}</td>'
        f"<th scope=row>{TITLES[f.about]}</th><td>{html.escape(f.words)}</td></tr>"
        for f in card.findings
    )
    return (
        f'<section class="verdict {kind}"><h2>{html.escape(found.words)}</h2>'
        f"<p>{html.escape(found.why)}</p><table><tbody>{items}</tbody></table></section>"
    )


def _side_by_side(card: CalibrationCard) -> str:
    """Put the rule of refits into the column that has room for it."""
    left, right = _scores(card), _rule(card)
    if sum(row.threshold is not None for row in card.rows) > _FEW:
        left += _refit(card)
    else:
        right += _refit(card)
    return f"<section>{left}</section><section>{right}</section>"


def _scores(card: CalibrationCard) -> str:
    with_method = card.method.name != "none"
    names = ("NLL", "Brier score", f"ECE, {N_BINS} bins", "accuracy")
    rows = [
        [name, _cell(before), *([_cell(after)] if with_method else [])]
        for name, before, after in zip(
            names, _four(card.before), _four(card.after), strict=True
        )
    ]
    heads = ["test split", "raw", *([card.method.name] if with_method else [])]
    what = "" if card.test.is_binary else " of the top label"
    note = (
        f"In brackets 95 % intervals; lower is better, but for accuracy. "
        f"ECE: the mean gap between promise and outcome{what}; by luck alone "
        f"honest scores would show up to {number(card.after.honest_ece)}. "
        f"NLL and Brier score: the price of wrong probabilities."
    )
    return f"<h2>Can the scores be trusted?</h2>{_table(heads, rows)}{_note(note)}"


def _four(found: Measures) -> tuple[Measured, ...]:
    return (found.nll, found.brier, found.ece, found.accuracy)


def _cell(found: Measured) -> str:
    return f"{number(found.value)} ({between(found.interval)})"


def _rule(card: CalibrationCard) -> str:
    words = card.rule.words[:1].upper() + card.rule.words[1:]
    note = _note(f"{words}. Chosen on calibration rows, measured on test rows.")
    shown = [row for row in card.rows if row.threshold is not None]
    without = [row.name for row in card.rows if row.threshold is None]
    with_interval = any(row.interval is not None for row in shown)
    heads = ["class", "flag at ≥", card.rule.measure, "found", "false alarms", ""]
    rows = [
        [
            row.name,
            number(row.threshold),
            spread(Measured(row.value or 0.0, row.interval))
            if with_interval and row.interval
            else number(row.value),
            *_counts(row),
            _STATES[row.state],
        ]
        for row in shown
    ]
    table = _table(heads, rows) if shown else ""
    left = ""
    if without:
        of = f" for {shortened(without)}" if len(card.rows) > 1 else ""
        left = f"No threshold keeps it{of}: decide by hand."
    return f"<h2>Where is the cut-off?</h2>{note}{table}{_note(left) if left else ''}"


def _counts(row: RuleRow) -> tuple[str, str]:
    if row.matrix is None:
        return "", ""
    positives = row.matrix.tp + row.matrix.fn
    return f"{row.matrix.tp:,} of {positives:,}", f"{row.matrix.fp:,}"


def _groups(card: CalibrationCard) -> str:
    if card.groups is None:
        return f"<h2>For whom?</h2>{_note('No groups were given.')}"
    rows = [
        [
            row.name,
            f"{row.n:,}",
            number(row.measures.accuracy.value),
            _cell(row.measures.ece),
            f"{number(row.measures.honest_ece)}",
            _GROUP_STATES[row.state],
        ]
        for row in card.groups
    ]
    heads = ["group", "n", "accuracy", "ECE", "honest up to", ""]
    note = (
        "Honest up to: by luck alone, honest scores show more in some group only "
        "5 times in 100."
    )
    return f"<h2>For whom?</h2>{_table(heads, rows)}{_note(note)}"


def _refit(card: CalibrationCard) -> str:
    words = (
        f"Look again each month, and after a new camera, lens, line or supplier. "
        f"Refit a group when {card.min_n} or more fresh labelled rows of it show an "
        f"ECE above {card.limit:g}, and above what honest scores would show. A drift "
        f"alarm without labels (PSI, KS) says only: label some and look."
    )
    return f"<h2>When to refit</h2>{_note(words)}"


def _figures(card: CalibrationCard) -> str:
    drawn = ""
    reading: Literal["any", "B"] = "any" if card.test.is_binary else "B"
    for name, promised, came in card.promises():
        diagram = reliability_diagram(promised, came, bins=N_BINS, reading=reading)
        words = "Raw scores" if name == "before" else f"After {card.method.name}"
        drawn += (
            f"<figure><figcaption>{html.escape(words)}, test split</figcaption>"
            f"{diagram._repr_html_()}</figure>"
        )
    return f'<section class="figures">{drawn}</section>'


def _boxes(card: CalibrationCard) -> str:
    items = "".join(
        f"<li><b>{'☑' if box.ticked else '☐'} {html.escape(box.title)}"
        f'<span class="words">{" (done)" if box.ticked else " (not done)"}</span></b> '
        f"{html.escape(box.evidence)}</li>"
        for box in card.checklist
    )
    return f'<section class="boxes"><h2>Checklist</h2><ul>{items}</ul></section>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _note(words: str) -> str:
    return f"<p>{html.escape(words)}</p>"
