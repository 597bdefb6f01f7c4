"""Project 1 gone wrong in its fit, or in what comes of it."""

import math

import numpy as np
from scipy.special import softmax

from .changing import nll_at, softmax_of

__all__ = ["FITS"]


def _best_on(rows):
    """Return the mutation that fits the temperature on other rows."""

    def mutate(n):
        grid = np.exp(np.linspace(0.7, 1.7, 4001))
        return {"temperature": min(grid, key=lambda t: nll_at(n, t, rows(n)))}

    return mutate


def _platt_like(n):
    """Return another map's work: a number for every class, which turns some labels."""
    shift = np.zeros(n["logits"].shape[1])
    shift[3] = 2.0
    scaled = n["logits"][n["test_rows"]] / 3.4 + shift
    return {"method": "vector scaling", "probs_after": softmax(scaled, axis=1)}


def _certain(n):
    """Return probabilities after that give 0 to what happened once."""
    probs = n["probs_after"].copy()
    row = int(np.flatnonzero(probs.argmax(axis=1) != n["labels"][n["test_rows"]])[0])
    label = n["labels"][n["test_rows"]][row]
    probs[row, probs[row].argmax()] += probs[row, label]
    probs[row, label] = 0.0
    return {"method": "isotonic", "probs_after": probs}


FITS = [
    ("fit", lambda n: {"temperature": ...}, "open", "`temperature` is still `...`"),
    ("fit", lambda n: {"method": 3}, "not-yet", "is to be a word"),
    ("fit", lambda n: {"method": "Platt"}, "explain", "You name 'platt'"),
    ("fit", lambda n: {"temperature": -2}, "not-yet", "Only above 0"),
    ("fit", lambda n: {"temperature": math.inf}, "not-yet", "`temperature` is inf"),
    ("fit", lambda n: {"temperature": True}, "not-yet", "is to be one number"),
    ("fit", lambda n: {"temperature": [3.4]}, "not-yet", "is to be one number"),
    ("fit", _best_on(lambda n: n["test_rows"]), "not-yet", "NLL of the test rows is"),
    ("fit", _best_on(lambda n: np.arange(1397)), "not-yet", "rows together is lowest"),
    ("fit", lambda n: {"temperature": 1 / n["temperature"]}, "not-yet", "upside down"),
    ("fit", lambda n: {"temperature": 2.0}, "not-yet", "a larger one has a lower NLL"),
    ("fit", lambda n: {"temperature": 5}, "not-yet", "a smaller one has a lower NLL"),
    (
        "fit",
        lambda n: {
            "labels": np.where(
                np.arange(1397) < 697, n["logits"].argmax(axis=1), n["labels"]
            )
        },
        "explain",
        "no finite temperature above 0 is best",
    ),
    ("probs-after", lambda n: {"probs_after": ...}, "open", "still `...`"),
    (
        "probs-after",
        lambda n: {"probs_after": n["probs_before"]},
        "not-yet",
        "is `probs_before` again",
    ),
    (
        "probs-after",
        lambda n: {"probs_after": softmax_of(n, 1 / n["temperature"])},
        "not-yet",
        "multiplied by T: divide",
    ),
    (
        "probs-after",
        lambda n: {"probs_after": n["probs_before"] / n["temperature"]},
        "not-yet",
        "sums to",
    ),
    (
        "probs-after",
        lambda n: {"probs_after": softmax_of(n, 2.0)},
        "not-yet",
        "Is it another T",
    ),
    (
        "accuracy",
        lambda n: {"probs_after": np.roll(n["probs_after"], 1, axis=0)},
        "not-yet",
        "decisions changed, and accuracy from 0.761 to",
    ),
    ("accuracy", _platt_like, "explain", "A temperature changes none"),
    ("accuracy", lambda n: {"probs_after": [1, 2]}, "waits", "has its shape"),
    ("nll-after", _certain, "not-yet", "Isotonic maps end at 0 and 1"),
    ("nll-after", lambda n: {"after": {"NLL": ..., "ECE": ...}}, "open", "filled in"),
]
