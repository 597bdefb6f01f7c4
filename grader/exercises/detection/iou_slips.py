"""How the overlap of two boxes goes wrong."""

from collections.abc import Callable
from functools import partial
from typing import Any

from grader.exercises.building import rounded_slips, slip, slips
from grader.exercises.detection.boxes import area, grown, iou_of, meeting, sides
from grader.exercises.exercise import Silent

__all__ = ["IOU_SLIPS"]

_Formula = Callable[[float, float, float], float]
"""The area in common and each box's own area in, the answer out."""


def _of(formula: _Formula) -> Callable[..., float]:
    """Return the answer by a formula of the three areas."""

    def answer(a: Any, b: Any) -> float:
        width, height = sides(meeting(a, b))
        common = max(width, 0.0) * max(height, 0.0)
        return formula(common, area(a), area(b))

    return answer


def _unclamped(clamp: Callable[[float], float], a: Any, b: Any) -> float:
    """Multiply the sides of where the boxes meet, negative or not."""
    common = clamp(area(meeting(a, b)))
    union = area(a) + area(b) - common
    if not union:
        raise Silent("0/0")
    return common / union


def _hull(a: Any, b: Any) -> tuple[float, ...]:
    """Return the smallest box around two boxes."""
    lows = [min(float(a[i]), float(b[i])) for i in (0, 1)]
    highs = [max(float(a[i]), float(b[i])) for i in (2, 3)]
    return (*lows, *highs)


def _common(a: Any, b: Any) -> float:
    width, height = sides(meeting(a, b))
    return max(width, 0.0) * max(height, 0.0)


def _over_hull(a: Any, b: Any) -> float:
    return _common(a, b) / area(_hull(a, b))


def _hull_over_rest(a: Any, b: Any) -> float:
    hull = area(_hull(a, b))
    rest = area(a) + area(b) - hull
    if not rest:
        raise Silent("division by 0")
    return hull / rest


def _generalised(a: Any, b: Any) -> float:
    hull = area(_hull(a, b))
    return iou_of(a, b) - (hull - area(a) - area(b) + _common(a, b)) / hull


def _from_size(box: Any) -> tuple[float, ...]:
    x, y, width, height = (float(v) for v in box)
    return x, y, x + width, y + height


def _from_centre(box: Any) -> tuple[float, ...]:
    x, y, width, height = (float(v) for v in box)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _read_as(form: Callable[[Any], Any], a: Any, b: Any) -> float:
    a, b = form(a), form(b)
    if not (area(a) > 0 and area(b) > 0):
        raise Silent("no box by this reading")
    return iou_of(a, b)


def _smoothed(above: float, below: float) -> Callable[..., float]:
    return _of(lambda c, a, b: (c + above) / (a + b - c + below))


_SMOOTHING = (1.0, 1e-3, 1e-5, 1e-6, 1e-7, 1e-8)


IOU_SLIPS = (
    *slips(
        "sides-not-clamped",
        "Boxes that lie apart have an overlap in your answer: where they do not "
        "meet, width and height come out negative. Take max(0, …) of each side, "
        "before you multiply.",
        partial(_unclamped, lambda common: common),
        partial(_unclamped, lambda common: max(common, 0.0)),
        partial(_unclamped, abs),
    ),
    slip(
        "overlap-counted-twice",
        "You divide by the sum of both areas, in which the overlap is counted "
        "twice. The union counts it once: subtract it.",
        _of(lambda c, a, b: c / (a + b)),
    ),
    slip(
        "dice-for-iou",
        "Your number is twice the overlap by the sum of both areas: Dice. Asked "
        "for is the overlap by the union.",
        _of(lambda c, a, b: 2 * c / (a + b)),
    ),
    *slips(
        "over-one-box",
        "You divide the overlap by the area of one box. A box around the whole "
        "image would then match everything: divide by the union of both.",
        _of(lambda c, a, b: c / a),
        _of(lambda c, a, b: c / b),
        _of(lambda c, a, b: c / min(a, b)),
        _of(lambda c, a, b: c / max(a, b)),
    ),
    slip(
        "overlap-alone",
        "Your number is the area in common. Divide it by the area of the union.",
        _of(lambda c, a, b: c),
    ),
    slip(
        "one-pixel-more",
        "You add 1 to each side, as if corners were the numbers of pixels. "
        "Coordinates are continuous here: a box from 1 to 3 is 2 wide.",
        partial(_read_as, grown),
    ),
    *slips(
        "other-box-form",
        "You read the last two numbers of a box as its width and height. They are "
        "its second corner: x1, y1, x2, y2.",
        partial(_read_as, _from_size),
        partial(_read_as, _from_centre),
    ),
    slip(
        "hull-for-union",
        "You divide by the smallest box around both. It holds corners that belong "
        "to neither: the union is the sum of both areas less the overlap.",
        _over_hull,
    ),
    slip(
        "min-and-max-swapped",
        "Your overlap is the smallest box around both. Where two boxes meet, the "
        "lower corner is the larger of both, and the upper corner the smaller.",
        _hull_over_rest,
    ),
    slip(
        "generalised-iou",
        "Your number falls below 0 for boxes that lie apart: that is the "
        "generalised IoU, a loss for training. Asked for is the IoU, which is 0 "
        "there.",
        _generalised,
    ),
    slip(
        "distance-for-iou",
        "Your number is 1 for boxes that lie apart, and 0 for equal ones: a "
        "distance. Asked for is the overlap.",
        lambda a, b: 1 - iou_of(a, b),
    ),
    *slips(
        "smoothed-visibly",
        "A small number that you add against dividing by 0 shows in the result. "
        "Every box has an area here, so the union is never 0: add nothing.",
        *(_smoothed(0.0, e) for e in _SMOOTHING),
        *(_smoothed(e, e) for e in _SMOOTHING),
    ),
    *rounded_slips(iou_of),
)
