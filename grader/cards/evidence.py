"""What a calibration card is made from: a model's outputs on two splits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.reference import InvalidInput

__all__ = ["Outputs", "as_outputs", "rows_in_both", "torn_things"]

_MANY = 20  # distinct values, from which a coincidence of two splits is none


@dataclass(frozen=True, slots=True, eq=False)
class Outputs:
    """A model's logits on one split, with what is true.

    Parameters
    ----------
    logits : ndarray of shape (n,) or (n, k)
        One logit of the positive class, or one a class.
    labels : ndarray of shape (n,)
        0/1, or class indices.
    groups : ndarray of shape (n,), optional
        Which camera, site or batch each row comes from.
    """

    logits: NDArray[np.float64]
    labels: NDArray[np.int64]
    groups: NDArray[np.str_] | None = None

    @property
    def n(self) -> int:
        """The number of rows."""
        return len(self.labels)

    @property
    def is_binary(self) -> bool:
        """Whether there is one logit a row, of the positive class."""
        return self.logits.ndim == 1


def as_outputs(
    name: str,
    pair: tuple[ArrayLike, ArrayLike] | Outputs,
    groups: ArrayLike | None = None,
) -> Outputs:
    """Check one split.

    Parameters
    ----------
    name
        What the split is called, for the message.
    pair
        Logits and labels.
    groups
        One name a row.

    Raises
    ------
    InvalidInput
        Naming the split, the rule and the value.
    """
    if isinstance(pair, Outputs):
        return pair
    if not isinstance(pair, Sequence) or len(pair) != 2:
        raise InvalidInput(name, "be a pair (logits, labels)", type(pair).__name__)
    logits = _numbers(f"{name} logits", pair[0])
    labels = _numbers(f"{name} labels", pair[1])
    if logits.ndim not in (1, 2) or not len(logits):
        rule = "have shape (n,) or (n, k) with n at least 1"
        raise InvalidInput(f"{name} logits", rule, logits.shape)
    if logits.ndim == 2 and logits.shape[1] < 2:
        rule = "have two columns or more; give one logit a row as shape (n,)"
        raise InvalidInput(f"{name} logits", rule, logits.shape)
    if labels.shape != logits.shape[:1]:
        rule = f"be {len(logits)}, one for each row of logits"
        raise InvalidInput(f"{name} labels", rule, labels.shape)
    top = 1 if logits.ndim == 1 else logits.shape[1] - 1
    strange = np.flatnonzero(
        (labels != np.floor(labels)) | (labels < 0) | (labels > top)
    )
    if len(strange):
        place = f"at position {strange[0]}"
        rule = f"be whole numbers from 0 to {top}"
        raise InvalidInput(f"{name} labels", rule, labels[strange[0]].item(), place)
    return Outputs(logits, labels.astype(np.int64), _groups(name, groups, len(labels)))


def rows_in_both(calibration: Outputs, test: Outputs) -> int:
    """Count the test rows that stand in the calibration split too.

    Rows of several logits meet by chance never. Single logits may: they count only
    where there are many that do, and either every one of the test split is in the
    other, or no split repeats one of its own.

    Examples
    --------
    >>> a = as_outputs("a", ([[1.0, 2.0], [3.0, 4.0]], [0, 1]))
    >>> rows_in_both(a, as_outputs("b", ([[3.0, 4.0], [5.0, 6.0]], [1, 0])))
    1
    """
    if calibration.is_binary:
        ours, theirs = (set(split.logits.tolist()) for split in (calibration, test))
        shared = len(theirs & ours)
        if shared < _MANY:
            return 0
        if theirs <= ours:
            return test.n
        unrepeated = len(ours) == calibration.n and len(theirs) == test.n
        return shared if unrepeated else 0
    known = {row.tobytes() for row in calibration.logits}
    return sum(row.tobytes() in known for row in test.logits)


def torn_things(
    together: tuple[ArrayLike, ArrayLike] | None, calibration: Outputs, test: Outputs
) -> int:
    """Count the things, such as videos, that have rows in both splits.

    Parameters
    ----------
    together
        One name a row, for either split; None where nobody knows.

    Raises
    ------
    InvalidInput
        If the names do not fit the splits.
    """
    if together is None:
        return 0
    if len(together) != 2:
        raise InvalidInput("together", "be a pair, one for each split", len(together))
    sides = zip(("calibration", "test"), together, (calibration, test), strict=True)
    names = [_one_a_row(f"{side} together", ids, s.n) for side, ids, s in sides]
    return len(set(names[0].tolist()) & set(names[1].tolist()))


def _numbers(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Return finite float64, in rows that lie together."""
    try:
        array = np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidInput(name, "be numbers", values) from None
    strange = np.argwhere(~np.isfinite(array))
    if len(strange):
        place = f"at position {tuple(strange[0].tolist())}"
        raise InvalidInput(name, "be finite", array[tuple(strange[0])].item(), place)
    return array + 0.0  # −0 and 0 are one


def _groups(name: str, groups: ArrayLike | None, n: int) -> NDArray[np.str_] | None:
    return None if groups is None else _one_a_row(f"{name} groups", groups, n)


def _one_a_row(name: str, values: ArrayLike, n: int) -> NDArray[np.str_]:
    array = np.asarray(values)
    if array.shape != (n,):
        raise InvalidInput(name, f"be {n}, one for each row of logits", array.shape)
    has_floats = array.dtype == object and any(isinstance(v, float) for v in array)
    if array.dtype.kind in "fc" or has_floats:
        raise InvalidInput(name, "be whole numbers or words", array)
    return array.astype(np.str_)
