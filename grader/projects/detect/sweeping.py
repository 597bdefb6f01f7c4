"""Looks at project 3's sweep: precision and recall at every score and overlap."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.projects.detect.finding_objects import Sweep, sweep
from grader.projects.detect.work import Detecting
from grader.projects.intervals import EXACT, ROUNDED
from grader.projects.look import NotYetRight
from grader.projects.pictures import picture_words
from grader.projects.reading import Floats, read_array, read_name, shown

__all__ = ["see_curves", "see_figure"]


def see_curves(work: Detecting) -> str:
    """Look at precision and recall of every class at every NMS overlap tried."""
    points = 0
    for place, key in enumerate(work.class_names):
        mine = _by_overlap(key, work.entry("curves", key))
        for nms_iou in work.nms_ious:
            name = f'curves["{key}"][{nms_iou:g}]'
            close = [k for k in mine if abs(k - nms_iou) <= EXACT]
            if not close:
                raise NotYetRight(
                    f"`{name}` is not there: each class is swept at each of `nms_ious`."
                )
            points += _see_curve(work, name, mine[close[0]], place, nms_iou)
    return (
        f"{points:,} points of {len(work.class_names):,} classes at "
        f"{len(work.nms_ious):,} NMS overlaps, on {len(work.calibration_rows):,} "
        "calibration images."
    )


def _by_overlap(key: str, value: Any) -> dict[float, Any]:
    """Return one class's curves by their NMS overlap."""
    if not isinstance(value, Mapping):
        kind = type(value).__name__
        raise NotYetRight(
            f'`curves["{key}"]` is to be a dictionary, NMS IoU to curve; it is {kind}.'
        )
    try:
        return {float(overlap): curve for overlap, curve in value.items()}
    except (TypeError, ValueError):
        told = shown(", ".join(map(str, value)), 60)
        raise NotYetRight(
            f'The keys of `curves["{key}"]` are to be NMS overlaps; they are {told}.'
        ) from None


def _see_curve(
    work: Detecting, name: str, value: Any, place: int, nms_iou: float
) -> int:
    """Look at one curve; return how many points it has."""
    points = read_array(name, value)
    if points.ndim != 2 or points.shape[1] != 3 or not len(points):
        raise NotYetRight(
            f"`{name}` is to be a list of (threshold, precision, recall); its shape is "
            f"{points.shape}."
        )
    swept = work.swept("calibration", place, nms_iou)
    wanted = _points(swept)
    off = _off(points, wanted)
    if off.size:
        _refuse_ties(name, points, wanted)
        _refuse_curve(work, name, points, place, nms_iou, int(off[0]))
    passed = np.flatnonzero(~np.isin(wanted[:, 0], points[:, 0]))
    if passed.size:
        raise NotYetRight(
            f"`{name}` passes over {passed.size:,} of the scores that boxes have after "
            "NMS. Try every one: the best threshold is an observed score."
        )
    return len(points)


def _points(swept: Sweep) -> Floats:
    """Return (threshold, precision, recall) at each observed score."""
    scores, kept, right = swept.curve
    return np.column_stack([scores, right / kept, right / swept.n_truth.sum()])


def _off(points: Floats, wanted: Floats) -> np.ndarray:
    """Return the places of points that are not on a curve."""
    if not len(wanted):
        return np.arange(len(points))
    # The lowest observed score that a threshold keeps decides for it.
    ascending = wanted[::-1]
    at = np.searchsorted(ascending[:, 0], points[:, 0])
    keeps = at < len(ascending)
    nearest = ascending[np.minimum(at, len(ascending) - 1)]
    right = (np.abs(points - nearest)[:, 1:] <= ROUNDED).all(axis=1)
    nothing = np.abs(points[:, 2]) <= ROUNDED  # above every score recall is 0
    return np.flatnonzero(~np.where(keeps, right, nothing))


def _refuse_ties(name: str, points: Floats, wanted: Floats) -> None:
    """Refuse points between boxes of one score, where the others are right."""
    last = {threshold: place for place, threshold in enumerate(points[:, 0].tolist())}
    ends = points[sorted(last.values())]
    if len(ends) < len(points) and not _off(ends, wanted).size:
        raise NotYetRight(
            f"`{name}` has a score more than once: a threshold keeps all boxes of one "
            "score, or none. Keep the last point of each."
        )


def _refuse_curve(
    work: Detecting, name: str, points: Floats, place: int, nms_iou: float, first: int
) -> None:
    """Refuse a curve; name the slip that gives it."""
    heaps = work.heaps("calibration", place)
    slips: dict[str, Callable[[], Sweep]] = {
        "these are the test images'. Sweep on the calibration images alone.": (
            lambda: work.swept("test", place, nms_iou)
        ),
        "these are the points of all images. Sweep on the calibration images alone.": (
            lambda: work.swept("all", place, nms_iou)
        ),
        "no box was suppressed. NMS comes before matching.": (
            lambda: sweep(heaps, 1.0, work.match_iou)
        ),
        "an object is found twice. The second box on it is a false positive.": (
            lambda: sweep(heaps, nms_iou, work.match_iou, once=False)
        ),
        "no object is found at `match_iou`; another overlap gives these points.": (
            lambda: sweep(heaps, nms_iou, 0.75 if work.match_iou < 0.7 else 0.5)
        ),
    }
    for why, found in slips.items():
        if not _off(points, _points(found())).size:
            raise NotYetRight(f"`{name}`: {why}")
    raise NotYetRight(
        f"`{name}[{first}]`: on the calibration images the threshold "
        f"{points[first, 0]:.4g} gives another precision or recall. NMS class by "
        "class, best box first; each object is found once; recall counts every object."
    )


def see_figure(work: Detecting) -> str:
    """Look for a figure of the trade-off."""
    name = "figure_tradeoff"
    advice = "Say what is gained and what it costs"
    words = picture_words(name, read_name(work.names, name), advice)
    return f"There is {words}. Whether it is the right one is for your eyes."
