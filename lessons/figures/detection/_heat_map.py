"""Recall over score threshold and NMS IoU, and where the promise is kept."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from scipy.special import expit, logit

from lessons.figures._compute import Floats
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    INK,
    ORANGE,
    ORANGE_WORDS,
    PAPER,
    add_axes,
    picture,
    plain,
)
from lessons.figures.detection._found import Curves
from lessons.figures.detection._pairs import best_pair, recall_of

BLUES = LinearSegmentedColormap.from_list("blues", [PAPER, BLUE], 9)
TICKS = (0.5, 0.7, 0.9, 0.95, 0.99, 0.999)
COLUMNS = 60


def threshold_grid() -> Floats:
    """Return the thresholds of the map's columns, even in log-odds."""
    ends = logit(0.4), logit(0.9995)
    return np.asarray(expit(np.linspace(*ends, COLUMNS)), float)


def on_grid(curves: Curves, thresholds: Floats) -> tuple[Floats, Floats]:
    """Return precision and recall, a row an NMS IoU, a column a threshold.

    Where nothing is at or above the threshold the precision is nan and the recall 0.

    Examples
    --------
    >>> precision, recall = on_grid({0.3: [(0.9, 1.0, 0.5), (0.6, 0.8, 0.8)]},
    ...                             np.array([0.5, 0.6, 0.9, 0.95]))
    >>> precision.tolist(), recall.tolist()
    ([[0.8, 0.8, 1.0, nan]], [[0.8, 0.8, 0.5, 0.0]])
    """
    shape = len(curves), thresholds.size
    precision, recall = np.full(shape, np.nan), np.zeros(shape)
    for row, curve in enumerate(curves.values()):
        cuts, p, r = (np.array(column) for column in zip(*curve, strict=True))
        # Cuts descend: the last one at or above the threshold has its counts.
        above = np.searchsorted(-cuts, -thresholds, side="right")
        some = above > 0
        precision[row, some] = p[above[some] - 1]
        recall[row, some] = r[above[some] - 1]
    return precision, recall


def joint_heat_map(curves: Curves, name: str, *, target: float) -> Picture:
    """Draw one class's recall over both choices, with the contour of a precision.

    Parameters
    ----------
    curves : dict of float to list of (threshold, precision, recall)
        One precision-recall curve for each NMS IoU.
    name : str
        The class.
    target : float
        The precision promised.
    """
    ious, thresholds = np.array(list(curves)), threshold_grid()
    precision, recall = on_grid(curves, thresholds)
    best = best_pair(curves, target)

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.095, 0.15, 0.75, 0.73)
        across = logit(thresholds)
        shades = axes.pcolormesh(
            across, ious, recall, cmap=BLUES, vmin=0, vmax=0.9, shading="nearest"
        )
        kept = np.nan_to_num(precision, nan=0.0) >= target
        axes.contour(across, ious, kept, levels=[0.5], colors=ORANGE, linewidths=2.4)
        if best is not None:
            axes.plot(
                logit(best[1]), best[0], "*", ms=17, color=ORANGE, mec=PAPER, mew=1.2
            )
        axes.set_xticks(logit(np.array(TICKS)), [plain(tick) for tick in TICKS])
        axes.set_yticks(ious[::2], [plain(iou) for iou in ious[::2]])
        axes.set(xlabel="score threshold (log-odds scale)", ylabel="NMS IoU")
        axes.set_title(
            f"{name}s: precision ≥ {plain(target)} below and right of the thick line"
            + ("; ★ best pair" if best else ""),
            fontsize=9.5,
            color=ORANGE_WORDS,
        )
        bar = figure.add_axes((0.875, 0.15, 0.025, 0.73))
        figure.colorbar(shades, cax=bar)
        bar.set_ylabel("recall", fontsize=9, color=INK)
        bar.tick_params(labelsize=8, colors=INK)

    return picture(310, draw, _alt(curves, name, target))


def _alt(curves: Curves, name: str, target: float) -> str:
    """Say the best pair, and the best of each row, in words."""
    best = best_pair(curves, target)
    rows = []
    for iou, curve in curves.items():
        pair = best_pair({iou: curve}, target)
        recall = 0.0 if pair is None else recall_of(curves, pair)
        rows.append(f"{recall:.3f} at NMS IoU {plain(iou)}")
    summit = (
        "No pair keeps it"
        if best is None
        else f"The best pair is NMS IoU {plain(best[0])} with score ≥ {best[1]:.3f}"
    )
    return (
        f"Recall of {name}s over score threshold and NMS IoU, with the contour of "
        f"precision {plain(target)}. {summit}. Best recall that keeps it: "
        f"{'; '.join(rows)}."
    )
