"""Precision against recall, class by class, and the cut that keeps a promise."""

from __future__ import annotations

from matplotlib.figure import Figure

from lessons.figures._outputs import Picture
from lessons.figures._style import FAINT, INK, PAPER, add_axes, picture, plain
from lessons.figures.choosing_thresholds._promises import precise_cut
from lessons.figures.detection._found import FoundParts
from lessons.figures.detection._looks import CLASS_LOOKS
from lessons.figures.detection._precision_areas import average_precision_of

FLOOR = 0.5  # of the precision axis: below it nobody looks


def class_pr_curves(found: FoundParts, *, target: float) -> Picture:
    """Draw the curve of each class with the cut of highest recall at a precision.

    Parameters
    ----------
    found : FoundParts
        What was found.
    target : float
        The precision promised.
    """
    cuts = {
        one.name: precise_cut(one.scores, one.hits, target) for one in found.classes
    }
    areas = {one.name: average_precision_of(one) for one in found.classes}

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.14, 0.87, 0.8)
        axes.axhline(target, color=FAINT, linewidth=1.2, linestyle="-.")
        axes.text(
            0.005,
            target - 0.012,
            f"promised: {plain(target)}",
            fontsize=8.5,
            color=FAINT,
            va="top",
        )
        for one in found.classes:
            look, cut = CLASS_LOOKS[one.name], cuts[one.name]
            _, precision, recall = zip(*one.curve(), strict=True)
            kept = "no score keeps it" if cut is None else f"score ≥ {cut:.3f} keeps it"
            axes.plot(
                recall,
                precision,
                color=look.colour,
                linestyle=look.line,
                linewidth=1.8,
                label=f"{one.name}: AP {areas[one.name]:.3f}; {kept}",
            )
            if cut is not None:
                p, r = one.at(cut)
                axes.plot(r, p, look.marker, ms=9, color=look.colour, mec=PAPER)
        axes.set(xlim=(0, 1), ylim=(FLOOR, 1.01), xlabel="recall", ylabel="precision")
        axes.legend(frameon=False, fontsize=9, labelcolor=INK, loc="lower left")

    return picture(330, draw, _alt(found, cuts, areas, target))


def _alt(
    found: FoundParts,
    cuts: dict[str, float | None],
    areas: dict[str, float],
    target: float,
) -> str:
    """Say each class's area and cut in words."""
    each = []
    for one in found.classes:
        cut = cuts[one.name]
        reached = "no cut" if cut is None else f"score ≥ {cut:.3f}"
        recall = 0.0 if cut is None else one.at(cut)[1]
        each.append(
            f"{one.name}, {one.parts} parts: AP {areas[one.name]:.3f}; {reached} keeps "
            f"precision {plain(target)} with recall {recall:.3f}"
        )
    return f"Precision against recall of each class. {'. '.join(each)}."
