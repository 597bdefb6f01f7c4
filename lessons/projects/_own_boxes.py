"""A detector's saved boxes: the learner's own COCO files, or the course's trays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.data import PART_CLASSES, load_detection
from lessons.projects._coco import Record, Truth, read_results, read_truth
from lessons.projects._errors import Unusable
from lessons.projects._npz import quoted_names
from lessons.projects._sides import SIDES, as_groups, as_split, rows_of, told

__all__ = ["Boxes", "SavedBoxes", "load_boxes"]

WHOSE = "images"


@dataclass(frozen=True, slots=True, repr=False)
class Boxes:
    """Boxes of many images, one beside the other.

    Parameters
    ----------
    image : array of int, shape (n,)
        The row of each box's image, counted from 0.
    boxes : array of float, shape (n, 4)
        x1, y1, x2, y2.
    classes : array of int, shape (n,)
        Place in the class names.
    scores : array of float, shape (n,)
        The detector's confidence; 1 where the box is the truth.
    """

    image: NDArray[np.int64]
    boxes: NDArray[np.float64]
    classes: NDArray[np.int64]
    scores: NDArray[np.float64]

    def __repr__(self) -> str:
        return f"{len(self.image):,} boxes in {len(np.unique(self.image)):,} images"


@dataclass(frozen=True, slots=True, repr=False)
class SavedBoxes:
    """What a detector found in some images, what is there, and who may see it.

    Parameters
    ----------
    images : tuple of n ids
        Each image's own id; its place is the number of its row.
    class_names : tuple of str
        The classes that are annotated somewhere.
    found, truths : Boxes
        The detector's boxes, and the annotated ones.
    split : array of str, shape (n,), or None
        "calibration", "test", or another word for images that are not used.
    groups : array, shape (n,), or None
        What must not be torn apart: the patient, the video, the site.
    note : str
        What of the files was left out, in words; empty if nothing was.
    """

    images: tuple[object, ...]
    class_names: tuple[str, ...]
    found: Boxes
    truths: Boxes
    split: NDArray[np.str_] | None = None
    groups: NDArray[np.generic] | None = None
    note: str = ""

    def rows(self, side: str) -> NDArray[np.intp]:
        """Return the numbers of the images that the file's split calls by this word.

        Raises
        ------
        Unusable
            If the file declares no split, or none of its images is called so.
        """
        return rows_of(self.split, side, "len(images)")

    def __repr__(self) -> str:
        counts = np.bincount(self.truths.classes, minlength=len(self.class_names))
        each = [
            f"{name:.40} {count:,}"
            for name, count in zip(self.class_names[:6], counts[:6], strict=True)
        ]
        more = len(self.class_names) - len(each)
        listed = ", ".join([*each, f"{more} classes more"] if more else each)
        words = (
            f"{len(self.images):,} images, {len(self.truths.image):,} objects "
            f"({listed}), {len(self.found.image):,} boxes"
        )
        note = f"; {self.note}" if self.note else ""
        return f"{words}{told(self.split, self.groups)}{note}"


def load_boxes(
    truth_file: str | os.PathLike[str] | None = None,
    results_file: str | os.PathLike[str] | None = None,
) -> SavedBoxes:
    """Load a detector's boxes and the truth, and look at them first.

    Parameters
    ----------
    truth_file : path, optional
        A COCO ground truth: ``images``, ``annotations`` and ``categories``. An image
        may carry a ``split``, "calibration" or "test", and a ``group``. None loads
        the trays of unit 6.
    results_file : path, optional
        COCO results: a list of image_id, category_id, bbox [x, y, width, height] and
        score, best before non-maximum suppression.

    Raises
    ------
    Unusable
        If a file or a record in it cannot serve; the message says which, what was
        found, and what to do.

    Notes
    -----
    A crowd annotation (``iscrowd`` 1) outlines many objects at once, and nobody can
    count what is right there: its image is left out, and the representation says how
    many were. Classes that nothing is annotated of are left out with their boxes.

    Examples
    --------
    >>> load_boxes()  # doctest: +NORMALIZE_WHITESPACE
    500 images, 1,725 objects (washer 1,040, nut 438, clip 247), 21,418 boxes;
    calibration: 250, test: 250
    """
    if truth_file is None:
        if results_file is not None:
            raise Unusable("truth_file", "be given too", "only a results_file")
        return _trays()
    if results_file is None:
        raise Unusable("results_file", "be given too", "only a truth_file")
    source = truth_file
    try:
        truth = read_truth(truth_file)
        source = results_file
        results = read_results(results_file, truth)
        source = truth_file
        return _joined(truth, results)
    except Unusable as error:
        if isinstance(source, str | os.PathLike):
            error.source = Path(os.fsdecode(source)).name
        raise


def _trays() -> SavedBoxes:
    """Return the course's scenes, calibration first."""
    trays = load_detection()
    first, second = trays.calibration, trays.test
    places = (0, first.scenes)
    sides = (first, second)

    def image(numbers: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        return np.concatenate([n + k for n, k in zip(numbers, places, strict=True)])

    parts = sum(len(side.truths.scene) for side in sides)
    return SavedBoxes(
        tuple(range(first.scenes + second.scenes)),
        PART_CLASSES,
        Boxes(
            image([side.raw.scene for side in sides]),
            np.concatenate([side.raw.boxes for side in sides]),
            np.concatenate([side.raw.classes for side in sides]),
            np.concatenate([side.raw.scores for side in sides]),
        ),
        Boxes(
            image([side.truths.scene for side in sides]),
            np.concatenate([side.truths.boxes for side in sides]),
            np.concatenate([side.truths.classes for side in sides]),
            np.ones(parts),
        ),
        np.repeat(SIDES, [side.scenes for side in sides]),
    )


def _joined(truth: Truth, results: list[Record]) -> SavedBoxes:
    """Return both files as arrays, what cannot be counted left out."""
    images = [key for key in truth.images if key not in truth.crowded]
    boxes = [box for box in truth.boxes if box.image not in truth.crowded]
    if not boxes:
        got = "none" if not truth.crowded else "none in images without a crowd"
        raise Unusable("annotations", "hold an object", got)
    there = {box.category for box in boxes}
    kept = [key for key in truth.categories if key in there]
    found = [
        box
        for box in results
        if box.image not in truth.crowded and box.category in there
    ]
    if not found:
        rule = "hold a box in an image and of a class that are kept"
        raise Unusable("results", rule, "none")
    rows = {key: row for row, key in enumerate(images)}
    places = {key: place for place, key in enumerate(kept)}
    notes = []
    if truth.crowded:
        notes.append(f"images with a crowd, left out: {len(truth.crowded):,}")
    without = [name for key, name in truth.categories.items() if key not in there]
    if without:
        notes.append(f"without annotation and left out: {quoted_names(without)}")
    records = [truth.images[key] for key in images]
    split, groups = (_column(records, key) for key in ("split", "group"))
    return SavedBoxes(
        tuple(images),
        tuple(truth.categories[key] for key in kept),
        _as_boxes(found, rows, places),
        _as_boxes(boxes, rows, places),
        None if split is None else as_split(split, len(images), WHOSE),
        None if groups is None else as_groups(groups, len(images), WHOSE),
        "; ".join(notes),
    )


def _column(records: list[Mapping[str, Any]], key: str) -> NDArray[np.generic] | None:
    """Return what every image carries under a key, or None if none does."""
    values = [record.get(key) for record in records]
    if all(value is None for value in values):
        return None
    kinds = {type(value) for value in values}
    if kinds not in ({str}, {int}):
        place = next((i for i, v in enumerate(values) if v is None), 0)
        rule = "be a word or a whole number in every image, or in none"
        got = f"{values[place]!r:.40} in images[{place}]"
        raise Unusable(key, rule, got)
    return np.asarray(values)


def _as_boxes(
    records: list[Record], rows: dict[object, int], places: dict[object, int]
) -> Boxes:
    return Boxes(
        np.array([rows[record.image] for record in records], dtype=np.int64),
        np.array([record.box for record in records], dtype=np.float64),
        np.array([places[record.category] for record in records], dtype=np.int64),
        np.array([record.score for record in records], dtype=np.float64),
    )
