"""How many labels a refit needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from scipy.special import expit

from lessons.data import LiveParts, ScoredParts
from lessons.figures._compute import Floats
from lessons.figures._outputs import Picture
from lessons.figures._remember import remembered
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE_WORDS,
    add_axes,
    picture,
    plain,
)
from lessons.figures.calibration_methods._fits import fit_temperature
from lessons.figures.watching._groups import ece_of

MIDDLE = (10, 90)  # the middle 80 % of the repetitions


@dataclass(frozen=True, slots=True)
class RefitStudy:
    """Temperatures fitted on few labels, each judged on many.

    Parameters
    ----------
    sizes : tuple of int
        Numbers of labels.
    ece : array, shape (sizes, repeats)
        On the live parts, with each temperature.
    stale : float
        With the temperature of home.
    """

    sizes: tuple[int, ...]
    ece: Floats
    stale: float

    def enough(self, below: float) -> int:
        """Return the fewest labels with which nine of ten refits end below an ECE."""
        high = np.percentile(self.ece, MIDDLE[1], axis=1)
        return next(n for n, end in zip(self.sizes, high, strict=True) if end < below)


@remembered
def study_refits(
    labelled: ScoredParts,
    live: LiveParts,
    temperature: float,
    *,
    rng: np.random.Generator,
    sizes: Sequence[int] = (25, 50, 100, 200, 400),
    repeats: int = 300,
) -> RefitStudy:
    """Refit the temperature on labels drawn with replacement, many times.

    Parameters
    ----------
    labelled : ScoredParts
        Where labels are drawn from.
    live : LiveParts
        Other parts of the same camera, to judge by.
    temperature : float
        Of home, for comparison.
    rng : numpy.random.Generator
        Draws the labels.
    sizes : sequence of int
        How many labels to buy, ascending.
    repeats : int
        How often each.
    """
    measured = []
    for size in sizes:
        row = []
        for _ in range(repeats):
            drawn = rng.integers(0, labelled.logits.size, size)
            fitted = fit_temperature(labelled.logits[drawn], labelled.labels[drawn])
            row.append(ece_of(expit(live.logits / fitted), live.labels))
        measured.append(row)
    stale = ece_of(expit(live.logits / temperature), live.labels)
    return RefitStudy(tuple(sizes), np.array(measured), stale)


def refits_figure(study: RefitStudy) -> Picture:
    """Draw the error after a refit against the number of labels."""
    middle = np.median(study.ece, axis=1)
    low, high = np.percentile(study.ece, MIDDLE, axis=1)
    each = "; ".join(
        f"{size} labels: {plain(m)} ({plain(a)} to {plain(b)})"
        for size, m, a, b in zip(study.sizes, middle, low, high, strict=True)
    )
    alt = (
        "ECE under the new camera after a refit, median and middle 80 % of the "
        f"repetitions, against the number of labels. {each}. Without a refit: "
        f"{plain(study.stale)}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.17, 0.87, 0.77)
        sizes = np.array(study.sizes, float)
        axes.axhline(study.stale, color=FAINT, linewidth=1.3, linestyle="--")
        axes.annotate(
            f"home's temperature, no refit: {plain(study.stale)}",
            (sizes[-1] * 1.2, study.stale),
            xytext=(0, 4),
            textcoords="offset points",
            ha="right",
            fontsize=8.5,
            color=ORANGE_WORDS,
        )
        axes.errorbar(
            sizes,
            middle,
            yerr=(np.maximum(middle - low, 0), np.maximum(high - middle, 0)),
            color=BLUE,
            marker="o",
            markersize=6,
            capsize=4,
            linewidth=1.6,
            label="after a refit: median, and the middle 80 %",
        )
        for size, value in zip(sizes, middle, strict=True):
            axes.annotate(
                plain(value),
                (size, value),
                xytext=(8, 5),
                textcoords="offset points",
                fontsize=8.5,
                color=INK,
            )
        axes.set_xscale("log")
        axes.set_xticks(sizes, [str(size) for size in study.sizes])
        axes.minorticks_off()
        axes.set(xlim=(sizes[0] * 0.85, sizes[-1] * 1.3))
        axes.set(ylim=(0, 1.15 * max(high.max(), study.stale)))
        axes.set(xlabel="labels for the refit", ylabel="ECE on later parts")
        axes.legend(frameon=False, fontsize=8.5, labelcolor=INK, loc="lower left")

    return picture(290, draw, alt)
