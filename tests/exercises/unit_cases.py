"""What the tests need to know of a unit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Task", "UnitCases"]


@dataclass(frozen=True)
class Task:
    """What the curriculum says of one exercise, typed by hand.

    Parameters
    ----------
    points
        What it is worth.
    names
        The function, or the values, that the learner writes.
    arguments
        The function's arguments; None for a value exercise.
    returns
        What the words of the task say of the return.
    tolerance
        How far a number may be off.
    builds_on
        Exercises whose functions an answer may call.
    """

    points: int
    names: tuple[str, ...]
    arguments: tuple[str, ...] | None
    returns: str
    tolerance: float = 1e-9
    builds_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitCases:
    """A unit's cases, by exercise id.

    Parameters
    ----------
    unit
        The unit's id.
    tasks
        What is asked and checked, in order.
    by_hand
        Points of what follows and is marked by a person.
    right
        Source of different right answers, at least five an exercise.
    slips
        (id of the slip, source) of learners who make it: every slip at least once.
    unknown
        Source of wrong answers that no slip explains, and of several slips at once.
    unseen
        (source, points at grading by hand, a kind of data that is then named) of wrong
        answers that pass the visible checks.
    exact
        For each function the answer by exact arithmetic, never by the reference.
    earned
        By (exercise, slip) the points that the slip leaves, by hand.
    half_right
        By (exercise, slip) the words that tell what is right already.
    changed
        What a right answer may do to its ``args``, and the points it then has, by hand.
    told
        Sources of answers of another form, and the words that they meet.
    foretold
        Whether the visible checks of every slip show the points it has at grading.
    equivalents
        Lines of changed solved answers that are as right as before, with the reason.
    of_the_statement
        Numbers that words may hold whatever the probes expect: labels, rules.
    given
        Names that the notebook defines before the answer cells.
    """

    unit: str
    tasks: Mapping[str, Task]
    right: Mapping[str, Mapping[str, str]]
    slips: Mapping[str, Sequence[tuple[str, str]]]
    unknown: Mapping[str, Mapping[str, str]]
    exact: Mapping[str, Callable[..., Any]]
    unseen: Mapping[str, Mapping[str, tuple[str, int, str]]] = field(
        default_factory=dict
    )
    earned: Mapping[tuple[str, str], float] = field(default_factory=dict)
    half_right: Mapping[tuple[str, str], str] = field(default_factory=dict)
    changed: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    foretold: bool = False
    equivalents: Mapping[tuple[str, str], str] = field(default_factory=dict)
    of_the_statement: frozenset[str] = frozenset({"0", "1"})
    given: Mapping[str, Any] = field(default_factory=dict)
    by_hand: Mapping[str, int] = field(default_factory=dict)
