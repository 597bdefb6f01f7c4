"""A learner's work on project 1, read name by name and computed again."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from grader.projects.look import NotYetRight
from grader.projects.reading import (
    Floats,
    Rows,
    read_array,
    read_name,
    read_number,
    shown,
)
from grader.projects.split_work import SplitWork
from grader.reference import (
    TemperatureScaling,
    expected_calibration_error,
    negative_log_likelihood,
    sigmoid,
    softmax,
    top_label,
)

__all__ = ["TEMPERATURE", "Recalibration", "ece_of", "nll_of"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

TEMPERATURE = "temperature"
BINS = 15
_HALF_PRECISION = 1e-3  # probabilities may have been kept in 16 bits


class Recalibration(SplitWork):
    """What the learner's names hold, each read when it is first needed.

    Everything is recomputed here from the learner's logits, labels and rows, by the
    reference alone; a property raises a `Verdict` when its name cannot serve.

    Parameters
    ----------
    names
        The notebook's names.
    """

    @property
    def size(self) -> int:
        """How many images there are."""
        return len(self.logits)

    @cached_property
    def logits(self) -> Floats:
        """One row of logits an image, or one logit an image."""
        logits = read_array("logits", read_name(self.names, "logits"))
        if logits.ndim not in (1, 2) or not logits.size:
            raise NotYetRight(
                "`logits` is to have the shape (n, k), or (n,) for two classes; its "
                f"shape is {logits.shape}."
            )
        return logits

    @property
    def is_binary(self) -> bool:
        """Whether there is one logit an image."""
        return self.logits.ndim == 1

    @cached_property
    def labels(self) -> Ints:
        """Class numbers from 0."""
        labels = read_array("labels", read_name(self.names, "labels"))
        if labels.shape != (len(self.logits),):
            raise NotYetRight(
                f"`labels` has the shape {labels.shape}; `logits` has "
                f"{len(self.logits):,} rows, and each wants one label."
            )
        last = 1 if self.is_binary else self.logits.shape[1] - 1
        wrong = (labels < 0) | (labels > last) | (labels % 1 != 0)
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            raise NotYetRight(
                f"`labels` are to be whole numbers from 0 to {last}; row {row} holds "
                f"{labels[row]:g}."
            )
        return labels.astype(np.int64)

    @cached_property
    def bins(self) -> int:
        """How many equal bins the learner's ECE has."""
        value = self.names.get("bins", BINS)
        number = read_number("bins", value)
        if number != round(number) or not 1 <= number <= 1000:
            raise NotYetRight(
                f"`bins` is to be a whole number from 1 to 1,000; it is {number:g}."
            )
        return int(number)

    @cached_property
    def method(self) -> str:
        """What the learner calls the map that they fitted."""
        value = read_name(self.names, "method")
        if not isinstance(value, str) or not value.strip():
            raise NotYetRight(
                '`method` is to be a word such as "temperature", "platt" or '
                f'"isotonic"; it is {shown(repr(value), 60)}.'
            )
        word = value.strip().casefold()
        return TEMPERATURE if word.startswith(TEMPERATURE) else word

    @cached_property
    def temperature(self) -> float:
        """The learner's temperature."""
        return read_number("temperature", read_name(self.names, "temperature"))

    def raw(self, rows: Rows, temperature: float = 1.0) -> Floats:
        """Return the probabilities of rows at a temperature."""
        if self.is_binary:
            return sigmoid(self.logits[rows] / temperature)
        return softmax(self.logits[rows], temperature=temperature)

    def fitted(self, rows: Rows) -> TemperatureScaling:
        """Return the temperature that these rows choose; it may warn."""
        return TemperatureScaling().fit(self.logits[rows], self.labels[rows])

    def probs(self, name: str) -> Floats:
        """Return the learner's probabilities of the test rows.

        Raises
        ------
        Open, NotYetRight
            If there are none, or not of this shape and range.
        """
        probs = read_array(name, read_name(self.names, name))
        wanted = self.logits[self.test_rows].shape
        if probs.shape != wanted:
            raise NotYetRight(self._misshapen(name, probs.shape, wanted))
        if probs.min() < -_HALF_PRECISION or probs.max() > 1 + _HALF_PRECISION:
            worst = probs.min() if probs.min() < 0 else probs.max()
            of = "sigmoid" if self.is_binary else "softmax"
            raise NotYetRight(
                f"`{name}` holds {worst:.4g}, and no probability is that. Has it been "
                f"through the {of}?"
            )
        if probs.ndim == 2:
            sums = probs.sum(axis=1)
            off = np.flatnonzero(np.abs(sums - 1) > len(probs[0]) * _HALF_PRECISION)
            if off.size:
                raise NotYetRight(
                    f"Row {off[0]} of `{name}` sums to {sums[off[0]]:.4g}, not to 1: "
                    "the softmax goes along each row, `axis=1`."
                )
        return np.clip(probs, 0.0, 1.0)

    def _misshapen(
        self, name: str, got: tuple[int, ...], wanted: tuple[int, ...]
    ) -> str:
        words = f"`{name}` has the shape {got}; the test rows want {wanted}."
        if got == self.logits.shape:
            return f"{words} It holds every image: take the test rows alone."
        if got == self.logits[self.calibration_rows].shape:
            return f"{words} So many are the calibration rows: report on the test rows."
        if self.is_binary and got == (*wanted, 2):
            return f"{words} Keep the positive class: `{name}[:, 1]`."
        return words

    def given(self, probs: Floats, rows: Rows) -> Floats:
        """Return the probability that each row gave to what happened."""
        labels = self.labels[rows]
        if self.is_binary:
            return np.where(labels == 1, probs, 1.0 - probs)
        return probs[np.arange(len(labels)), labels]

    def confidence(self, probs: Floats, rows: Rows) -> tuple[Floats, Bools]:
        """Return what the ECE compares: promised and came, a pair for each row.

        One logit an image: probability and outcome. Several: the top label's
        confidence, and whether it is right.
        """
        if self.is_binary:
            return probs, self.labels[rows] == 1
        return top_label(probs, self.labels[rows])

    def decided(self, probs: Floats) -> Ints:
        """Return the class that each row decides for; 0.5 and more is class 1."""
        if self.is_binary:
            return (probs >= 0.5).astype(np.int64)
        return np.asarray(probs.argmax(axis=1))


def nll_of(given: Floats) -> float:
    """Return the mean NLL of the probabilities given to what happened."""
    return negative_log_likelihood(given, np.ones(len(given)))


def ece_of(confidence: Floats, came: Bools, bins: int) -> float:
    """Return the ECE in equal, left-closed bins."""
    return expected_calibration_error(confidence, came, n_bins=bins)
