"""Small pieces that exercises are built from."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.exercises.exercise import Probe, Silent, Slip

__all__ = [
    "MATRIX",
    "STRICT",
    "STRICT_WORDS",
    "calls",
    "draw_scores",
    "slip",
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
