"""Project 1 gone wrong with one logit an image, in groups."""

import numpy as np
from scipy.special import expit

from .changing import with_value

__all__ = ["BINARY"]


def _scaled(n, temperature):
    """Return the sigmoid of the test rows' logits at a temperature."""
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
        "1 group has rows on both sides, ",
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
        lambda n: with_value("before", "ECE", lambda _: _top(n))(n),
        "not-yet",
        "that of the top label's confidence",
    ),
    # 0.1456 is near to the top label's 0.1457 and near to ten bins' 0.1455
    (
        "ece-before",
        with_value("before", "ECE", lambda _: 0.1456),
        "not-yet",
        "Which rows",
    ),
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
