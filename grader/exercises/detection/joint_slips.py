"""How the joint choice of score threshold and NMS overlap goes wrong."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from grader.exercises.building import slip, slips

__all__ = ["JOINT_SLIPS"]


class _Point(NamedTuple):
    """One point of one curve."""

    nms_iou: float
    threshold: float
    precision: float
    recall: float


_Key = Callable[[_Point], Any]
_Answer = Callable[..., Any]


def _points(curves: Any) -> list[_Point]:
    return [
        _Point(float(nms_iou), *(float(v) for v in row))
        for nms_iou, rows in curves.items()
        for row in rows
    ]


def _enough(curves: Any, target: float) -> list[_Point]:
    return [p for p in _points(curves) if p.precision >= target]


def _pair(point: _Point | None) -> Any:
    return None if point is None else (point.nms_iou, point.threshold)


def _course(p: _Point) -> Any:
    """Compare as the text asks: recall, then threshold, then the smaller overlap."""
    return p.recall, p.threshold, -p.nms_iou


def _best(key: _Key) -> _Answer:
    """Return the answer of the precise points' largest by a key; the first on ties."""
    return lambda curves, target: _pair(
        max(_enough(curves, target), key=key, default=None)
    )


def _right(curves: Any, target: float) -> Any:
    return _pair(max(_enough(curves, target), key=_course, default=None))


def _strict(curves: Any, target: float) -> Any:
    points = [p for p in _points(curves) if p.precision > target]
    return _pair(max(points, key=_course, default=None))


def _last_found(curves: Any, target: float) -> Any:
    return _pair(max(_enough(curves, target)[::-1], key=_recall, default=None))


def _recall(p: _Point) -> float:
    return p.recall


def _f1(p: _Point) -> float:
    total = p.precision + p.recall
    return 2 * p.precision * p.recall / total if total else 0.0


def _f1_first(curves: Any, target: float) -> Any:
    """Take the best F1 of all, and ask for the precision afterwards."""
    best = max(_points(curves), key=_f1)
    return _pair(best) if best.precision >= target else None


def _target_ignored(key: _Key, curves: Any, target: float) -> Any:
    return _pair(max(_points(curves), key=key))


def _columns_swapped(curves: Any, target: float) -> Any:
    points = [
        p._replace(precision=p.recall, recall=p.precision) for p in _points(curves)
    ]
    enough = [p for p in points if p.precision >= target]
    return _pair(max(enough, key=_course, default=None))


def _one_curve(
    choose: Callable[[list[float]], float], curves: Any, target: float
) -> Any:
    chosen = choose(list(curves))
    return _right({chosen: curves[chosen]}, target)


def _until_first_miss(curves: Any, target: float) -> Any:
    """Walk down each curve and stop where precision first misses the target."""
    points = []
    for nms_iou, rows in curves.items():
        for row in sorted(([float(v) for v in row] for row in rows), reverse=True):
            if row[1] < target:
                break
            points.append(_Point(float(nms_iou), *row))
    return _pair(max(points, key=_course, default=None))


def _when_infeasible(outcome: _Answer, otherwise: _Answer = _right) -> _Answer:
    """Return the answer that is right, or another, unless no point is precise."""
    return lambda curves, target: (otherwise if _enough(curves, target) else outcome)(
        curves, target
    )


def _raise(error: Exception) -> _Answer:
    def answer(*_: Any) -> Any:
        raise error

    return answer


def _more(*names: str) -> _Answer:
    """Return the answer that holds further numbers of the chosen point."""

    def answer(curves: Any, target: float) -> Any:
        best = max(_enough(curves, target), key=_course, default=None)
        return best and tuple(getattr(best, name) for name in names)

    return answer


def _all_pairs(curves: Any, target: float) -> Any:
    return [_pair(p) for p in _enough(curves, target)] or None


_NAN = float("nan")
_NO_ROW = (
    ValueError("max() arg is an empty sequence"),
    IndexError("list index out of range"),
    TypeError("'NoneType' object is not subscriptable"),
)

JOINT_SLIPS = (
    slip(
        "target-missed-by-equality",
        "A precision that equals the target is not enough in your answer. Reaching it "
        "exactly keeps the promise: look at your comparison.",
        _strict,
    ),
    *slips(
        "target-ignored",
        "Your pair has the highest recall of all, precise enough or not. First leave "
        "out the rows whose precision is below the target.",
        partial(_target_ignored, _course),
        partial(_target_ignored, _recall),
    ),
    *slips(
        "highest-precision",
        "Your pair has the highest precision. Once the target is kept, more precision "
        "buys nothing: take the highest recall among the rows that keep it.",
        _best(lambda p: p.precision),
        _best(lambda p: (p.precision, p.recall)),
        _best(lambda p: (p.precision, p.recall, p.threshold, -p.nms_iou)),
    ),
    *slips(
        "highest-f1",
        "Your pair has the highest F1. Here precision is a promise, and recall is what "
        "one gets for it: take the highest recall among the rows that keep it.",
        _best(_f1),
        _f1_first,
        partial(_target_ignored, _f1),
    ),
    *slips(
        "lowest-threshold",
        "Your pair has the lowest threshold that is precise enough. With another NMS "
        "IoU a higher threshold may find more: compare recalls.",
        _best(lambda p: (-p.threshold, p.recall)),
        _best(lambda p: (-p.threshold, -p.nms_iou)),
        _best(lambda p: -p.threshold),
    ),
    slip(
        "highest-threshold",
        "Your pair has the highest threshold that is precise enough. That finds the "
        "least: compare recalls.",
        _best(lambda p: (p.threshold, p.recall)),
    ),
    *slips(
        "smaller-threshold-on-ties",
        "Where recalls are equal you take the smaller threshold. The largest is asked "
        "for: it raises fewer alarms for the same recall.",
        _best(lambda p: (p.recall, -p.threshold, -p.nms_iou)),
        _best(lambda p: (p.recall, -p.threshold, p.nms_iou)),
    ),
    slip(
        "larger-overlap-on-ties",
        "Where recalls and thresholds are equal you take the larger NMS IoU. The "
        "smallest is asked for.",
        _best(lambda p: (p.recall, p.threshold, p.nms_iou)),
    ),
    slip(
        "overlap-before-threshold",
        "Where recalls are equal you look at the NMS IoU first. The largest threshold "
        "comes first, and only then the smallest NMS IoU.",
        _best(lambda p: (p.recall, -p.nms_iou, p.threshold)),
    ),
    *slips(
        "order-decides-on-ties",
        "Where recalls are equal your answer depends on the order of the curves. The "
        "largest threshold is asked for, then the smallest NMS IoU.",
        _best(_recall),
        _last_found,
        *(_when_infeasible(_raise(error), _best(_recall)) for error in _NO_ROW),
    ),
    *slips(
        "one-curve-only",
        "Your pair comes from one curve, whatever the others hold. Look at the curves "
        "of all NMS IoUs before you choose.",
        partial(_one_curve, lambda keys: keys[0]),
        partial(_one_curve, lambda keys: keys[-1]),
        partial(_one_curve, min),
        partial(_one_curve, max),
    ),
    slip(
        "stops-at-first-miss",
        "You stop where precision first falls below the target. It may rise again at a "
        "lower threshold: look at every row.",
        _until_first_miss,
    ),
    slip(
        "columns-swapped",
        "You take recall for precision and precision for recall. Each row is "
        "(threshold, precision, recall).",
        _columns_swapped,
    ),
    slip(
        "swapped-pair",
        "Your two numbers have changed places: the NMS IoU comes first, then the "
        "threshold.",
        lambda curves, target: (_right(curves, target) or ())[::-1] or None,
    ),
    *slips(
        "more-than-the-pair",
        "Your answer holds more than the pair. Asked for are two numbers: the NMS "
        "IoU and the threshold.",
        _more("nms_iou", "threshold", "precision", "recall"),
        _more("nms_iou", "threshold", "recall"),
        _more("nms_iou", "threshold", "precision"),
        _more("recall", "threshold", "nms_iou"),
        _all_pairs,
    ),
    *slips(
        "infeasible-fails",
        "Your code fails where no row is precise enough. That may happen, and an "
        "honest answer is None.",
        *(_when_infeasible(_raise(error)) for error in _NO_ROW),
    ),
    *slips(
        "infeasible-but-answered",
        "Where no row is precise enough you answer with something all the same. "
        "Nobody could keep that promise: answer None.",
        _when_infeasible(partial(_target_ignored, _course)),
        _when_infeasible(partial(_target_ignored, lambda p: p.precision)),
        _when_infeasible(
            partial(_target_ignored, lambda p: (p.precision, *_course(p)))
        ),
        _when_infeasible(lambda *_: (None, None)),
        _when_infeasible(lambda *_: (_NAN, _NAN)),
        _when_infeasible(lambda *_: (0, 0)),
        _when_infeasible(lambda *_: ()),
        _when_infeasible(lambda *_: _NAN),
        _when_infeasible(lambda *_: False),
    ),
)
