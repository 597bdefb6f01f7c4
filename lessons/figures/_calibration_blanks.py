"""Meet what the learner filled in about calibration, without giving it away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._bins import sort_into_bins
from lessons.figures._outputs import Note
from lessons.figures._predictions import ROUNDED, judge_blank
from lessons.figures._proper import brier_score, mean_nll
from lessons.figures._style import is_number, plain

NOT_ALL = "Not all blanks are filled in yet: put a value for each ... above."
WHO = "Who is in the bin? Its lower edge is, its upper one only in the last bin."
MIDDLE = (
    "That is the middle between the edges; add up the probabilities that are in the "
    "bin, and divide by their count."
)
# What to say of the first place that is wrong: those after it follow from it.
LOOK = {
    "count": WHO,
    "mean_prob": "The mean is of the probabilities in the bin, of nothing else.",
    "positive_rate": "The share: how many in the bin have label 1, by its count.",
}
TOP = "Which class has the highest probability? On a tie it is the first."
HIT = "Correct means: the top label is the label. Classes are counted from 0."


def meet_calibration(
    value: object,
    probs: ArrayLike,
    labels: ArrayLike,
    metric: str,
    *,
    hint: str,
    edges: ArrayLike = (0.0, 1.0),
) -> Note:
    """Say whether a calibration measure that was left to fill in is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    probs, labels : array_like
        One probability and one 0/1 a part.
    metric : str
        "ECE", "Brier score" or "NLL".
    hint : str
        What to say of a wrong value; the right one is not shown.
    edges : array_like
        Of the bins, for the ECE.
    """
    measured = {
        "ECE": sort_into_bins(probs, labels, edges).ece,
        "Brier score": brier_score(probs, labels),
        "NLL": mean_nll(probs, labels),
    }
    between = (0.0, np.inf) if metric == "NLL" else (0.0, 1.0)
    return judge_blank(value, measured[metric], metric, hint=hint, between=between)


def meet_bins(
    bins: object, probs: ArrayLike, labels: ArrayLike, edges: ArrayLike
) -> Note:
    """Say which of the learner's (count, mean_prob, positive_rate) are right.

    Parameters
    ----------
    bins : object
        A sequence of triples, one a bin; `...` where something is left to fill in.
    probs, labels : array_like
        One probability and one 0/1 a part.
    edges : array_like
        Increasing; every bin holds a part.
    """
    found = sort_into_bins(probs, labels, edges)
    right = list(zip(found.count, found.mean_prob, found.positive_rate, strict=True))
    wanted = f"{len(right)} bins are wanted, each (count, mean_prob, positive_rate)."
    if not isinstance(bins, Sequence) or len(bins) != len(right):
        return Note(wanted)
    if not all(isinstance(b, Sequence) and len(b) == len(LOOK) for b in bins):
        return Note(wanted)
    if any(value is ... for triple in bins for value in triple):
        return Note(NOT_ALL)
    ends = list(zip(found.edges[:-1], found.edges[1:], strict=True))
    again, looks = [], []
    for (low, high), triple, answer in zip(ends, bins, right, strict=True):
        wrong = {
            place: mine
            for place, mine, value in zip(LOOK, triple, answer, strict=True)
            if not is_number(mine) or abs(float(mine) - value) > ROUNDED
        }
        where = f"Bin {plain(low)} to {plain(high)}"
        again += [f"{where}, {p}: you have {_say(mine)}." for p, mine in wrong.items()]
        if wrong:
            first, mine = next(iter(wrong.items()))
            is_middle = is_number(mine) and float(mine) == (low + high) / 2
            looks.append(MIDDLE if first == "mean_prob" and is_middle else LOOK[first])
    if not again:
        return Note("All bins are right.")
    return Note("\n".join([*again, *dict.fromkeys(looks)]))


def meet_top_label(
    confidence: object, correct: object, prob_matrix: ArrayLike, labels: ArrayLike
) -> Note:
    """Say which of the learner's confidences and verdicts are right, row by row.

    Parameters
    ----------
    confidence, correct : object
        A sequence each, one value a row; `...` where something is left to fill in.
    prob_matrix : array_like
        One row of class probabilities a part.
    labels : array_like
        Class numbers, from 0.
    """
    rows = np.asarray(prob_matrix, float)
    right = list(
        zip(rows.max(axis=1), rows.argmax(axis=1) == np.asarray(labels), strict=True)
    )
    mine = []
    for given in (confidence, correct):
        if not isinstance(given, Sequence) or len(given) != len(right):
            return Note(f"Two lists are wanted, with {len(right)} values each.")
        mine.append(given)
    if any(value is ... for given in mine for value in given):
        return Note(NOT_ALL)
    again = []
    look = HIT
    for row, (top, hit) in enumerate(right, start=1):
        my_top, my_hit = mine[0][row - 1], mine[1][row - 1]
        if not is_number(my_top) or abs(float(my_top) - top) > ROUNDED:
            again.append(f"Row {row}, confidence: you have {_say(my_top)}.")
            look = TOP
        if my_hit not in (True, False) or bool(my_hit) != bool(hit):
            again.append(f"Row {row}, correct: you have {_say(my_hit)}.")
    if again:
        return Note("\n".join([*again, look]))
    return Note("All rows are right.")


def _say(value: object) -> str:
    """Return a value as the learner would write it."""
    return plain(float(value)) if is_number(value) else repr(value)
