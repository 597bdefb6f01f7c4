"""Temperatures as they go wrong: what the slips of this unit share."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import slips
from grader.exercises.exercise import Slip
from grader.exercises.wrong_nll import mean_nll

__all__ = ["MULTIPLIED", "MULTIPLIED_WORDS", "cooled", "multiplied", "scaling_slips"]

MULTIPLIED = "multiplied-by-temperature"
MULTIPLIED_WORDS = (
    "Your logits are multiplied by T. They are divided by it: T above 1 softens, T "
    "below 1 sharpens."
)


def cooled(z: Any, t: float) -> Any:
    """Return the probabilities at a temperature as they are right."""
    return reference.sigmoid(np.asarray(z, dtype=float) / t)


def multiplied(z: Any, t: float) -> Any:
    """Multiply the logits by the temperature."""
    return cooled(z, 1 / t)


def _softmax_over_parts(z: Any, t: float) -> Any:
    return reference.softmax(np.asarray([z], dtype=float) / t)[0]


_SCALINGS: tuple[tuple[str, str, tuple[Callable[[Any, float], Any], ...]], ...] = (
    (MULTIPLIED, MULTIPLIED_WORDS, (multiplied,)),
    (
        "temperature-ignored",
        "Your number is the same at every T. Divide the logits by T before the "
        "sigmoid.",
        (lambda z, _: cooled(z, 1),),
    ),
    (
        "probability-divided",
        "You divide the probability by T, which takes it beyond 1 or keeps it from "
        "getting there. Divide the logit, then take the sigmoid.",
        (
            lambda z, t: cooled(z, 1) / t,
            lambda z, t: np.minimum(cooled(z, 1) / t, 1.0),
            *(
                lambda z, t, eps=10.0**-k: np.clip(cooled(z, 1) / t, eps, 1 - eps)
                for k in range(6, 17)
            ),
        ),
    ),
    (
        "probability-raised",
        "You raise the probability to the power 1/T and leave it so: p and 1 - p no "
        "longer belong together. Divide the logit by T instead.",
        (lambda z, t: cooled(z, 1) ** (1 / t),),
    ),
    (
        "logit-shifted",
        "You add or subtract T, which makes every part likelier or less likely. A "
        "temperature divides: it pulls the logits towards 0 or away from it.",
        (
            lambda z, t: cooled(np.asarray(z, dtype=float) - t, 1),
            lambda z, t: cooled(np.asarray(z, dtype=float) + t, 1),
        ),
    ),
    (
        "logit-counted-twice",
        "Your probabilities are those of the doubled logit, as of a softmax over z and "
        "-z. The other class has the logit 0: p is sigmoid(z / T).",
        (lambda z, t: cooled(z, t / 2),),
    ),
    (
        "softmax-over-parts",
        "Your probabilities add up to 1 over the parts: that is a softmax. These "
        "logits are of different parts, each with a sigmoid of its own.",
        (_softmax_over_parts,),
    ),
)


def scaling_slips() -> tuple[Slip, ...]:
    """Return the slips of bringing in the temperature otherwise, by their NLL."""

    def nll_of(scaling: Callable[[Any, float], Any]) -> Callable[..., float]:
        def answer(z: Any, y: Any, t: float) -> float:
            with np.errstate(all="ignore"):
                return mean_nll(scaling(z, t), y)

        return answer

    return tuple(
        one
        for name, words, scalings in _SCALINGS
        for one in slips(name, words, *map(nll_of, scalings))
    )
