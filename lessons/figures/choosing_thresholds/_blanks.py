"""Meet what the learner predicted or filled in about costs and promises."""

from __future__ import annotations

from numpy.typing import ArrayLike

from lessons.figures._outputs import Note
from lessons.figures._predictions import judge_blank, meet_prediction
from lessons.figures.choosing_thresholds._costs import bills, break_even, cost_at
from lessons.figures.choosing_thresholds._promises import precise_cut

FRACTION = (0.0, 1.0)


def meet_break_even(prediction: object, *, cost_fp: float, cost_fn: float) -> Note:
    """Set the predicted crossing of the two bills beside the true one.

    Parameters
    ----------
    prediction : object
        A probability; `...` when there is none yet.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    return meet_prediction(
        prediction,
        break_even(cost_fp, cost_fn),
        "The bills are equal at p",
        within=0.02,
        between=FRACTION,
    )


def meet_price(prediction: object, *, threshold: float) -> Note:
    """Set the predicted price of a false alarm, in misses, beside the true one.

    Parameters
    ----------
    prediction : object
        How many misses one false alarm costs; `...` when there is none yet.
    threshold : float
        The rule on a calibrated score, below 1.
    """
    return meet_prediction(
        prediction,
        threshold / (1 - threshold),
        "Misses that one false alarm costs",
        within=0.5,
    )


def meet_bill(
    value: object, p: float, *, flag: bool, cost_fp: float, cost_fn: float
) -> Note:
    """Say whether the expected cost of one decision is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    p : float
        The part's calibrated probability of a defect.
    flag : bool
        What is done with it.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    flagged, passed = bills(p, cost_fp, cost_fn)
    hint = (
        "A flagged part costs something only if it is good."
        if flag
        else "A passed part costs something only if it is a defect."
    )
    return judge_blank(value, float(flagged if flag else passed), "the bill", hint=hint)


def meet_cost_cut(value: object, *, cost_fp: float, cost_fn: float) -> Note:
    """Say whether a threshold that follows from two costs is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    return judge_blank(
        value,
        break_even(cost_fp, cost_fn),
        "the threshold",
        hint="On top stands the cost of a false alarm, below it the sum of both.",
        between=FRACTION,
    )


def meet_total_cost(
    value: object,
    scores: ArrayLike,
    labels: ArrayLike,
    threshold: float,
    *,
    cost_fp: float,
    cost_fn: float,
) -> Note:
    """Say whether the total cost of a cut is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    scores, labels : array_like
        One number and one 0/1 a part.
    threshold : float
        Parts at or above it are flagged.
    cost_fp, cost_fn : float
        Of a false alarm and of a miss.
    """
    return judge_blank(
        value,
        cost_at(scores, labels, threshold, cost_fp, cost_fn),
        "the total cost",
        hint="Count FP and FN at this cut; each has its own price.",
    )


def meet_precise_cut(
    value: object, scores: ArrayLike, labels: ArrayLike, target: float
) -> Note:
    """Say whether the cut of highest recall that keeps a precision is right.

    Parameters
    ----------
    value : object
        An observed score; `...` while it is not filled in.
    scores, labels : array_like
        One number and one 0/1 a part; some cut is precise enough.
    target : float
        The precision to keep.
    """
    right = precise_cut(scores, labels, target)
    if right is None:
        raise ValueError(f"no cut has precision {target}")
    return judge_blank(
        value,
        right,
        "the threshold",
        hint="Look at every row that is precise enough, not at the first alone.",
        between=FRACTION,
    )


def meet_f_beta(value: object, *, precision: float, recall: float, beta: float) -> Note:
    """Say whether F-beta of a precision and a recall is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    precision, recall : float
        Not both 0.
    beta : float
        Recall's weight.
    """
    weight = beta * beta
    right = (1 + weight) * precision * recall / (weight * precision + recall)
    return judge_blank(
        value,
        right,
        f"F{beta:g}",
        hint="Below the line β² stands beside the precision.",
        between=FRACTION,
    )
