"""The bank: questions in the jupyterquiz shape with the course's own keys."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from quiz.errors import BadBank

__all__ = ["SLOTS", "Answer", "Bank", "Question", "load_bank"]

SLOTS = tuple(range(1, 11))
_FOLDER = Path(__file__).parent / "bank"
_FEWEST = 2  # items a slot: consecutive forms share none


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer a question: an option to choose, or a number to meet.

    Parameters
    ----------
    id
        Its name within the question, under which an answer is recorded.
    correct
        Whether it is the key, or one of several.
    feedback, explanation
        A short sentence, and why.
    misconception
        What a wrong answer tells of; None where nothing is known.
    text, code
        What an option shows.
    value, tolerance
        The number that a numeric answer matches, and how far off it may be;
        None for an option, and for the answer that stands for all others.
    """

    id: str
    correct: bool
    feedback: str
    explanation: str
    misconception: str | None
    text: str = ""
    code: str = ""
    value: float | None = None
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the bank.

    Parameters
    ----------
    id
        Such as ``s03-a``; it never changes meaning.
    slot
        Its place in the blueprint, 1 to 10.
    competency
        What it asks for, in words.
    unit
        The unit to revisit after a wrong answer.
    type
        ``multiple_choice`` (one option), ``many_choice`` (all right ones and no
        other) or ``numeric``.
    question, code
        What is asked; inline LaTeX stands between dollar signs.
    answers
        The options in the order shown, or what a number is compared with.
    recompute
        How the key follows from the reference, for the bank's tests.
    """

    id: str
    slot: int
    competency: str
    unit: str
    type: str
    question: str
    answers: tuple[Answer, ...]
    code: str = ""
    recompute: Mapping[str, str] | None = field(default=None, compare=False)

    @property
    def is_numeric(self) -> bool:
        """Whether a number is asked for."""
        return self.type == "numeric"

    @property
    def takes_many(self) -> bool:
        """Whether several options may be right."""
        return self.type == "many_choice"

    @property
    def keys(self) -> frozenset[str]:
        """The ids of the right answers."""
        return frozenset(answer.id for answer in self.answers if answer.correct)

    def answer(self, answer_id: str) -> Answer:
        """Return the answer of this id."""
        return next(answer for answer in self.answers if answer.id == answer_id)


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions, by slot and id."""

    questions: tuple[Question, ...]

    def in_slot(self, slot: int) -> tuple[Question, ...]:
        """Return the interchangeable items of a slot, by id."""
        return tuple(q for q in self.questions if q.slot == slot)


def load_bank(folder: Path | None = None) -> Bank:
    """Read the bank.

    Parameters
    ----------
    folder
        Where its ``slot-NN.json`` files lie; by default the course's own.

    Raises
    ------
    BadBank
        If a file cannot be read, an id occurs twice, or a slot has fewer than
        two items.
    """
    return _load(folder or _FOLDER)


@cache
def _load(folder: Path) -> Bank:
    questions = [
        question
        for path in sorted(folder.glob("slot-*.json"))
        for question in _read(path)
    ]
    _refuse_repeated((q.id for q in questions), "question id")
    ordered = sorted(questions, key=lambda question: (question.slot, question.id))
    bank = Bank(tuple(ordered))
    for slot in SLOTS:
        count = len(bank.in_slot(slot))
        if count < _FEWEST:
            raise BadBank(
                f"slot {slot} of the bank in {folder} has {count} questions; "
                f"a form needs at least {_FEWEST} to choose from"
            )
    return bank


def _read(path: Path) -> list[Question]:
    try:
        entries = json.loads(path.read_text("utf-8"))
        return [_question(entry) for entry in entries]
    except (OSError, ValueError, TypeError, KeyError) as error:
        if isinstance(error, BadBank):
            raise
        raise BadBank(f"{path}: {type(error).__name__}: {error}") from None


def _question(entry: Mapping[str, Any]) -> Question:
    answers = tuple(_answer(answer) for answer in entry["answers"])
    _refuse_repeated((answer.id for answer in answers), f"{entry['id']}: answer id")
    return Question(
        id=entry["id"],
        slot=entry["slot"],
        competency=entry["competency"],
        unit=entry["unit"],
        type=entry["type"],
        question=entry["question"],
        answers=answers,
        code=entry.get("code", ""),
        recompute=entry.get("recompute"),
    )


def _answer(entry: Mapping[str, Any]) -> Answer:
    value = entry.get("value")
    return Answer(
        id=entry["id"],
        correct=entry["correct"],
        feedback=entry["feedback"],
        explanation=entry["explanation"],
        misconception=entry["misconception"],
        text=entry.get("answer", ""),
        code=entry.get("code", ""),
        value=None if value is None else float(value),
        tolerance=float(entry.get("tolerance", 0.0)),
    )


def _refuse_repeated(ids: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise BadBank(f"{what} {name!r} occurs twice")
        seen.add(name)
