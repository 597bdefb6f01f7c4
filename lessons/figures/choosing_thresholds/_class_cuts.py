"""One threshold for all classes, and one for each: precision class by class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lessons.figures._compute import Floats, sweep
from lessons.figures._outputs import Picture, Table
from lessons.figures._style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PAPER,
    add_axes,
    picture,
    plain,
)
from lessons.figures.choosing_thresholds._promises import precise_cut


@dataclass(frozen=True, slots=True)
class ClassCuts:
    """What cuts do, class by class; nan where a class has none.

    Parameters
    ----------
    cut, precision, recall : array of float
        One a class.
    """

    cut: Floats
    precision: Floats
    recall: Floats


def one_cut(prob_matrix: ArrayLike, labels: ArrayLike, target: float) -> float:
    """Return the one threshold whose pooled precision reaches the target.

    Every probability of every class is asked "is it this class?".
    """
    probs = np.asarray(prob_matrix, float)
    is_class = np.eye(probs.shape[1], dtype=bool)[np.asarray(labels)]
    cut = precise_cut(probs.ravel(), is_class.ravel(), target)
    return np.nan if cut is None else cut


def own_cuts(
    prob_matrix: ArrayLike,
    labels: ArrayLike,
    target: float,
    *,
    confidence: float | None = None,
) -> Floats:
    """Return for each class the threshold whose precision reaches the target."""
    probs, classes = np.asarray(prob_matrix, float), np.asarray(labels)
    cuts = [
        precise_cut(column, classes == index, target, confidence=confidence)
        for index, column in enumerate(probs.T)
    ]
    return np.array([np.nan if cut is None else cut for cut in cuts])


def measure_cuts(
    prob_matrix: ArrayLike, labels: ArrayLike, cuts: ArrayLike
) -> ClassCuts:
    """Return precision and recall of each class at its cut."""
    probs, classes = np.asarray(prob_matrix, float), np.asarray(labels)
    at = np.broadcast_to(np.asarray(cuts, float), probs.shape[1])
    precision, recall = np.full(at.size, np.nan), np.full(at.size, np.nan)
    for index in np.flatnonzero(~np.isnan(at)):
        found = sweep(probs[:, index], classes == index, [at[index]])
        precision[index], recall[index] = found.precision[0], found.recall[0]
    return ClassCuts(at, precision, recall)


def class_cuts(prob_matrix: ArrayLike, labels: ArrayLike, *, target: float) -> Picture:
    """Draw each class's precision under one threshold, and each class's own threshold.

    Parameters
    ----------
    prob_matrix, labels : array_like
        One row of class probabilities and one class an image, from 0.
    target : float
        The precision wanted.
    """
    shared = one_cut(prob_matrix, labels, target)
    under_one = measure_cuts(prob_matrix, labels, shared)
    own = measure_cuts(prob_matrix, labels, own_cuts(prob_matrix, labels, target))

    def draw(figure: Figure) -> None:
        above = add_axes(figure, 0.1, 0.58, 0.87, 0.36)
        below = add_axes(figure, 0.1, 0.13, 0.87, 0.36)
        _draw_precision(above, under_one.precision, target)
        _draw_cuts(below, own.cut, shared)

    return picture(350, draw, _alt(under_one, own, shared, target))


def _draw_precision(axes: Axes, precision: Floats, target: float) -> None:
    """Draw precision under the one threshold; a diamond breaks the promise."""
    classes = np.arange(precision.size)
    axes.axhline(target, color=FAINT, linewidth=1.2, linestyle="--")
    axes.text(9.72, target + 0.008, "promised", ha="right", fontsize=8.5, color=FAINT)
    for kept, colour, marker in ((True, BLUE, "o"), (False, ORANGE, "D")):
        here = (precision >= target) == kept
        axes.plot(classes[here], precision[here], marker, ms=8, color=colour)
    for digit, height in zip(classes, precision, strict=True):
        axes.annotate(
            f"{height:.2f}",
            (digit, height),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    axes.set(xlim=(-0.4, 9.75), ylim=(precision.min() - 0.03, 1.0))
    axes.set_xticks(classes, [""] * classes.size)
    axes.set_ylabel("precision, one cut")


def _draw_cuts(axes: Axes, cuts: Floats, shared: float) -> None:
    """Draw each class's own threshold beside the one for all."""
    classes = np.arange(cuts.size)
    axes.axhline(shared, color=FAINT, linewidth=1.2, linestyle=":")
    axes.text(
        9.72,
        shared - 0.06,
        f"one for all: {shared:.3f}",
        ha="right",
        fontsize=8.5,
        color=FAINT,
    )
    for digit, cut in zip(classes, cuts, strict=True):
        axes.plot((digit, digit), (shared, cut), color=BLUE, linewidth=1.4)
        axes.plot(digit, cut, "s", ms=7, color=BLUE, mec=PAPER)
        axes.annotate(
            f"{cut:.2f}",
            (digit, cut),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    axes.set(
        xlim=(-0.4, 9.75),
        ylim=(min(cuts.min(), shared) - 0.07, max(cuts.max(), shared) + 0.07),
    )
    axes.set_xticks(classes, [str(digit) for digit in classes])
    axes.set(xlabel="digit", ylabel="its own cut")


def _alt(under_one: ClassCuts, own: ClassCuts, shared: float, target: float) -> str:
    """Say both rows in words."""
    each = "; ".join(
        f"{digit}: precision {precision:.2f}, own threshold {cut:.2f}"
        for digit, (precision, cut) in enumerate(
            zip(under_one.precision, own.cut, strict=True)
        )
    )
    return (
        f"Precision of each digit under one threshold, {shared:.3f}, that keeps "
        f"precision {plain(target)} over all digits together, and the threshold with "
        f"which each digit keeps it by itself. {each}."
    )


def class_cuts_table(
    tuning: tuple[ArrayLike, ArrayLike],
    fresh: tuple[ArrayLike, ArrayLike],
    *,
    target: float,
    confidence: float = 0.9,
) -> Table:
    """Return how many classes keep the precision, in tuning and on fresh images.

    Parameters
    ----------
    tuning, fresh : (array_like, array_like)
        Class probabilities and classes of two sets of images.
    target : float
        The precision wanted.
    confidence : float
        Of the row with a margin.
    """
    rules = {
        "one for all": np.full(
            np.asarray(tuning[0]).shape[1], one_cut(*tuning, target)
        ),
        "one each": own_cuts(*tuning, target),
        "one each, with margin": own_cuts(*tuning, target, confidence=confidence),
    }
    rows = []
    for rule, cuts in rules.items():
        have = int(np.sum(~np.isnan(cuts)))
        kept = []
        for images in (tuning, fresh):
            found = measure_cuts(*images, cuts)
            kept.append(f"{int(np.sum(found.precision >= target))} of {have}")
        rows.append([rule, str(have), *kept])
    header = ("thresholds", "classes with one", "kept in tuning", "kept on test")
    return Table(header, rows, f"Classes that keep precision {plain(target)}")
