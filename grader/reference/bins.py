"""Bins over scores: where the edges lie, and which side of a bin is closed."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.errors import InvalidInput
from grader.reference.validation import (
    FloatArray,
    IntArray,
    as_count,
    as_scores,
    require_choice,
)

__all__ = [
    "Closed",
    "Strategy",
    "as_bin_edges",
    "as_closed",
    "bin_index",
    "edges_for",
    "require_inside",
]

Closed = Literal["left", "right"]
Strategy = Literal["uniform", "quantile"]


def as_bin_edges(bin_edges: ArrayLike) -> FloatArray:
    """Return edges as an array: two or more, each above the one before."""
    edges = as_scores("bin_edges", bin_edges)
    if len(edges) < 2:
        raise InvalidInput("bin_edges", "hold at least two edges", edges.tolist())
    if not np.all(edges[1:] > edges[:-1]):
        raise InvalidInput("bin_edges", "increase strictly", edges.tolist())
    return edges


def as_closed(closed: Closed) -> Closed:
    """Return the side that is closed, if there is such a side."""
    require_choice("closed", closed, ("left", "right"))
    return closed


def edges_for(
    probs: FloatArray, bin_edges: ArrayLike | None, n_bins: int, strategy: Strategy
) -> FloatArray:
    """Return the edges given, or those that a strategy makes.

    Uniform edges are the fractions i / `n_bins`, each rounded once, so that 0.3 is
    the edge of a tenth. Quantile edges run from the smallest to the largest
    probability; equal ones are merged, so there may be fewer bins than asked for.

    Examples
    --------
    >>> edges_for(np.array([0.1, 0.2, 0.8]), None, 2, "quantile").tolist()
    [0.1, 0.2, 0.8]
    """
    require_choice("strategy", strategy, ("uniform", "quantile"))
    if bin_edges is not None:
        edges = as_bin_edges(bin_edges)
        require_inside("probs", probs, edges)
        return edges
    n_bins = as_count("n_bins", n_bins)
    if strategy == "uniform":
        return np.arange(n_bins + 1) / n_bins
    edges = np.unique(np.quantile(probs, np.arange(n_bins + 1) / n_bins))
    return edges if len(edges) > 1 else np.repeat(edges, 2)


def bin_index(values: FloatArray, edges: FloatArray, closed: Closed) -> IntArray:
    """Return the bin of each value; what lies beyond an end joins the end bin.

    With ``closed="left"`` a value on an inner edge belongs to the bin above it, and
    the last bin also holds its right edge. With ``closed="right"`` it belongs to the
    bin below, and the first bin also holds its left edge.

    Examples
    --------
    >>> edges = np.array([0.0, 0.5, 1.0])
    >>> bin_index(np.array([0.0, 0.5, 1.0]), edges, "left").tolist()
    [0, 1, 1]
    >>> bin_index(np.array([0.0, 0.5, 1.0]), edges, "right").tolist()
    [0, 0, 1]
    """
    # searchsorted names the side on which an equal edge is left behind.
    side: Closed = "right" if closed == "left" else "left"
    return np.searchsorted(edges[1:-1], values, side=side)


def require_inside(name: str, probs: FloatArray, edges: FloatArray) -> None:
    """Refuse probabilities beyond the first edge or the last."""
    outside = (probs < edges[0]) | (probs > edges[-1])
    if outside.any():
        position = int(np.flatnonzero(outside)[0])
        rule = f"lie within bin_edges [{edges[0]:g}, {edges[-1]:g}]"
        raise InvalidInput(
            name, rule, float(probs[position]), f"at position {position}"
        )
