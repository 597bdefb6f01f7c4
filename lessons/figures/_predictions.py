"""Meet the learner's prediction again, kindly when there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import TIE, sweep
from lessons.figures._outputs import Note, Picture
from lessons.figures._strip import score_strip
from lessons.figures._style import is_number, plain

NONE_YET = (
    "No prediction yet. Put yours in place of the ... above and run both cells again: "
    "a wrong guess teaches more than none."
)
SURPRISE = "Not what you expected? Find out why before you read on."


def _words(value: object) -> str:
    """Return a value as the learner would write it."""
    return plain(float(value)) if is_number(value) else str(value)


def meet_prediction(
    prediction: object, outcome: float, what: str, *, within: float = 0.0
) -> Note:
    """Set a predicted number beside what happened.

    Parameters
    ----------
    prediction : object
        A number; `...` when there is none yet.
    outcome : float
        What happened.
    what : str
        The thing predicted: "Delivered F1".
    within : float
        How far off a prediction may be and still hold.
    """
    if prediction is ...:
        return Note(NONE_YET)
    if not is_number(prediction):
        return Note(f"A prediction here is a number such as 0.6, not {prediction!r}.")
    right = abs(float(prediction) - outcome) <= within + TIE
    verdict = "Your prediction holds." if right else SURPRISE
    return Note(f"You said {_words(prediction)}. {what}: {plain(outcome)}. {verdict}")


def meet_metric(
    prediction: object,
    scores: ArrayLike,
    labels: ArrayLike,
    threshold: ArrayLike,
    *,
    metric: str = "F1",
    within: float = 0.0005,
) -> Note:
    """Set a predicted metric beside the measured one.

    Parameters
    ----------
    prediction : object
        A number; `...` when there is none yet.
    scores, labels : array_like
        One number and one 0/1 a part.
    threshold : array_like
        One threshold, or several, of which the best counts.
    metric : str
        "F1", "accuracy", "precision", "recall" or "J".
    within : float
        How far off a prediction may be and still hold.
    """
    found = sweep(scores, labels, np.atleast_1d(threshold))
    measured = {
        "F1": found.f_beta(),
        "accuracy": found.accuracy,
        "precision": found.precision,
        "recall": found.recall,
        "J": found.youden,
    }[metric]
    lowest = -1 if metric == "J" else 0
    if is_number(prediction) and not lowest <= float(prediction) <= 1:
        said = f"you said {_words(prediction)}"
        return Note(f"{metric} lies between {lowest} and 1; {said}.")
    return meet_prediction(
        prediction, float(measured.max()), f"Measured {metric}", within=within
    )


def meet_cut(
    prediction: object, scores: ArrayLike, labels: ArrayLike
) -> Picture | Note:
    """Draw the learner's cut on the score strip."""
    if prediction is ...:
        return Note(NONE_YET)
    if not is_number(prediction):
        return Note(f"A cut is a number such as 0.7, not {prediction!r}.")
    return score_strip(scores, labels, float(prediction))


def meet_counts(
    prediction: object,
    scores: ArrayLike,
    labels: ArrayLike,
    threshold: float,
) -> Note:
    """Say which of the learner's four counts, in the order TP, FP, FN, TN, hold.

    The right counts are not shown: the learner counts again.
    """
    names = {
        "TP": "defects at or right of the cut",
        "FP": "good parts at or right of the cut",
        "FN": "defects left of the cut",
        "TN": "good parts left of the cut",
    }
    if prediction is ...:
        return Note(NONE_YET)
    if not isinstance(prediction, Sequence) or len(prediction) != len(names):
        return Note("Four counts are wanted, in the order TP, FP, FN, TN.")
    if any(count is ... for count in prediction):
        return Note("Not all four are filled in yet: put a count for each ... above.")
    found = sweep(scores, labels, [threshold])
    right = (found.tp[0], found.fp[0], found.fn[0], found.tn[0])
    again = [
        f"{name}: you have {_words(mine)}; count the {meaning} again."
        for (name, meaning), mine, count in zip(
            names.items(), prediction, right, strict=True
        )
        if mine != count
    ]
    return Note("\n".join(again) if again else "All four counts hold.")
