"""Name the unfinished exercise that a wrong answer builds on."""

from collections.abc import Callable
from dataclasses import replace

from grader.checking.result import Outcome, Result
from grader.exercises import UnknownExercise, find_exercise

__all__ = ["name_dependencies"]

_WRONG = (Outcome.INCORRECT, Outcome.PARTIAL, Outcome.RAISED)


def name_dependencies(
    result: Result,
    calls: Callable[[str], bool],
    is_right: Callable[[str], bool],
) -> Result:
    """Add a note for each function that the answer calls and that is wrong itself.

    Parameters
    ----------
    result
        The verdict on the answer.
    calls
        Says whether the answer calls a function of this name.
    is_right
        Says whether the exercise of this id is right.
    """
    if result.outcome not in _WRONG:
        return result
    try:
        exercise = find_exercise(result.exercise_id)
    except UnknownExercise:
        return result
    notes = list(result.notes)
    for needed in map(find_exercise, exercise.builds_on):
        name = needed.published[0].name
        if calls(name) and not is_right(needed.id):
            notes.append(
                f"It calls {name}, which is not right yet: mend {needed.id} first."
            )
    return replace(result, notes=tuple(notes))
