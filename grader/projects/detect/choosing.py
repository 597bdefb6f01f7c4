"""Looks at what project 3 chooses on the calibration images: one pair a class."""

from typing import NamedTuple, NoReturn

import numpy as np

from grader.projects.detect.finding_objects import Sweep
from grader.projects.detect.work import Detecting, Pair
from grader.projects.intervals import EXACT
from grader.projects.look import NotYetRight
from grader.projects.reading import Floats
from grader.reference import clopper_pearson_lower, joint_threshold_search

__all__ = ["see_choice"]


_SNAP = 1e-6


class Best(NamedTuple):
    """The best pair of a class, and what it keeps and finds."""

    pair: Pair
    kept: int
    right: int


def see_choice(work: Detecting) -> str:
    """Look at the pair of every class, or at its being called infeasible."""
    words = []
    for place, key in enumerate(work.class_names):
        mine, best = work.chosen(place), _best(work, "calibration", place)
        if mine is None:
            if best is not None:
                raise NotYetRight(
                    f"You call {key} infeasible, but of the pairs that you tried one "
                    f"keeps the promise {_promise(work)}."
                )
            words.append(f"{key} infeasible")
            continue
        _see_pair(work, place, mine, best)
        words.append(f"{key} NMS {mine.nms_iou:g}, score {mine.threshold:.4g}")
    return f"{'; '.join(words)}: {_promise(work)}, then the most recall."


def _see_pair(work: Detecting, place: int, mine: Pair, best: Best | None) -> None:
    """Refuse a pair that breaks the promise, or leaves recall lying."""
    key = work.class_names[place]
    said = f'`chosen["{key}"]` is ({mine.nms_iou:g}, {mine.threshold:.4g})'
    if min(abs(mine.nms_iou - tried) for tried in work.nms_ious) > EXACT:
        swapped = any(abs(mine.threshold - t) <= EXACT for t in work.nms_ious)
        order = " The order is (NMS IoU, score threshold)." if swapped else ""
        raise NotYetRight(f"{said}; that NMS IoU is not in `nms_ious`.{order}")
    nms_iou = min(work.nms_ious, key=lambda tried: abs(tried - mine.nms_iou))
    swept = work.swept("calibration", place, nms_iou)
    kept, right = _counts(swept, mine.threshold)
    if best is not None and nms_iou == best.pair.nms_iou:
        # A threshold rounded in its last digit still means the score beside it.
        near = _counts(swept, mine.threshold * (1 - _SNAP))
        if (best.kept, best.right) in ((kept, right), near):
            return
    _name_test_choice(work, said, place, mine)
    if not kept or _assured(work, np.array([kept]), np.array([right]))[0] < work.target:
        _name_broken(work, said, kept, right)
    if best is not None and right == best.right:
        raise NotYetRight(
            f"{said}: recall is as good as the best, by another pair. On ties take the "
            "largest threshold, then the smallest NMS IoU."
        )
    raise NotYetRight(
        f"{said} keeps the promise, and another pair that you tried keeps it with more "
        "recall."
    )


def _name_test_choice(work: Detecting, said: str, place: int, mine: Pair) -> None:
    """Refuse a pair that is the test images' best."""
    theirs = _best(work, "test", place)
    if theirs is None or theirs.pair.nms_iou != mine.nms_iou:
        return
    swept = work.swept("test", place, mine.nms_iou)
    if _counts(swept, mine.threshold) == (theirs.kept, theirs.right):
        raise NotYetRight(
            f"{said}: the test images choose it. Choose on the calibration images."
        )


def _name_broken(work: Detecting, said: str, kept: int, right: int) -> NoReturn:
    """Refuse a pair that does not keep the promise on the calibration images."""
    if work.margin is not None and kept and right / kept >= work.target:
        raise NotYetRight(
            f"{said}: its precision reaches {work.target:g}, but not its lower bound "
            f"at {work.margin:g}, which you declare. Choose by the bound, or declare "
            "`margin = None` and say why."
        )
    raise NotYetRight(
        f"{said}: on the calibration images it does not keep the promise "
        f"{_promise(work)}. Where no pair does, write None: infeasible is an answer."
    )


def _best(work: Detecting, side: str, place: int) -> Best | None:
    """Return the pair of most recall among those that keep the promise."""
    curves = {}
    for nms_iou in work.nms_ious:
        swept = work.swept(side, place, nms_iou)
        scores, kept, right = swept.curve
        bound = _assured(work, kept, right)
        recall = right / swept.n_truth.sum()
        curves[nms_iou] = list(
            zip(scores.tolist(), bound.tolist(), recall.tolist(), strict=True)
        )
    found = joint_threshold_search(curves, target=work.target)
    if found is None:
        return None
    pair = Pair(found.nms_iou, found.threshold)
    return Best(pair, *_counts(work.swept(side, place, pair.nms_iou), pair.threshold))


def _assured(work: Detecting, kept: np.ndarray, right: np.ndarray) -> Floats:
    """Return the precision that is promised: its lower bound, if there is a margin."""
    if work.margin is None:
        return np.asarray(right / kept)
    return clopper_pearson_lower(right, kept, confidence=work.margin)


def _counts(swept: Sweep, threshold: float) -> tuple[int, int]:
    """Return how many boxes are kept, and how many of them are right."""
    inside = swept.scores >= threshold
    return int(inside.sum()), int(swept.is_right[inside].sum())


def _promise(work: Detecting) -> str:
    if work.margin is None:
        return f"precision ≥ {work.target:g}, without a margin"
    return f"precision ≥ {work.target:g} by its lower bound at {work.margin:g}"
