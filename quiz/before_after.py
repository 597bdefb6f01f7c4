"""The same few questions before a course and after it: what has changed.

Answers of a learner who is signed in are kept in a file of their own, beside the
quick test's attempts, of which they are none. Of anybody else a kernel remembers them
until it ends.
"""

from collections.abc import Callable
from pathlib import Path

from quiz.attempts import Attempts, default_file
from quiz.errors import NotSaved
from quiz.forms import draw_form
from quiz.questions import Bank
from quiz.scoring import QuizResult, score

__all__ = ["EarlierAnswers", "gain_words", "kept_file"]

_UNKNOWN = (
    "How you answered before is not known here: nothing is kept of anybody who is not "
    "signed in. If you remember how many you had right, compare by yourself."
)
_NEVER = "You have not answered the questions of unit 0, so there is no before."


class EarlierAnswers:
    """What somebody answered to the few questions, first of all.

    Parameters
    ----------
    learner
        Who is signed in; None keeps nothing in a file.
    file
        Where answers are kept; by default beside the quick test's attempts.
    tell
        Called with a sentence where something cannot be read or written.
    """

    def __init__(
        self,
        learner: str | None,
        file: Path | None = None,
        tell: Callable[[str], None] = print,
    ) -> None:
        self.learner, self._tell = learner, tell
        self._kept = Attempts(file or kept_file(), tell)

    @property
    def greeting(self) -> str:
        """What counts and what is kept, for the learner to read first."""
        if self.learner is None:
            return "For yourself: nothing of this counts, and nothing is kept."
        return (
            f"For yourself: nothing of this counts. Signed in as {self.learner}: your "
            "answers are kept on this machine, so that you can compare later."
        )

    def add(self, result: QuizResult) -> None:
        """Keep answers, if somebody is signed in."""
        if self.learner is None:
            return
        try:
            self._kept.add(self.learner, result)
        except NotSaved as error:
            self._tell(f"Not saved: {error}.")

    def first(self, bank: Bank, form: int) -> QuizResult | None:
        """Return the first answers to a form's questions, scored; None without any.

        Questions that the bank no longer has on that form are left out.
        """
        if self.learner is None:
            return None
        try:
            known = [a for a in self._kept.of(self.learner) if a.form == form]
        except NotSaved as error:
            self._tell(f"Earlier answers cannot be read: {error}.")
            return None
        if not known:
            return None
        drawn = draw_form(bank, form)
        ids = {question.id for question in drawn.questions}
        answers = {k: v for k, v in known[0].answers.items() if k in ids}
        return score(drawn, answers)

    def words_of_none(self) -> str:
        """Say why there is no before."""
        return _UNKNOWN if self.learner is None else _NEVER


def kept_file() -> Path:
    """Return the file of the few questions' answers; it need not exist."""
    return default_file().with_name("before-after.db")


def gain_words(before: QuizResult, now: QuizResult) -> str:
    """Say what has changed, in all and question by question.

    Questions are compared by slot, for the items differ: ``s01-e`` before is met by
    ``s01-a`` now. One that was not asked before counts as not right.

    Examples
    --------
    >>> from quiz import draw_form, load_bank, score
    >>> bank = load_bank()
    >>> nothing = score(draw_form(bank, 4), {})
    >>> gain_words(nothing, nothing).splitlines()[0]
    'Before: 0 of 10 right. Now: 0 of 10. As before.'
    """
    then = {_slot(r.id): r.correct for r in before.by_question.values()}
    pairs = [
        (then.get(_slot(r.id), False), r.correct) for r in now.by_question.values()
    ]
    had, has = sum(old for old, _ in pairs), sum(new for _, new in pairs)
    lines = [f"Before: {had} of {len(pairs)} right. Now: {has} of {len(pairs)}."]
    lines[0] += f" {_change(has - had)}"
    lines += [
        f"Question {place}: {_verdict(old)} → {_verdict(new)}"
        for place, (old, new) in enumerate(pairs, 1)
    ]
    return "\n".join(lines)


def _slot(name: str) -> str:
    """Return the slot of a question's id, such as s01."""
    return name.partition("-")[0]


def _verdict(correct: bool) -> str:
    return "right" if correct else "not right"


def _change(more: int) -> str:
    if more > 0:
        return f"Gain: {more} more."
    if more < 0:
        return f"{-more} fewer: the review names the units to revisit."
    return "As before."
