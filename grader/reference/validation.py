"""Convert and check what comes in, before anything is computed from it.

Each function returns a new or read-only view of the input as the type the
mathematics needs, and raises `InvalidInput` otherwise. None of them changes
what the caller passed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.reference.errors import InvalidInput

__all__ = [
    "all_finite",
    "as_array",
    "as_binary",
    "as_count",
    "as_exact",
    "as_fraction_of_one",
    "as_labels",
    "as_list",
    "as_numbers",
    "as_probs",
    "as_scalar",
    "as_scores",
    "require_both_classes",
    "require_choice",
    "require_positive_label",
    "require_same_length",
    "require_within",
]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Item = TypeVar("Item")


def as_array(name: str, values: ArrayLike) -> NDArray[Any]:
    """Return `values` as an array of any type and shape; ragged lists are none."""
    try:
        return np.asarray(values)
    except (ValueError, TypeError) as error:
        raise InvalidInput(name, "be an array of numbers", values) from error


def as_list(name: str, values: Iterable[Item]) -> list[Item]:
    """Return what a sequence or a generator holds; None and numbers hold nothing."""
    try:
        return list(values)
    except TypeError as error:
        raise InvalidInput(name, "be a sequence", values) from error


def as_numbers(name: str, values: ArrayLike, *, ndim: int) -> NDArray[np.generic]:
    """Return `values` as a non-empty array of real numbers with `ndim` axes.

    Lists, tuples, integers, booleans and floats of any width are numbers;
    strings, complex numbers, dates and None are not.
    """
    array = as_array(name, values)
    if array.dtype.kind not in "biuf":
        for value in array.flat:
            if not _is_number(value):
                raise InvalidInput(name, "hold numbers only", value)
        # Integers beyond 64 bits, or an array of objects that are all numbers.
        numbers = [_as_float(name, value) for value in array.flat]
        array = np.array(numbers, dtype=np.float64).reshape(array.shape)
    if array.ndim != ndim:
        rule = f"have {ndim} {'axis' if ndim == 1 else 'axes'}"
        raise InvalidInput(name, rule, array.shape, "as its shape")
    if array.size == 0:
        raise InvalidInput(name, "not be empty", array.tolist())
    return array


def as_scores(name: str, values: ArrayLike, *, ndim: int = 1) -> FloatArray:
    """Return finite scores as float64: the caller's own array where it is that."""
    array = as_numbers(name, values, ndim=ndim)
    scores = np.asarray(array, dtype=np.float64)
    if not all_finite(scores):
        _refuse_first(name, "be finite", array, ~np.isfinite(scores))
    return scores


def as_probs(name: str, values: ArrayLike, *, ndim: int = 1) -> FloatArray:
    """Return float64 probabilities, each inside [0, 1]."""
    array = as_numbers(name, values, ndim=ndim)
    probs = np.asarray(array, dtype=np.float64)
    if not (probs.min() >= 0.0 and probs.max() <= 1.0):
        # Written so that NaN, which compares as false, is refused too.
        outside = ~((probs >= 0.0) & (probs <= 1.0))
        _refuse_first(name, "lie in [0, 1]", array, outside)
    return probs


def as_binary(name: str, values: ArrayLike, *, ndim: int = 1) -> BoolArray:
    """Return labels 0/1, 0.0/1.0 or False/True as booleans."""
    array = as_numbers(name, values, ndim=ndim)
    if array.dtype.kind == "b":
        return array.astype(np.bool_)
    if array.dtype.kind in "iu" and array.min() >= 0 and array.max() <= 1:
        return array.astype(np.bool_)
    ones = np.asarray(array == 1)
    wrong = ~(ones | (array == 0))
    if wrong.any():
        _refuse_first(name, "be 0 or 1", array, wrong)
    return ones


def as_labels(name: str, values: ArrayLike, *, n_classes: int) -> IntArray:
    """Return class indices 0 … `n_classes` − 1 as integers."""
    array = as_numbers(name, values, ndim=1)
    numbers = np.asarray(array, dtype=np.float64)
    wrong = ~((numbers >= 0) & (numbers < n_classes) & (numbers % 1 == 0))
    if wrong.any():
        rule = f"be whole numbers from 0 to {n_classes - 1}"
        _refuse_first(name, rule, array, wrong)
    return numbers.astype(np.int64)


def as_scalar(
    name: str,
    value: float,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    low_open: bool = False,
    high_open: bool = False,
    finite: bool = True,
) -> float:
    """Return one number inside the stated range; a 0-d array counts as one."""
    array = as_array(name, value)
    if array.ndim != 0 or not _is_number(array.item()):
        raise InvalidInput(name, "be one number", value)
    number = _as_float(name, array.item())
    if math.isnan(number):
        raise InvalidInput(name, "be a number, not NaN", number)
    fits_low = number > low if low_open else number >= low
    fits_high = number < high if high_open else number <= high
    if not (fits_low and fits_high) or (finite and math.isinf(number)):
        left = "(" if low_open or math.isinf(low) else "["
        right = ")" if high_open or math.isinf(high) else "]"
        raise InvalidInput(name, f"lie in {left}{low:g}, {high:g}{right}", number)
    return number


def as_fraction_of_one(name: str, value: float) -> float:
    """Return one number strictly between 0 and 1, such as a level."""
    return as_scalar(name, value, low=0.0, high=1.0, low_open=True, high_open=True)


def as_count(name: str, value: int, *, at_least: int = 1) -> int:
    """Return one whole number of at least `at_least`."""
    number = as_scalar(name, value)
    if number != math.floor(number) or number < at_least:
        rule = f"be a whole number of at least {at_least}"
        raise InvalidInput(name, rule, value)
    return int(number)


def as_exact(number: float) -> Fraction:
    """Return the fraction that a float prints as: 0.1 is 1/10.

    Objectives are compared as fractions, so that mathematically equal ones tie.
    A caller who writes 0.1 means one tenth, not the nearest binary number.
    """
    return Fraction(repr(float(number)))


def require_choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Refuse what is none of two or more words."""
    if not (isinstance(value, str) and value in choices):
        *others, last = (repr(choice) for choice in choices)
        raise InvalidInput(name, f"be {', '.join(others)} or {last}", value)


def require_same_length(
    name: str, array: NDArray[np.generic], other_name: str, other: NDArray[np.generic]
) -> None:
    """Refuse `array` when it has not one entry (or row) for each of `other`."""
    if len(array) != len(other):
        rule = f"have one entry for each of the {len(other)} {other_name}"
        raise InvalidInput(name, rule, len(array), "entries")


def require_within(name: str, array: FloatArray, low: float, high: float) -> None:
    """Refuse numbers outside [`low`, `high`], whose sums or products overflow."""
    if array.size and (array.min() < low or array.max() > high):
        outside = (array < low) | (array > high)
        _refuse_first(name, f"lie in [{low:g}, {high:g}]", array, outside)


def require_positive_label(name: str, labels: BoolArray) -> None:
    """Refuse labels without a positive, where recall would be 0/0."""
    if not labels.any():
        raise InvalidInput(name, "hold at least one positive", _classes(labels))


def require_both_classes(name: str, labels: BoolArray) -> None:
    """Refuse labels of one class only, where one of the rates would be 0/0."""
    if labels.all() or not labels.any():
        raise InvalidInput(name, "hold both classes", _classes(labels))


def _classes(labels: BoolArray) -> str:
    return f"only {int(labels[0])}s"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.integer | np.floating | np.bool_)


def _as_float(name: str, number: Any) -> float:
    try:
        return float(number)
    except OverflowError as error:
        size = f"an integer of {number.bit_length()} bits"  # too long to be shown
        raise InvalidInput(name, "fit a 64-bit float", size) from error


def all_finite(array: NDArray[np.floating[Any]]) -> bool:
    """Test a whole array by its two extremes: no array of flags is made."""
    return bool(np.isfinite(array.min()) and np.isfinite(array.max()))


def _refuse_first(
    name: str, rule: str, array: NDArray[np.generic], wrong: BoolArray
) -> None:
    """Raise for the first element of `array` that `wrong` marks."""
    where = tuple(int(i) for i in np.argwhere(wrong)[0])
    position = where[0] if len(where) == 1 else where
    raise InvalidInput(name, rule, array[where].item(), f"at position {position}")
