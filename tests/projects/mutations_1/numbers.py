"""Project 1 gone wrong in the numbers that it reports, or in its figures."""

import math

import numpy as np
from matplotlib.figure import Figure

from .changing import nll_at, with_report, with_value

__all__ = ["NUMBERS"]


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
    return lambda n: with_value(when, "ECE", lambda _: change(*_gaps(n, when)))(n)


def _nameless():
    """Return a figure whose axes have no names."""
    figure = Figure()
    figure.add_subplot().plot([0, 1])
    return figure


NUMBERS = [
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
        with_report("before", "NLL", lambda value, low, high: (value, high, low)),
        "not-yet",
        "The order is (value, low, high)",
    ),
    (
        "nll-before",
        with_value("before", "NLL", lambda v: v + 0.002),
        "not-yet",
        "Which rows",
    ),
    (
        "nll-before",
        with_value("before", "NLL", lambda v: 700 * v),
        "not-yet",
        "their sum",
    ),
    (
        "nll-before",
        with_value("before", "NLL", lambda v: v / math.log(2)),
        "not-yet",
        "bits",
    ),
    (
        "nll-before",
        with_value("before", "NLL", lambda v: v / math.log(10)),
        "not-yet",
        "10:",
    ),
    (
        "nll-before",
        with_value("before", "NLL", lambda v: -v),
        "not-yet",
        "its minus sign",
    ),
    (
        "nll-before",
        lambda n: with_value("before", "NLL", lambda _: n["after"]["NLL"][0])(n),
        "not-yet",
        "Yours is the one after the fit.",
    ),
    (
        "nll-before",
        lambda n: with_value(
            "before", "NLL", lambda _: nll_at(n, 1, n["calibration_rows"])
        )(n),
        "not-yet",
        "that of the calibration rows",
    ),
    (
        "nll-before",
        lambda n: with_value("before", "NLL", lambda _: nll_at(n, 1, np.arange(1397)))(
            n
        ),
        "not-yet",
        "that of all rows",
    ),
    (
        "nll-before",
        with_report("before", "NLL", lambda v, low, high: (v, v - 0.12, v + 0.12)),
        "not-yet",
        "much narrower",
    ),
    (
        "nll-before",
        with_report("before", "NLL", lambda v, low, high: (v, 0.0, v + 4)),
        "not-yet",
        "much wider",
    ),
    (
        "ece-before",
        with_report("before", "ECE", lambda v, low, high: (v, low + 0.02, high + 0.02)),
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
        with_value("before", "ECE", lambda v: 100 * v),
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
]
