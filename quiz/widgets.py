"""The quick test in JupyterLab: one question at a time, built from ipywidgets.

Widgets are the browser's own inputs, so that Tab and Space do. Every text is
escaped; colours come from JupyterLab's theme, light or dark.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets

from quiz.errors import QuizError
from quiz.forms import Form
from quiz.pages import error_html, head_html, question_markup, result_html, style_html
from quiz.plain import plain_text
from quiz.questions import SLOTS, Answer, Question
from quiz.sitting import Sitting, Submitted
from quiz.typed_numbers import NotANumber, read_number

__all__ = ["QuizWidget"]

_HOW_MANY = "Tick every right option, and no other."
_HOW_ONE = "Choose one option."
_HOW_NUMBER = "Type a number, such as 0.25 or 1/4."


class QuizWidget:
    """A form as a widget: questions, a last look, then the review.

    Parameters
    ----------
    sitting
        Whose form it is, and where the attempt is kept.
    form
        The questions.
    on_submitted
        Called once with what was handed in.
    after
        HTML to show below the review, made from what was handed in.
    """

    def __init__(
        self,
        sitting: Sitting,
        form: Form,
        on_submitted: Callable[[Submitted], None] = lambda _: None,
        after: Callable[[Submitted], str] = lambda _: "",
    ) -> None:
        self._sitting, self._form = sitting, form
        self._on_submitted, self._after = on_submitted, after
        self._place = 0
        # Whether the learner has been at the end, and came back for one question.
        self._returns = False
        self._inputs = [_Input(question) for question in form.questions]
        self._head = ipywidgets.HTML()
        self._asked = ipywidgets.HTMLMath()
        self._input = ipywidgets.VBox()
        self._error = ipywidgets.HTML()
        self._back = _button("Back", self._go_back)
        self._next = _button("Next", self._go_on, style="primary")
        # A button of its own: pressing Next once too often must not submit.
        self._hand_in = _button("Submit", self._submit, style="primary")
        self.box = ipywidgets.VBox(
            [
                ipywidgets.HTML(style_html()),
                self._head,
                self._asked,
                self._input,
                self._error,
                _row([self._back, self._next, self._hand_in]),
            ]
        )
        self.box.add_class("quick-test")
        self._show()

    @property
    def answers(self) -> dict[str, Any]:
        """What is answered so far, by question id.

        Raises
        ------
        NotANumber
            If a number was typed that is none.
        """
        given = {i.question.id: i.value for i in self._inputs}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def _at_end(self) -> bool:
        return self._place == len(self._inputs)

    def _go_back(self) -> None:
        self._place = max(0, self._place - 1)
        self._show()

    def _go_on(self) -> None:
        if self._at_end:
            return
        try:
            _ = self._inputs[self._place].value
        except NotANumber as error:
            self._error.value = error_html(str(error))
            return
        self._place = len(self._inputs) if self._returns else self._place + 1
        self._returns = False
        self._show()

    def _go_to(self, place: int) -> None:
        self._place, self._returns = place, True
        self._show()

    def _show(self) -> None:
        self._error.value = ""
        self._back.disabled = self._place == 0
        self._next.disabled = self._at_end
        self._hand_in.layout.display = "" if self._at_end else "none"
        if self._at_end:
            self._show_end()
            return
        current = self._inputs[self._place]
        total = len(self._inputs)
        greeting = self._sitting.greeting if self._place == 0 else ""
        self._head.value = head_html(
            f"Question {self._place + 1} of {total}", self._place, total, greeting
        )
        self._asked.value = question_markup(current.question, current.how)
        self._input.children = current.widgets
        is_last = self._returns or self._place + 1 == total
        self._next.description = "To the end" if is_last else "Next"

    def _show_end(self) -> None:
        """List what is open, each with a way back to it, before submission."""
        total = len(self._inputs)
        missing = [n for n, i in enumerate(self._inputs) if i.value is None]
        words = "Every question is answered."
        if missing:
            numbers = ", ".join(str(n + 1) for n in missing)
            words = f"Not answered: {numbers}."
            # A few questions that are no whole form count nowhere.
            if total == len(SLOTS):
                words += " They would count as wrong."
        self._head.value = head_html(
            f"{total - len(missing)} of {total} answered", total, total, words
        )
        self._asked.value = ""
        ways = [
            _button(f"Go to question {n + 1}", partial(self._go_to, n)) for n in missing
        ]
        self._input.children = [_row(ways)]

    def _submit(self) -> None:
        try:
            submitted = self._sitting.submit(self._form, self.answers)
        except QuizError as error:
            self._error.value = error_html(str(error))
            return
        result = ipywidgets.HTMLMath(result_html(submitted))
        self.box.children = [self.box.children[0], result]
        self._on_submitted(submitted)
        after = self._after(submitted)
        if after:
            self.box.children = [*self.box.children, ipywidgets.HTML(after)]


class _Input:
    """The widgets that take the answer to one question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.widgets: list[Any] = []
        if question.is_numeric:
            self.how = _HOW_NUMBER
            self._field = ipywidgets.Text(
                description="Your number:", placeholder="0.25"
            )
            self._field.style.description_width = "initial"
            self.widgets = [self._field]
        elif question.takes_many:
            self.how = _HOW_MANY
            self.widgets = [_checkbox(answer) for answer in question.answers]
        else:
            self.how = _HOW_ONE
            options = [(_label(a), a.id) for a in question.answers]
            self._radio = ipywidgets.RadioButtons(options=options, value=None)
            self._radio.layout.width = "100%"
            self.widgets = [self._radio]

    @property
    def value(self) -> Any:
        """The answer as `quiz.score` takes it, None where there is none."""
        if self.question.is_numeric:
            typed = str(self._field.value).strip()
            return read_number(typed) if typed else None
        if self.question.takes_many:
            pairs = zip(self.question.answers, self.widgets, strict=True)
            ticked = [answer.id for answer, widget in pairs if widget.value]
            return ticked or None
        return self._radio.value


def _checkbox(answer: Answer) -> Any:
    box = ipywidgets.Checkbox(value=False, description=_label(answer), indent=False)
    box.layout.width = "100%"
    return box


def _label(answer: Answer) -> str:
    """Return an option as the plain text of a label; line breaks stay."""
    return "\n".join(filter(None, (plain_text(answer.text), answer.code)))


def _row(buttons: list[Any]) -> Any:
    row = ipywidgets.HBox(buttons)
    row.layout.flex_flow = "row wrap"
    return row


def _button(words: str, act: Callable[[], None], style: str = "") -> Any:
    button = ipywidgets.Button(description=words, button_style=style)
    button.layout.width = "auto"
    button.on_click(lambda _: act())
    return button
