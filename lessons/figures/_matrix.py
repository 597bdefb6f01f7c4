"""The score strip over its confusion matrix: what a threshold does, all at once."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from lessons.figures._compute import Sweep, sweep
from lessons.figures._outputs import Picture
from lessons.figures._strip import draw_strip, strip_words
from lessons.figures._style import (
    FAINT,
    FLAGGED,
    INK,
    PAPER,
    add_axes,
    picture,
    plain,
)


def confusion_panel(scores: ArrayLike, labels: ArrayLike, threshold: float) -> Picture:
    """Draw the parts with a cut, and beneath them the four counts, P, R and F1.

    Parameters
    ----------
    scores, labels : array_like
        One number and one 0/1 a part; made for at most about twenty.
    threshold : float
        Scores at or above it are flagged.
    """
    values, defect = np.asarray(scores, float), np.asarray(labels, bool)
    found = sweep(values, defect, [threshold])
    words = "; ".join(f"{name} = {ratio}" for name, ratio in _ratios(found).items())

    def draw(figure: Figure) -> None:
        strip = add_axes(figure, 0.15, 0.565, 0.83, 0.355)
        draw_strip(strip, values, defect, threshold)
        _draw_matrix(add_axes(figure, 0.02, 0.02, 0.55, 0.39), found)
        _draw_ratios(add_axes(figure, 0.6, 0.02, 0.38, 0.39), found)

    return picture(330, draw, f"{strip_words(values, defect, threshold)} {words}.")


def _ratios(found: Sweep) -> dict[str, str]:
    """Return precision, recall and F1, each as a fraction of counts and a number."""
    tp, fp, fn = (int(count[0]) for count in (found.tp, found.fp, found.fn))
    fractions = {
        "precision": (tp, tp + fp),
        "recall": (tp, tp + fn),
        "F1": (2 * tp, 2 * tp + fp + fn),
    }
    return {
        name: f"{above}/{below} = {plain(above / below)}"
        if below
        else f"{above}/{below}, called 0"
        for name, (above, below) in fractions.items()
    }


def _draw_matrix(axes: Axes, found: Sweep) -> None:
    """Draw the four counts in their boxes; the flagged column is shaded."""
    axes.set(xlim=(0, 10.1), ylim=(0, 6))
    axes.set_axis_off()
    for left, word in ((3.7, "flagged"), (7.0, "passed")):
        _write(axes, left + 1.5, 5.4, word)
    boxes = (
        (3.7, 2.6, "TP", found.tp, "caught"),
        (7.0, 2.6, "FN", found.fn, "missed"),
        (3.7, 0.1, "FP", found.fp, "false alarm"),
        (7.0, 0.1, "TN", found.tn, "left alone"),
    )
    for row, bottom in (("defects", 2.6), ("good parts", 0.1)):
        _write(axes, 3.4, bottom + 1.15, row, side="right")
    for left, bottom, name, count, meaning in boxes:
        axes.add_patch(
            Rectangle(
                (left, bottom),
                3.0,
                2.3,
                facecolor=FLAGGED if left < 7 else PAPER,
                edgecolor=FAINT,
                linewidth=1.1,
            )
        )
        _write(axes, left + 1.5, bottom + 1.5, f"{name}  {count[0]}", size=12)
        _write(axes, left + 1.5, bottom + 0.55, meaning)


def _draw_ratios(axes: Axes, found: Sweep) -> None:
    """Write precision, recall and F1 beside the matrix."""
    axes.set(xlim=(0, 10), ylim=(0, 6))
    axes.set_axis_off()
    for height, (name, ratio) in zip(
        (4.0, 2.5, 1.0), _ratios(found).items(), strict=True
    ):
        _write(axes, 3.6, height, name, side="right", size=10)
        _write(axes, 4.2, height, ratio, side="left", size=10)


def _write(
    axes: Axes, x: float, y: float, words: str, side: str = "center", size: float = 9
) -> None:
    """Write words at a point."""
    axes.text(x, y, words, ha=side, va="center", fontsize=size, color=INK)
