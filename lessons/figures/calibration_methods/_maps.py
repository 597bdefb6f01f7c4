"""What temperature, Platt and isotonic make of the same logits."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.special import expit

from lessons.figures._outputs import Picture
from lessons.figures._proper import recalibrated
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PURPLE,
    Look,
    add_axes,
    picture,
)
from lessons.figures.calibration_methods._fits import METHODS
from lessons.figures.calibration_methods._lopsided import LopsidedLine, honest_map

LOOKS = {
    "temperature": Look(BLUE, "o", "--"),
    "Platt": Look(PURPLE, "s", "-."),
    "isotonic": Look(ORANGE, "D", "-"),
}
WIDEST, POINTS = 8.0, 801
NAMED = (-4, -2, 0, 2, 4)  # logits whose probabilities the text tells


def calibration_maps(line: LopsidedLine) -> Picture:
    """Draw the three maps fitted on a line's parts, the raw one, and the honest one."""
    maps = {name: fit(line.logits, line.labels) for name, fit in METHODS.items()}
    named = {"raw": expit, **maps, "honest": honest_map}
    each = "; ".join(
        f"{name} {', '.join(f'{p:.2f}' for p in f(np.array(NAMED, float)))}"
        for name, f in named.items()
    )
    steps = np.unique(recalibrated(line.logits, line.labels)[1]).size
    alt = (
        f"Probability against logit, fitted on {line.labels.size:,} parts. Temperature "
        f"and Platt are smooth; isotonic is a staircase of {steps} levels, flat at "
        f"both ends. At logits {', '.join(str(z) for z in NAMED)}: {each}."
    ).replace("-", "−")

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.62, 0.8)
        axes.set(xlim=(-WIDEST, WIDEST), ylim=(-0.02, 1.02))
        axes.set_yticks(np.linspace(0, 1, 6))
        z = np.linspace(-WIDEST, WIDEST, POINTS)
        axes.plot(z, expit(z), color=FAINT, linewidth=1, label="raw, T = 1")
        axes.plot(
            z, honest_map(z), color=INK, linewidth=2.4, linestyle=":", label="honest"
        )
        for name, look in LOOKS.items():
            axes.plot(
                z,
                maps[name](z),
                color=look.colour,
                linestyle=look.line,
                linewidth=1.7,
                marker=look.marker,
                markevery=(40, 120),
                markersize=6,
                label=name,
            )
        bottom = axes.get_xaxis_transform()
        for labels, height in ((line.labels, 0.985), (~line.labels, 0.015)):
            axes.plot(
                line.logits[labels],
                np.full(labels.sum(), height),
                "|",
                color=INK,
                ms=5,
                mew=0.6,
                alpha=0.5,
                transform=bottom,
            )
        axes.set(xlabel="logit (ticks: defects above, good parts below)")
        axes.set(ylabel="probability of a defect")
        axes.legend(
            loc="center left",
            bbox_to_anchor=(1.02, 0.5),
            frameon=False,
            fontsize=9,
            labelcolor=INK,
            labelspacing=1.0,
            handlelength=3.4,
        )

    return picture(340, draw, alt)
