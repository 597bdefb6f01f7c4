"""The quick test in a terminal: plain lines, one question at a time."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quiz.forms import Form
from quiz.plain import plain_text
from quiz.questions import Question
from quiz.reviewing import Reviewed, summary_line
from quiz.sitting import Submitted
from quiz.typed_numbers import NotANumber, read_number

__all__ = [
    "Stopped",
    "ask_form",
    "closing_text",
    "form_text",
    "question_text",
    "review_text",
]

_WIDTH = 78
_BACK, _STOP, _SUBMIT = "back", "stop", "submit"
_HOW = (
    "Answer with the number of an option, or the number asked for. Enter alone leaves "
    f"a question as it is; `{_BACK}` goes back, `{_SUBMIT}` to the end, and `{_STOP}` "
    "ends without submitting."
)


class Stopped(Exception):  # noqa: N818 (says what happened)
    """The learner ended the test before it was submitted."""


class _Misread(Exception):  # noqa: N818
    """A line that is no answer to the question; says what would be."""


def ask_form(
    form: Form, ask: Callable[[str], str], say: Callable[[str], None]
) -> dict[str, Any]:
    """Ask a form's questions and return the answers by question id.

    Parameters
    ----------
    form
        What to ask.
    ask
        Shows a prompt and returns the line typed, as `input` does; `EOFError`
        ends the test.
    say
        Shows lines.

    Raises
    ------
    Stopped
        If the learner stops, or there is nothing more to read.
    """
    say(_wrapped(f"Form {form.seed}: {len(form.questions)} questions. {_HOW}"))
    sheet = _Sheet(form)
    try:
        while not _is_done(sheet, ask, say):
            pass
    except EOFError:
        raise Stopped("the input ended before the test was submitted") from None
    return sheet.answers


@dataclass(slots=True)
class _Sheet:
    form: Form
    answers: dict[str, Any] = field(default_factory=dict)
    place: int = 0
    # Whether the learner has been at the end, and came back for one question.
    returns: bool = False

    @property
    def open_places(self) -> list[int]:
        questions = enumerate(self.form.questions, 1)
        return [place for place, q in questions if q.id not in self.answers]


def _is_done(
    sheet: _Sheet, ask: Callable[[str], str], say: Callable[[str], None]
) -> bool:
    """Take one step: a question, or the last look before submission."""
    if sheet.place >= len(sheet.form.questions):
        return _is_submitted(sheet, ask, say)
    question = sheet.form.questions[sheet.place]
    given = sheet.answers.get(question.id)
    say(question_text(question, sheet.place + 1, len(sheet.form.questions), given))
    line = ask("> ").strip()
    if line == _STOP:
        raise Stopped("stopped")
    if line == _BACK:
        sheet.place = max(0, sheet.place - 1)
        return False
    if line == _SUBMIT:
        sheet.place = len(sheet.form.questions)
        return False
    if line:
        try:
            sheet.answers[question.id] = _read(question, line)
        except (_Misread, NotANumber) as error:
            say(f"Not understood: {error}")
            return False
    sheet.place = len(sheet.form.questions) if sheet.returns else sheet.place + 1
    sheet.returns = False
    return False


def _is_submitted(
    sheet: _Sheet, ask: Callable[[str], str], say: Callable[[str], None]
) -> bool:
    missing = sheet.open_places
    if missing:
        say(f"\nNot answered: {_listed(missing)}. They would count as wrong.")
    else:
        say("\nEvery question is answered.")
    say(f"`{_SUBMIT}` hands in; a number goes to that question; `{_STOP}` ends.")
    line = ask("> ").strip()
    if line == _STOP:
        raise Stopped("stopped")
    if line == _BACK:
        sheet.place -= 1
    elif _is_place(line, len(sheet.form.questions)):
        sheet.place, sheet.returns = int(line) - 1, True
    return line == _SUBMIT


def _is_place(typed: str, count: int) -> bool:
    # Python refuses to read whole numbers of thousands of digits.
    return typed.isdecimal() and len(typed) < 10 and 1 <= int(typed) <= count


def _read(question: Question, line: str) -> Any:
    if question.is_numeric:
        return read_number(line)
    places = line.replace(",", " ").split()
    count = len(question.answers)
    if not all(_is_place(p, count) for p in places):
        raise _Misread(f"an option is a number from 1 to {count}, not {line[:80]!r}")
    chosen = [question.answers[int(p) - 1].id for p in dict.fromkeys(places)]
    if question.takes_many:
        return chosen
    if len(chosen) > 1:
        raise _Misread("this question takes one option")
    return chosen[0]


def form_text(form: Form, call: str) -> str:
    """Return a whole form as plain lines, options by id, with how to hand it in.

    Parameters
    ----------
    form
        The form.
    call
        How the call that takes it begins, such as ``take_quick_test(``.
    """
    total = len(form.questions)
    parts = [
        question_text(question, place, total, by_id=True)
        for place, question in enumerate(form.questions, 1)
    ]
    pairs = ", ".join(f'"{q.id}": {_example(q)}' for q in form.questions[:2])
    how = (
        f"Form {form.seed}, as text. Answer by question and option, and run:\n"
        f"{call}form={form.seed}, answers={{{pairs}, …}})"
    )
    return "\n".join([how, *parts])


def _example(question: Question) -> str:
    if question.is_numeric:
        return "0.25"
    return '["…", "…"]' if question.takes_many else '"…"'


def question_text(
    question: Question, place: int, of: int, given: Any = None, *, by_id: bool = False
) -> str:
    """Return a question with its options as plain lines.

    Parameters
    ----------
    question, place, of
        What is asked, and where it stands.
    given
        What was answered so far, if anything.
    by_id
        Whether options show their ids, under which they are recorded, rather than
        numbers.
    """
    name = f" ({question.id})" if by_id else ""
    lines = ["", f"Question {place} of {of}{name}"]
    lines.append(_wrapped(plain_text(question.question)))
    lines += _code_lines(question)
    for number, answer in enumerate(question.answers, 1):
        if question.is_numeric:
            break
        head = f'"{answer.id}": ' if by_id else f"{number}. "
        lines.append(_option(head, plain_text(answer.text), answer.code))
    if question.takes_many and not by_id:
        lines.append("Several may be right: type their numbers, such as 1 3.")
    if given is not None:
        lines.append(f"Answered so far: {_given(question, given)}")
    return "\n".join(lines)


def _code_lines(question: Question) -> list[str]:
    """Return a question's data, set apart, or nothing."""
    code = textwrap.indent(question.code, "    ")
    return ["", code, ""] if code else []


def _given(question: Question, given: Any) -> str:
    if question.is_numeric:
        return f"{given:g}"
    ids = [answer.id for answer in question.answers]
    chosen = given if isinstance(given, list) else [given]
    return _listed(sorted(ids.index(name) + 1 for name in chosen))


def review_text(submitted: Submitted) -> str:
    """Return the result and what there is to say on each answer, as plain lines."""
    parts = [_wrapped(summary_line(submitted.result)), _wrapped(submitted.words)]
    parts += [_reviewed_text(reviewed) for reviewed in submitted.review]
    return "\n\n".join(parts)


def closing_text(submitted: Submitted) -> str:
    """Return what stands last in a terminal: the score, and how to try again."""
    line = _wrapped(summary_line(submitted.result))
    if submitted.result.passed:
        return line
    return f"{line}\nOther questions: `course quiz --form {submitted.form.seed + 1}`."


def _reviewed_text(reviewed: Reviewed) -> str:
    question = plain_text(reviewed.question.question)
    lines = [_wrapped(f"{reviewed.place}. {reviewed.verdict}: {question}")]
    lines += _code_lines(reviewed.question)
    for chosen in reviewed.chosen:
        lines.append(_option("   You: ", plain_text(chosen.text), chosen.code))
        lines.append(_wrapped(plain_text(chosen.words), "   "))
    if reviewed.note:
        lines.append(_wrapped(reviewed.note, "   "))
    if reviewed.unit:
        lines.append(f"   Revisit: {reviewed.unit}")
    return "\n".join(lines)


def _option(head: str, text: str, code: str) -> str:
    lines = [_wrapped(text, head, " " * len(head))] if text else []
    if code:
        body = textwrap.indent(code, " " * len(head))
        lines.append(body if text else head + body[len(head) :])
    return "\n".join(lines)


def _wrapped(text: str, head: str = "", rest: str | None = None) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=head,
        subsequent_indent=head if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)
