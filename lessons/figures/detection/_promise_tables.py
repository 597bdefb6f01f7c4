"""Tables of a detector: its promises, its honesty, its floor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.data import PART_CLASSES, TrayScenes
from lessons.figures._compute import TIE
from lessons.figures._outputs import Table
from lessons.figures._remember import remembered
from lessons.figures._style import plain
from lessons.figures.choosing_thresholds._promise_tables import LEVEL
from lessons.figures.choosing_thresholds._promises import (
    lower_bound,
    precise_cut,
)
from lessons.figures.detection._found import (
    FoundClass,
    FoundParts,
    find_parts,
    nms_curves,
)
from lessons.figures.detection._honest_scores import (
    BINS,
    detection_ece,
    head_temperature,
    rescale_by_class,
)
from lessons.figures.detection._pairs import best_pair


def shared_cuts_table(found: FoundParts, *, target: float) -> Table:
    """Return precision and recall by class under one threshold, and under three.

    Parameters
    ----------
    found : FoundParts
        What was found on the trays for tuning.
    target : float
        The precision promised.
    """
    together = found.pooled()
    own = [_cut(one, target) for one in found.classes]
    rules = {
        "one, precise on average": [_cut(together, target)] * len(own),
        "one, precise for each": [max(own)] * len(own),
        "one for each class": own,
    }
    rows = []
    for rule, cuts in rules.items():
        seen = [one.at(cut) for one, cut in zip(found.classes, cuts, strict=True)]
        words = [f"{precision:.3f} / {recall:.3f}" for precision, recall in seen]
        rows.append([rule, ", ".join(f"{c:.3f}" for c in dict.fromkeys(cuts)), *words])
    header = ("thresholds", "score ≥", *PART_CLASSES)
    return Table(header, rows, f"Precision / recall; promised: {plain(target)}")


def _cut(one: FoundClass, target: float) -> float:
    """Return the cut of highest recall at a precision that some cut has."""
    cut = precise_cut(one.scores, one.hits, target)
    if cut is None:
        raise ValueError(f"no score of {one.name}s has precision {target}")
    return cut


@remembered
def promise_on_test_table(
    tuning: TrayScenes,
    test: TrayScenes,
    nms_ious: Sequence[float],
    *,
    target: float,
    confidence: float = LEVEL,
) -> Table:
    """Return the pairs chosen with and without a margin, and what the test shows."""
    rows = []
    for margin, level in (("none", None), (f"{100 * confidence:.0f} %", confidence)):
        curves = nms_curves(tuning, nms_ious, confidence=level)
        for name in PART_CLASSES:
            pair = best_pair(curves[name], target)
            if pair is None:
                rows.append([margin, name, "infeasible", "", "", ""])
                continue
            precision, recall = find_parts(test, nms_iou=pair[0])[name].at(pair[1])
            measured = (f"{precision:.3f}", f"{recall:.3f}")
            rows.append([margin, name, plain(pair[0]), f"{pair[1]:.3f}", *measured])
    header = ("margin", "class", "NMS IoU", "score ≥", "test precision", "test recall")
    return Table(header, rows, f"Pairs tuned for precision ≥ {plain(target)}")


def best_proof(found: FoundClass, *, confidence: float = LEVEL) -> tuple[int, int]:
    """Return right ones and all of the cut whose precision is proven highest.

    Examples
    --------
    One of one proves 0.1 at 90 %, two of two more, two of three less than two of two:

    >>> hits = np.array([True, True, False])
    >>> best_proof(FoundClass("nut", np.array([0.9, 0.8, 0.7]), hits, 2, 1))
    (2, 2)
    """
    at = found.sweep()
    best = int(np.argmax(lower_bound(at.tp, at.tp + at.fp, confidence)))
    return int(at.tp[best]), int(at.tp[best] + at.fp[best])


def share_right(found: FoundClass, low: float, high: float) -> tuple[int, float]:
    """Return how many detections score in [low, high), and the share right of them."""
    between = (found.scores >= low) & (found.scores < high)
    return int(between.sum()), float(found.hits[between].mean())


@remembered
def detection_ece_table(tuning: TrayScenes, fresh: TrayScenes) -> Table:
    """Return the D-ECE on fresh trays: raw, with the head's T, with Platt lines."""
    temperature = head_temperature(tuning)
    rules = {
        "raw": find_parts(fresh),
        f"head's temperature, T = {temperature:.3f}": find_parts(
            fresh, temperature=temperature
        ),
        "Platt, each class": rescale_by_class(tuning, fresh),
    }
    rows = [
        [
            rule,
            *(f"{detection_ece(one):.3f}" for one in (found.pooled(), *found.classes)),
        ]
        for rule, found in rules.items()
    ]
    header = ("scores", "all", *PART_CLASSES)
    return Table(
        header, rows, f"D-ECE of detections, {BINS} bins, {fresh.scenes} trays"
    )


def sensitivity_floor_table(
    tuning: FoundClass, test: FoundClass, *, floor: float, confidence: float = LEVEL
) -> Table:
    """Return cuts with a floor under the sensitivity, and what the test shows.

    Parameters
    ----------
    tuning, test : FoundClass
        What was found on both sets of trays.
    floor : float
        The least share of the parts to find.
    confidence : float
        Of the row with a margin.
    """
    seen = tuning.sweep()
    shares: dict[str, ArrayLike] = {
        "none": seen.tp / tuning.parts,
        f"{100 * confidence:.0f} %": lower_bound(seen.tp, tuning.parts, confidence),
    }
    rows = []
    for margin, share in shares.items():
        enough = np.flatnonzero(np.asarray(share) >= floor - TIE)
        if not enough.size:
            rows.append([margin, "infeasible", "", ""])
            continue
        cut = float(seen.thresholds[enough[0]])
        found = test.sweep([cut])
        rows.append(
            [
                margin,
                f"{cut:.3f}",
                f"{float(found.tp[0]) / test.parts:.3f}",
                f"{float(found.fp[0]) / test.scenes:.2f}",
            ]
        )
    header = ("margin", "score ≥", "test sensitivity", "false positives per tray")
    return Table(header, rows, f"Tuned for sensitivity ≥ {plain(floor)}")
