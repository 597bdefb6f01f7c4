"""One way of answering one exercise, and the points that it deserves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["ALL", "EXERCISES", "POINTS", "Kind", "Way"]

POINTS: dict[str, dict[str, float]] = {
    "confusion-at": {"counts": 2, "edge": 1, "forms": 1},
    "f1-from-counts": {"formula": 2, "undefined": 1},
    "best-f1-threshold": {"threshold": 3, "f1": 2, "ties": 1},
    "youden-thresholds": {"one": 1, "all": 1},
    "exercise-1": {"threshold": 2, "f1": 1, "matrix": 2},
}
"""What each part is worth, as the unit's notebook says: written down here once more,
so that a point that changes in the grader is noticed."""

EXERCISES = tuple(POINTS)
"""The exercises in the notebook's order."""

ALL = ("*",)
"""All parts of an exercise."""

Kind = Literal["right", "slip", "nothing"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of answering one exercise.

    Parameters
    ----------
    id
        Its name within the exercise; others say by it what they make of its numbers.
    source
        What the learner writes into the answer cell; "" leaves the cell as released.
    earns
        The parts that are right when every function that it calls is right.
    calls
        The exercises whose functions it calls.
    given
        The parts that are right when a called function is not: by the ids of the
        wrong ways, one for each of `calls`, "right" for a right one and "*" for any.
        What is not listed here has not been worked out, and is not handed in.
    stock_stumbles
        Why stock nbgrader may give less for this; "" where it gives the same.
    hands_on
        What others find who call it, where it is right and yet its form matters.
    shadows
        Builtins to which it gives a new meaning in the whole notebook.
    """

    id: str
    source: str
    earns: tuple[str, ...] = ALL
    calls: tuple[str, ...] = ()
    given: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    stock_stumbles: str = ""
    hands_on: str = "right"
    shadows: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Whether it is right, goes wrong somewhere, or gives no answer at all."""
        if self.earns == ALL:
            return "right"
        return "slip" if self.id != "nothing" else "nothing"

    def earned(self, states: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the parts earned over called functions in these states, if known."""
        if all(state == "right" for state in states):
            return self.earns
        for pattern, parts in self.given.items():
            if all(p in ("*", s) for p, s in zip(pattern, states, strict=True)):
                return parts
        return None
