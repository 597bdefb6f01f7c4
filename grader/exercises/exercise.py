"""What an exercise is: what is asked, how an answer is read, what is known wrong."""

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import numpy as np

__all__ = [
    "Exercise",
    "Misshapen",
    "Part",
    "Probe",
    "Reading",
    "Silent",
    "Slip",
    "alike",
]

Reading = tuple[float, ...]
"""An answer reduced to the numbers that are compared."""


class Misshapen(ValueError):  # noqa: N818 (a finding about an answer, in its own words)
    """An answer of another shape than asked for; its message says what arrived."""


class Silent(LookupError):  # noqa: N818
    """A slip that says nothing about this probe."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an exercise that earns points of its own.

    Parameters
    ----------
    id
        Its name within the exercise.
    points
        What it earns, all or nothing.
    title
        What it is about, as the learner reads it.
    """

    id: str
    points: float
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """One question, with what it is there for.

    Parameters
    ----------
    name
        The name that the learner defines.
    args
        What it is called with; None to read its value.
    about
        The kind of data, in words that give no graded input away.
    part
        The part that the whole answer bears on; "" when each component of the
        answer bears on a part of its own.
    """

    name: str
    args: tuple[Any, ...] | None
    about: str
    part: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A known wrong way, recognised by its answers.

    Parameters
    ----------
    id
        Its name in results. One slip made in several ways (rounded to two decimals,
        to three …) is several slips of one id and the same words.
    words
        What was observed and what to look at; never the expected value.
    answer
        What this wrong way answers to a probe, unread; it may raise what a
        learner's code would raise, and `Silent` where it says nothing.
    """

    id: str
    words: str
    answer: Callable[[Probe], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """One exercise of a unit.

    Parameters
    ----------
    id
        The exercise's id, which is its answer cell's grade id.
    title
        A few words.
    asks
        The signature or names that the learner writes.
    parts
        What earns points; together the exercise's points.
    components
        The parts that the components of a reading bear on, where a probe names
        no part itself; a longer reading goes through them again and again.
    published
        The probes of `check` in the notebook.
    graded
        The reviewed probes that are asked at grading besides the published.
    draw
        Fresh probes of the same kinds from a generator.
    expected
        The right answer to a probe, by the reference.
    read
        An answer to a probe as a tuple of numbers; raises `Misshapen`.
    slips
        Known wrong ways, each told apart from the others by the probes.
    hints
        Three, each saying more than the one before.
    tolerance
        How far a number may be off: absolutely for small, relatively for large.
    builds_on
        Exercises whose functions an answer may call.
    fingerprint
        How an answer is compared with slips, where that needs more than `read`
        keeps (0.5 and 0.52 may decide alike and still betray different slips).
    remark
        What to say of an answer that is not all right, in place of quoting it.
    has_solution
        Whether `solution` may show one.
    """

    id: str
    title: str
    asks: str
    parts: tuple[Part, ...]
    components: tuple[str, ...]
    published: tuple[Probe, ...]
    graded: tuple[Probe, ...]
    draw: Callable[[np.random.Generator], Sequence[Probe]]
    expected: Callable[[Probe], Any]
    read: Callable[[Probe, Any], Reading]
    slips: tuple[Slip, ...]
    hints: tuple[str, str, str]
    tolerance: float = 1e-9
    builds_on: tuple[str, ...] = ()
    fingerprint: Callable[[Probe, Any], Reading] | None = None
    remark: Callable[[Probe, Any], str] | None = None
    has_solution: bool = True

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return sum(part.points for part in self.parts)

    @property
    def is_value(self) -> bool:
        """Whether the learner writes values rather than a function."""
        return self.published[0].args is None

    def right(self, probe: Probe) -> Reading:
        """Return the right answer to a probe as it is compared."""
        return _right(self, probe)

    def verdicts(self, probe: Probe, reading: Reading) -> dict[str, bool]:
        """Say for each part that a probe bears on whether a reading is right."""
        right = self.right(probe)
        if probe.part:
            return {probe.part: alike(reading, right, self.tolerance)}
        verdicts = dict.fromkeys(self.components, len(reading) == len(right))
        pairs = zip(reading, right, strict=False)
        for part, (a, b) in zip(cycle(self.components), pairs, strict=False):
            verdicts[part] &= alike((a,), (b,), self.tolerance)
        return verdicts

    def seen(self, probe: Probe, value: Any) -> Reading | None:
        """Return an answer as it is compared with slips; None if it cannot be."""
        try:
            return (self.fingerprint or self.read)(probe, value)
        except Misshapen:
            return None

    def given_by(self, slip: Slip, probe: Probe) -> Reading | str | None:
        """Return what a slip gives to a probe, as it is compared.

        That is a reading, or the name of the error that it raises (`Misshapen` if its
        answer cannot be compared), or None where it is silent.
        """
        return _given_by(self, slip, probe)

    def bears_on(self, probe: Probe) -> tuple[str, ...]:
        """Return the parts that a probe bears on."""
        return (probe.part,) if probe.part else tuple(dict.fromkeys(self.components))


@functools.lru_cache(maxsize=8192)
def _given_by(exercise: Exercise, slip: Slip, probe: Probe) -> Reading | str | None:
    """Compute a slip's answer once: a class makes the same slips."""
    try:
        return (exercise.fingerprint or exercise.read)(probe, slip.answer(probe))
    except Silent:
        return None
    except Exception as error:
        return type(error).__name__


@functools.lru_cache(maxsize=4096)
def _right(exercise: Exercise, probe: Probe) -> Reading:
    """Compute a right answer once: a class is asked the same probes."""
    return exercise.read(probe, exercise.expected(probe))


def alike(left: Reading, right: Reading, tolerance: float) -> bool:
    """Compare two readings number by number; nan equals nan, inf equals inf."""
    if len(left) != len(right):
        return False
    for a, b in zip(left, right, strict=True):
        if math.isnan(a) or math.isnan(b):
            if not (math.isnan(a) and math.isnan(b)):
                return False
        elif a != b and (
            math.isinf(a) or math.isinf(b) or abs(a - b) > tolerance * max(1.0, abs(b))
        ):
            return False
    return True
