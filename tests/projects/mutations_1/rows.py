"""Project 1 gone wrong in its arrays, its split or its raw probabilities."""

import numpy as np
from scipy.special import expit, log_softmax, softmax

from .changing import softmax_of

__all__ = ["ROWS"]


def _twin(names):
    logits = names["logits"].copy()
    logits[names["test_rows"][5]] = logits[names["calibration_rows"][3]]
    return {"logits": logits}


class Unreadable:
    """Stands for an object that cannot be made an array."""

    def __array__(self, *args, **kwargs):
        """Raise, as a tensor on another device does."""
        raise TypeError("can't convert a device tensor to numpy")


ROWS = [
    ("data", lambda n: {"logits": ...}, "open", "`logits` is still `...`"),
    ("data", lambda n: {"logits": n["logits"][None]}, "not-yet", "shape is (1, 1397"),
    ("data", lambda n: {"logits": n["logits"] * np.nan}, "not-yet", "nan at position"),
    ("data", lambda n: {"logits": [["a", "b"]]}, "not-yet", "is to hold numbers"),
    ("data", lambda n: {"logits": Unreadable()}, "not-yet", "NumPy raised TypeError"),
    (
        "data",
        lambda n: {"labels": n["labels"][:-1]},
        "not-yet",
        "has the shape (1396,)",
    ),
    ("data", lambda n: {"labels": n["labels"] + 1}, "not-yet", "from 0 to 9; row"),
    ("data", lambda n: {"labels": n["labels"] * 0}, "not-yet", "labels are 0"),
    ("split", lambda n: {"test_rows": ...}, "open", "`test_rows` is still"),
    (
        "split",
        lambda n: {"test_rows": np.append(n["test_rows"], n["calibration_rows"][:2])},
        "not-yet",
        "2 rows are in `calibration_rows` and in `test_rows`, row 0 first",
    ),
    ("split", lambda n: {"test_rows": n["test_rows"] + 1}, "not-yet", "the row 1397"),
    ("split", lambda n: {"test_rows": [-1]}, "not-yet", "holds the row -1"),
    ("split", lambda n: {"test_rows": []}, "not-yet", "has no row in it"),
    (
        "split",
        lambda n: {"test_rows": [700, 700]},
        "not-yet",
        "more than once, row 700",
    ),
    ("split", lambda n: {"test_rows": [0.5]}, "not-yet", "row numbers or True/False"),
    ("split", lambda n: {"test_rows": [[700]]}, "not-yet", "is to be 1-D"),
    ("split", lambda n: {"test_rows": [True, False]}, "not-yet", "a mask of 2 entries"),
    (
        "split",
        lambda n: {"groups": np.arange(1397) % 50},
        "not-yet",
        "50 groups have rows on both sides, 0 first",
    ),
    ("split", lambda n: {"groups": [1, 2]}, "not-yet", "one entry a row"),
    ("twins", _twin, "explain", "1 of 700 test rows have, number by number"),
    ("probs-before", lambda n: {"probs_before": ...}, "open", "still `...`"),
    (
        "probs-before",
        lambda n: {"probs_before": softmax(n["logits"], axis=1)},
        "not-yet",
        "holds every image: take the test rows alone",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": softmax_of(n, rows="calibration_rows")},
        "not-yet",
        "So many are the calibration rows",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": n["logits"][n["test_rows"]]},
        "not-yet",
        "been through the softmax?",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": log_softmax(n["logits"][n["test_rows"]], axis=1)},
        "not-yet",
        "no probability is that",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": expit(n["logits"][n["test_rows"]])},
        "not-yet",
        "not to 1",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": softmax(n["logits"][n["test_rows"]], axis=0)},
        "not-yet",
        "`axis=1`",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": n["probs_before"][::-1]},
        "not-yet",
        "in another order",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": softmax_of(n, 2.0)},
        "not-yet",
        "no temperature",
    ),
]
