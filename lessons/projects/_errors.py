"""What this package raises: one family, shown to learners without a traceback."""

from __future__ import annotations

__all__ = ["Unusable"]


class Unusable(ValueError):  # noqa: N818 (says what something is)
    """Something that a learner brought cannot be used.

    The message names the argument or array, the rule that it breaks and what came
    instead. A notebook shows it as plain lines.

    Parameters
    ----------
    name : str
        Of the argument, or of the array in the learner's file.
    rule : str
        What it must be or do, as the rest of "<name> must …".
    got : str
        What came, and where.
    advice : str
        The next thing to try, as a sentence; none by default.
    source : str
        The file in which it was found; none by default.

    Examples
    --------
    >>> str(Unusable("labels", "be 0 or 1", "2 at row 3", source="my.npz"))
    'my.npz: labels must be 0 or 1; got 2 at row 3.'
    """

    def __init__(
        self, name: str, rule: str, got: str, advice: str = "", source: str = ""
    ) -> None:
        super().__init__(name, rule, got, advice, source)
        self.name, self.rule, self.got = name, rule, got
        self.advice, self.source = advice, source

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        words = f"{where}{self.name} must {self.rule}; got {self.got}."
        return f"{words} {self.advice}" if self.advice else words

    def _render_traceback_(self) -> list[str]:
        return [f"Unusable: {self}"]
