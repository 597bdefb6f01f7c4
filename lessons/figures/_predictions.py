"""Meet the learner's prediction again, kindly when there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._compute import TIE, Floats, sweep, tied_best
from lessons.figures._outputs import Note, Picture
from lessons.figures._strip import score_strip
from lessons.figures._style import cut_words, is_number, plain
from lessons.figures._targets import COST, objectives, targets_strip

NONE_YET = (
    "No prediction yet. Put yours in place of the ... above and run both cells again: "
    "a wrong guess teaches more than none."
)
BLANK = (
    "Not filled in yet: put a number in place of the ... above and run both cells "
    "again."
)
ROUNDED = 0.005  # a value that was rounded to two decimals is right
SURPRISE = "Not what you expected? Find out why before you read on."


def _words(value: object) -> str:
    """Return a value as the learner would write it."""
    return plain(float(value)) if is_number(value) else str(value)


def _beyond(
    value: object, what: str, between: tuple[float, float] | None
) -> Note | None:
    """Return the range in words when a number lies outside it."""
    if between is None or not is_number(value):
        return None
    low, high = between
    if low <= float(value) <= high:
        return None
    verb = "lie" if what.endswith("s") else "lies"
    words = f"{what} {verb} between {plain(low)} and {plain(high)}"
    return Note(f"{words}; you said {_words(value)}.")


def _measure(
    scores: ArrayLike, labels: ArrayLike, threshold: ArrayLike, metric: str
) -> tuple[float, tuple[float, float]]:
    """Return a metric at a threshold, or the best at several, and its range."""
    found = sweep(scores, labels, np.atleast_1d(threshold))
    measured: dict[str, Floats] = {
        "F1": found.f_beta(),
        "accuracy": found.accuracy,
        "precision": found.precision,
        "recall": found.recall,
        "J": found.youden,
    }
    between = (-1.0, 1.0) if metric == "J" else (0.0, 1.0)
    return float(measured[metric].max()), between


def _begin(words: str) -> str:
    """Return the words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def meet_prediction(
    prediction: object,
    outcome: float,
    what: str,
    *,
    within: float = 0.0,
    between: tuple[float, float] | None = None,
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
    between : (float, float), optional
        The lowest and the highest value that the thing predicted can have.
    """
    if prediction is ...:
        return Note(NONE_YET)
    outside = _beyond(prediction, what, between)
    if outside is not None:
        return outside
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
    measured, between = _measure(scores, labels, threshold, metric)
    outside = _beyond(prediction, _begin(metric), between)
    if outside is not None:
        return outside
    return meet_prediction(prediction, measured, f"Measured {metric}", within=within)


def judge_blank(
    value: object,
    right: float,
    what: str,
    *,
    hint: str,
    between: tuple[float, float] | None = None,
) -> Note:
    """Say whether a filled-in value is right, to two decimals; never the right value.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    right : float
        What it should be.
    what : str
        The thing asked for: "F1".
    hint : str
        What to say of a wrong value.
    between : (float, float), optional
        The lowest and the highest value that the thing can have.
    """
    if value is ...:
        return Note(BLANK)
    outside = _beyond(value, _begin(what), between)
    if outside is not None:
        return outside
    if not is_number(value):
        return Note(f"A number is wanted, or an expression of numbers, not {value!r}.")
    if abs(float(value) - right) > ROUNDED + TIE:
        return Note(f"Not yet: you have {_words(value)}. {hint}")
    return Note(f"Right: {what} is {plain(right)}.")


def meet_blank(
    value: object,
    scores: ArrayLike,
    labels: ArrayLike,
    threshold: float,
    *,
    hint: str,
    metric: str = "F1",
) -> Note:
    """Say whether a value that was left to fill in is right, to two decimals.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    scores, labels : array_like
        One number and one 0/1 a part.
    threshold : float
        The cut at which the metric is asked for.
    hint : str
        What to say of a wrong value; the right one is not shown.
    metric : str
        "F1", "accuracy", "precision", "recall" or "J".
    """
    right, between = _measure(scores, labels, threshold, metric)
    return judge_blank(value, right, metric, hint=hint, between=between)


def meet_cut(
    prediction: object, scores: ArrayLike, labels: ArrayLike
) -> Picture | Note:
    """Draw the learner's cut on the score strip and say what it misses and scraps."""
    if prediction is ...:
        return Note(NONE_YET)
    if not is_number(prediction):
        return Note(f"A cut is a number such as 0.7, not {prediction!r}.")
    outside = _beyond(prediction, "Scores", (0, 1))
    if outside is not None:
        return outside
    cut = float(prediction)
    found = sweep(scores, labels, [cut])
    missed, scrapped = int(found.fn[0]), int(found.fp[0])
    note = (
        f"You miss {missed} of {missed + int(found.tp[0])} defects "
        f"and scrap {scrapped} of {scrapped + int(found.tn[0])} good parts."
    )
    return score_strip(scores, labels, cut, note=note)


def meet_target(
    prediction: object, scores: ArrayLike, labels: ArrayLike, target: str
) -> Picture:
    """Draw what every target picks; one of them only once it is guessed.

    The cost 1:4 waits with it, for it may pick the same.

    Parameters
    ----------
    prediction : object
        One of the observed scores; `...` when there is none yet.
    scores, labels : array_like
        One number from 0 to 1 and one 0/1 a part; both classes present.
    target : str
        "F0.5", "F1", "F2", "accuracy" or "Youden's J".
    """
    found = sweep(scores, labels)
    asked = f"one of the scores {', '.join(map(cut_words, found.thresholds))}"
    if prediction is ...:
        note = f"{NONE_YET} The row of {target} waits for it."
        return targets_strip(scores, labels, leave_out=(target, COST), note=note)
    if not is_number(prediction):
        note = f"The answer is {asked}, not {prediction!r}."
        return targets_strip(scores, labels, leave_out=(target, COST), note=note)
    near = np.flatnonzero(
        np.isclose(found.thresholds, float(prediction), rtol=1e-6, atol=TIE)
    )
    if near.size == 0:
        note = f"No part scores {_words(prediction)}: choose {asked}."
        return targets_strip(scores, labels, leave_out=(target, COST), note=note)
    mine, value = int(near[0]), objectives(found)[target]
    best = tied_best(value)
    if mine in best:
        note = (
            f"Your prediction holds: {target} is highest there, {plain(value[mine])}."
        )
    else:
        note = (
            f"At your {cut_words(found.thresholds[mine])} {target} is "
            f"{plain(value[mine])}; at {cut_words(found.thresholds[best[0]])} it is "
            f"{plain(value[best[0]])}. {SURPRISE}"
        )
    yours = {target: float(found.thresholds[mine])}
    return targets_strip(scores, labels, yours=yours, note=note)


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
        if is_number(mine)
        else f"{name}: you have {mine!r}; it should be a number such as 5."
        for (name, meaning), mine, count in zip(
            names.items(), prediction, right, strict=True
        )
        if not is_number(mine) or mine != count
    ]
    return Note("\n".join(again) if again else "All four counts hold.")
