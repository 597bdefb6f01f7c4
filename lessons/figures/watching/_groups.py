"""Size, accuracy and calibration error of each group, with what luck does to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._bins import Bins, sort_into_bins, uniform_edges
from lessons.figures._calibration_tables import _ece_of_rows
from lessons.figures._compute import Floats
from lessons.figures._outputs import Table
from lessons.figures._remember import remembered

BINS = 10
DRAWS = 300
BLOCK = 25  # draws made at a time
MIDDLE = (2.5, 97.5)  # a 95 % interval
HIGH = 95  # percentile of the ECE that honest scores show
ALL = "all parts"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group's numbers.

    Parameters
    ----------
    name : str
        The camera and shift.
    n : int
        Its parts.
    accuracy, ece : float
        At a threshold of 0.5, and with ten equal bins.
    accuracy_interval, ece_interval : (float, float)
        Clopper and Pearson's, and the bootstrap's; both 95 %.
    honest : float
        Honest scores stay below it in 95 of 100 draws.
    """

    name: str
    n: int
    accuracy: float
    accuracy_interval: tuple[float, float]
    ece: float
    ece_interval: tuple[float, float]
    honest: float

    @property
    def is_broken(self) -> bool:
        """Whether the error is larger than luck makes it."""
        return self.ece > self.honest


def ece_of(probs: ArrayLike, labels: ArrayLike) -> float:
    """Return the ECE of ten equal bins."""
    return sort_into_bins(probs, labels, uniform_edges(BINS)).ece


def honest_limit(
    probs: ArrayLike, *, rng: np.random.Generator, draws: int = DRAWS
) -> float:
    """Return what the ECE of honest scores stays below in 95 of 100 draws.

    Labels are drawn with the scores as their chances.
    """
    values = np.asarray(probs, float)
    drawn = []
    for many in _blocks(draws):
        labels = rng.random((many, values.size)) < values
        drawn.append(_ece_of_rows(np.broadcast_to(values, labels.shape), labels, BINS))
    return float(np.percentile(np.concatenate(drawn), HIGH))


def _blocks(draws: int) -> Iterator[int]:
    """Yield how many draws to make at a time, so that they take little memory."""
    for done in range(0, draws, BLOCK):
        yield min(BLOCK, draws - done)


def _row(
    name: str, probs: Floats, labels: Floats, rng: np.random.Generator
) -> GroupRow:
    """Measure one group."""
    right = (probs >= 0.5) == (labels == 1)
    counted = Bins(
        np.array([0.0, 1.0]),
        np.array([right.size]),
        np.array([0.5]),
        np.array([right.mean()]),
    )
    (low,), (high,) = counted.interval()
    eces = []
    for many in _blocks(DRAWS):
        drawn = rng.integers(0, probs.size, (many, probs.size))
        eces.append(_ece_of_rows(probs[drawn], labels[drawn], BINS))
    ends = np.percentile(np.concatenate(eces), MIDDLE)
    return GroupRow(
        name,
        int(probs.size),
        float(right.mean()),
        (float(low), float(high)),
        ece_of(probs, labels),
        (float(ends[0]), float(ends[1])),
        honest_limit(probs, rng=rng),
    )


@remembered
def measure_groups(
    probs: ArrayLike,
    labels: ArrayLike,
    groups: ArrayLike,
    *,
    rng: np.random.Generator,
) -> tuple[GroupRow, ...]:
    """Return the numbers of all parts together, then of each group by its name.

    Parameters
    ----------
    probs, labels, groups : array_like
        One probability, one 0/1 and one name a part.
    rng : numpy.random.Generator
        Draws the bootstrap and the labels of honest scores.
    """
    values, answers = np.asarray(probs, float), np.asarray(labels, float)
    names = np.asarray(groups)
    rows = [_row(ALL, values, answers, rng)]
    for name in np.unique(names):
        ours = names == name
        rows.append(_row(str(name), values[ours], answers[ours], rng))
    return tuple(rows)


def groups_table(rows: tuple[GroupRow, ...]) -> Table:
    """Return what was measured of each group, with 95 % intervals."""
    lines = [
        (
            row.name,
            f"{row.n:,}",
            _with_interval(row.accuracy, row.accuracy_interval),
            _with_interval(row.ece, row.ece_interval),
            f"{row.honest:.3f}",
        )
        for row in rows
    ]
    header = ("group", "n", "accuracy", "ECE", "honest stays below")
    return Table(header, lines, "With 95 % intervals; ECE with 10 bins")


@remembered
def honest_table(
    probs: ArrayLike, sizes: Sequence[int], *, rng: np.random.Generator
) -> Table:
    """Return what the ECE of honest scores stays below, by the number of parts.

    Parameters
    ----------
    probs : array_like
        Scores to draw parts from, with replacement.
    sizes : sequence of int
        Numbers of parts.
    rng : numpy.random.Generator
        Draws parts and their labels.
    """
    values = np.asarray(probs, float)
    rows = []
    for size in sizes:
        drawn = values[rng.integers(0, values.size, (1000, size))]
        labels = rng.random(drawn.shape) < drawn
        limit = np.percentile(_ece_of_rows(drawn, labels, BINS), HIGH)
        rows.append((f"{size:,}", f"{limit:.3f}"))
    return Table(
        ("n", "ECE stays below"), rows, "Perfectly honest scores, 95 times in 100"
    )


def _with_interval(value: float, ends: tuple[float, float]) -> str:
    return f"{value:.3f} ({ends[0]:.3f} to {ends[1]:.3f})"
