"""Meet a prediction with what the learner measured, and add up the rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lessons.figures import Note, meet_prediction
from lessons.figures._style import is_number, plain

__all__ = ["add_up", "meet_measured"]

NOT_MEASURED = (
    "Your prediction waits for {what}: fill in the cell above, and run both again."
)


def meet_measured(
    prediction: object,
    measured: object,
    what: str,
    *,
    within: float = 0.0,
    between: tuple[float, float] | None = None,
) -> Note:
    """Set a prediction beside what the learner has measured meanwhile.

    Parameters
    ----------
    prediction : object
        A number; `...` when there is none yet.
    measured : object
        A number, a tuple that begins with it, or a dictionary that holds either under
        `what`, in any case; `...` while there is none.
    what : str
        The thing predicted: "ECE".
    within : float
        How far off a prediction may be and still hold.
    between : (float, float), optional
        The lowest and the highest value that the thing predicted can have.
    """
    value = measured
    if isinstance(measured, Mapping):
        by_key = {str(key).casefold(): entry for key, entry in measured.items()}
        value = by_key.get(what.casefold(), ...)
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        value = value[0]
    if not is_number(value):
        return Note(NOT_MEASURED.format(what=what))
    return meet_prediction(
        prediction, float(value), what, within=within, between=between
    )


def add_up(points: Mapping[str, object], most: int = 4) -> Note:
    """Add up the points that learners give themselves, and say which are open.

    Parameters
    ----------
    points : mapping
        Criterion to points from 0 to `most`, or `...`.
    most : int
        The most that one criterion gives.

    Examples
    --------
    >>> add_up({"Split": 4, "Before": 2.5})
    6.5 of 8 points, by your own eyes. The lowest: Before.
    """
    wrong = [
        f"{name}: {value!r:.40}"
        for name, value in points.items()
        if value is not ... and not (is_number(value) and 0 <= float(value) <= most)
    ]
    if wrong:
        said = "; ".join(wrong)
        return Note(f"Each criterion takes points from 0 to {most}, not {said}.")
    given = {name: float(v) for name, v in points.items() if is_number(v)}
    total = f"{plain(sum(given.values()), 1)} of {most * len(points)} points"
    waiting = [name for name in points if name not in given]
    if waiting:
        return Note(f"{total} so far. Still to judge: {', '.join(waiting)}.")
    least = min(given.values(), default=most)
    low = [name for name, value in given.items() if value == least]
    advice = (
        "Every criterion is full: show it to a colleague who doubts it."
        if least == most
        else f"The lowest: {', '.join(low)}."
    )
    return Note(f"{total}, by your own eyes. {advice}")
