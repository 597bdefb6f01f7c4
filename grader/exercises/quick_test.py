"""Unit 8: the quick test, whose answer is a form's number with what was chosen."""

from typing import Any

import numpy as np

import quiz
from grader.exercises.exercise import Exercise, Misshapen, Part, Probe, Reading
from grader.exercises.reading import kind
from quiz.questions import SLOTS
from quiz.reviewing import review, summary_line

__all__ = ["EXERCISES", "QUICK_TEST", "UNIT", "score_record"]

UNIT = "8-quick-test"

_PARTS = tuple(Part(f"question-{slot}", 1.0, f"question {slot}") for slot in SLOTS)
_KEYS = {"form", "answers"}
_LIKE = 'such as {"form": 1, "answers": {…}}'


def score_record(value: Any) -> tuple[quiz.Form, quiz.QuizResult]:
    """Draw the recorded form again and score what was recorded.

    Raises
    ------
    Misshapen
        If it is no record, or its form or answers are none.
    """
    if not isinstance(value, dict):
        raise Misshapen(f"quick_test should be a record {_LIKE}, not {kind(value)}")
    if set(value) != _KEYS:
        raise Misshapen(
            f"quick_test should have the keys 'form' and 'answers', {_LIKE}"
        )
    try:
        form = quiz.draw_form(quiz.load_bank(), value["form"])
        return form, quiz.score(form, value["answers"])
    except (quiz.BadForm, quiz.BadAnswer) as error:
        raise Misshapen(str(error)) from None


def _read(probe: Probe, value: Any) -> Reading:
    del probe  # there is one
    result = score_record(value)[1]
    return tuple(float(one.correct) for one in result.by_question.values())


def _expected(probe: Probe) -> Any:
    """Return the keys of a form; any form is a right one to take."""
    del probe
    form = quiz.draw_form(quiz.load_bank(), 0)
    return {"form": form.seed, "answers": {q.id: _key(q) for q in form.questions}}


def _key(question: quiz.Question) -> Any:
    keys = [answer for answer in question.answers if answer.correct]
    if question.is_numeric:
        return keys[0].value
    return [key.id for key in keys] if question.takes_many else keys[0].id


def _remark(probe: Probe, value: Any) -> str:
    """Say what the review says in short: how many, which, and what to revisit."""
    del probe
    form, result = score_record(value)
    wrong = [r for r in review(form, result) if r.unit]
    places = ", ".join(str(r.place) for r in wrong)
    units = ", ".join(sorted({r.unit for r in wrong}))
    return f"{summary_line(result)} Not right: questions {places}. Revisit: {units}."


def _none(rng: np.random.Generator) -> tuple[Probe, ...]:
    """Draw nothing: the record is all there is to ask for."""
    del rng
    return ()


QUICK_TEST = Exercise(
    id="quick-test",
    title="The quick test",
    asks='quick_test = {"form": number, "answers": {question id: answer}}',
    parts=_PARTS,
    components=tuple(part.id for part in _PARTS),
    published=(Probe("quick_test", None, "the record of your test"),),
    graded=(),
    draw=_none,
    expected=_expected,
    read=_read,
    slips=(),
    hints=(
        "Run the answer cell, answer the questions, submit, and run the cell once "
        "more. It then holds the number of your form and your answers.",
        "The review below the test says of each answer why it is right or not, and "
        "which unit to revisit.",
        "Another form has other questions: put quick_test = record_quick_test() back "
        "into the answer cell, and run it. The last form that you record counts.",
    ),
    remark=_remark,
    has_solution=False,
)

EXERCISES = (QUICK_TEST,)
