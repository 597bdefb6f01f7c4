"""Read a learner's COCO files record by record, and say which one is wrong."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeGuard

from lessons.projects._errors import Unusable
from lessons.projects._npz import as_path, quoted_names

__all__ = ["Record", "Truth", "read_results", "read_truth"]

Box = tuple[float, float, float, float]

_TRUTH = ("images", "annotations", "categories")


class Record(NamedTuple):
    """One box: of which image and category, where, and how sure."""

    image: object
    category: object
    box: Box
    score: float = 1.0


class Truth(NamedTuple):
    """What a ground truth file holds.

    Parameters
    ----------
    images : dict
        Each image's id, and its record.
    categories : dict
        Each category's id, and its name.
    boxes : list of Record
        What is annotated, crowds left out.
    crowded : set
        The ids of the images with a crowd annotation.
    """

    images: dict[object, Mapping[str, Any]]
    categories: dict[object, str]
    boxes: list[Record]
    crowded: set[object]


def read_truth(file: str | os.PathLike[str]) -> Truth:
    """Read images, annotations and categories.

    Raises
    ------
    Unusable
        If the file is no such JSON, or a record in it cannot serve.
    """
    content = _read(file)
    if not isinstance(content, Mapping):
        got = f"a {_kind(content)}"
        advice = "A list of boxes is a results file: give it as the second one."
        rule = "be an object with images, annotations and categories"
        raise Unusable("file", rule, got, advice if got == "a list" else "")
    for part in _TRUTH:
        if not isinstance(content.get(part), list):
            rule = f"hold a list named {part!r}"
            raise Unusable("file", rule, f"one with {quoted_names(content)}")
    images = _by_id("images", content["images"])
    categories: dict[object, str] = {}
    for key, category in _by_id("categories", content["categories"]).items():
        word = category.get("name", str(key))
        if not isinstance(word, str) or word in categories.values():
            rule = "have a name of its own"
            raise Unusable(f"category {key!r:.40}", rule, f"{word!r:.60}")
        categories[key] = word
    boxes, crowded = [], set()
    for i, entry in enumerate(content["annotations"]):
        name = f"annotations[{i}]"
        record = _as_record(name, entry)
        image = _known(name, record, "image_id", images)
        if record.get("iscrowd", 0) not in (0, 1):
            raise Unusable(name, "have iscrowd 0 or 1", f"{record['iscrowd']!r:.40}")
        kind = _known(name, record, "category_id", categories)
        if record.get("iscrowd", 0) == 1:
            crowded.add(image)
        else:
            boxes.append(Record(image, kind, _as_box(name, record)))
    return Truth(images, categories, boxes, crowded)


def read_results(file: str | os.PathLike[str], truth: Truth) -> list[Record]:
    """Read a detector's boxes of the images and categories that the truth knows.

    Raises
    ------
    Unusable
        If the file is no such JSON, or a record in it cannot serve.
    """
    content = _read(file)
    if not isinstance(content, list):
        rule = "be a list of {image_id, category_id, bbox, score}"
        advice = ""
        if isinstance(content, Mapping) and "annotations" in content:
            advice = "This looks like the ground truth: give it as the first file."
        raise Unusable("results file", rule, f"a {_kind(content)}", advice)
    if not content:
        raise Unusable("results file", "hold a box", "an empty list")
    boxes = []
    for i, entry in enumerate(content):
        name = f"results[{i}]"
        record = _as_record(name, entry)
        image = _known(name, record, "image_id", truth.images)
        category = _known(name, record, "category_id", truth.categories)
        box, score = _as_box(name, record), record.get("score")
        if not _is_finite(score) or not 0 <= score <= 1:
            advice = ""
            if _is_finite(score):
                advice = "If it is a logit, save scipy.special.expit(score)."
            got = "none" if score is None else f"{score!r:.40}"
            raise Unusable(name, "have a score from 0 to 1", got, advice)
        boxes.append(Record(image, category, box, float(score)))
    return boxes


def _read(file: str | os.PathLike[str]) -> Any:
    path = as_path(file)
    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        got = f"one that cannot be read ({type(error).__name__}: {error!s:.80})"
        raise Unusable("file", "be JSON", got) from None


def _by_id(name: str, records: list[Any]) -> dict[object, Mapping[str, Any]]:
    """Return records by their id; each has its own."""
    found: dict[object, Mapping[str, Any]] = {}
    for i, entry in enumerate(records):
        record = _as_record(f"{name}[{i}]", entry)
        key = record.get("id")
        if isinstance(key, bool) or not isinstance(key, int | str):
            rule = "have an id, a whole number or a word"
            raise Unusable(f"{name}[{i}]", rule, f"{key!r:.40}")
        if key in found:
            got = f"{key!r:.40} again"
            raise Unusable(f"{name}[{i}]", "have an id of its own", got)
        found[key] = record
    if not found:
        raise Unusable(name, "not be empty", "an empty list")
    return found


def _as_record(name: str, entry: object) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping):
        raise Unusable(name, "be an object", f"{entry!r:.60}")
    return entry


def _known(
    name: str, record: Mapping[str, Any], key: str, known: Mapping[object, object]
) -> object:
    """Return an id that the ground truth knows."""
    value = record.get(key)
    if isinstance(value, int | str) and not isinstance(value, bool) and value in known:
        return value
    what, article = ("images", "an") if key == "image_id" else ("categories", "a")
    rule = f"have {article} {key} that stands in the ground truth's {what}"
    got = "none" if value is None else f"{value!r:.40}"
    advice = ""
    if isinstance(value, str) and value.isdigit() and int(value) in known:
        advice = "There it is a number, not a word."
    raise Unusable(name, rule, got, advice)


def _as_box(name: str, record: Mapping[str, Any]) -> Box:
    """Return x1, y1, x2, y2 of a box that COCO keeps as x, y, width, height."""
    box = record.get("bbox")
    rule = "have a bbox [x, y, width, height]"
    if not isinstance(box, list) or len(box) != 4:
        got = "none" if box is None else f"{box!r:.60}"
        raise Unusable(name, rule, got)
    if not all(map(_is_finite, box)):
        raise Unusable(name, f"{rule} of finite numbers", f"{box!r:.60}")
    x, y, width, height = map(float, box)
    if width <= 0 or height <= 0:
        advice = "COCO wants width and height, not the second corner."
        raise Unusable(name, f"{rule} with an area", f"{box!r:.60}", advice)
    return x, y, x + width, y + height


def _is_finite(value: object) -> TypeGuard[float]:
    """Say whether JSON gave a number that a float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number too large for a float
        return False


def _kind(content: object) -> str:
    if isinstance(content, list):
        return "list"
    return "object" if isinstance(content, Mapping) else "single value"
