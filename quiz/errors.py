"""What can be wrong with a bank, a form, an answer or a record of attempts."""

__all__ = ["BadAnswer", "BadBank", "BadForm", "NotSaved", "QuizError"]


class QuizError(ValueError):
    """Something about the quick test cannot be used; the message says what."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: a line, without a traceback."""
        return [f"{type(self).__name__}: {self}"]


class BadBank(QuizError):  # noqa: N818 (says what is bad)
    """A question bank that no form can be drawn from."""


class BadForm(QuizError):  # noqa: N818
    """A form number that is no whole number from 0."""


class BadAnswer(QuizError):  # noqa: N818
    """An answer that the question cannot take; names the question and the value."""


class NotSaved(QuizError):  # noqa: N818
    """Attempts cannot be read or written; what was saved before stays."""
