"""A learner's work on project 2, read name by name and computed again."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.projects.look import NotYetRight
from grader.projects.reading import (
    Floats,
    Rows,
    read_array,
    read_name,
    read_number,
)
from grader.projects.segment.pixels import AreaTally, Counts, Masks, count_pixels
from grader.projects.split_work import SplitWork
from grader.reference import postprocess

__all__ = ["Segmenting"]


class Segmenting(SplitWork):
    """What the learner's names hold, each read when it is first needed.

    Everything is recomputed here from the learner's maps, masks and rows; a property
    raises a `Verdict` when its name cannot serve.
    """

    def __init__(self, names: Mapping[str, Any]) -> None:
        super().__init__(names)
        self._tallies: dict[tuple[bytes, float], AreaTally] = {}

    @property
    def size(self) -> int:
        """How many images there are."""
        return len(self.probs)

    @cached_property
    def probs(self) -> list[Floats]:
        """One map of probabilities an image."""
        maps = self._list_of_arrays("probs")
        for i, one in enumerate(maps):
            if one.min() < 0 or one.max() > 1:
                worst = one.min() if one.min() < 0 else one.max()
                raise NotYetRight(
                    f"`probs[{i}]` holds {worst:.4g}, and no probability is that."
                )
        return maps

    @cached_property
    def truths(self) -> Masks:
        """One true mask an image."""
        found = self._list_of_arrays("masks")
        if len(found) != self.size:
            raise NotYetRight(
                f"`masks` has {len(found):,} entries; `probs` has {self.size:,} maps, "
                "and each wants one mask."
            )
        shapes = [one.shape for one in self.probs]
        return [
            _as_mask(f"masks[{i}]", one, shape)
            for i, (one, shape) in enumerate(zip(found, shapes, strict=True))
        ]

    @cached_property
    def threshold_before(self) -> float:
        """Where the learner cuts today."""
        return self._chance("threshold_before")

    @cached_property
    def threshold(self) -> float:
        """Where the learner cuts after the sweep."""
        return self._chance("threshold")

    @cached_property
    def min_area(self) -> int:
        """The smallest region that the learner keeps, in pixels."""
        number = read_number("min_area", read_name(self.names, "min_area"))
        if number < 0 or number % 1:
            raise NotYetRight(
                "`min_area` is to be a whole number of pixels, 0 or more; it is "
                f"{number:g}."
            )
        return int(number)

    @cached_property
    def grid(self) -> Floats:
        """The thresholds that the learner tries."""
        grid = self.line("grid")
        if grid.min() < 0 or grid.max() > 1:
            raise NotYetRight(
                f"`grid` runs from {grid.min():g} to {grid.max():g}; thresholds of "
                "probabilities lie from 0 to 1."
            )
        return grid

    @cached_property
    def areas(self) -> NDArray[np.int64]:
        """The smallest areas that the learner tries."""
        areas = self.line("areas")
        wrong = areas[(areas < 0) | (areas % 1 != 0)]
        if wrong.size:
            raise NotYetRight(
                f"`areas` are to be whole numbers of pixels, 0 or more; {wrong[0]:g} "
                "is among them."
            )
        return areas.astype(np.int64)

    def line(self, name: str, like: str = "") -> Floats:
        """Return a row of numbers, of the length of another name's if asked.

        Raises
        ------
        Open, NotYetRight
            If it is not there, or something else.
        """
        numbers = read_array(name, read_name(self.names, name))
        if numbers.ndim != 1 or numbers.size < 2:
            raise NotYetRight(
                f"`{name}` is to be a row of two numbers or more; its shape is "
                f"{numbers.shape}."
            )
        if like:
            other = len(self.line(like))
            if len(numbers) != other:
                raise NotYetRight(
                    f"`{name}` has {len(numbers):,} entries; `{like}` has {other:,}, "
                    "and each wants one."
                )
        elif len(np.unique(numbers)) < len(numbers):
            raise NotYetRight(f"`{name}` holds the same number twice.")
        return numbers

    def raw(self, rows: Rows, threshold: float) -> Masks:
        """Return the pixels that reach a threshold."""
        return [self.probs[i] >= threshold for i in rows]

    def cleaned(self, rows: Rows) -> Masks:
        """Return masks at the learner's threshold, filled, small regions dropped."""
        raw = self.raw(rows, self.threshold)
        return [postprocess(mask, self.min_area) for mask in raw]

    def wanted(self, when: str, rows: Rows) -> Masks:
        """Return the masks before, or after."""
        if when == "before":
            return self.raw(rows, self.threshold_before)
        return self.cleaned(rows)

    def true(self, rows: Rows) -> Masks:
        """Return the true masks of rows."""
        return [self.truths[i] for i in rows]

    def counts(self, masks: Masks, rows: Rows) -> Counts:
        """Return, image by image, what the Dice is computed from."""
        return count_pixels(masks, self.true(rows))

    def tally(self, rows: Rows, threshold: float) -> AreaTally:
        """Return the filled regions of rows at a threshold; computed once."""
        key = (rows.tobytes(), threshold)
        if key not in self._tallies:
            masks = self.raw(rows, threshold)
            self._tallies[key] = AreaTally(masks, self.true(rows))
        return self._tallies[key]

    def read_masks(self, name: str) -> Masks:
        """Return the learner's masks of the test images.

        Raises
        ------
        Open, NotYetRight
            If there are none, or they do not fit the images.
        """
        found = self._list_of_arrays(name)
        rows = self.test_rows
        if len(found) != len(rows):
            words = (
                f"`{name}` has {len(found):,} entries; there are {len(rows):,} test "
                "images."
            )
            if len(found) == self.size:
                words += " It holds every image: take the test images alone."
            raise NotYetRight(words)
        return [
            _as_mask(f"{name}[{place}]", one, self.probs[row].shape)
            for place, (row, one) in enumerate(zip(rows, found, strict=True))
        ]

    def _chance(self, name: str) -> float:
        number = read_number(name, read_name(self.names, name))
        if not 0 <= number <= 1:
            raise NotYetRight(
                f"`{name}` is {number:g}; thresholds of probabilities lie from 0 to 1."
            )
        return number

    def _list_of_arrays(self, name: str) -> list[Floats]:
        value: Any = read_name(self.names, name)
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str):
            kind = type(value).__name__
            raise NotYetRight(
                f"`{name}` is to be a list with one array (h, w) an image, or one "
                f"array (n, h, w); it is {kind}."
            )
        if not len(value):
            raise NotYetRight(f"`{name}` is empty.")
        arrays = [read_array(f"{name}[{i}]", one) for i, one in enumerate(value)]
        for i, one in enumerate(arrays):
            if one.ndim != 2 or not one.size:
                raise NotYetRight(
                    f"`{name}[{i}]` is to have the shape (h, w); its shape is "
                    f"{one.shape}."
                )
        return arrays


def _as_mask(name: str, array: Floats, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return one mask as booleans."""
    if array.shape != shape:
        raise NotYetRight(f"`{name}` has the shape {array.shape}; its map has {shape}.")
    wrong = array[(array != 0) & (array != 1)]
    if wrong.size:
        raise NotYetRight(
            f"`{name}` holds {wrong[0]:.4g}: a mask says True or False of each pixel, "
            "such as `probs[i] >= threshold`."
        )
    return np.asarray(array == 1)
