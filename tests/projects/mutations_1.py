"""Ways in which the work on project 1 goes wrong, each with what must be said.

A mutation takes the names of the notebook as filled in and returns those that differ.
"""

import math

import numpy as np
from matplotlib.figure import Figure
from scipy.special import expit, log_softmax, softmax

__all__ = ["BINARY", "MULTICLASS"]


def _twin(names):
    logits = names["logits"].copy()
    logits[names["test_rows"][5]] = logits[names["calibration_rows"][3]]
    return {"logits": logits}


def _reported(when, metric, change):
    """Return the mutation that changes one reported number."""

    def mutate(n):
        value, low, high = n[when][metric]
        return {when: {**n[when], metric: change(value, low, high)}}

    return mutate


def _value(when, metric, change):
    """Return the mutation that changes a reported value, and not its interval."""
    return _reported(when, metric, lambda value, low, high: (change(value), low, high))


def _nll_at(names, t, rows):
    probs = softmax(names["logits"][rows] / t, axis=1)
    return -np.log(probs[np.arange(len(rows)), names["labels"][rows]]).mean()


def _best_on(rows):
    """Return the mutation that fits the temperature on other rows."""

    def mutate(n):
        grid = np.exp(np.linspace(0.7, 1.7, 4001))
        return {"temperature": min(grid, key=lambda t: _nll_at(n, t, rows(n)))}

    return mutate


def _probs(n, temperature=1.0, rows="test_rows"):
    return softmax(n["logits"][n[rows]] / temperature, axis=1)


def _gaps(n, when):
    """Return the ECE's weights and gaps of the test rows in 15 bins."""
    probs, labels = n[f"probs_{when}"], n["labels"][n["test_rows"]]
    top, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    inside = np.minimum((top * 15).astype(int), 14)
    count = np.bincount(inside, minlength=15)
    gap = np.bincount(inside, top - right, 15)[count > 0] / count[count > 0]
    return count[count > 0] / len(top), gap


def _ece_of(when, change):
    """Return the mutation that reports other gaps put together another way."""
    return lambda n: _value(when, "ECE", lambda _: change(*_gaps(n, when)))(n)


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


def _nameless():
    figure = Figure()
    figure.add_subplot().plot([0, 1])
    return figure


class Unreadable:
    """Stands for an object that cannot be made an array."""

    def __array__(self, *args, **kwargs):
        """Raise, as a tensor on another device does."""
        raise TypeError("can't convert a device tensor to numpy")


MULTICLASS = [
    # the arrays
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
    # the split
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
    # the raw probabilities
    ("probs-before", lambda n: {"probs_before": ...}, "open", "still `...`"),
    (
        "probs-before",
        lambda n: {"probs_before": softmax(n["logits"], axis=1)},
        "not-yet",
        "holds every image: take the test rows alone",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": _probs(n, rows="calibration_rows")},
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
        lambda n: {"probs_before": _probs(n, 2.0)},
        "not-yet",
        "no temperature",
    ),
    # the numbers before
    ("nll-before", lambda n: {"before": ...}, "open", "`before` is still `...`"),
    ("nll-before", lambda n: {"before": {"NLL": ...}}, "open", "still to be filled in"),
    ("nll-before", lambda n: {"before": 1.3}, "not-yet", "is to be a dictionary"),
    (
        "nll-before",
        lambda n: {"before": {"ECE": 1}},
        "not-yet",
        "no entry NLL; it has ECE",
    ),
    (
        "nll-before",
        lambda n: {"before": {"NLL": 1.29}},
        "not-yet",
        "(value, low, high)",
    ),
    (
        "nll-before",
        lambda n: {"before": {"NLL": "1.2"}},
        "not-yet",
        "(value, low, high)",
    ),
    (
        "nll-before",
        lambda n: {"before": {"NLL": (1.295, "a", 2)}},
        "not-yet",
        "to be one number; it is a",
    ),
    (
        "nll-before",
        _reported("before", "NLL", lambda value, low, high: (value, high, low)),
        "not-yet",
        "The order is (value, low, high)",
    ),
    (
        "nll-before",
        _value("before", "NLL", lambda v: v + 0.002),
        "not-yet",
        "Which rows",
    ),
    ("nll-before", _value("before", "NLL", lambda v: 700 * v), "not-yet", "their sum"),
    (
        "nll-before",
        _value("before", "NLL", lambda v: v / math.log(2)),
        "not-yet",
        "bits",
    ),
    (
        "nll-before",
        _value("before", "NLL", lambda v: v / math.log(10)),
        "not-yet",
        "10:",
    ),
    ("nll-before", _value("before", "NLL", lambda v: -v), "not-yet", "its minus sign"),
    (
        "nll-before",
        lambda n: _value("before", "NLL", lambda _: n["after"]["NLL"][0])(n),
        "not-yet",
        "Yours is the one after the fit.",
    ),
    (
        "nll-before",
        lambda n: _value(
            "before", "NLL", lambda _: _nll_at(n, 1, n["calibration_rows"])
        )(n),
        "not-yet",
        "that of the calibration rows",
    ),
    (
        "nll-before",
        lambda n: _value("before", "NLL", lambda _: _nll_at(n, 1, np.arange(1397)))(n),
        "not-yet",
        "that of all rows",
    ),
    (
        "nll-before",
        _reported("before", "NLL", lambda v, low, high: (v, v - 0.12, v + 0.12)),
        "not-yet",
        "much narrower",
    ),
    (
        "nll-before",
        _reported("before", "NLL", lambda v, low, high: (v, 0.0, v + 4)),
        "not-yet",
        "much wider",
    ),
    (
        "ece-before",
        _reported("before", "ECE", lambda v, low, high: (v, low + 0.02, high + 0.02)),
        "not-yet",
        "lies elsewhere",
    ),
    (
        "ece-before",
        _ece_of("before", lambda weight, gap: np.abs(gap).mean()),
        "not-yet",
        "the plain mean of the gaps",
    ),
    (
        "ece-before",
        _ece_of("before", lambda weight, gap: np.abs(gap).max()),
        "not-yet",
        "the largest gap",
    ),
    (
        "ece-before",
        _value("before", "ECE", lambda v: 100 * v),
        "not-yet",
        "in per cent",
    ),
    ("ece-before", lambda n: {"bins": 2.5}, "not-yet", "whole number from 1 to 1,000"),
    ("ece-after", lambda n: {"bins": 10}, "not-yet", "that in 15 bins; `bins` says 10"),
    (
        "ece-after",
        _ece_of("after", lambda weight, gap: abs(np.sum(weight * gap))),
        "not-yet",
        "with their signs",
    ),
    (
        "ece-after",
        lambda n: {"after": n["before"]},
        "not-yet",
        "Yours is the one before the fit.",
    ),
    # the figures
    ("figure-before", lambda n: {"figure_before": ...}, "open", "still `...`"),
    ("figure-before", lambda n: {"figure_before": "x.png"}, "not-yet", "is str. Keep"),
    (
        "figure-before",
        lambda n: {"figure_before": Figure()},
        "not-yet",
        "nothing is drawn",
    ),
    ("figure-before", lambda n: {"figure_before": _nameless()}, "not-yet", "no names"),
    (
        "figure-after",
        lambda n: {"figure_after": n["figure_before"]},
        "not-yet",
        "the same picture",
    ),
    # the fit
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
    # the probabilities after
    ("probs-after", lambda n: {"probs_after": ...}, "open", "still `...`"),
    (
        "probs-after",
        lambda n: {"probs_after": n["probs_before"]},
        "not-yet",
        "is `probs_before` again",
    ),
    (
        "probs-after",
        lambda n: {"probs_after": _probs(n, 1 / n["temperature"])},
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
        lambda n: {"probs_after": _probs(n, 2.0)},
        "not-yet",
        "Is it another T",
    ),
    # accuracy, the numbers after, the change
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
"""Part, mutation of the names, its standing, and words of the finding: ten classes."""


def _scaled(n, temperature):
    return expit(n["logits"][n["test_rows"]] / temperature)


def _top(n):
    """Return the ECE of the top label's confidence instead of the probability's."""
    probs, labels = n["probs_before"], n["labels"][n["test_rows"]]
    return n["ece"](np.maximum(probs, 1 - probs), (probs >= 0.5) == labels)


BINARY = [
    ("data", lambda n: {"labels": n["labels"] + 1}, "not-yet", "from 0 to 1; row"),
    (
        "split",
        lambda n: (
            {"test_rows": np.append(n["test_rows"][4:], n["calibration_rows"][:0])}
            | {"calibration_rows": np.append(n["calibration_rows"], n["test_rows"][:2])}
        ),
        "holds",
        "rows on neither side",
    ),
    (
        "split",
        lambda n: (
            {"test_rows": n["test_rows"][2:]}
            | {"calibration_rows": np.append(n["calibration_rows"], n["test_rows"][:2])}
        ),
        "not-yet",
        "1 groups have rows on both sides",
    ),
    (
        "probs-before",
        lambda n: {
            "probs_before": np.stack([1 - n["probs_before"], n["probs_before"]], axis=1)
        },
        "not-yet",
        "Keep the positive class: `probs_before[:, 1]`",
    ),
    (
        "probs-before",
        lambda n: {"probs_before": n["logits"][n["test_rows"]]},
        "not-yet",
        "been through the sigmoid?",
    ),
    (
        "ece-before",
        lambda n: _value("before", "ECE", lambda _: _top(n))(n),
        "not-yet",
        "that of the top label's confidence",
    ),
    # 0.1456 is near to the top label's 0.1457 and near to ten bins' 0.1455
    ("ece-before", _value("before", "ECE", lambda _: 0.1456), "not-yet", "Which rows"),
    ("fit", lambda n: {"temperature": 2 * n["temperature"]}, "not-yet", "factor of 2"),
    ("fit", lambda n: {"temperature": n["temperature"] / 2}, "not-yet", "factor of 2"),
    (
        "probs-after",
        lambda n: {"probs_after": n["probs_before"] / n["temperature"]},
        "not-yet",
        "The probabilities were divided",
    ),
    (
        "probs-after",
        lambda n: {"method": "odd", "probs_after": 1 - n["probs_after"]},
        "explain",
        "A calibration map only rises",
    ),
    (
        "probs-after",
        lambda n: {"method": "platt", "probs_after": _scaled(n, 3.1)},
        "holds",
        "Probabilities of the 400 test rows, from platt",
    ),
    (
        "accuracy",
        lambda n: {"method": "platt", "probs_after": _scaled(n, 3.1) ** 0.5},
        "explain",
        "decisions changed",
    ),
]
"""The same for one logit an image."""
