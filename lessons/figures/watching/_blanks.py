"""Meet what the learner predicted or filled in about groups and drift."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lessons.figures._bins import sort_into_bins
from lessons.figures._outputs import Note
from lessons.figures._predictions import BLANK, NONE_YET, ROUNDED, SURPRISE, judge_blank
from lessons.figures._style import is_number
from lessons.figures.watching._alarms import psi_terms

NOT_ALL = "Not all blanks are filled in yet: put a value for each ... above."
LOOK = {
    "n": "Count the parts of this group alone.",
    "accuracy": "Flagged is p ≥ 0.5. In how many of the group's parts is that right?",
    "ece": "Sort this group's parts into the bins; weigh by its own counts.",
}


def meet_group(
    row: object, probs: ArrayLike, labels: ArrayLike, edges: ArrayLike
) -> Note:
    """Say which of a group's (n, accuracy, ece) are right, without giving them away.

    Parameters
    ----------
    row : object
        A triple; `...` where something is left to fill in.
    probs, labels : array_like
        Of the group's parts.
    edges : array_like
        Of the bins; they cover everything.
    """
    if row is ...:
        return Note(BLANK)
    if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != len(LOOK):
        return Note("Three numbers are wanted: (n, accuracy, ece).")
    if any(item is ... for item in row):
        return Note(NOT_ALL)
    values, answers = np.asarray(probs, float), np.asarray(labels, float)
    right = (
        values.size,
        np.mean((values >= 0.5) == (answers == 1)),
        sort_into_bins(values, answers, edges).ece,
    )
    words = [
        f"{name}: not yet. {look}"
        for (name, look), mine, wanted in zip(LOOK.items(), row, right, strict=True)
        if not is_number(mine) or abs(float(mine) - wanted) > ROUNDED
    ]
    return Note("\n".join(words) if words else "All three are right.")


def meet_psi(value: object, old_shares: ArrayLike, new_shares: ArrayLike) -> Note:
    """Say whether a PSI of given shares is right.

    Parameters
    ----------
    value : object
        A number; `...` while it is not filled in.
    old_shares, new_shares : array_like
        Of the reference and of the current scores, bin by bin.
    """
    return judge_blank(
        value,
        float(psi_terms(old_shares, new_shares).sum()),
        "the PSI",
        hint="Each bin adds (new − old) · ln(new / old); np.log is natural.",
    )


def meet_choice(
    prediction: object, outcome: str, what: str, among: Sequence[str]
) -> Note:
    """Set a predicted name beside the one that it was.

    Parameters
    ----------
    prediction : object
        One of `among`; `...` when there is none yet.
    outcome : str
        What it was.
    what : str
        The thing predicted: "Loudest alarm".
    among : sequence of str
        The names to choose from.
    """
    if prediction is ...:
        return Note(NONE_YET)
    if prediction not in among:
        names = ", ".join(f'"{name}"' for name in among)
        return Note(f"The answer is one of {names}; you said {prediction!r}.")
    verdict = "Your prediction holds." if prediction == outcome else SURPRISE
    return Note(f"You said {prediction}. {what}: {outcome}. {verdict}")


def meet_named(named: object, right: Sequence[str]) -> Note:
    """Say whether these groups, in any order, are the ones to refit.

    Parameters
    ----------
    named : object
        A list of names; it holds `...` while it is not filled in.
    right : sequence of str
        The groups that have to be named.
    """
    if named is ... or (isinstance(named, Sequence) and any(n is ... for n in named)):
        return Note(BLANK.replace("a number", "names"))
    if isinstance(named, str) or not isinstance(named, Sequence | set):
        return Note(f"A list of names is wanted, such as ['dock 9'], not {named!r}.")
    wrong = [str(name) for name in named if name not in right]
    missing = len([name for name in right if name not in named])
    if wrong:
        return Note(f"Not yet: {', '.join(wrong)} fails one of the two conditions.")
    if missing:
        return Note(f"Not yet: {missing} more meets both conditions.")
    return Note("Right: both conditions hold for these, and for no other.")
