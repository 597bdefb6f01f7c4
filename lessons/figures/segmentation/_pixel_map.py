"""The isotonic map of pixel scores: what each score is worth."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._outputs import Picture
from lessons.figures._remember import remembered
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    add_axes,
    cut_words,
    picture,
    plain,
)

MARKED = (0.2, 0.4, 0.6, 0.8)


@remembered
def pixel_map(scores: ArrayLike, probs: ArrayLike, *, cut: float) -> Picture:
    """Draw the probability that a calibrated pixel gets, against its score.

    Parameters
    ----------
    scores, probs : array_like
        Of the same pixels, before and after calibration.
    cut : float
        A threshold on the scores; the figure says what becomes of it.
    """
    before, first = np.unique(np.ravel(scores), return_index=True)
    after = np.ravel(probs)[first]
    worth = float(after[np.searchsorted(before, cut)])
    at = after[np.searchsorted(before, MARKED)]
    each = ", ".join(
        f"{s} becomes {plain(float(p), 2)}" for s, p in zip(MARKED, at, strict=True)
    )
    alt = (
        f"Calibrated probability against the pixel's score: a curve of steps that "
        f"never falls, mostly below the diagonal. {each}; the cut at "
        f"{cut_words(cut)} becomes {plain(worth, 2)}."
    )

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.16, 0.55, 0.79)
        axes.plot([0, 1], [0, 1], ":", color=FAINT, linewidth=1.3)
        axes.plot(before, after, color=BLUE, linewidth=1.8)
        axes.plot([cut, cut, 0], [0, worth, worth], "--", color=ORANGE, linewidth=1.4)
        axes.plot(cut, worth, "D", color=ORANGE, markersize=7)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="score of the model")
        axes.set_ylabel("probability after isotonic")
        words = (
            (0.9, INK, "solid: the isotonic map;\na flat step makes\nits scores equal"),
            (0.67, INK, "dotted: honest scores"),
            (0.56, INK, f"dashed: a score of {cut_words(cut)}\nis worth {worth:.2f}"),
        )
        for height, colour, text in words:
            figure.text(
                0.69, height, text, fontsize=9, color=colour, va="top", linespacing=1.4
            )

    return picture(300, draw, alt)
