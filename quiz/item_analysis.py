"""What a class's answers tell of the items: difficulty, discrimination, distractors."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.forms import Form
from quiz.questions import Answer, Question
from quiz.scoring import QuestionResult, QuizResult

__all__ = ["FEWEST_FOR_DISCRIMINATION", "ItemStatistics", "analyse_items"]

FEWEST_FOR_DISCRIMINATION = 10
"""With fewer takers than this a correlation says nothing worth reading."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item in a class.

    Parameters
    ----------
    question
        The item.
    takers
        How many met it, answered or not.
    difficulty
        The share of them who were right: 1 is easy.
    discrimination
        Point-biserial correlation of being right here with the rest score, the
        number right among the other items of the taker's form. None for fewer
        than ten takers, or where either does not vary.
    distractor
        The wrong answer that was given most, the first by id on ties; None where
        nobody chose one.
    distractor_count
        How often it was given.
    """

    question: Question
    takers: int
    difficulty: float
    discrimination: float | None
    distractor: Answer | None
    distractor_count: int


def analyse_items(
    taken: Sequence[tuple[Form, QuizResult]],
) -> list[ItemStatistics]:
    """Return the statistics of every item that somebody met, by slot and id.

    Parameters
    ----------
    taken
        A form with its result for each taker; one a person, so that takers are
        independent.
    """
    met: dict[str, list[tuple[QuizResult, QuestionResult]]] = {}
    questions: dict[str, Question] = {}
    for form, result in taken:
        for question in form.questions:
            questions[question.id] = question
            one = result.by_question[question.id]
            met.setdefault(question.id, []).append((result, one))
    ordered = sorted(questions.values(), key=lambda q: (q.slot, q.id))
    return [_statistics(question, met[question.id]) for question in ordered]


def _statistics(
    question: Question, pairs: Sequence[tuple[QuizResult, QuestionResult]]
) -> ItemStatistics:
    right = [float(one.correct) for _, one in pairs]
    rest = [float(result.score - one.correct) for result, one in pairs]
    wrong = Counter(
        answer.id for _, one in pairs for answer in one.matched if not answer.correct
    )
    most = min(wrong, key=lambda name: (-wrong[name], name)) if wrong else None
    return ItemStatistics(
        question,
        len(pairs),
        sum(right) / len(right),
        _correlation(right, rest),
        question.answer(most) if most else None,
        wrong[most] if most else 0,
    )


def _correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Return Pearson's r; with a 0/1 variable it is the point-biserial one."""
    n = len(left)
    if n < FEWEST_FOR_DISCRIMINATION:
        return None
    mean_left, mean_right = sum(left) / n, sum(right) / n
    pairs = [(a - mean_left, b - mean_right) for a, b in zip(left, right, strict=True)]
    spread = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
    return sum(a * b for a, b in pairs) / spread if spread else None
