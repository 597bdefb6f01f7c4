"""Looks at the precision and recall that project 3 reports, class by class."""

from collections.abc import Callable, Mapping

import numpy as np

from grader.projects.detect.finding_objects import sweep
from grader.projects.detect.work import Detecting, Pair
from grader.projects.intervals import ROUNDED, interval_of, require_interval
from grader.projects.look import Explain, NotYetRight
from grader.projects.numbers import refuse_number
from grader.projects.reading import Estimate, as_reported, read_entry, read_estimate
from grader.reference import clopper_pearson_interval

__all__ = ["see_promise", "see_share"]

_KEYS = ("precision", "recall")
_OTHER = {"before": "after", "after": "before"}


def see_share(work: Detecting, when: str, what: str) -> str:
    """Look at one of precision and recall of every class on the test images."""
    words = []
    for place, key in enumerate(work.class_names):
        pair = work.before() if when == "before" else work.chosen(place)
        reported = work.entry(when, key)
        if pair is None:
            if reported is not None:
                raise NotYetRight(
                    f'`{when}["{key}"]` is to be None: you call the class infeasible, '
                    "and nothing of it is deployed."
                )
            words.append(f"{key} infeasible")
            continue
        if reported is None:
            raise NotYetRight(f'`{when}["{key}"]` is None, but a pair is chosen.')
        mine = _see_one(work, when, what, place, pair)
        words.append(f"{key} {as_reported(mine)}")
    return f"{'; '.join(words)}; {len(work.test_rows):,} test images."


def _see_one(work: Detecting, when: str, what: str, place: int, pair: Pair) -> Estimate:
    """Look at one number and its interval; return it."""
    key = work.class_names[place]
    entry = f'{when}["{key}"]'
    value = read_entry({entry: work.entry(when, key)}, entry, what, _KEYS)
    name = f'{entry}["{what}"]'
    kept, right, there = work.swept("test", place, pair.nms_iou).by_image(
        pair.threshold
    )
    whole = kept if what == "precision" else there
    if not whole.sum():
        raise Explain(
            f"{name}: at {pair.threshold:g} nothing of {key} is kept in the test "
            "images, and a precision of nothing is 0/0. Say what you would deploy."
        )
    mine = read_estimate(name, value)
    if abs(mine.value - right.sum() / whole.sum()) > ROUNDED:
        refuse_number(name, mine.value, _wrong_shares(work, when, what, place, pair))
    _require_either(name, mine, right, whole)
    return mine


def _require_either(
    name: str, mine: Estimate, right: np.ndarray, whole: np.ndarray
) -> None:
    """Refuse what is neither Clopper and Pearson's interval nor the bootstrap's."""
    exact = clopper_pearson_interval(int(right.sum()), int(whole.sum()))
    if max(abs(np.subtract(mine.interval, exact))) <= ROUNDED:
        return
    drawn = interval_of(_share, right, whole)
    require_interval(name, mine.interval, drawn)


def _share(right: np.ndarray, whole: np.ndarray) -> float:
    return float(right.sum() / whole.sum()) if whole.sum() else float("nan")


def _wrong_shares(
    work: Detecting, when: str, what: str, place: int, pair: Pair
) -> Mapping[str, Callable[[], float]]:
    """Return what a wrong share may be, by its words."""

    def at(side: str, cut: Pair | None = pair, part: str = what) -> float:
        if cut is None:
            return float("nan")
        kept, right, there = work.swept(side, place, cut.nms_iou).by_image(
            cut.threshold
        )
        return _share(right, kept if part == "precision" else there)

    def again(nms_iou: float, *, once: bool = True) -> float:
        found = sweep(work.heaps("test", place), nms_iou, work.match_iou, once=once)
        kept, right, there = found.by_image(pair.threshold)
        return _share(right, kept if what == "precision" else there)

    other = "recall" if what == "precision" else "precision"
    return {
        "that of the calibration images": lambda: at("calibration"),
        "that of all images": lambda: at("all"),
        f"the {other}": lambda: at("test", part=other),
        f"the one {_OTHER[when]} the tuning": lambda: at(
            "test", work.before() if when == "after" else work.chosen(place)
        ),
        "in per cent: report a share": lambda: 100 * at("test"),
        "that without non-maximum suppression": lambda: again(1.0),
        "that with objects found more than once: a duplicate is a false positive": (
            lambda: again(pair.nms_iou, once=False)
        ),
    }


def see_promise(work: Detecting) -> str:
    """Look whether the test images keep what the calibration images promised."""
    kept: list[str] = []
    broken: list[str] = []
    for place, key in enumerate(work.class_names):
        pair = work.chosen(place)
        if pair is None:
            continue
        boxes, right, _ = work.swept("test", place, pair.nms_iou).by_image(
            pair.threshold
        )
        said = f"{key} {_share(right, boxes):.3f}" if boxes.sum() else f"{key} nothing"
        fine = _share(right, boxes) >= work.target
        (kept if fine else broken).append(said)
    if not kept and not broken:
        raise Explain(
            "You call every class infeasible. That is an answer: say what is deployed "
            "instead, and what would make it feasible: more images, a better model, a "
            "lower target."
        )
    if broken:
        raise Explain(
            f"Promised is {work.target:g}; on the test images {', '.join(broken)} "
            "stays below. Is it luck within the interval, a promise without margin, or "
            "are these images another kind? Say which, and what you deploy."
        )
    return (
        f"Promised is {work.target:g}, and on the test images came {', '.join(kept)}."
    )
