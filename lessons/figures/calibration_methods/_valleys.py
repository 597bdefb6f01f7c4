"""The NLL against the temperature: a valley, or a slope that never ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from scipy.special import expit

from lessons.figures._compute import Floats
from lessons.figures._outputs import Picture
from lessons.figures._proper import mean_nll
from lessons.figures._style import (
    FLAGGED,
    INK,
    SERIES,
    add_axes,
    picture,
    plain,
)
from lessons.figures.calibration_methods._fits import COOLEST, fit_temperature

COLDEST, WARMEST, POINTS = 0.05, 10.0, 161  # temperatures drawn
TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
MARKED = 20  # every so many points a marker
HIGHEST = 1.0  # the NLL where the picture ends


def nll_against(logits: ArrayLike, labels: ArrayLike, temperatures: Floats) -> Floats:
    """Return the mean NLL of binary logits at each temperature."""
    values = np.asarray(logits, float)
    return np.array([mean_nll(expit(values / t), labels) for t in temperatures])


def log_temperatures() -> Floats:
    """Return the temperatures drawn, evenly spaced on a log scale."""
    return np.geomspace(COLDEST, WARMEST, POINTS)


def nll_valleys(
    logits: ArrayLike, named_labels: Mapping[str, ArrayLike], grid: Sequence[float]
) -> Picture:
    """Draw the mean NLL against the temperature, for up to two sets of labels.

    Parameters
    ----------
    logits : array_like
        One number a part.
    named_labels : mapping of str to array_like
        The words for the legend and 0/1, one a part.
    grid : sequence of float
        The temperatures that a learner has tried; their stretch is shaded.
    """
    temperatures = log_temperatures()
    curves, lowest, words = {}, {}, []
    for name, labels in named_labels.items():
        curves[name] = nll_against(logits, labels, temperatures)
        best = fit_temperature(logits, labels)
        at = float(nll_against(logits, labels, np.array([best]))[0])
        is_valley = best > 2 * COOLEST
        lowest[name] = (best, at) if is_valley else None
        words.append(
            f"{name}: lowest at T = {best:.3f}, NLL {at:.3f}"
            if is_valley
            else f"{name}: falls all the way to T = {plain(COLDEST)}, "
            f"NLL {curves[name][0]:.3f}, and on"
        )
    shaded = f"{plain(min(grid))} to {plain(max(grid))}"
    alt = f"Mean NLL against T, the grid from {shaded} shaded. {'. '.join(words)}."

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.165, 0.87, 0.78)
        axes.set_xscale("log")
        axes.set(xlim=(COLDEST, WARMEST), ylim=(0, HIGHEST))
        axes.axvspan(min(grid), max(grid), color=FLAGGED, linewidth=0, zorder=0)
        axes.annotate(
            "the grid",
            (float(np.sqrt(min(grid) * max(grid))), HIGHEST),
            xytext=(0, -12),
            textcoords="offset points",
            ha="center",
            fontsize=9,
            color=INK,
        )
        for (name, curve), look in zip(curves.items(), SERIES, strict=False):
            axes.plot(
                temperatures,
                curve,
                color=look.colour,
                linestyle=look.line,
                linewidth=1.9,
            )
            # Whole markers, at the ends of the axes too.
            marked = (np.arange(POINTS) % MARKED == 0) & (curve <= HIGHEST)
            axes.plot(
                temperatures[marked],
                curve[marked],
                look.marker,
                color=look.colour,
                markersize=6,
                clip_on=False,
            )
            axes.plot(
                [],
                [],
                color=look.colour,
                linestyle=look.line,
                linewidth=1.9,
                marker=look.marker,
                markersize=6,
                label=name,
            )
            valley = lowest[name]
            if valley is not None:
                axes.annotate(
                    f"lowest at T = {valley[0]:.3f}",
                    valley,
                    xytext=(0, 22),
                    textcoords="offset points",
                    ha="center",
                    fontsize=9,
                    color=INK,
                    arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.8},
                )
        axes.set_xticks(TICKS, [plain(t) for t in TICKS])
        axes.minorticks_off()
        axes.set(xlabel="temperature T", ylabel="mean NLL")
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="lower right")

    return picture(310, draw, alt)
