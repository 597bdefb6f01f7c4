"""Put ways together into honest learners, by a seed, with the marks deserved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.honest_class import (
    best_f1_threshold,
    confusion_at,
    exercise_1,
    f1_from_counts,
    youden_thresholds,
)
from tests.honest_class.shapes import PLAIN, SHAPES, Shape
from tests.honest_class.way import ALL, EXERCISES, POINTS, Kind, Way

__all__ = ["WAYS", "HonestLearner", "honest_class", "write_class"]

WAYS: Mapping[str, Sequence[Way]] = {
    "confusion-at": confusion_at.WAYS,
    "f1-from-counts": f1_from_counts.WAYS,
    "best-f1-threshold": best_f1_threshold.WAYS,
    "youden-thresholds": youden_thresholds.WAYS,
    "exercise-1": exercise_1.WAYS,
}
"""Every way of every exercise."""

_KINDS: tuple[Kind, ...] = ("right", "slip", "nothing")
# How often a learner of each sort does each kind: able, learning, lost.
_SORTS = ((1.0, 0.0, 0.0), (0.6, 0.3, 0.1), (0.35, 0.45, 0.2))
_OFTEN = (0.15, 0.55, 0.3)
_ODD_SHAPE = 0.25
_STOPS_EARLY = 0.1
# How much rather a learner calls their own earlier functions, as the unit suggests.
_CALLS_OWN = 3.0


@dataclass(frozen=True, slots=True)
class HonestLearner:
    """One learner: what they write, and what it deserves.

    Parameters
    ----------
    name
        The folder's name.
    ways
        What they write, by exercise.
    points
        What each exercise deserves, worked out by hand.
    shape
        In what shape they hand it in.
    """

    name: str
    ways: Mapping[str, Way]
    points: Mapping[str, float]
    shape: Shape

    @property
    def score(self) -> float:
        """The sum of the points deserved."""
        return sum(self.points.values())

    @property
    def sketch(self) -> str:
        """What they hand in, in a line."""
        return " ".join([self.shape.id, *(way.id for way in self.ways.values())])

    def stock_stumbles(self, exercise: str) -> str:
        """Say why stock nbgrader may give less for an exercise, or ""."""
        return self.ways[exercise].stock_stumbles or self.shape.stock_stumbles


def honest_class(size: int, seed: int = 28) -> tuple[HonestLearner, ...]:
    """Make a class; its first learners are those of any smaller class."""
    return tuple(_learner(number, seed) for number in range(size))


def write_class(
    learners: Sequence[HonestLearner], released: Path, folder: Path
) -> Iterator[Path]:
    """Write each learner's ``folder/<name>/<unit>.ipynb`` and yield the paths."""
    master = released.read_text("utf-8")
    for learner in learners:
        notebook = json.loads(master)
        for cell in notebook["cells"]:
            ours = cell["metadata"].get("nbgrader", {})
            if ours.get("solution") and learner.ways[ours["grade_id"]].source:
                cell["source"] = learner.ways[ours["grade_id"]].source.strip("\n")
        notebook["cells"] = learner.shape.change(notebook["cells"])
        path = folder / learner.name / released.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook, indent=1), "utf-8")
        yield path


def _learner(number: int, seed: int) -> HonestLearner:
    rng = np.random.default_rng([seed, number])
    kinds = _SORTS[rng.choice(len(_SORTS), p=_OFTEN)]
    stops = rng.integers(1, 5) if rng.random() < _STOPS_EARLY else len(EXERCISES)
    ways: dict[str, Way] = {}
    states: dict[str, str] = {}
    points: dict[str, float] = {}
    for place, exercise in enumerate(EXERCISES):
        known = list(_known(exercise, ways, states))
        if place >= stops:
            known = [(way, ()) for way in WAYS[exercise] if not way.source]
        way, parts = _choice(known, kinds, rng)
        ways[exercise], states[exercise] = way, _state(way, parts, states)
        worth = POINTS[exercise]
        points[exercise] = sum(worth[p] for p in (worth if parts == ALL else parts))
    odd = rng.random() < _ODD_SHAPE
    shape = SHAPES[rng.integers(len(SHAPES))] if odd else PLAIN
    return HonestLearner(f"learner-{number:04}", ways, points, shape)


def _known(
    exercise: str, ways: Mapping[str, Way], states: Mapping[str, str]
) -> Iterator[tuple[Way, tuple[str, ...]]]:
    """Yield the ways whose worth over the earlier answers has been worked out."""
    for way in WAYS[exercise]:
        parts = way.earned(tuple(states[called] for called in way.calls))
        if parts is not None and not _takes_away(way, ways.values()):
            yield way, parts


def _takes_away(way: Way, others: Iterable[Way]) -> bool:
    """Say whether a way takes a builtin from another that calls it later.

    Answers are asked when the whole notebook has run.
    """
    return any(
        re.search(rf"(?<![.\w]){name}\(", other.source)
        for name in way.shadows
        for other in others
    )


def _choice(
    known: Sequence[tuple[Way, tuple[str, ...]]],
    kinds: Sequence[float],
    rng: np.random.Generator,
) -> tuple[Way, tuple[str, ...]]:
    kind = rng.choice(_KINDS, p=kinds)
    some = [pair for pair in known if pair[0].kind == kind] or known
    weights = np.array([_CALLS_OWN if way.calls else 1.0 for way, _ in some])
    return some[rng.choice(len(some), p=weights / weights.sum())]


def _state(way: Way, parts: tuple[str, ...], states: Mapping[str, str]) -> str:
    """Name what later answers build on: right, this way's slip, or an earlier one."""
    if parts == ALL:
        return way.hands_on
    if way.id != "right":
        return way.id
    if not parts:
        return "nothing"
    return next(s for s in map(states.get, way.calls) if s != "right")
