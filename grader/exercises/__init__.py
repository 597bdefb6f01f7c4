"""What the course asks: its units and exercises, with the data that tests them.

Imports `grader.reference` and nothing else of ours.
"""

from dataclasses import dataclass

from grader.exercises import (
    calibration_methods,
    choosing_thresholds,
    detection,
    measuring_calibration,
    quick_test,
    scores_to_decisions,
    segmentation,
    ship_and_watch,
)
from grader.exercises.exercise import (
    Exercise,
    Misshapen,
    Part,
    Probe,
    Reading,
    Silent,
    Slip,
    alike,
)
from grader.exercises.reading import kind
from grader.exercises.written import Criterion, WrittenExercise

__all__ = [
    "UNITS",
    "Criterion",
    "Exercise",
    "Misshapen",
    "Part",
    "Probe",
    "Reading",
    "Silent",
    "Slip",
    "Unit",
    "UnknownExercise",
    "WrittenExercise",
    "alike",
    "find_exercise",
    "find_written",
    "kind",
]


class UnknownExercise(LookupError):  # noqa: N818 (says what happened)
    """No exercise of this id."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the course.

    Parameters
    ----------
    id
        The name of its folder and notebook.
    title
        What it is called.
    exercises
        In the notebook's order.
    """

    id: str
    title: str
    exercises: tuple[Exercise | WrittenExercise, ...]

    @property
    def points(self) -> float:
        """What the unit is worth."""
        return sum(exercise.points for exercise in self.exercises)


UNITS = {
    unit.id: unit
    for unit in (
        Unit(
            "1-scores-to-decisions",
            "From scores to decisions",
            scores_to_decisions.EXERCISES,
        ),
        Unit(
            "2-measuring-calibration",
            "Measuring calibration",
            measuring_calibration.EXERCISES,
        ),
        Unit(
            "3-calibration-methods",
            "Calibration methods",
            calibration_methods.EXERCISES,
        ),
        Unit(
            "4-choosing-thresholds",
            "Choosing thresholds",
            choosing_thresholds.EXERCISES,
        ),
        Unit("5-segmentation", "Segmentation", segmentation.EXERCISES),
        Unit("6-detection", "Detection", detection.EXERCISES),
        Unit("7-ship-and-watch", "Ship and watch", ship_and_watch.EXERCISES),
        Unit(quick_test.UNIT, "Quick test", quick_test.EXERCISES),
    )
}
"""Every unit by its id."""

_ALL = [exercise for unit in UNITS.values() for exercise in unit.exercises]
_BY_ID = {e.id: e for e in _ALL if isinstance(e, Exercise)}
_WRITTEN = {e.id: e for e in _ALL if isinstance(e, WrittenExercise)}


def find_exercise(exercise_id: str) -> Exercise:
    """Return the exercise of this id that is checked by probes.

    Raises
    ------
    UnknownExercise
        If there is none; the message names those that exist.
    """
    try:
        return _BY_ID[exercise_id]
    except KeyError:
        names = ", ".join(exercise.id for exercise in _ALL)
        raise UnknownExercise(
            f"no exercise {exercise_id!r}; there are: {names}"
        ) from None


def find_written(exercise_id: str) -> WrittenExercise | None:
    """Return the exercise of this id that a person marks, or None if it is not one."""
    return _WRITTEN.get(exercise_id)
