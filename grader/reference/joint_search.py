"""Score threshold and NMS overlap chosen together, for a precision target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.reference.errors import InvalidInput
from grader.reference.validation import as_list, as_scalar

__all__ = ["JointThreshold", "joint_threshold_search"]


@dataclass(frozen=True, slots=True)
class JointThreshold:
    """Hold the pair that was chosen, and what it attains."""

    nms_iou: float
    threshold: float
    precision: float
    recall: float


def joint_threshold_search(
    curves: Mapping[float, Iterable[tuple[float, float, float]]], *, target: float
) -> JointThreshold | None:
    """Find the pair of the highest recall among those precise enough.

    The two belong together: a loose NMS leaves duplicates, each of them a false
    positive, so the score threshold that keeps a promise depends on it.

    Parameters
    ----------
    curves : mapping of float to iterable of (threshold, precision, recall)
        One precision-recall curve for each NMS IoU threshold.
    target : float
        Precision demanded, in (0, 1]; reaching it exactly is enough.

    Returns
    -------
    JointThreshold or None
        Of equal recalls the largest score threshold, then the smallest NMS IoU.
        None when no pair is precise enough.

    Raises
    ------
    InvalidInput
        On bad input: no curve, or a number that is none or outside [0, 1].

    Examples
    --------
    Both pairs at recall .8 are precise enough; the larger threshold wins:

    >>> curves = {0.3: [(0.9, 1.0, 0.5), (0.6, 0.95, 0.8)], 0.5: [(0.7, 0.96, 0.8)]}
    >>> joint_threshold_search(curves, target=0.95)
    JointThreshold(nms_iou=0.5, threshold=0.7, precision=0.96, recall=0.8)
    >>> joint_threshold_search({0.3: [(0.9, 0.5, 0.5)]}, target=0.95) is None
    True
    """
    as_scalar("target", target, low=0.0, high=1.0, low_open=True)
    if not isinstance(curves, Mapping):
        raise InvalidInput("curves", "map an NMS overlap to points", curves)
    if not curves:
        raise InvalidInput("curves", "not be empty", dict(curves))
    enough = [
        pair
        for nms_iou, points in curves.items()
        for pair in _checked(nms_iou, points)
        if pair.precision >= target
    ]
    return max(
        enough,
        key=lambda pair: (pair.recall, pair.threshold, -pair.nms_iou),
        default=None,
    )


def _checked(
    nms_iou: float, points: Iterable[tuple[float, float, float]]
) -> list[JointThreshold]:
    name = f"curves[{nms_iou}]"
    iou = as_scalar("curves", nms_iou, low=0.0, high=1.0)
    pairs = []
    for point in as_list(name, points):
        numbers = as_list(name, point)
        if len(numbers) != 3:
            raise InvalidInput(name, "hold (threshold, precision, recall)", point)
        threshold = as_scalar(name, numbers[0])
        precision, recall = (as_scalar(name, x, low=0.0, high=1.0) for x in numbers[1:])
        pairs.append(JointThreshold(iou, threshold, precision, recall))
    return pairs
