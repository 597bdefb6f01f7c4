"""Small pieces that exercises are built from."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from grader.exercises.exercise import Probe, Silent, Slip

__all__ = [
    "MATRIX",
    "STRICT",
    "STRICT_WORDS",
    "calls",
    "draw_scores",
    "rounded_slips",
    "slip",
    "slips",
    "value_slip",
]

MATRIX = ("TP", "FP", "FN", "TN")

STRICT = "strict-inequality"
STRICT_WORDS = (
    "Your answer is what the rule `score > threshold` gives. The course flags a part "
    "when `score >= threshold`: look at what happens to a score that equals the "
    "threshold."
)


def slip(
    id: str,  # noqa: A002 (a slip's id is called id)
    words: str,
    function: Callable[..., Any],
) -> Slip:
    """Return the slip of answering as a function does."""
    return Slip(id, words, lambda probe: function(*(probe.args or ())))


def slips(
    id: str,  # noqa: A002
    words: str,
    *functions: Callable[..., Any],
) -> tuple[Slip, ...]:
    """Return one slip as it is made in several ways, all with its id and words."""
    return tuple(slip(id, words, function) for function in functions)


def rounded_slips(
    function: Callable[..., Any], *, item: int | None = None
) -> tuple[Slip, ...]:
    """Return the slip of rounding what a right function gives, to 2 … 6 decimals.

    Parameters
    ----------
    function
        Answers rightly.
    item
        Which item of the answer is rounded; by default every number in it.
    """

    def answer(places: int, *args: Any) -> Any:
        value = function(*args)
        if item is None:
            return _rounded(value, places)
        return tuple(
            _rounded(one, places) if place == item else one
            for place, one in enumerate(value)
        )

    return slips(
        "rounded-result",
        "Your numbers are right but rounded. Return them as they are: rounding is for "
        "showing, and later steps would calculate with what is left.",
        *(partial(answer, places) for places in range(2, 7)),
    )


def _rounded(value: Any, places: int) -> Any:
    """Round; silent half-way between two results, where the last bit would decide."""
    if isinstance(value, (list, tuple)):
        return type(value)(_rounded(item, places) for item in value)
    if isinstance(value, dict):
        return {key: _rounded(item, places) for key, item in value.items()}
    if abs(float(value) * 10**places % 1 - 0.5) < 1e-6:
        raise Silent("half-way")
    return round(float(value), places)


def value_slip(
    id: str,  # noqa: A002
    words: str,
    answers: dict[str, Any],
) -> Slip:
    """Return the slip of giving these values to these names."""

    def answer(probe: Probe) -> Any:
        if probe.name not in answers:
            raise Silent(probe.name)
        return answers[probe.name]

    return Slip(id, words, answer)


def calls(
    name: str, part: str, *cases: tuple[str, tuple[Any, ...]]
) -> tuple[Probe, ...]:
    """Return probes of one function and part from (about, arguments) pairs."""
    return tuple(Probe(name, args, about, part) for about, args in cases)


def draw_scores(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw distinct scores, higher for positives, with both classes present."""
    while True:
        labels = (rng.random(n) < 0.4).astype(int)
        raw = np.clip(0.5 + 0.18 * (2 * labels - 1) + 0.2 * rng.normal(size=n), 0, 1)
        scores = np.round(raw, 3)
        if 2 <= labels.sum() <= n - 2 and len(np.unique(scores)) == n:
            return scores, labels
