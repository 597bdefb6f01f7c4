"""Which method to use at how many labelled parts."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lessons.figures._outputs import Note, Picture
from lessons.figures._predictions import NONE_YET, SURPRISE
from lessons.figures._style import FAINT, INK, add_axes, picture
from lessons.figures.calibration_methods._lopsided import MethodsStudy
from lessons.figures.calibration_methods._maps import LOOKS

MIDDLE = (10, 90)  # the interval drawn: the middle 80 % of the repetitions
SHIFTS = {"temperature": 0.93, "Platt": 1.0, "isotonic": 1.075}


def methods_against_size(study: MethodsStudy) -> Picture:
    """Draw each method's mean Brier score on future parts against the parts fitted on.

    Bars hold the middle 80 % of the repetitions.
    """
    sizes = np.array(study.sizes, float)
    words = [
        f"{size:,} parts: "
        + ", ".join(f"{name} {b[i].mean():.4f}" for name, b in study.brier.items())
        for i, size in enumerate(study.sizes)
    ]
    alt = (
        "Mean Brier score on all future parts against the number of labelled parts "
        f"fitted on. Left as it is: {study.raw:.4f}; honest: {study.honest:.4f}. "
        f"{'; '.join(words)}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.115, 0.16, 0.86, 0.8)
        axes.set_xscale("log")
        for name, brier in study.brier.items():
            mean, look = brier.mean(axis=1), LOOKS[name]
            low, high = np.percentile(brier, MIDDLE, axis=1)
            axes.errorbar(
                sizes * SHIFTS[name],
                mean,
                yerr=(np.maximum(mean - low, 0), np.maximum(high - mean, 0)),
                color=look.colour,
                marker=look.marker,
                linestyle=look.line,
                markersize=6,
                capsize=3,
                linewidth=1.7,
                label=name,
            )
        right = axes.get_yaxis_transform()
        for height, words, line, place, side in (
            (study.raw, "left as it is", "--", 0.995, "right"),
            (study.honest, "honest", ":", 0.008, "left"),
        ):
            axes.axhline(height, color=FAINT, linewidth=1.1, linestyle=line, zorder=1)
            axes.text(
                place,
                height,
                f"{words}, {height:.4f}",
                transform=right,
                ha=side,
                va="bottom",
                fontsize=8.5,
                color=INK,
            )
        axes.set_xticks(sizes, [f"{size:,}" for size in study.sizes])
        axes.minorticks_off()
        axes.set(xlim=(sizes[0] * 0.75, sizes[-1] * 1.5))
        axes.set(
            xlabel="labelled parts to fit on", ylabel="Brier score on future parts"
        )
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="upper right")

    return picture(330, draw, alt)


def meet_method(prediction: object, study: MethodsStudy, size: int) -> Note:
    """Set the method that a learner expects to be best on so many parts beside it.

    Parameters
    ----------
    prediction : object
        The name of a method; `...` when there is none yet.
    study : MethodsStudy
        What was measured.
    size : int
        One of the study's sizes.
    """
    if prediction is ...:
        return Note(NONE_YET)
    names = list(study.brier)
    asked = str(prediction).strip().lower()
    said = next((name for name in names if name.lower() == asked), None)
    if said is None:
        words = ", ".join(f'"{name}"' for name in names)
        return Note(f"The answer is one of {words}, not {prediction!r}.")
    mean = {n: b[study.sizes.index(size)].mean() for n, b in study.brier.items()}
    best = min(mean, key=lambda name: float(mean[name]))
    each = ", ".join(f"{name} {value:.4f}" for name, value in mean.items())
    verdict = "Your prediction holds." if said == best else SURPRISE
    return Note(f"With {size:,} parts: {each}. {verdict}")
