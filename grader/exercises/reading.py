"""Read answers: many right spellings of one thing, and words for the wrong ones."""

import math
from typing import Any

import numpy as np

from grader.exercises.exercise import Misshapen

__all__ = [
    "decision",
    "flattened",
    "itemised",
    "kind",
    "number",
    "numbers",
    "sequence",
    "shaped",
]

_LONGEST_TEXT = 100


def number(value: Any, what: str) -> float:
    """Read one number.

    Parameters
    ----------
    value
        Plain data from the learner.
    what
        What it stands for, for the message.

    Raises
    ------
    Misshapen
        If it is no single number.
    """
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    if isinstance(value, (list, tuple)) and len(value) == 1:
        return number(value[0], what)
    if isinstance(value, (bool, int, float)):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    raise Misshapen(f"{what} should be one number, not {kind(value)}")


def numbers(value: Any, what: str, names: tuple[str, ...] = ()) -> tuple[float, ...]:
    """Read a sequence of numbers; as many as there are names, where names are given.

    Raises
    ------
    Misshapen
        If it is no sequence of (so many) numbers.
    """
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple)) and any(isinstance(v, list) for v in value):
        value = [item for row in value for item in (row if _is_row(row) else [row])]
    if not isinstance(value, (list, tuple)):
        listed = f" ({', '.join(names)})" if names else ""
        raise Misshapen(f"{what} should be several numbers{listed}, not {kind(value)}")
    if names and len(value) != len(names):
        listed = ", ".join(names)
        raise Misshapen(
            f"{what} should be {len(names)} numbers ({listed}), not {len(value)}"
        )
    labels = names or tuple(f"{what}[{i}]" for i in range(len(value)))
    return tuple(number(v, n) for v, n in zip(value, labels, strict=True))


def sequence(value: Any, what: str, n: int, of: str) -> list[Any]:
    """Read a sequence of so many things, whatever they are.

    Parameters
    ----------
    value
        Plain data from the learner.
    what
        What it stands for, for the message.
    n
        How many things are asked for.
    of
        What they are called, in the plural.

    Raises
    ------
    Misshapen
        If it is no sequence, or one of another length.
    """
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        raise Misshapen(f"{what} should be a sequence of {n} {of}, not {kind(value)}")
    if len(value) != n:
        raise Misshapen(f"{what} should hold {n} {of}, not {len(value)}")
    return list(value)


def shaped(value: Any, what: str, shape: tuple[int, ...]) -> tuple[float, ...]:
    """Read numbers of one shape, row by row; () is a single number.

    Raises
    ------
    Misshapen
        If the shape is another, or there is anything in it but numbers.
    """
    if not shape:
        return (number(value, what),)
    n, *inner = shape
    rows = sequence(value, what, n, "rows" if inner else "numbers")
    return tuple(
        item
        for place, row in enumerate(rows)
        for item in shaped(row, f"{what}[{place}]", tuple(inner))
    )


def flattened(value: Any) -> tuple[float, ...]:
    """Read plain data of any shape as numbers, each sequence led by its length.

    So answers of a shape that was not asked for can be compared with those of
    slips. Sequences of one count as their item; None is -inf; a text is its length
    and the numbers of its characters; a dictionary is its pairs, in the order of
    the keys so read.

    Raises
    ------
    Misshapen
        If there is a long text in it, or anything else.
    """
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if value is None:
        return (-math.inf,)
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
        return (float(len(value)), *(float(ord(character)) for character in value))
    if isinstance(value, dict):
        pairs = sorted((flattened(key), flattened(item)) for key, item in value.items())
        inside = [number for pair in pairs for item in pair for number in item]
        return (float(len(value)), *inside)
    if isinstance(value, (list, tuple)) and len(value) != 1:
        inside = [number for item in value for number in flattened(item)]
        return (float(len(value)), *inside)
    if isinstance(value, (list, tuple)):
        return flattened(value[0])
    return (number(value, "the answer"),)


def itemised(value: Any) -> tuple[float, ...]:
    """Read as `flattened` does, but keep one item apart from a sequence of one.

    The number of items leads, -1 where there is no sequence: so no item, the item 0
    and a bare 0 are three things.

    Raises
    ------
    Misshapen
        As in `flattened`.
    """
    items = value.tolist() if isinstance(value, np.ndarray) else value
    n = len(items) if isinstance(items, (list, tuple)) else -1
    return (float(n), *flattened(items))


def _is_row(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def decision(scores: Any, threshold: float) -> float:
    """Return the observed score that decides as a threshold does under ``>=``.

    Every threshold between two neighbouring scores flags the same items; the
    higher of the two stands for all of them. A threshold within 1e-6 (relative)
    above a score counts as that score, so that 32-bit numbers are right.
    Thresholds above every score give inf.

    Raises
    ------
    Misshapen
        If the threshold is nan.
    """
    if math.isnan(threshold):
        raise Misshapen("the threshold is nan, which flags nothing")
    observed = np.unique(np.asarray(scores, dtype=float))
    slack = 1e-6 * np.abs(observed)
    reached = observed[observed + slack >= threshold]
    return float(reached[0]) if reached.size else math.inf


def kind(value: Any) -> str:
    """Name what arrived: ``nothing (None)``, ``a list of 3``, ``text``."""
    if value is None:
        return "nothing (None): is a return missing? Or was a value never set?"
    if isinstance(value, str):
        return "text"
    if isinstance(value, (list, tuple, dict)):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    return f"a {type(value).__name__}"
