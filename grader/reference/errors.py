"""What the reference raises and warns with: one family, in one place."""

from __future__ import annotations

__all__ = ["InvalidInput", "NoFiniteOptimum"]


class InvalidInput(ValueError):  # noqa: N818 - the name says what happened
    """Raised by every function of the reference that cannot use its input.

    The message names the argument, the rule that it breaks and the offending
    value.

    Parameters
    ----------
    argument : str
        Name of the argument, as in the function's signature.
    rule : str
        What the argument must be, as the rest of "<argument> must …".
    value : object
        The offending value: one element where one element is at fault.
    place : str, optional
        Where the value was found, such as "at position 3".

    Examples
    --------
    >>> str(InvalidInput("labels", "be 0 or 1", 2, "at position 3"))
    'labels must be 0 or 1; got 2 at position 3'
    """

    def __init__(
        self, argument: str, rule: str, value: object, place: str = ""
    ) -> None:
        super().__init__(argument, rule, value, place)
        self.argument = argument
        self.rule = rule
        self.value = value
        self.place = place

    def __str__(self) -> str:
        got = f"{self.argument} must {self.rule}; got {_shorten(self.value)}"
        return f"{got} {self.place}" if self.place else got


class NoFiniteOptimum(UserWarning):
    """Warned when a fitted parameter would run off to zero or to infinity.

    A temperature does so when the largest logit is always right (the data are
    separable: the likelihood grows for ever as the temperature falls to 0), or
    when the logits say nothing or the opposite of the truth (it grows for ever
    as the temperature rises).
    """


def _shorten(value: object, limit: int = 80) -> str:
    """Write a value for a message, cut where it would flood the line."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
