"""Seeded data whose truth is known because we made it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit, ndtr

from lessons.figures._compute import Floats
from lessons.figures._remember import remembered


@dataclass(frozen=True, slots=True, repr=False)
class InspectionLine:
    """Scores and labels of the parts on a production line.

    Parameters
    ----------
    scores : array of float
        The model's probability of a defect.
    labels : array of bool
        True for a defect.
    """

    scores: Floats
    labels: NDArray[np.bool_]

    def __repr__(self) -> str:
        return f"{self.labels.size:,} parts, {int(self.labels.sum()):,} of them defects"

    def split(self, size: int) -> tuple[InspectionLine, InspectionLine]:
        """Return the first `size` parts and the rest."""
        return (
            InspectionLine(self.scores[:size], self.labels[:size]),
            InspectionLine(self.scores[size:], self.labels[size:]),
        )


def simulate_line(
    size: int,
    *,
    prevalence: float,
    rng: np.random.Generator,
    separation: float = 2.0,
) -> InspectionLine:
    """Draw parts with a calibrated score.

    The evidence is normal with unit variance around +separation/2 for defects and
    -separation/2 for good parts. Bayes' rule turns it into the probability of a
    defect, whose log-odds are separation * evidence + logit(prevalence): of the parts
    with score p a share p are defects.
    """
    labels = rng.random(size) < prevalence
    evidence = rng.normal(np.where(labels, separation / 2, -separation / 2), 1.0)
    return InspectionLine(expit(separation * evidence + logit(prevalence)), labels)


def population_f1(
    cuts: ArrayLike, *, prevalence: float = 0.3, separation: float = 1.5
) -> Floats:
    """Return the F1 that a cut on the evidence has on endlessly many parts.

    Good parts score N(0, 1), defects N(separation, 1), and a share `prevalence` are
    defects: F1 = 2 TP / (flagged + defects), all as shares of the population.
    """
    at = np.asarray(cuts, float)
    true_positive = prevalence * ndtr(separation - at)
    flagged = true_positive + (1 - prevalence) * ndtr(-at)
    return np.asarray(2 * true_positive / (flagged + prevalence), float)


@dataclass(frozen=True, slots=True, repr=False)
class OptimismStudy:
    """What tuning the F1 threshold on n parts promises, and what it then delivers.

    Parameters
    ----------
    sizes : tuple of int
        How many parts were used for tuning.
    promised, delivered : array, one row a size, one column a repetition
        F1 of the tuned threshold on the tuning parts, and on endlessly many others.
    ceiling : float
        The highest F1 that any threshold has on endlessly many parts.
    """

    sizes: tuple[int, ...]
    promised: Floats
    delivered: Floats
    ceiling: float

    def __repr__(self) -> str:
        repeats = self.promised.shape[1]
        sizes = ", ".join(str(size) for size in self.sizes)
        return f"Thresholds tuned on {sizes} parts, {repeats} times each"


def _tune(scores: Floats, labels: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the best cut and its F1 for each row (scores all different).

    The label rides in the last bit of its score, which moves a cut by no more than
    rounding does: sorting numbers is several times faster than sorting their places.
    """
    marked = ((scores.view(np.int64) & ~1) | labels).view(np.float64)
    ranked = -np.sort(-marked, axis=1)
    caught = np.cumsum(ranked.view(np.int64) & 1, axis=1)
    flagged = np.arange(1, scores.shape[1] + 1)
    f1 = 2 * caught / (flagged + caught[:, -1:])
    best = np.argmax(f1, axis=1)[:, np.newaxis]
    cut = np.take_along_axis(ranked, best, axis=1)[:, 0]
    return cut, np.take_along_axis(f1, best, axis=1)[:, 0]


@remembered
def study_optimism(
    sizes: tuple[int, ...],
    *,
    repeats: int,
    rng: np.random.Generator,
    prevalence: float = 0.3,
    separation: float = 1.5,
) -> OptimismStudy:
    """Tune the F1 threshold on samples of several sizes, `repeats` times each.

    Every sample holds at least one defect: where the draw gave none, one part is made
    a defect before the scores are drawn.
    """
    promised, delivered = [], []
    for size in sizes:
        labels = rng.random((repeats, size)) < prevalence
        labels[~labels.any(axis=1), 0] = True
        scores = rng.normal(labels * separation, 1.0)
        cuts, f1 = _tune(scores, labels)
        promised.append(f1)
        delivered.append(
            population_f1(cuts, prevalence=prevalence, separation=separation)
        )
    ceiling = population_f1(
        np.linspace(-2, 4, 6001), prevalence=prevalence, separation=separation
    ).max()
    return OptimismStudy(
        tuple(sizes), np.array(promised), np.array(delivered), float(ceiling)
    )
