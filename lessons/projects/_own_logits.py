"""A classifier's saved logits: the learner's own, or the course's digits."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lessons.data import load_digits_logits
from lessons.projects._errors import Unusable
from lessons.projects._npz import read_arrays
from lessons.projects._sides import (
    SIDES,
    as_groups,
    as_split,
    require_one_each,
    rows_of,
    told,
)

__all__ = ["SavedLogits", "load_logits"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.str_]

WHOSE = "rows of logits"
_ENOUGH = 30  # from so many logits on, all of them between 0 and 1 is no accident
_SUMS_TO_ONE = 1e-3  # even in half precision


@dataclass(frozen=True, slots=True, repr=False)
class SavedLogits:
    """What a classifier said about some images, what they are, and who may see them.

    Parameters
    ----------
    logits : array of float, shape (n, k) or (n,)
        Before softmax, one row an image; or before the sigmoid, one number an image.
    labels : array of int, shape (n,)
        0 to k - 1; for one number an image 0 or 1.
    split : array of str, shape (n,), or None
        "calibration", "test", or another word for rows that are not used.
    groups : array, shape (n,), or None
        What must not be torn apart: the patient, the video, the part.
    """

    logits: Floats
    labels: Ints
    split: Words | None = None
    groups: NDArray[np.generic] | None = None

    def rows(self, side: str) -> NDArray[np.intp]:
        """Return the numbers of the rows that the file's split calls by this word.

        Raises
        ------
        Unusable
            If the file declares no split, or none of its rows is called so.
        """
        return rows_of(self.split, side, "len(labels)")

    def __repr__(self) -> str:
        each = (
            "1 logit" if self.logits.ndim == 1 else f"{self.logits.shape[1]:,} logits"
        )
        words = f"{len(self.labels):,} images, {each} each, with their labels"
        return f"{words}{told(self.split, self.groups)}"


def load_logits(
    file: str | os.PathLike[str] | None = None,
    test_file: str | os.PathLike[str] | None = None,
) -> SavedLogits:
    """Load saved logits and labels, and look at them before anything is computed.

    Parameters
    ----------
    file : path, optional
        An ``.npz`` with the arrays ``logits``, (n, k) or (n,), and ``labels``, (n,);
        perhaps ``split``, (n,), the words "calibration" and "test"; perhaps
        ``groups``, (n,). None loads the digits of units 2 and 3.
    test_file : path, optional
        A second file of the same kind, when each side has its own; then neither
        holds ``split``.

    Raises
    ------
    Unusable
        If a file or an array in it cannot serve; the message says which, what was
        found, and what to do.

    Examples
    --------
    >>> load_logits()
    1,397 images, 10 logits each, with their labels; calibration: 697, test: 700
    """
    if file is None:
        if test_file is not None:
            raise Unusable("file", "be given too", "only a test_file")
        return _digits()
    first = _read(file)
    if test_file is None:
        return first
    second = _read(test_file)
    return _joined(first, second, str(os.fspath(test_file)))


def _digits() -> SavedLogits:
    digits = load_digits_logits()
    sides = (digits.calibration, digits.test)
    return SavedLogits(
        np.concatenate([side.logits for side in sides]),
        np.concatenate([side.labels for side in sides]),
        np.repeat(SIDES, [len(side.labels) for side in sides]),
    )


def _read(file: str | os.PathLike[str]) -> SavedLogits:
    """Read one file and check each array in it, then all together."""
    arrays = read_arrays(file, ("logits", "labels"), ("split", "groups"))
    source = Path(os.fsdecode(file)).name
    try:
        logits = _as_logits(arrays["logits"])
        labels = _as_labels(arrays["labels"], logits)
        n = len(labels)
        split = as_split(arrays["split"], n, WHOSE) if "split" in arrays else None
        groups = as_groups(arrays["groups"], n, WHOSE) if "groups" in arrays else None
    except Unusable as error:
        error.source = source
        raise
    return SavedLogits(logits, labels, split, groups)


def _joined(first: SavedLogits, second: SavedLogits, source: str) -> SavedLogits:
    """Return two files as one set whose split says where each row came from."""
    if first.split is not None or second.split is not None:
        rule = "be left out of both files: the files are the split"
        raise Unusable("split", rule, "a file that holds it")
    if first.logits.shape[1:] != second.logits.shape[1:]:
        rule = f"have the first file's form, {_form(first.logits)}"
        raise Unusable("logits", rule, _form(second.logits), source=source)
    if (first.groups is None) != (second.groups is None):
        raise Unusable("groups", "be in both files or in neither", "one file with it")
    groups = None
    if first.groups is not None and second.groups is not None:
        groups = np.concatenate([first.groups, second.groups])
    return SavedLogits(
        np.concatenate([first.logits, second.logits]),
        np.concatenate([first.labels, second.labels]),
        np.repeat(SIDES, [len(first.labels), len(second.labels)]),
        groups,
    )


def _form(logits: Floats) -> str:
    return (
        "one logit an image"
        if logits.ndim == 1
        else f"{logits.shape[1]} logits an image"
    )


def _as_logits(array: NDArray[np.generic]) -> Floats:
    """Return finite logits as float64, after a look at what they may be instead."""
    if array.dtype.kind not in "iuf":
        raise Unusable("logits", "hold real numbers", f"an array of {array.dtype}")
    if array.ndim == 2 and array.shape[1] == 1:
        advice = "For two classes save one number an image: logits[:, 0]."
        raise Unusable("logits", "have two columns or more", f"{array.shape}", advice)
    if array.ndim not in (1, 2):
        rule = "have the shape (n, k), or (n,) for two classes"
        raise Unusable("logits", rule, f"the shape {array.shape}")
    if not array.size:
        raise Unusable("logits", "not be empty", f"the shape {array.shape}")
    logits = array.astype(np.float64)
    if not np.isfinite(logits).all():
        where = tuple(map(int, np.argwhere(~np.isfinite(logits))[0]))
        at = f"row {where[0]}" + (f", column {where[1]}" if len(where) == 2 else "")
        raise Unusable("logits", "be finite", f"{logits[where]} in {at}")
    _refuse_probabilities(logits)
    return logits


def _refuse_probabilities(logits: Floats) -> None:
    """Refuse what has been through a softmax or sigmoid already."""
    if logits.min() < 0 or logits.max() > 1:
        return
    if logits.ndim == 2 and np.all(np.abs(logits.sum(axis=1) - 1) <= _SUMS_TO_ONE):
        advice = (
            "If they are probabilities, save np.log(np.maximum(probs, 1e-12)) as "
            "logits: its softmax gives them back."
        )
        got = "numbers from 0 to 1 whose rows sum to 1"
        raise Unusable("logits", "be taken before the softmax", got, advice)
    if logits.ndim == 1 and logits.size >= _ENOUGH:
        advice = (
            "If they are probabilities, save scipy.special.logit(probs) as logits: "
            "its sigmoid gives them back."
        )
        got = f"{logits.size:,} numbers, all from 0 to 1"
        raise Unusable("logits", "be taken before the sigmoid", got, advice)


def _as_labels(array: NDArray[np.generic], logits: Floats) -> Ints:
    """Return class numbers that fit the logits."""
    n = len(logits)
    if array.ndim == 2 and array.shape == logits.shape:
        advice = "If they are one-hot, save labels.argmax(axis=1)."
        raise Unusable("labels", "have the shape (n,)", f"{array.shape}", advice)
    require_one_each("labels", array, n, WHOSE)
    if array.dtype.kind not in "biuf":
        raise Unusable("labels", "be whole numbers", f"an array of {array.dtype}")
    last = 1 if logits.ndim == 1 else logits.shape[1] - 1
    numbers = array.astype(np.float64)
    wrong = ~((numbers >= 0) & (numbers <= last) & (np.round(numbers) == numbers))
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        why = "two classes" if logits.ndim == 1 else f"{last + 1} columns of logits"
        rule = f"be whole numbers from 0 to {last}, for {why}"
        advice = ""
        if numbers[row] == last + 1 and numbers.min() == 1:
            advice = "If they count from 1, save labels - 1."
        raise Unusable("labels", rule, f"{numbers[row]:g} in row {row}", advice)
    return numbers.astype(np.int64)
