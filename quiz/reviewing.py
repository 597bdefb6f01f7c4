"""What a learner reads after submission, question by question."""

from dataclasses import dataclass

from quiz.forms import Form
from quiz.questions import SLOTS, Answer, Question
from quiz.scoring import QuestionResult, QuizResult

__all__ = ["Chosen", "Reviewed", "review", "summary_line"]

_ALL_OF_THEM = "Something right is missing: all right options count, and no other."


@dataclass(frozen=True, slots=True)
class Chosen:
    """One answer that was given, with what there is to say on it.

    Parameters
    ----------
    text, code
        The option, or the number as it was understood.
    words
        Its feedback and explanation.
    """

    text: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One question of a submitted form.

    The right answer is not told where it was not chosen: the unit to revisit is.

    Parameters
    ----------
    place
        1 to 10.
    question
        As it was asked.
    verdict
        ``Right``, ``Not right`` or ``Not answered``.
    chosen
        What was answered.
    note
        What holds for the answer as a whole, or "".
    unit
        The unit to revisit, or "" after a right answer.
    """

    place: int
    question: Question
    verdict: str
    chosen: tuple[Chosen, ...]
    note: str
    unit: str


def review(form: Form, result: QuizResult) -> list[Reviewed]:
    """Return the review of a form's answers, in the form's order."""
    return [
        _reviewed(place, question, result.by_question[question.id])
        for place, question in enumerate(form.questions, 1)
    ]


def summary_line(result: QuizResult) -> str:
    """Say in a line what came out, and what was left open.

    A few questions that are no whole form cannot be passed or failed.
    """
    if result.out_of < len(SLOTS):
        return f"{result.score} of {result.out_of} right."
    word = "passed" if result.passed else "not passed yet"
    line = (
        f"Form {result.form}: {result.score} of {result.out_of} right "
        f"({result.percent:g} %), {word}."
    )
    if result.unanswered:
        count = f"{len(result.unanswered)} of {result.out_of}"
        line += f" Not answered, and so not right: {count}."
    return line


def _reviewed(place: int, question: Question, result: QuestionResult) -> Reviewed:
    chosen = tuple(_chosen(answer, result) for answer in result.matched)
    missing = question.takes_many and chosen and not result.correct
    all_right = all(answer.correct for answer in result.matched)
    return Reviewed(
        place,
        question,
        _verdict(result),
        chosen,
        _ALL_OF_THEM if missing and all_right else "",
        "" if result.correct else question.unit,
    )


def _verdict(result: QuestionResult) -> str:
    if not result.is_answered:
        return "Not answered"
    return "Right" if result.correct else "Not right"


def _chosen(answer: Answer, result: QuestionResult) -> Chosen:
    text = f"{result.chosen:g}" if isinstance(result.chosen, float) else answer.text
    return Chosen(text, answer.code, f"{answer.feedback} {answer.explanation}")
