"""Read what a learner's names hold: plain values out, or a verdict with its words."""

import inspect
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.projects.look import NotYetRight, Open
from grader.reference import Interval

__all__ = [
    "Estimate",
    "as_reported",
    "read_array",
    "read_entry",
    "read_estimate",
    "read_name",
    "read_number",
    "read_rows",
    "shown",
]

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

_LONGEST = 160
_MOST_NESTING = 3


class Estimate(NamedTuple):
    """A number that a learner reports, with its interval."""

    value: float
    interval: Interval


def shown(text: object, limit: int = 4 * _LONGEST) -> str:
    """Return a text that fits on a page: printable, on one line, not too long."""
    line = "".join(c if c.isprintable() else " " for c in str(text))
    return line if len(line) <= limit else f"{line[:limit]} …"


def read_name(names: Mapping[str, Any], name: str) -> Any:
    """Return what a name holds.

    Raises
    ------
    Open
        If it is not defined, or still holds `...`, alone or inside.
    """
    if name not in names:
        raise Open(f"`{name}` is not defined: fill in its cell and run it.")
    value = names[name]
    if value is None or value is ...:
        raise Open(f"`{name}` is still `{'...' if value is ... else None}`.")
    if _has_blank(value):
        raise Open(f"`{name}` still holds `...` inside.")
    return value


def read_entry(
    names: Mapping[str, Any], name: str, key: str, keys: Sequence[str]
) -> Any:
    """Return one entry of a dictionary, whatever case its keys are in.

    Parameters
    ----------
    names
        The notebook's names.
    name, key
        Of the dictionary, and of its entry.
    keys
        All that the dictionary is to have, for the words.

    Raises
    ------
    Open
        If the entry is not filled in yet.
    NotYetRight
        If the name holds no dictionary, or one without this entry.
    """
    if name not in names or names[name] is ...:
        read_name(names, name)
    value = names[name]
    if not isinstance(value, Mapping):
        kind = type(value).__name__
        raise NotYetRight(
            f"`{name}` is to be a dictionary with the keys {' and '.join(keys)}; it "
            f"is {kind}."
        )
    by_key = {str(k).casefold(): entry for k, entry in value.items()}
    if key.casefold() not in by_key:
        has = ", ".join(map(str, value)) or "no keys"
        raise NotYetRight(f"`{name}` has no entry {key}; it has {shown(has, 80)}.")
    entry = by_key[key.casefold()]
    if entry is ... or entry is None or _has_blank(entry):
        raise Open(f'`{name}["{key}"]` is still to be filled in.')
    return entry


def read_array(name: str, value: Any) -> Floats:
    """Return numbers as float64; lists, NumPy, pandas and tensors on the CPU will do.

    Raises
    ------
    NotYetRight
        If it holds something else than finite numbers.
    """
    try:
        array = np.asarray(value)
    except Exception as error:
        kind = type(error).__name__
        raise NotYetRight(f"`{name}` is no array: NumPy raised {kind}.") from error
    if array.dtype.kind not in "biuf":
        raise NotYetRight(f"`{name}` is to hold numbers; it holds {array.dtype}.")
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        where = tuple(map(int, np.argwhere(~np.isfinite(numbers))[0]))
        raise NotYetRight(f"`{name}` holds {numbers[where]} at position {where}.")
    return numbers


def read_rows(name: str, value: Any, n: int) -> Rows:
    """Return row numbers in their own order; a mask of n True/False will do.

    Raises
    ------
    NotYetRight
        If they are no row numbers, none, repeated, or outside 0 to n − 1.
    """
    array = np.asarray(value)
    if array.ndim != 1:
        raise NotYetRight(f"`{name}` is to be 1-D; its shape is {array.shape}.")
    if array.dtype.kind == "b":
        if len(array) != n:
            raise NotYetRight(
                f"`{name}` is a mask of {len(array):,} entries for {n:,} rows."
            )
        array = np.flatnonzero(array)
    if not array.size:
        raise NotYetRight(f"`{name}` has no row in it.")
    if array.dtype.kind not in "iu":
        raise NotYetRight(
            f"`{name}` is to hold row numbers or True/False; it holds {array.dtype}."
        )
    outside = array[(array < 0) | (array >= n)]
    if outside.size:
        raise NotYetRight(
            f"`{name}` holds the row {outside[0]}; rows are numbered 0 to {n - 1:,}."
        )
    rows, counts = np.unique(array, return_counts=True)
    if counts.max() > 1:
        twice = rows[counts > 1]
        raise NotYetRight(
            f"`{name}` holds {len(twice):,} rows more than once, row {twice[0]} first: "
            "draw without replacement, as `rng.permutation` does."
        )
    return array.astype(np.intp)


def read_number(name: str, value: Any) -> float:
    """Return one finite number; a 0-d array is one, True is not.

    Raises
    ------
    NotYetRight
        If it is something else.
    """
    array = np.asarray(value)
    if array.ndim or array.dtype.kind not in "iuf":
        raise NotYetRight(f"`{name}` is to be one number; it is {shown(value, 60)}.")
    number = float(array)
    if not math.isfinite(number):
        raise NotYetRight(f"`{name}` is {number}.")
    return number


def read_estimate(name: str, value: Any) -> Estimate:
    """Return (value, low, high), or (value, (low, high)).

    Raises
    ------
    NotYetRight
        If it is something else, or the interval's ends are the wrong way round.
    """
    parts = value if isinstance(value, Sequence | np.ndarray) else (value,)
    flat = [
        inner
        for part in parts
        for inner in (part if isinstance(part, Sequence | np.ndarray) else (part,))
    ]
    if isinstance(value, str) or len(flat) != 3:
        raise NotYetRight(
            f"{name} is to be (value, low, high), a number and the two ends of its "
            f"95 % interval; it is {shown(value, 60)}."
        )
    number, low, high = (read_number(name, part) for part in flat)
    if low > high:
        raise NotYetRight(
            f"{name}: the interval runs from {low:.4f} down to {high:.4f}. The order "
            "is (value, low, high)."
        )
    return Estimate(number, Interval(low, high))


def as_reported(mine: Estimate) -> str:
    """Return a number and its interval in words."""
    low, high = mine.interval
    return f"{mine.value:.3f}, 95 % interval {low:.3f} to {high:.3f}"


def _has_blank(value: Any, depth: int = 0) -> bool:
    """Say whether a placeholder stands somewhere in a list, tuple or dictionary."""
    if value is ...:
        return True
    if inspect.isfunction(value) or depth > _MOST_NESTING:
        return False
    if isinstance(value, Mapping):
        return any(_has_blank(inner, depth + 1) for inner in value.values())
    if isinstance(value, list | tuple) and len(value) <= _LONGEST:
        return any(_has_blank(inner, depth + 1) for inner in value)
    return False
