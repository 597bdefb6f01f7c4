"""A learner's work on project 3, read name by name and computed again."""

import itertools
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.projects.detect.finding_objects import Heap, Sweep, sweep
from grader.projects.look import NotYetRight, Open
from grader.projects.reading import (
    Floats,
    Rows,
    read_array,
    read_name,
    read_number,
    shown,
)
from grader.projects.split_work import SplitWork

__all__ = ["BoxTable", "Detecting", "Pair"]

Ints = NDArray[np.int64]


class Pair(NamedTuple):
    """Where one class is cut: NMS overlap and score threshold."""

    nms_iou: float
    threshold: float


class BoxTable(NamedTuple):
    """Boxes of all images, one beside the other."""

    image: Ints
    boxes: Floats
    classes: Ints
    scores: Floats


class Detecting(SplitWork):
    """What the learner's names hold, each read when it is first needed.

    Everything is recomputed here from the learner's boxes and rows; a property raises
    a `Verdict` when its name cannot serve.
    """

    def __init__(self, names: Mapping[str, Any]) -> None:
        super().__init__(names)
        self._heaps: dict[tuple[str, int], list[Heap]] = {}
        self._swept: dict[tuple[str, int, float], Sweep] = {}

    @cached_property
    def size(self) -> int:
        """How many images there are."""
        images = read_name(self.names, "images")
        if not isinstance(images, Sequence | np.ndarray) or isinstance(images, str):
            kind = type(images).__name__
            raise NotYetRight(f"`images` is to list every image's id; it is {kind}.")
        return len(images)

    @cached_property
    def class_names(self) -> tuple[str, ...]:
        """What the classes are called."""
        names = read_name(self.names, "class_names")
        if not isinstance(names, Sequence | np.ndarray) or isinstance(names, str):
            kind = type(names).__name__
            raise NotYetRight(f"`class_names` is to list words; it is {kind}.")
        words = tuple(map(str, names))
        if not words or len(set(words)) < len(words):
            raise NotYetRight("`class_names` is to list every class once.")
        return words

    @cached_property
    def found(self) -> BoxTable:
        """The detector's boxes."""
        return self._table("found")

    @cached_property
    def truths(self) -> BoxTable:
        """The objects that are there."""
        return self._table("truths")

    def _table(self, name: str) -> BoxTable:
        value = read_name(self.names, name)
        columns = []
        for column in BoxTable._fields:
            if not hasattr(value, column):
                raise NotYetRight(
                    f"`{name}` has no `{column}`: keep what `saved.{name}` holds."
                )
            columns.append(read_array(f"{name}.{column}", getattr(value, column)))
        image, boxes, classes, scores = columns
        n = len(image) if image.ndim else 0
        shapes = [column.shape for column in columns]
        if not n or shapes != [(n,), (n, 4), (n,), (n,)]:
            told = ", ".join(map(str, shapes))
            raise NotYetRight(
                f"`{name}`: image, boxes, classes and scores are to have the shapes "
                f"(n,), (n, 4), (n,) and (n,); they have {told}."
            )
        for column, numbers, most in (
            ("image", image, self.size),
            ("classes", classes, len(self.class_names)),
        ):
            wrong = numbers[(numbers < 0) | (numbers >= most) | (numbers % 1 != 0)]
            if wrong.size:
                raise NotYetRight(
                    f"`{name}.{column}` holds {wrong[0]:g}; whole numbers from 0 to "
                    f"{most - 1:,} are asked."
                )
        if (boxes[:, 2:] <= boxes[:, :2]).any():
            row = int(np.flatnonzero((boxes[:, 2:] <= boxes[:, :2]).any(axis=1))[0])
            raise NotYetRight(
                f"`{name}.boxes[{row}]` has no area: x1, y1, x2, y2 are asked."
            )
        return BoxTable(image.astype(np.int64), boxes, classes.astype(np.int64), scores)

    def share(self, name: str, *, above: float = 0.0) -> float:
        """Return a number from 0, or above it, to 1."""
        number = read_number(name, read_name(self.names, name))
        if not above <= number <= 1:
            raise NotYetRight(f"`{name}` is {number:g}; it lies from {above:g} to 1.")
        return number

    @cached_property
    def match_iou(self) -> float:
        """From which IoU on a box finds an object."""
        return self.share("match_iou", above=0.01)

    @cached_property
    def target(self) -> float:
        """The precision that is promised."""
        return self.share("target", above=0.01)

    @cached_property
    def margin(self) -> float | None:
        """The confidence of the lower bound that is to reach the target, if any."""
        if "margin" not in self.names or self.names["margin"] is ...:
            raise Open("`margin` is still to be declared: 0.9, or None for none.")
        value = self.names["margin"]
        if value is None:
            return None
        number = read_number("margin", value)
        if not 0.5 <= number < 1:
            raise NotYetRight(
                f"`margin` is {number:g}: the confidence of the lower bound, such as "
                "0.9, or None to promise without one."
            )
        return number

    @cached_property
    def nms_ious(self) -> list[float]:
        """The NMS overlaps that are tried."""
        tried = read_array("nms_ious", read_name(self.names, "nms_ious"))
        if tried.ndim != 1 or len(np.unique(tried)) < 2:
            raise NotYetRight(
                "`nms_ious` is to be a row of two different overlaps or more: they "
                "are chosen together with the score."
            )
        if tried.min() < 0 or tried.max() > 1:
            raise NotYetRight(
                f"`nms_ious` runs from {tried.min():g} to {tried.max():g}; overlaps "
                "lie from 0 to 1."
            )
        return [float(overlap) for overlap in np.unique(tried)]

    def entry(self, name: str, key: str) -> Any:
        """Return what a dictionary by class holds of one class.

        Raises
        ------
        Open, NotYetRight
            If the name or the entry is not there.
        """
        value = self.names.get(name, ...)
        if value is ... or value is None:
            read_name(self.names, name)
        if not isinstance(value, Mapping):
            kind = type(value).__name__
            raise NotYetRight(
                f"`{name}` is to be a dictionary with one entry a class; it is {kind}."
            )
        if not value:
            raise Open(f"`{name}` is still empty.")
        by_name = {str(k): entry for k, entry in value.items()}
        if key not in by_name:
            has = shown(", ".join(by_name), 80)
            raise NotYetRight(f"`{name}` has no entry {key!r}; it has {has}.")
        if by_name[key] is ...:
            raise Open(f'`{name}["{key}"]` is still `...`.')
        return by_name[key]

    def chosen(self, place: int) -> Pair | None:
        """Return the pair that the learner chose for a class; None is infeasible."""
        key = self.class_names[place]
        value, said = self.entry("chosen", key), f'`chosen["{key}"]`'
        if value is None:
            return None
        parts = list(value) if isinstance(value, Sequence | np.ndarray) else [value]
        if len(parts) != 2 or isinstance(value, str):
            raise NotYetRight(
                f"{said} is to be (NMS IoU, score threshold), or None where nothing "
                f"keeps the promise; it is {shown(value, 60)}."
            )
        if any(part is ... for part in parts):
            raise Open(f"{said} still holds `...`.")
        return Pair(*(read_number(said, part) for part in parts))

    def before(self) -> Pair:
        """Return where every class is cut today."""
        return Pair(self.share("nms_before"), self.share("threshold_before"))

    def rows(self, side: str) -> Rows:
        """Return the rows of one side, or all."""
        if side == "all":
            return np.arange(self.size)
        return self.calibration_rows if side == "calibration" else self.test_rows

    def heaps(self, side: str, place: int) -> list[Heap]:
        """Return one class's boxes in each image of a side; computed once."""
        key = (side, place)
        if key not in self._heaps:
            found, truths = (
                _by_image(table, place, self.size)
                for table in (self.found, self.truths)
            )
            self._heaps[key] = [
                Heap.of(
                    self.found.boxes[found[row]],
                    self.found.scores[found[row]],
                    self.truths.boxes[truths[row]],
                )
                for row in self.rows(side)
            ]
        return self._heaps[key]

    def swept(self, side: str, place: int, nms_iou: float) -> Sweep:
        """Return what NMS leaves of a class on one side; computed once."""
        key = (side, place, nms_iou)
        if key not in self._swept:
            heaps = self.heaps(side, place)
            self._swept[key] = sweep(heaps, nms_iou, self.match_iou)
        return self._swept[key]


def _by_image(table: BoxTable, place: int, n: int) -> list[Rows]:
    """Return the places of one class's boxes for each image."""
    mine = np.flatnonzero(table.classes == place)
    order = mine[np.argsort(table.image[mine], kind="stable")]
    ends = np.searchsorted(table.image[order], np.arange(n + 1))
    return [order[a:b] for a, b in itertools.pairwise(ends)]
