"""How many values lie in each bin, rightly and as it goes wrong."""

from itertools import pairwise
from typing import Any

import numpy as np

from grader.exercises.wrong_bins import left_closed

__all__ = ["beyond", "clipped", "counts", "half_open", "histogram", "widened"]

Array = np.ndarray[Any, np.dtype[Any]]


def counts(values: Array, edges: Array) -> Array:
    """Count as the course does: the end bins hold what lies outside."""
    return np.array([b.sum() for b in left_closed(_inside(values, edges), edges)])


def _inside(values: Array, edges: Array) -> Array:
    return np.clip(values, edges[0], edges[-1])


def clipped(binning: Any, values: Array, edges: Array) -> Array:
    """Count by another binning, in which the end bins hold what lies outside."""
    return np.array([b.sum() for b in binning(_inside(values, edges), edges)])


def histogram(values: Array, edges: Array) -> Array:
    """Count as NumPy does: what lies outside is lost."""
    return np.histogram(values, edges)[0]


def half_open(values: Array, edges: Array) -> Array:
    """Count in [low, high) alone: the last edge and what lies outside is lost."""
    bins = pairwise(edges)
    return np.array([((values >= a) & (values < b)).sum() for a, b in bins])


def beyond(values: Array, edges: Array) -> Array:
    """Count in further bins below the first edge and from the last one up."""
    return np.bincount(np.digitize(values, edges), minlength=len(edges) + 1)


def widened(values: Array, edges: Array) -> Array:
    """Count in further bins below the first edge and above the last one."""
    inside = histogram(values, edges)
    return np.array([(values < edges[0]).sum(), *inside, (values > edges[-1]).sum()])
