"""One submission: what it tries, what is handed in, and what that deserves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["FULL", "NOTHING", "Case", "all_return", "but"]

FULL: Mapping[str, float] = {
    "confusion-at": 4.0,
    "f1-from-counts": 3.0,
    "best-f1-threshold": 6.0,
    "youden-thresholds": 2.0,
    "exercise-1": 5.0,
}
NOTHING = dict.fromkeys(FULL, 0.0)


def but(points: Mapping[str, float], **changed: float) -> dict[str, float]:
    """Return points with some changed, ``exercise_1=0`` for ``exercise-1``."""
    return {**points, **{name.replace("_", "-"): p for name, p in changed.items()}}


def all_return(expression: str, begin: str = "") -> dict[str, str]:
    """Return answers in which every function and every value is one expression."""
    return {
        "confusion-at": f"{begin}\ndef confusion_at(*args): return {expression}",
        "f1-from-counts": f"def f1_from_counts(*args): return {expression}",
        "best-f1-threshold": f"def best_f1_threshold(*args): return {expression}",
        "youden-thresholds": f"def youden_thresholds(*args): return {expression}",
        "exercise-1": f"ex1_threshold = ex1_f1 = ex1_matrix = {expression}",
    }


@dataclass(frozen=True, slots=True)
class Case:
    """One submission.

    In all source text, words such as ``@COURSE@`` stand for places of the host; see
    `Host.words`.

    Parameters
    ----------
    family, id
        Its kind and its name in it.
    tries
        What it tries, in a sentence.
    points
        What it deserves by exercise; None for a refusal.
    reason
        Words that the refusal has in it.
    answers
        Sources by exercise.
    solved
        Whether the exercises without an answer here are solved, or left untouched.
    before, after
        Code cells that are added at the notebook's begin and end.
    change
        Changes the notebook as parsed JSON; returns what is written.
    raw
        The file's bytes instead of a notebook.
    place
        Puts something else where the notebook should be.
    beside
        Further files by name.
    student
        The folder's name where it is not the case's.
    outcomes, slips
        Outcomes by exercise, and slips, that must be found.
    is_slow
        Whether it is ended only by its limit on time.
    """

    family: str
    id: str
    tries: str
    points: Mapping[str, float] | None = field(default_factory=lambda: FULL)
    reason: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    solved: bool = True
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    change: Callable[[dict[str, Any]], Any] | None = None
    raw: bytes | None = None
    place: Callable[[Path], None] | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    student: str = ""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    slips: frozenset[str] = frozenset()
    is_slow: bool = False

    @property
    def name(self) -> str:
        """The name of the student's folder."""
        return self.student or f"{self.family}-{self.id}"

    @property
    def score(self) -> float | None:
        """The sum of the points deserved."""
        return None if self.points is None else sum(self.points.values())
