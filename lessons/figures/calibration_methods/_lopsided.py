"""A simulated line whose model is too sure of its defects, and three cures for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit

from lessons.figures._compute import Floats
from lessons.figures._simulate import simulate_line
from lessons.figures.calibration_methods._fits import METHODS

PREVALENCE, SEPARATION = 0.4, 1.5
BOLD, MILD = 3.0, 1.2  # the model's log-odds by the honest ones, above and below 0
FAR, POINTS = 8.0, 1001  # evidence that an endless line is summed over


def _bend(honest_logits: Floats) -> Floats:
    """Return what the model states where the honest log-odds are these."""
    return np.where(honest_logits > 0, BOLD, MILD) * honest_logits


def honest_map(logits: ArrayLike) -> Floats:
    """Return the true probability of a defect at the model's logits.

    Examples
    --------
    >>> honest_map([0.0]).tolist()
    [0.5]
    """
    values = np.asarray(logits, float)
    return np.asarray(expit(values / np.where(values > 0, BOLD, MILD)), float)


@dataclass(frozen=True, slots=True, repr=False)
class LopsidedLine:
    """Logits and labels of parts, and the probability that would have been honest.

    Parameters
    ----------
    logits, honest_probs : array of float
        What the model states, and the true probability of a defect.
    labels : array of bool
        True for a defect.
    """

    logits: Floats
    honest_probs: Floats
    labels: NDArray[np.bool_]

    def __repr__(self) -> str:
        return f"{self.labels.size:,} parts, {int(self.labels.sum()):,} of them defects"

    def split(self, size: int) -> tuple[LopsidedLine, LopsidedLine]:
        """Return the first `size` parts and the rest."""
        first, rest = (
            LopsidedLine(self.logits[rows], self.honest_probs[rows], self.labels[rows])
            for rows in (slice(size), slice(size, None))
        )
        return first, rest


def inspect_lopsided(size: int, *, rng: np.random.Generator) -> LopsidedLine:
    """Draw parts, 40 % of them defects, and a model that is too sure of defects.

    It states log-odds three times the honest ones where they speak for a defect, and
    1.2 times where they speak against it: no temperature can mend both.
    """
    line = simulate_line(size, prevalence=PREVALENCE, separation=SEPARATION, rng=rng)
    return LopsidedLine(_bend(logit(line.scores)), line.scores, line.labels)


@dataclass(frozen=True, slots=True, repr=False)
class MethodsStudy:
    """What each method's fit on n parts is worth on endlessly many others.

    Parameters
    ----------
    sizes : tuple of int
        How many labelled parts were fitted on.
    brier : dict of str to array, one row a size, one column a repetition
        Brier score by method.
    raw, honest : float
        Brier score of the model as it is, and of the true probabilities.
    """

    sizes: tuple[int, ...]
    brier: dict[str, Floats]
    raw: float
    honest: float

    def __repr__(self) -> str:
        repeats = next(iter(self.brier.values())).shape[1]
        sizes = ", ".join(f"{size:,}" for size in self.sizes)
        return (
            f"{len(self.brier)} methods fitted on {sizes} parts, {repeats} times each"
        )


def study_methods(
    sizes: tuple[int, ...], *, repeats: int, rng: np.random.Generator
) -> MethodsStudy:
    """Fit every method on samples of several sizes, and judge it on all future parts.

    The Brier score on endlessly many parts is a sum over their evidence: of the parts
    with honest probability q a share q are defects.
    """
    evidence = np.linspace(-FAR, FAR, POINTS)
    bells = np.exp(
        -((evidence - np.array([[1], [-1]]) * SEPARATION / 2) ** 2) / 2
    )  # defects, good parts
    share = np.array([PREVALENCE, 1 - PREVALENCE]) @ bells
    share /= share.sum()
    honest_logits = SEPARATION * evidence + logit(PREVALENCE)
    honest, stated = expit(honest_logits), _bend(honest_logits)

    def brier(probs: Floats) -> float:
        return float(share @ (honest * (1 - probs) ** 2 + (1 - honest) * probs**2))

    found: dict[str, list[list[float]]] = {name: [] for name in METHODS}
    for size in sizes:
        samples = [inspect_lopsided(size, rng=rng) for _ in range(repeats)]
        for name, fit in METHODS.items():
            found[name].append(
                [brier(fit(s.logits, s.labels)(stated)) for s in samples]
            )
    return MethodsStudy(
        tuple(sizes),
        {name: np.array(rows) for name, rows in found.items()},
        brier(expit(stated)),
        brier(honest),
    )
