"""A simulated inspection whose honest probabilities are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from lessons.figures._bins import sort_into_bins, uniform_edges
from lessons.figures._compute import Floats
from lessons.figures._remember import remembered
from lessons.figures._simulate import simulate_line

BOLDNESS = 3.0  # the model's log-odds are so many times the honest ones
PREVALENCE, SEPARATION = 0.4, 1.5


@dataclass(frozen=True, slots=True, repr=False)
class Inspection:
    """What a model said about parts, what it should have said, and what came.

    Parameters
    ----------
    probs, honest_probs : array of float
        The model's probability of a defect, and the true one.
    labels : array of bool
        True for a defect.
    """

    probs: Floats
    honest_probs: Floats
    labels: NDArray[np.bool_]

    def __repr__(self) -> str:
        return f"{self.labels.size:,} parts, {int(self.labels.sum()):,} of them defects"


def inspect_parts(size: int, *, rng: np.random.Generator) -> Inspection:
    """Draw parts, and a model that ranks them rightly but is too sure of itself.

    The honest scores are those of `simulate_line`, 40 % of them defects; the model
    states log-odds three times as large.
    """
    line = simulate_line(size, prevalence=PREVALENCE, separation=SEPARATION, rng=rng)
    bold = expit(BOLDNESS * logit(line.scores))
    return Inspection(bold, line.scores, line.labels)


@dataclass(frozen=True, slots=True, repr=False)
class HonestStudy:
    """The ECE that honest probabilities show on samples of several sizes.

    Parameters
    ----------
    sizes : tuple of int
        Parts in a sample.
    ece : array, one row a size, one column a repetition
        Measured with `bins` bins of equal width.
    bins : int
        How many.
    """

    sizes: tuple[int, ...]
    ece: Floats
    bins: int

    def __repr__(self) -> str:
        sizes = ", ".join(f"{size:,}" for size in self.sizes)
        return f"ECE of honest scores on {sizes} parts, {self.ece.shape[1]} times each"


@remembered
def study_honest(
    sizes: tuple[int, ...], *, repeats: int, bins: int = 15, rng: np.random.Generator
) -> HonestStudy:
    """Measure the ECE of honest probabilities, `repeats` times at each sample size."""
    edges = uniform_edges(bins)
    measured = []
    for size in sizes:
        row = []
        for _ in range(repeats):
            parts = inspect_parts(size, rng=rng)
            row.append(sort_into_bins(parts.honest_probs, parts.labels, edges).ece)
        measured.append(row)
    return HonestStudy(tuple(sizes), np.array(measured), bins)
