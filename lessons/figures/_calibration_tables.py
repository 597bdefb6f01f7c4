"""Tables of calibration measures, side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._bins import edges_of, sort_into_bins, uniform_edges
from lessons.figures._compute import Floats
from lessons.figures._outputs import Table
from lessons.figures._proper import brier_parts, brier_score, mean_nll
from lessons.figures._remember import remembered

REPEATS = 1000
MIDDLE = (2.5, 97.5)  # a 95 % interval


def gaps_table(probs: ArrayLike, labels: ArrayLike, edges: ArrayLike) -> Table:
    """Return the gaps of the bins put together in four ways, only one of them ECE."""
    found = sort_into_bins(probs, labels, edges)
    filled = found.count > 0
    gap, weight = found.gap[filled], found.count[filled] / found.count.sum()
    ways = {
        "sizes, weighted by count: ECE": float(np.sum(weight * np.abs(gap))),
        "sizes, each bin alike": float(np.mean(np.abs(gap))),
        "signed, weighted by count": float(np.sum(weight * gap)),
        "the largest size": float(np.max(np.abs(gap))),
    }
    rows = [(way, f"{value:.2f}") for way, value in ways.items()]
    each = " and ".join(f"{value:+.2f}" for value in gap).replace("-", "−")
    return Table(("the gaps' …", "number"), rows, f"Gaps {each}, put together")


def scores_table(
    named_probs: Mapping[str, ArrayLike], labels: ArrayLike, *, bins: int = 10
) -> Table:
    """Return ECE, NLL, Brier score and its three parts for several models.

    Parameters
    ----------
    named_probs : mapping of str to array_like
        Each model's probabilities for the same parts.
    labels : array_like
        0/1 or bool.
    bins : int
        Of equal width, for the ECE.
    """
    rows = []
    for name, probs in named_probs.items():
        numbers = (
            sort_into_bins(probs, labels, edges_of(bins)).ece,
            mean_nll(probs, labels),
            brier_score(probs, labels),
            *brier_parts(probs, labels),
        )
        rows.append([name, *(f"{abs(number):.3f}" for number in numbers)])
    header = ("scores", "ECE", "NLL", "Brier", "= MCB", "− DSC", "+ UNC")
    caption = f"The same {np.size(labels):,} parts; ECE with {bins} bins"
    return Table(header, rows, caption)


def _ece_of_rows(confidence: Floats, correct: np.ndarray, bins: int) -> Floats:
    """Return the ECE of each row of confidences and 0/1."""
    edges = uniform_edges(bins)
    place = np.searchsorted(edges[1:-1], confidence, side="right")
    cell = (place + bins * np.arange(len(place))[:, np.newaxis]).ravel()
    signed = np.bincount(
        cell, weights=(confidence - correct).ravel(), minlength=bins * len(place)
    )
    gaps = np.abs(signed.reshape(-1, bins))  # count times gap, in every bin
    return np.asarray(gaps.sum(axis=1) / confidence.shape[1], float)


@remembered
def honest_numbers(
    confidence: ArrayLike,
    correct: ArrayLike,
    *,
    rng: np.random.Generator,
    bins: int = 15,
) -> Table:
    """Return accuracy, mean confidence and ECE, each with a 95 % bootstrap interval.

    The last row is the ECE that a perfectly honest model with the same confidences
    would show: correctness is drawn anew, with the confidence as its chance. Both
    intervals are the middle of 1,000 draws.

    Parameters
    ----------
    confidence, correct : array_like
        One number and one True/False an image.
    rng : numpy.random.Generator
        Where the draws come from.
    bins : int
        Of equal width, for the ECE.
    """
    top, hit = np.asarray(confidence, float), np.asarray(correct, float)
    drawn = rng.integers(0, top.size, (REPEATS, top.size))
    tops, hits = top[drawn], hit[drawn]
    honest = rng.random((REPEATS, top.size)) < top
    lines = {
        "accuracy": (hit.mean(), hits.mean(axis=1)),
        "mean confidence": (top.mean(), tops.mean(axis=1)),
        f"ECE, {bins} bins": (
            _ece_of_rows(top[np.newaxis], hit[np.newaxis], bins)[0],
            _ece_of_rows(tops, hits, bins),
        ),
    }
    rows = [_line(name, value, draws) for name, (value, draws) in lines.items()]
    perfect = _ece_of_rows(np.broadcast_to(top, honest.shape), honest, bins)
    rows.append(_line("ECE if it were honest", perfect.mean(), perfect))
    caption = f"{top.size:,} images, with 95 % intervals"
    return Table(("", "value", "from", "to"), rows, caption)


def _line(name: str, value: float, draws: Floats) -> tuple[str, str, str, str]:
    """Return a row of words: the value and the middle of the draws."""
    low, high = np.percentile(draws, MIDDLE)
    return name, f"{value:.3f}", f"{low:.3f}", f"{high:.3f}"
