"""Which rows of a learner's file stand on which side, and what belongs together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lessons.projects._errors import Unusable
from lessons.projects._npz import quoted_names

__all__ = ["SIDES", "as_groups", "as_split", "require_one_each", "rows_of", "told"]

Words = NDArray[np.str_]

SIDES = ("calibration", "test")


def rows_of(split: Words | None, side: str, size: str) -> NDArray[np.intp]:
    """Return the numbers of the rows that a split calls by this word.

    Parameters
    ----------
    split
        The words, one a row.
    side
        The word.
    size
        How a learner writes the number of rows, such as ``"len(labels)"``.

    Raises
    ------
    Unusable
        If there is no split, or none of its rows is called so.
    """
    if split is None:
        advice = f"Draw one: projects.draw_split({size}, rng=...)."
        raise Unusable("split", "be in the file", "a file without it", advice)
    found = np.flatnonzero(split == side)
    if not found.size:
        named = quoted_names(np.unique(split).tolist())
        raise Unusable("side", f"be one of {named}", repr(side))
    return found


def as_split(array: NDArray[np.generic], n: int, whose: str) -> Words:
    """Return the words of a split that names both sides."""
    require_one_each("split", array, n, whose)
    if array.dtype.kind not in "US":
        raise Unusable("split", "hold words", f"an array of {array.dtype}")
    if array.dtype.kind == "S":
        array = np.char.decode(array.astype(np.bytes_), "utf-8", "replace")
    words = np.asarray(array, dtype=np.str_)
    named = np.unique(words).tolist()
    if not set(SIDES) <= set(named):
        rule = "call some rows 'calibration' and some 'test'"
        raise Unusable("split", rule, quoted_names(named))
    return words


def as_groups(array: NDArray[np.generic], n: int, whose: str) -> NDArray[np.generic]:
    """Return what must not be torn apart."""
    require_one_each("groups", array, n, whose)
    if array.dtype.kind not in "iuUSb":
        raise Unusable(
            "groups", "hold whole numbers or words", f"an array of {array.dtype}"
        )
    return array


def require_one_each(name: str, array: NDArray[np.generic], n: int, whose: str) -> None:
    """Refuse an array that has not one entry for each of n things, such as rows."""
    if array.shape != (n,):
        rule = f"have one entry for each of the {n:,} {whose}"
        raise Unusable(name, rule, f"the shape {array.shape}")


def told(split: Words | None, groups: NDArray[np.generic] | None) -> str:
    """Return how many rows stand where, and how many groups there are, in words."""
    words = ""
    if split is not None:
        sides, counts = np.unique(split, return_counts=True)
        pairs = zip(sides.tolist(), counts.tolist(), strict=True)
        words += "; " + ", ".join(f"{side!s:.40}: {n:,}" for side, n in pairs)
    if groups is not None:
        words += f"; {len(np.unique(groups)):,} groups"
    return words
