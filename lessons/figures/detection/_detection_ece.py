"""Confidence against precision, class by class, before and after."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lessons.figures._bins import sort_into_bins, uniform_edges
from lessons.figures._outputs import Picture
from lessons.figures._style import BLUE, FAINT, INK, ORANGE, add_axes, picture
from lessons.figures.detection._found import FoundParts
from lessons.figures.detection._honest_scores import BINS, detection_ece

EDGES = uniform_edges(BINS)


def detection_ece_by_class(before: FoundParts, after: FoundParts) -> Picture:
    """Draw a reliability diagram for each class, raw and recalibrated.

    Parameters
    ----------
    before, after : FoundParts
        The same detections with their raw scores, and with other ones.
    """

    def draw(figure: Figure) -> None:
        for place, (raw, new) in enumerate(
            zip(before.classes, after.classes, strict=True)
        ):
            axes = add_axes(figure, 0.085 + 0.31 * place, 0.2, 0.27, 0.62)
            axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=":")
            for one, colour, marker, line, label in (
                (raw, ORANGE, "o", "-", "raw score"),
                (new, BLUE, "s", "--", "after Platt, each class"),
            ):
                bins = sort_into_bins(one.scores, one.hits, EDGES)
                axes.plot(
                    bins.mean_prob,
                    bins.positive_rate,
                    color=colour,
                    marker=marker,
                    linestyle=line,
                    ms=5,
                    lw=1.4,
                    label=label,
                )
            axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="said: score")
            axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
            axes.set_yticks(
                [0, 0.5, 1], ["0", "0.5", "1"] if place == 0 else ["", "", ""]
            )
            if place == 0:
                axes.set_ylabel("came: share right")
            axes.set_title(
                f"{raw.name}: {detection_ece(raw):.3f} → {detection_ece(new):.3f}",
                fontsize=9.5,
                color=INK,
            )
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(
            handles,
            labels,
            frameon=False,
            fontsize=9,
            labelcolor=INK,
            loc="upper center",
            bbox_to_anchor=(0.53, 1.0),
            ncols=2,
        )

    return picture(300, draw, _alt(before, after))


def _alt(before: FoundParts, after: FoundParts) -> str:
    """Say the errors, and what the raw scores near 0.75 were worth, in words."""
    each = []
    for raw, new in zip(before.classes, after.classes, strict=True):
        bins = sort_into_bins(raw.scores, raw.hits, EDGES)
        near = int(np.searchsorted(EDGES, 0.75)) - 1
        each.append(
            f"{raw.name}: D-ECE {detection_ece(raw):.3f}, then {detection_ece(new):.3f}"
            f"; of raw scores from {EDGES[near]:.1f} to {EDGES[near + 1]:.1f} "
            f"{bins.positive_rate[near]:.2f} were right"
        )
    return (
        "Reliability diagrams of detections, the share right against the score, with "
        f"raw scores and after Platt scaling of each class. {'. '.join(each)}."
    )
