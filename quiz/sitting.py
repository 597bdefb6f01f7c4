"""One learner at the test: which form comes next, what is kept of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quiz.attempts import Attempt, Attempts
from quiz.errors import NotSaved
from quiz.forms import Form, draw_form
from quiz.learner import ANONYMOUS, signed_in
from quiz.questions import Bank, load_bank
from quiz.reviewing import Reviewed, review
from quiz.scoring import QuizResult, score

__all__ = ["Sitting", "Submitted", "best_attempt"]

FIRST_FORM = 1


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was handed in.

    Parameters
    ----------
    form, result
        What was asked, and what came out.
    saved
        Whether it is kept.
    words
        Where it is kept, or why it is not.
    """

    form: Form
    result: QuizResult
    saved: bool
    words: str

    @property
    def review(self) -> list[Reviewed]:
        """What to say on each question."""
        return review(self.form, self.result)


@dataclass(slots=True)
class Sitting:
    """A learner at the test, wherever it is shown.

    Parameters
    ----------
    learner
        Who is signed in; None keeps nothing.
    bank
        Where forms are drawn from.
    attempts
        Where attempts are kept.
    tell
        Called with what the learner should know besides the result.
    last_form
        The form that was handed in last in this sitting.
    unsaved
        What to say where nothing is kept.
    """

    learner: str | None
    bank: Bank
    attempts: Attempts
    tell: Callable[[str], None] = field(default=print)
    last_form: int | None = None
    unsaved: str = ANONYMOUS

    @classmethod
    def begin(
        cls, learner: str | None = None, tell: Callable[[str], None] = print
    ) -> "Sitting":
        """Sit down under a name that is given, remembered or the hub's, or none.

        Raises
        ------
        QuizError
            If the name cannot serve, or the bank cannot be read.
        """
        return cls(signed_in(learner), load_bank(), Attempts(tell=tell), tell)

    @property
    def greeting(self) -> str:
        """Who is taken to be here, and what that means for the attempt."""
        if self.learner is None:
            return self.unsaved
        return f"Signed in as {self.learner}: your attempts are kept on this machine."

    def form(self, number: int | None = None) -> Form:
        """Return a form: the one asked for, else the one after the last attempt.

        Raises
        ------
        BadForm
            If the number is none.
        """
        if number is None:
            number = self._next_number()
        return draw_form(self.bank, number)

    def submit(self, form: Form, answers: Mapping[str, Any]) -> Submitted:
        """Score answers, and keep the attempt of a learner who is signed in.

        Raises
        ------
        BadAnswer
            If an answer cannot be used; nothing is kept then.
        """
        result = score(form, answers)
        self.last_form = form.seed
        if self.learner is None:
            return Submitted(form, result, saved=False, words=self.unsaved)
        try:
            self.attempts.add(self.learner, result)
            words = _standing(self.learner, self.attempts.of(self.learner))
        except NotSaved as error:
            return Submitted(form, result, saved=False, words=f"Not saved: {error}.")
        return Submitted(form, result, saved=True, words=words)

    def _next_number(self) -> int:
        if self.last_form is not None:
            return self.last_form + 1
        if self.learner is None:
            return FIRST_FORM
        try:
            taken = self.attempts.of(self.learner)
        except NotSaved as error:
            self.tell(f"Earlier attempts cannot be read: {error}.")
            return FIRST_FORM
        return taken[-1].form + 1 if taken else FIRST_FORM


def best_attempt(attempts: Sequence[Attempt]) -> Attempt:
    """Return the best of some attempts, the earliest on ties."""
    return max(attempts, key=lambda attempt: attempt.score)


def _standing(learner: str, attempts: list[Attempt]) -> str:
    best, latest = best_attempt(attempts), attempts[-1]
    return (
        f"Saved for {learner}: attempt {len(attempts)}, latest {latest.score} of "
        f"{latest.out_of}, best {best.score} of {best.out_of}."
    )
