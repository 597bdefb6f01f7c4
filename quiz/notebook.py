"""The quick test in a notebook: as a widget, and as text where there are none."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from quiz.attempts import Attempts
from quiz.before_after import EarlierAnswers, gain_words
from quiz.errors import BadForm
from quiz.forms import Form, draw_form
from quiz.learner import signed_in
from quiz.pages import line_html, said_html
from quiz.questions import Bank, load_bank
from quiz.scoring import QuizResult
from quiz.sitting import Sitting, Submitted
from quiz.terminal import form_text, review_text

__all__ = ["record_quick_test", "show_questions", "take_quick_test"]

_TAKE, _RECORD = "take_quick_test(", "record_quick_test("
_ONCE_MORE = (
    "To hand this in, run the answer cell once more: it then holds your answers. "
    "Or put this line into it, in place of what it says:"
)
_RECORDED = "This cell now holds your answers. Save the notebook."


@dataclass(slots=True)
class _Shown:
    """A form that is on the screen, and what became of it."""

    sitting: Sitting
    form: Form
    widget: Any = None
    submitted: Submitted | None = None
    # What else to do with answers to a few questions, and to say below their review.
    also: Callable[[Submitted], str] | None = None

    def submit(self, answers: Mapping[str, Any]) -> Submitted:
        """Hand in answers that were given as text."""
        self.submitted = self.sitting.submit(self.form, answers)
        return self.submitted


@dataclass(slots=True)
class _Session:
    """What one kernel remembers: nothing of it is written anywhere."""

    last: Sitting | None = None
    shown: dict[str, _Shown] = field(default_factory=dict)
    # The first answers to the questions of each form that a unit showed.
    asked: dict[int, QuizResult] = field(default_factory=dict)

    def begin(self, call: str, number: int | None) -> _Shown:
        """Return the form that a call has on the screen, or another one."""
        known = self.shown.get(call)
        if known is not None and number in (None, known.form.seed):
            return known
        sitting = Sitting.begin(tell=_say)
        if self.last is not None and self.last.learner == sitting.learner:
            sitting.last_form = self.last.last_form
        self.last = sitting
        self.shown[call] = _Shown(sitting, sitting.form(number))
        return self.shown[call]

    def end(self, call: str) -> None:
        """Let the next call begin anew."""
        self.shown.pop(call, None)


_session = _Session()


def take_quick_test(
    form: int | None = None, answers: Mapping[str, Any] | None = None
) -> None:
    """Take the quick test in a notebook, for yourself.

    Parameters
    ----------
    form
        Which form; by default your next one.
    answers
        Answers by question id, handed in at once: for where there are no widgets.

    Raises
    ------
    QuizError
        If the form or an answer cannot be used; nothing is kept then.
    """
    call = _TAKE
    shown = _session.begin(call, form)
    if shown.submitted is not None:
        _session.end(call)
        shown = _session.begin(call, form)
    if answers is None:
        _show(shown, call)
        return
    _say(review_text(shown.submit(answers)))
    _session.end(call)


def record_quick_test(
    form: int | None = None, answers: Mapping[str, Any] | None = None
) -> Any:
    """Take the quick test in an answer cell, which then holds your answers.

    Run the cell, answer, submit, and run it once more: its source becomes
    ``quick_test = {"form": …, "answers": {…}}``, which is what is handed in.

    Parameters
    ----------
    form, answers
        As for `take_quick_test`.

    Returns
    -------
    dict or Ellipsis
        The record; the placeholder as long as nothing is submitted.

    Raises
    ------
    QuizError
        If the form or an answer cannot be used; nothing is kept then.
    """
    call = _RECORD
    shown = _session.begin(call, form)
    if answers is not None:
        _say(review_text(shown.submit(answers)))
    if shown.submitted is None:
        _show(shown, call)
        return ...
    _session.end(call)
    record = _record(shown.submitted)
    shell = _shell()
    if shell is None:
        _say(_line(record))
    else:
        shell.set_next_input(_line(record), replace=True)
        _say(_RECORDED)
    return record


def show_questions(
    *slots: int,
    form: int = 0,
    answers: Mapping[str, Any] | None = None,
    before: int | None = None,
) -> None:
    """Show some questions of a form, ungraded: before a unit, or after it.

    Answers of a learner who is signed in are kept, to be compared; nobody else's are.

    Parameters
    ----------
    slots
        Which places of the blueprint to ask, 1 to 10.
    form
        The form that they are taken from.
    answers
        As for `take_quick_test`.
    before
        The form that the same places were asked from earlier: what has changed since
        is told after the review.

    Raises
    ------
    QuizError
        If the form, a slot or an answer cannot be used.
    """
    bank = load_bank()
    asked = tuple(q for q in draw_form(bank, form).questions if q.slot in slots)
    if len(asked) < len(set(slots)) or not slots:
        raise BadForm(f"slots must be places from 1 to 10, not {slots!r}")
    call = f"show_questions({', '.join(map(str, slots))}, "
    if before is not None:
        draw_form(bank, before)  # refuse what is no form now, not after the answers
        call += f"before={before}, "
    earlier = EarlierAnswers(signed_in(), tell=_say)
    sitting = Sitting(None, bank, Attempts(), unsaved=earlier.greeting)

    def also(submitted: Submitted) -> str:
        earlier.add(submitted.result)
        words = "" if before is None else _gain(earlier, bank, before, submitted)
        _session.asked.setdefault(form, submitted.result)
        return words

    shown = _Shown(sitting, Form(form, asked), also=also)
    if answers is None:
        _show(shown, call)
        return
    submitted = shown.submit(answers)
    _say("\n\n".join(filter(None, (review_text(submitted), also(submitted)))))


def _gain(
    earlier: EarlierAnswers, bank: Bank, before: int, submitted: Submitted
) -> str:
    """Say what has changed since the first answers to an earlier form."""
    then = earlier.first(bank, before) or _session.asked.get(before)
    if then is None:
        return earlier.words_of_none()
    return gain_words(then, submitted.result)


def _record(submitted: Submitted) -> dict[str, Any]:
    results = submitted.result.by_question.values()
    answers = {r.id: r.chosen for r in results if r.is_answered}
    return {"form": submitted.form.seed, "answers": answers}


def _line(record: Mapping[str, Any]) -> str:
    """Return the record as a line of Python: JSON without true, false and null."""
    return f"quick_test = {json.dumps(record)}"


def _show(shown: _Shown, call: str) -> None:
    """Show a form as a widget; front ends without widgets show its text."""
    text = f"{shown.sitting.greeting}\n{form_text(shown.form, call)}"
    shell = _shell()
    widget = _widget(shown, call) if shell is not None else None
    if widget is None:
        print(text)
        return
    from IPython.display import display  # noqa: PLC0415 (only inside IPython)

    bundle = dict(widget.box._repr_mimebundle_())
    display({**bundle, "text/plain": text}, raw=True)


def _widget(shown: _Shown, call: str) -> Any:
    """Return the form's widget, the same one again as long as it is open."""
    if shown.widget is not None:
        return shown.widget
    try:
        from quiz.widgets import QuizWidget  # noqa: PLC0415 (may be missing)
    except ImportError:
        return None

    def keep(submitted: Submitted) -> None:
        shown.submitted = submitted

    def after(submitted: Submitted) -> str:
        if shown.also is not None:
            return said_html(shown.also(submitted))
        if call != _RECORD:
            return ""
        return line_html(_ONCE_MORE, _line(_record(submitted)))

    shown.widget = QuizWidget(shown.sitting, shown.form, keep, after)
    return shown.widget


def _shell() -> Any:
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def _say(words: str) -> None:
    print(words)
