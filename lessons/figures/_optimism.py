"""What a tuned threshold promises and what it delivers, against the sample size."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lessons.figures._outputs import Picture
from lessons.figures._simulate import OptimismStudy
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    add_axes,
    picture,
    plain,
)

MIDDLE = (10, 90)  # the interval drawn: the middle 80 % of the repetitions


def optimism_plot(study: OptimismStudy) -> Picture:
    """Draw mean promised and delivered F1 with the middle 80 % of repetitions."""

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.87, 0.76)
        sizes = np.array(study.sizes, float)
        series = (
            (
                "promised: on the n parts themselves",
                study.promised,
                ORANGE,
                "o",
                "-",
                0.94,
            ),
            ("delivered: on all future parts", study.delivered, BLUE, "s", "--", 1.06),
        )
        for name, f1, colour, marker, line, shift in series:
            mean = f1.mean(axis=1)
            low, high = np.percentile(f1, MIDDLE, axis=1)
            axes.errorbar(
                sizes * shift,
                mean,
                yerr=(np.maximum(mean - low, 0), np.maximum(high - mean, 0)),
                color=colour,
                marker=marker,
                linestyle=line,
                markersize=6,
                capsize=4,
                linewidth=1.6,
                label=name,
            )
        axes.axhline(
            study.ceiling,
            color=FAINT,
            linewidth=1.2,
            linestyle=":",
            label=f"best possible, {plain(study.ceiling)}",
        )
        axes.set_xscale("log")
        axes.set_xticks(sizes, [f"{size:,}" for size in study.sizes])
        axes.minorticks_off()
        axes.set(xlim=(sizes[0] * 0.75, sizes[-1] * 1.3), ylim=(0.2, 1.04))
        axes.set(xlabel="n, the labelled parts used for tuning")
        axes.set_ylabel("F1 of the cut tuned on n parts")
        legend = axes.legend(
            frameon=False,
            fontsize=8.5,
            loc="lower right",
            labelcolor=INK,
            title=f"mean, and a bar that holds the middle {MIDDLE[1] - MIDDLE[0]} % "
            "of repetitions",
            title_fontsize=8.5,
            alignment="left",
        )
        legend.get_title().set_color(INK)

    return picture(340, draw, _alt(study))


def _alt(study: OptimismStudy) -> str:
    """Say the figure in words."""
    means = "; ".join(
        f"{size:,} parts: {plain(promised)} promised, {plain(delivered)} delivered"
        for size, promised, delivered in zip(
            study.sizes,
            study.promised.mean(axis=1),
            study.delivered.mean(axis=1),
            strict=True,
        )
    )
    return (
        "Mean F1 of a threshold tuned on few parts, on those parts and on all future "
        f"ones, with the middle 80 % of repetitions. {means}. "
        f"The best possible F1 is {plain(study.ceiling)}."
    )
