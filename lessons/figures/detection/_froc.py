"""Sensitivity against false positives a tray."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from lessons.figures._outputs import Picture
from lessons.figures._style import BLUE, FAINT, INK, ORANGE, add_axes, picture, plain
from lessons.figures.detection._found import FoundClass

RATES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0)


def sensitivity_at(found: FoundClass, rate: float) -> float:
    """Return the best share of parts found with at most so many false positives a tray.

    Examples
    --------
    Right, wrong, right, with four parts on two trays:

    >>> import numpy as np
    >>> hits = np.array([True, False, True])
    >>> one = FoundClass("nut", np.array([0.9, 0.8, 0.7]), hits, 4, 2)
    >>> sensitivity_at(one, 0.25), sensitivity_at(one, 0.5)
    (0.25, 0.5)
    """
    at = found.sweep()
    within = at.tp[at.fp / found.scenes <= rate]
    return float(within.max() / found.parts) if within.size else 0.0


def froc(found: FoundClass, *, rates: Sequence[float] = RATES) -> Picture:
    """Draw the free-response ROC curve with its sensitivity at some rates.

    Parameters
    ----------
    found : FoundClass
        What was found; of all classes together with `FoundParts.pooled`.
    rates : sequence of float
        False positives a tray at which the sensitivity is written.
    """
    named = [(rate, sensitivity_at(found, rate)) for rate in rates]
    most = float(found.hits.sum() / found.parts)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.15, 0.86, 0.8)
        at = found.sweep()
        axes.step(
            at.fp / found.scenes,
            at.tp / found.parts,
            where="post",
            color=BLUE,
            linewidth=1.8,
        )
        axes.axhline(most, color=FAINT, linestyle="--", linewidth=1.1)
        axes.text(
            0.066,
            most + 0.008,
            f"all that any threshold finds: {most:.3f}",
            fontsize=8.5,
            color=FAINT,
        )
        for rate, share in named:
            axes.plot(rate, share, "o", ms=8, color=ORANGE)
            axes.annotate(
                f"{share:.3f}",
                (rate, share),
                xytext=(6, -13),
                textcoords="offset points",
                fontsize=8.5,
                color=INK,
            )
        axes.set_xscale("log")
        axes.set(
            xlim=(0.06, 8),
            ylim=(0.4, 1.0),
            xlabel="false positives per tray (log scale)",
            ylabel="sensitivity",
        )
        axes.set_xticks(rates, [plain(rate) for rate in rates])
        axes.minorticks_off()

    each = "; ".join(f"{share:.3f} at {plain(rate)}" for rate, share in named)
    alt = (
        f"FROC curve of {found.parts} parts on {found.scenes} trays: sensitivity "
        f"{each} false positives per tray. It ends at {most:.3f}: the other parts have "
        "no box that matches, at any threshold."
    )
    return picture(310, draw, alt)
