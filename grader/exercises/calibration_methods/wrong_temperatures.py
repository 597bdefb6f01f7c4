"""Temperatures as they go wrong: what the slips of this unit share."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import slips
from grader.exercises.calibration_methods.temperatures import cooled, on_label_s_side
from grader.exercises.exercise import Slip
from grader.exercises.wrong_nll import mean_nll

__all__ = ["MULTIPLIED", "MULTIPLIED_WORDS", "multiplied", "scaling_slips"]

MULTIPLIED = "multiplied-by-temperature"
MULTIPLIED_WORDS = (
    "Your logits are multiplied by T. They are divided by it: T above 1 softens, T "
    "below 1 sharpens."
)

_Scaling = Callable[[Any, float], Any]
"""Logits and a temperature in, other logits or probabilities out."""


def multiplied(z: Any, t: float) -> Any:
    """Return the probabilities of logits multiplied by the temperature."""
    return cooled(z, 1 / t)


def _softmax_over_parts(z: Any, t: float) -> Any:
    return reference.softmax([z], temperature=t)[0]


_OTHER_LOGITS: tuple[tuple[str, str, tuple[_Scaling, ...]], ...] = (
    (MULTIPLIED, MULTIPLIED_WORDS, (lambda z, t: z * t,)),
    (
        "temperature-ignored",
        "Your number is the same at every T. Divide the logits by T before the "
        "sigmoid.",
        (lambda z, _: z,),
    ),
    (
        "logit-shifted",
        "You add or subtract T, which makes every part likelier or less likely. A "
        "temperature divides: it pulls the logits towards 0 or away from it.",
        (lambda z, t: z - t, lambda z, t: z + t),
    ),
    (
        "logit-counted-twice",
        "Your probabilities are those of the doubled logit, as of a softmax over z and "
        "-z. The other class has the logit 0: p is sigmoid(z / T).",
        (lambda z, t: 2 * z / t,),
    ),
)

_OTHER_PROBABILITIES: tuple[tuple[str, str, tuple[_Scaling, ...]], ...] = (
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
        "softmax-over-parts",
        "Your probabilities add up to 1 over the parts: that is a softmax. These "
        "logits are of different parts, each with a sigmoid of its own.",
        (_softmax_over_parts,),
    ),
)


def _composed(scaling: _Scaling, z: Any, y: Any, t: float) -> float:
    """Return the NLL of other logits by way of their probabilities."""
    return mean_nll(cooled(scaling(np.asarray(z, dtype=float), t), 1), y)


def _stable(scaling: _Scaling, z: Any, y: Any, t: float) -> float:
    """Return the NLL of other logits to the last place."""
    other = scaling(np.asarray(z, dtype=float), t)
    return float(np.mean(np.logaddexp(0, -on_label_s_side(other, y))))


def _of_probabilities(scaling: _Scaling, z: Any, y: Any, t: float) -> float:
    return mean_nll(scaling(z, t), y)


def scaling_slips() -> tuple[Slip, ...]:
    """Return the slips of bringing in the temperature otherwise, by their NLL."""

    def made(
        table: tuple[tuple[str, str, tuple[_Scaling, ...]], ...],
        *forms: Callable[..., float],
    ) -> tuple[Slip, ...]:
        return tuple(
            one
            for name, words, scalings in table
            for one in slips(
                name,
                words,
                *(_quiet(partial(form, s)) for s in scalings for form in forms),
            )
        )

    return (
        *made(_OTHER_LOGITS, _composed, _stable),
        *made(_OTHER_PROBABILITIES, _of_probabilities),
    )


def _quiet(answer: Callable[..., float]) -> Callable[..., float]:
    """Return an answer that may take logarithms of 0 or less."""

    def quietly(z: Any, y: Any, t: float) -> float:
        with np.errstate(all="ignore"):
            return answer(z, y, t)

    return quietly
