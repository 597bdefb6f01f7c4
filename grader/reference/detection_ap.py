"""Average precision of detections: for one class, and the mean over classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from grader.reference.boxes import as_box_scores, as_boxes
from grader.reference.errors import InvalidInput
from grader.reference.matching import as_ignore, match_detections
from grader.reference.validation import (
    BoolArray,
    FloatArray,
    IntArray,
    as_array,
    as_binary,
    as_count,
    as_list,
    as_scalar,
    as_scores,
    require_choice,
    require_same_length,
)

__all__ = [
    "CheckedImage",
    "ImageDetections",
    "ImageTruths",
    "MeanAveragePrecision",
    "checked_images",
    "detection_average_precision",
    "mean_average_precision",
]

Interpolation = Literal["all-point", "11-point", "101-point"]
_INTERPOLATIONS = ("all-point", "11-point", "101-point")


@dataclass(frozen=True, slots=True, eq=False)
class ImageDetections:
    """Hold what a detector says of one image, after NMS.

    Parameters
    ----------
    boxes : array-like of shape (n, 4)
        x1, y1, x2, y2.
    scores : array-like of shape (n,)
        Finite numbers.
    classes : array-like of shape (n,)
        Class indices, at least 0.
    """

    boxes: ArrayLike
    scores: ArrayLike
    classes: ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class ImageTruths:
    """Hold what is in one image.

    Parameters
    ----------
    boxes : array-like of shape (m, 4)
        x1, y1, x2, y2.
    classes : array-like of shape (m,)
        Class indices, at least 0.
    ignore : array-like of bool of shape (m,), optional
        Truths that neither help nor harm; none by default.
    """

    boxes: ArrayLike
    classes: ArrayLike
    ignore: ArrayLike | None = None


@dataclass(frozen=True, slots=True)
class MeanAveragePrecision:
    """Hold the mean, and the average precision of each class.

    Parameters
    ----------
    value : float
        Mean over the classes that have a truth.
    per_class : dict of int to float
        Average precision of each such class, itself a mean over IoU thresholds.
    """

    value: float
    per_class: dict[int, float]


def detection_average_precision(
    scores: ArrayLike,
    is_true_positive: ArrayLike,
    n_truth: int,
    *,
    interpolation: Interpolation = "all-point",
) -> float:
    r"""Compute the area under the interpolated precision-recall curve.

    With :math:`\hat p(r) = \max_{r' \ge r} p(r')`, the best precision at this recall
    or beyond,

    .. math:: AP = \int_0^1 \hat p(r)\,dr \quad\text{or}\quad
              AP = \tfrac{1}{m} \sum_{i=0}^{m-1} \hat p\bigl(\tfrac{i}{m-1}\bigr)

    the first for "all-point" (VOC since 2010), the second for m = 11 (VOC 2007) or
    101 (COCO) points. Objects that were never detected keep recall below 1.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Of the detections of one class in all images, ignored ones left out. There
        may be none: AP is 0. Equal scores keep the order they come in, as in COCO.
    is_true_positive : array-like of bool of shape (n,)
        From `match_detections`.
    n_truth : int
        Number of objects to be found, at least 1.
    interpolation : {"all-point", "11-point", "101-point"}, default "all-point"
        See above.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InvalidInput
        On bad input, and if there are more true positives than truths.

    References
    ----------
    Everingham, M. et al. (2010). The PASCAL Visual Object Classes challenge. *IJCV*
    88(2), 303-338, section 4.2.

    Examples
    --------
    Right, wrong, right, of two objects: precision 1 up to recall 1/2, then 2/3.

    >>> round(detection_average_precision([0.9, 0.8, 0.7], [1, 0, 1], 2), 6)
    0.833333
    """
    n_truth = as_count("n_truth", n_truth)
    require_choice("interpolation", interpolation, _INTERPOLATIONS)
    some_scores = as_array("scores", scores)
    if some_scores.size == as_array("is_true_positive", is_true_positive).size == 0:
        return 0.0
    checked_scores = as_scores("scores", some_scores)
    right = as_binary("is_true_positive", is_true_positive)
    require_same_length("is_true_positive", right, "scores", checked_scores)
    tp = np.cumsum(right[np.argsort(-checked_scores, kind="stable")])
    if tp[-1] > n_truth:
        rule = f"hold at most n_truth = {n_truth} positives"
        raise InvalidInput("is_true_positive", rule, int(tp[-1]))
    precision = tp / np.arange(1, len(tp) + 1)
    return interpolated_area(tp / n_truth, precision, interpolation)


def interpolated_area(
    recall: FloatArray, precision: FloatArray, interpolation: Interpolation
) -> float:
    """Return the area under the upper envelope of a precision-recall curve."""
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    if interpolation == "all-point":
        return float(np.sum(np.diff(recall, prepend=0.0) * envelope))
    points = {"11-point": 11, "101-point": 101}[interpolation]
    # COCO's own recall levels: 0.07 comes out an ulp above 7/100, and so must ours.
    first_beyond = np.searchsorted(recall, np.linspace(0.0, 1.0, points), side="left")
    return float(np.mean(np.append(envelope, 0.0)[first_beyond]))


def mean_average_precision(
    detections: Sequence[ImageDetections],
    truths: Sequence[ImageTruths],
    *,
    iou_thresholds: Sequence[float] = (0.5,),
    interpolation: Interpolation = "all-point",
) -> MeanAveragePrecision:
    """Average the average precision over IoU thresholds, then over classes.

    Parameters
    ----------
    detections : sequence of ImageDetections
        One entry an image.
    truths : sequence of ImageTruths
        One entry an image, in the same order.
    iou_thresholds : sequence of float, default (0.5,)
        At least one, each in (0, 1]; COCO's are 0.5, 0.55 … 0.95.
    interpolation : {"all-point", "11-point", "101-point"}, default "all-point"
        As in `detection_average_precision`.

    Returns
    -------
    MeanAveragePrecision
        Classes without a truth that counts have no average precision, and are left
        out.

    Raises
    ------
    InvalidInput
        On bad input, and if no class has a truth.

    References
    ----------
    Lin, T.-Y. et al. (2014). Microsoft COCO: common objects in context. *ECCV*.

    Examples
    --------
    Class 0 is found; class 1 is missed by a detection elsewhere.

    >>> here, there = [0, 0, 2, 2], [5, 5, 7, 7]
    >>> detections = [ImageDetections([here, here], [0.9, 0.8], [0, 1])]
    >>> truths = [ImageTruths([here, there], [0, 1])]
    >>> mean_average_precision(detections, truths)
    MeanAveragePrecision(value=0.5, per_class={0: 1.0, 1: 0.0})
    """
    limits = [
        as_scalar("iou_thresholds", limit, low=0.0, high=1.0, low_open=True)
        for limit in as_scores("iou_thresholds", iou_thresholds)
    ]
    require_choice("interpolation", interpolation, _INTERPOLATIONS)
    images = checked_images(detections, truths)
    present = [classes[~ignore] for _, (_, classes, ignore) in images]
    names = sorted({int(name) for classes in present for name in classes})
    if not names:
        raise InvalidInput("truths", "hold at least one truth that counts", 0)
    per_class = {}
    for name in names:
        areas = [
            _class_average_precision(images, name, limit, interpolation)
            for limit in limits
        ]
        per_class[name] = float(np.mean(areas))
    value = float(np.mean(list(per_class.values())))
    return MeanAveragePrecision(value=value, per_class=per_class)


CheckedImage = tuple[
    tuple[FloatArray, FloatArray, IntArray], tuple[FloatArray, IntArray, BoolArray]
]


def _class_average_precision(
    images: list[CheckedImage], name: int, limit: float, interpolation: Interpolation
) -> float:
    """Match one class image by image, then put all its detections in one list."""
    all_scores, all_right, n_truth = [], [], 0
    for (boxes, scores, classes), (truth_boxes, truth_classes, ignore) in images:
        ours, theirs = classes == name, truth_classes == name
        matches = match_detections(
            boxes[ours],
            scores[ours],
            truth_boxes[theirs],
            iou_threshold=limit,
            ignore=ignore[theirs],
        )
        all_scores.append(scores[ours][~matches.is_ignored])
        all_right.append(matches.is_true_positive[~matches.is_ignored])
        n_truth += int(np.count_nonzero(~ignore[theirs]))
    return detection_average_precision(
        np.concatenate(all_scores),
        np.concatenate(all_right),
        n_truth,
        interpolation=interpolation,
    )


def checked_images(
    detections: Sequence[ImageDetections], truths: Sequence[ImageTruths]
) -> list[CheckedImage]:
    """Check every image, and put its detections and truths together."""
    detections, truths = as_list("detections", detections), as_list("truths", truths)
    if len(detections) != len(truths):
        rule = f"have one entry for each of the {len(truths)} truths"
        raise InvalidInput("detections", rule, len(detections), "entries")
    return [
        (checked_detections(d), checked_truths(t))
        for d, t in zip(detections, truths, strict=True)
    ]


def checked_detections(
    image: ImageDetections,
) -> tuple[FloatArray, FloatArray, IntArray]:
    """Return checked boxes, scores and classes."""
    if not isinstance(image, ImageDetections):
        raise InvalidInput("detections", "hold ImageDetections only", image)
    boxes = as_boxes("boxes", image.boxes)
    scores = as_box_scores("scores", image.scores, boxes)
    return boxes, scores, _as_classes(image.classes, boxes)


def checked_truths(image: ImageTruths) -> tuple[FloatArray, IntArray, BoolArray]:
    """Return checked boxes, classes and flags of what to ignore."""
    if not isinstance(image, ImageTruths):
        raise InvalidInput("truths", "hold ImageTruths only", image)
    boxes = as_boxes("boxes", image.boxes)
    ignore = as_ignore(image.ignore, "boxes", boxes)
    return boxes, _as_classes(image.classes, boxes), ignore


def _as_classes(classes: ArrayLike, boxes: FloatArray) -> IntArray:
    array = as_array("classes", classes)
    if array.size == 0:
        array = np.zeros(0, dtype=np.int64)
    elif array.ndim != 1:
        raise InvalidInput("classes", "have 1 axis", array.shape, "as its shape")
    require_same_length("classes", array, "boxes", boxes)
    if array.dtype.kind not in "iu" or array.min(initial=0) < 0:
        raise InvalidInput("classes", "be whole numbers of at least 0", array.tolist())
    return array.astype(np.int64)
