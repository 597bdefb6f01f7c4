"""Draw a form: one item a slot, its options in an order of its own."""

import hashlib
import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from quiz.errors import BadForm
from quiz.questions import SLOTS, Bank, Question

__all__ = ["Form", "draw_form"]

# A form's number is written down and read again; Python writes no endless ones.
_LARGEST = 10**1000


@dataclass(frozen=True, slots=True)
class Form:
    """Ten questions, each with its options in the order shown.

    Parameters
    ----------
    seed
        The form's number, from which it is drawn again.
    questions
        One a slot, in the blueprint's order.
    """

    seed: int
    questions: tuple[Question, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what a learner may see: no keys, explanations or misconceptions."""
        return {
            "form": self.seed,
            "questions": [_shown(question) for question in self.questions],
        }


def draw_form(bank: Bank, seed: int) -> Form:
    """Draw the form of this number.

    Every slot deals its items like a deck of cards: in each round of as many
    forms as it has items, every item comes once, in an order of that round. No
    card is dealt twice running, so consecutive forms share no item. Orders come
    from SHA-256, so that a number gives the same form on every machine and in
    every version of Python.

    Parameters
    ----------
    bank
        From `load_bank`.
    seed
        The form's number: a whole number from 0, of at most 1000 digits.

    Raises
    ------
    BadForm
        If the number is none.
    """
    number = _form_number(seed)
    chosen = (_dealt(bank.in_slot(slot), slot, number) for slot in SLOTS)
    return Form(number, tuple(_shuffled(question, number) for question in chosen))


def _form_number(seed: Any) -> int:
    try:
        number = operator.index(seed)
    except TypeError:
        number = -1
    if number >= _LARGEST:
        raise BadForm("form must be a number of at most 1000 digits, not a longer one")
    if isinstance(seed, bool) or number < 0:
        raise BadForm(f"form must be a whole number from 0, not {seed!r:.80}")
    return number


def _dealt(items: Sequence[Question], slot: int, number: int) -> Question:
    """Return the item of a slot in a form.

    Where a round would begin with the item that ended the one before, its first
    two change places; with three items or more its last one is never among them.
    """
    size = len(items)
    if size == 2:
        return items[number % 2]
    turn, place = divmod(number, size)
    order = _order(items, slot, turn)
    if turn and order[0] is _order(items, slot, turn - 1)[-1]:
        order[0], order[1] = order[1], order[0]
    return order[place]


def _order(items: Sequence[Question], slot: int, turn: int) -> list[Question]:
    return sorted(items, key=lambda item: _rank(f"slot {slot}, {turn:x}, {item.id}"))


def _shuffled(question: Question, number: int) -> Question:
    if question.is_numeric:
        return question
    answers = sorted(
        question.answers,
        key=lambda answer: _rank(f"form {number:x}, {question.id}, {answer.id}"),
    )
    return replace(question, answers=tuple(answers))


def _rank(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _shown(question: Question) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": question.id,
        "type": question.type,
        "question": question.question,
    }
    if question.code:
        shown["code"] = question.code
    if not question.is_numeric:
        shown["options"] = [
            {
                "id": answer.id,
                **({"answer": answer.text} if answer.text else {}),
                **({"code": answer.code} if answer.code else {}),
            }
            for answer in question.answers
        ]
    return shown
