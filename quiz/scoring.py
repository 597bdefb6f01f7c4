"""Score a form: answers in by option id, a result out."""

import math
import numbers
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from quiz.errors import BadAnswer
from quiz.forms import Form
from quiz.questions import Answer, Question

__all__ = ["PASS_MARK", "QuestionResult", "QuizResult", "score"]

PASS_MARK = 70
"""Percent from which the quick test is passed."""

_LONGEST_QUOTE = 80
# Room for the last bit of a decimal fraction at the edge of a tolerance.
_LAST_BIT = 1e-12


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """How one question was answered.

    Parameters
    ----------
    id
        The question's.
    correct
        Whether it earns its point.
    chosen
        What was answered: an option id, a list of them or a number; None where
        nothing was.
    matched
        The answers of the question that this is, for their explanations.
    misconception
        What a wrong answer tells of, if anything.
    """

    id: str
    correct: bool
    chosen: str | list[str] | float | None
    matched: tuple[Answer, ...] = ()
    misconception: str | None = None

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered."""
        return self.chosen is not None


@dataclass(frozen=True, slots=True)
class QuizResult:
    """What a form's answers came to.

    Parameters
    ----------
    form
        The form's number.
    score, out_of
        Right answers, of how many.
    by_question
        Each question's result by its id, in the form's order.
    """

    form: int
    score: int
    out_of: int
    by_question: Mapping[str, QuestionResult]

    @property
    def percent(self) -> float:
        """The share of right answers, from 0 to 100."""
        return 100 * self.score / self.out_of

    @property
    def passed(self) -> bool:
        """Whether the pass mark is reached: 7 of 10 pass, 6 do not."""
        return 100 * self.score >= PASS_MARK * self.out_of

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The ids of questions without an answer; they count as wrong."""
        return tuple(r.id for r in self.by_question.values() if not r.is_answered)

    def to_json(self, *, saved: bool) -> dict[str, Any]:
        """Return the result as ``course quiz --json`` shows it."""
        return {
            "form": self.form,
            "score": self.score,
            "out_of": self.out_of,
            "percent": self.percent,
            "passed": self.passed,
            "saved": saved,
            "questions": [
                {
                    "id": result.id,
                    "correct": result.correct,
                    "chosen": result.chosen,
                    "misconception": result.misconception,
                }
                for result in self.by_question.values()
            ],
        }


def score(form: Form, answers: Mapping[str, Any]) -> QuizResult:
    """Score the answers to a form.

    A question without an answer (missing, None or an empty list) counts as wrong.
    Of a question with several right options all of them and no other have to be
    chosen. A number is right within the key's tolerance, the edge included.

    Parameters
    ----------
    form
        From `draw_form`.
    answers
        By question id: an option id, a list of option ids where several may be
        right, or a number.

    Raises
    ------
    BadAnswer
        If a question is not on the form, an option not among the question's, or
        a value of another type than asked for, NaN and infinity included.
    """
    if not isinstance(answers, Mapping):
        raise BadAnswer(
            f"answers must map question ids to answers, not be a "
            f"{type(answers).__name__}: {_quote(answers)}"
        )
    on_form = {question.id: question for question in form.questions}
    for name in answers:
        if name not in on_form:
            raise BadAnswer(
                f"question {_quote(name)} is not on form {form.seed}, which asks "
                f"{', '.join(on_form)}"
            )
    results = {
        name: _score_one(question, answers.get(name))
        for name, question in on_form.items()
    }
    right = sum(result.correct for result in results.values())
    return QuizResult(form.seed, right, len(results), MappingProxyType(results))


def _score_one(question: Question, value: Any) -> QuestionResult:
    if value is None:
        return QuestionResult(question.id, correct=False, chosen=None)
    if question.is_numeric:
        return _score_number(question, value)
    if question.takes_many:
        return _score_many(question, value)
    option = _option(question, value)
    return QuestionResult(
        question.id, option.correct, option.id, (option,), option.misconception
    )


def _score_number(question: Question, value: Any) -> QuestionResult:
    number = _number(question, value)
    # The key comes first and the rest last, whatever the order in the file.
    ordered = sorted(question.answers, key=lambda a: (a.value is None, not a.correct))
    met = next(answer for answer in ordered if _meets(answer, number))
    return QuestionResult(question.id, met.correct, number, (met,), met.misconception)


def _meets(answer: Answer, number: float) -> bool:
    """Say whether a number is what an answer stands for; the rest meets the default."""
    if answer.value is None:
        return True
    slack = _LAST_BIT * max(1.0, abs(answer.value))
    return abs(number - answer.value) <= answer.tolerance + slack


def _score_many(question: Question, value: Any) -> QuestionResult:
    if not isinstance(value, (list, tuple, set, frozenset)):
        raise BadAnswer(
            f"question {question.id} takes a list of option ids, not {_quote(value)}"
        )
    chosen = [_option(question, item).id for item in value]
    if len(set(chosen)) < len(chosen):
        raise BadAnswer(
            f"question {question.id}: {_quote(value)} names an option twice"
        )
    if not chosen:
        return QuestionResult(question.id, correct=False, chosen=None)
    matched = tuple(answer for answer in question.answers if answer.id in chosen)
    wrong = [answer.misconception for answer in matched if not answer.correct]
    return QuestionResult(
        question.id,
        set(chosen) == question.keys,
        sorted(chosen),
        matched,
        next(filter(None, wrong), None),
    )


def _option(question: Question, value: Any) -> Answer:
    known = {answer.id: answer for answer in question.answers}
    if not isinstance(value, str) or value not in known:
        raise BadAnswer(
            f"question {question.id} has no option {_quote(value)}; its options are "
            f"{', '.join(sorted(known))}"
        )
    return known[value]


def _number(question: Question, value: Any) -> float:
    if not isinstance(value, bool) and isinstance(value, numbers.Real):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise BadAnswer(
        f"question {question.id} takes a finite number, not {_quote(value)}"
    )


def _quote(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:  # a learner's own class may fail to show itself
        text = f"a {type(value).__name__}"
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]} …"
