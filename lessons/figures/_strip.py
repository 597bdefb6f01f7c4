"""The score strip: every part at its score, and a cut that decides."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats, sweep
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    DEFECT,
    FLAGGED,
    GOOD,
    INK,
    Look,
    add_axes,
    cut_words,
    picture,
)

LABEL_PIXELS = 31  # a label's width and a little air
NEAR = 0.04  # scores closer to the cut than this are labelled on their own side of it


def draw_parts(axes: Axes, values: Floats, height: float, look: Look) -> None:
    """Draw parts in one row with their scores beneath; defects filled, good hollow."""
    axes.scatter(
        values,
        np.full(values.size, height),
        s=58,
        marker=look.marker,
        facecolor=look.colour if look is DEFECT else "white",
        edgecolor=look.colour,
        linewidth=1.6,
        zorder=3,
    )


def _label_scores(axes: Axes, values: Floats, height: float, cut: float | None) -> None:
    """Write each score under its marker; neighbours that would touch go lower.

    A label that the cut would run through stands on the side where its part falls.
    """
    low, high = axes.get_xlim()
    touching = LABEL_PIXELS / axes.bbox.width * (high - low)
    last, lowered = -np.inf, False
    for value in np.unique(values):
        place, shift, side, middle = float(value), 0, "center", float(value)
        if cut is not None and abs(value - cut) < NEAR:
            shift, side = (3, "left") if value >= cut else (-3, "right")
            place, middle = cut, cut + np.sign(shift) * 0.6 * touching
        lowered = middle - last < touching and not lowered
        drop = 20 if lowered else 10
        axes.annotate(
            cut_words(value),
            (place, height),
            xytext=(shift, -drop),
            textcoords="offset points",
            ha=side,
            va="top",
            fontsize=8,
            color=INK,
            zorder=4,
        )
        last = middle


def _frame(values: Floats, cut: float | None) -> tuple[float, float]:
    """Return the ends of the axis: 0 to 1, wider where a score or the cut lies out."""
    shown = values if cut is None else np.append(values, cut)
    return min(0.0, float(shown.min())) - 0.04, max(1.0, float(shown.max())) + 0.04


def strip_words(values: Floats, defect: np.ndarray, cut: float | None) -> str:
    """Say the strip in words."""
    rows = {"Defects score": values[defect], "Good parts score": values[~defect]}
    kinds = " ".join(
        f"{name} {', '.join(cut_words(value) for value in np.sort(row)[::-1])}."
        for name, row in rows.items()
    )
    if cut is None:
        return f"Score strip without a cut. {kinds}"
    found = sweep(values, defect, [cut])
    return (
        f"Score strip cut at {cut_words(cut)}; scores at or above it are flagged. "
        f"{kinds} "
        f"TP {found.tp[0]} (defects flagged), FP {found.fp[0]} (good parts flagged), "
        f"FN {found.fn[0]} (defects passed), TN {found.tn[0]} (good parts passed)."
    )


def score_strip(
    scores: ArrayLike,
    labels: ArrayLike,
    threshold: float | None = None,
    *,
    note: str = "",
) -> Picture:
    """Draw every part at its score, defects above good ones, and the cut if any.

    Parameters
    ----------
    scores : array_like
        One number a part; made for at most about twenty.
    labels : array_like
        0/1 or bool, 1 for a defect.
    threshold : float, optional
        Scores at or above it are flagged; the four outcomes are then counted.
    note : str
        A line of words above the picture.
    """
    values, defect = np.asarray(scores, float), np.asarray(labels, bool)

    def draw(figure: Figure) -> None:
        if threshold is None:
            axes = add_axes(figure, 0.15, 0.27, 0.83, 0.66)
        else:  # room for the counts on both sides
            axes = add_axes(figure, 0.19, 0.25, 0.605, 0.61)
        draw_strip(axes, values, defect, threshold)
        if threshold is not None:
            _write_counts(axes, values, defect, threshold)

    return picture(
        190 if threshold is None else 220,
        draw,
        strip_words(values, defect, threshold),
        note,
    )


def draw_strip(
    axes: Axes, values: Floats, defect: np.ndarray, cut: float | None
) -> None:
    """Draw the two rows of parts with their scores, and the cut if any."""
    axes.set(xlim=_frame(values, cut), ylim=(-0.75, 1.35), xlabel="score")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for name, mask, height, look in (
        ("defects", defect, 1.0, DEFECT),
        ("good parts", ~defect, 0.0, GOOD),
    ):
        draw_parts(axes, values[mask], height, look)
        _label_scores(axes, values[mask], height, cut)
        _write_beside(axes, -0.015, height, name, "right")
    if cut is not None:
        _draw_cut(axes, cut)


def _write_beside(axes: Axes, x: float, y: float, words: str, side: str) -> None:
    """Write beside the axes: x as a share of their width, y on their scale."""
    axes.text(
        x,
        y,
        words,
        transform=axes.get_yaxis_transform(),
        ha=side,
        va="center",
        fontsize=9,
        color=INK,
    )


def _draw_cut(axes: Axes, cut: float) -> None:
    """Shade the flagged side and draw the cut."""
    axes.axvspan(cut, axes.get_xlim()[1], color=FLAGGED, zorder=0, linewidth=0)
    axes.axvline(cut, color=INK, linewidth=1.4, zorder=3.5)  # seen across a part too
    axes.set_title(
        f"passed   <   {cut_words(cut)}   ≤   flagged", fontsize=10, color=INK, pad=6
    )


def _write_counts(axes: Axes, values: Floats, defect: np.ndarray, cut: float) -> None:
    """Write the four counts on both sides of the strip."""
    found = sweep(values, defect, [cut])
    left, right, below = -0.015, 1.015, 0.4
    _write_beside(axes, left, 1 - below, f"FN {found.fn[0]}: missed", "right")
    _write_beside(axes, left, -below, f"TN {found.tn[0]}: left alone", "right")
    _write_beside(axes, right, 1.0, f"TP {found.tp[0]}: caught", "left")
    _write_beside(axes, right, 0.0, f"FP {found.fp[0]}: false alarm", "left")
