"""Project 3 gone wrong in the precision and recall that it reports."""

import numpy as np

__all__ = ["SHARES"]


def _report(when, name, what, change):
    """Return the mutation that changes one reported number and its interval."""

    def mutate(n):
        old = n[when][name][what]
        return {when: {**n[when], name: {**n[when][name], what: change(n, *old)}}}

    return mutate


def _value(name, what, change, when="before"):
    """Return the mutation that changes one reported value, not its interval."""
    return _report(when, name, what, lambda n, v, low, high: (change(n, v), low, high))


def _share_of(rows, what, limit=0.5, once=True):
    """Return a washer's precision or recall in other rows, or otherwise counted."""

    def other(n, _):
        numbers = rows(n)
        scores, right, where, there = n["detect"](numbers, 0, limit)
        if not once:
            right = _again(n, numbers, where, scores)
        inside = scores >= 0.5
        whole = inside.sum() if what == "precision" else there.sum()
        return (right & inside).sum() / whole

    return other


def _again(n, numbers, where, scores):
    """Return which kept boxes lie on an object, found before or not."""
    found, truths = n["found"], n["truths"]
    right = []
    for place, score in zip(where, scores, strict=True):
        box = found.boxes[found.scores == score][0]
        mine = (truths.image == numbers[place]) & (truths.classes == 0)
        overlaps = n["ious"](box, truths.boxes[mine])
        right.append(bool(len(overlaps)) and overlaps.max() >= 0.5)
    return np.array(right)


def _test(n):
    return n["test_rows"]


SHARES = [
    ("precision-before", lambda n: {"before": ...}, "open", "`before` is still"),
    ("precision-before", lambda n: {"before": {}}, "open", "`before` is still empty"),
    (
        "precision-before",
        lambda n: {"before": 1},
        "not-yet",
        "one entry a class; it",
    ),
    (
        "precision-before",
        lambda n: {"before": {"washer": 1}},
        "not-yet",
        "with the keys precision and recall",
    ),
    (
        "precision-before",
        lambda n: {"before": {"nut": n["before"]["nut"]}},
        "not-yet",
        "no entry 'washer'; it has nut",
    ),
    (
        "precision-before",
        lambda n: {"before": {**n["before"], "clip": None}},
        "not-yet",
        '`before["clip"]` is None, but a pair is chosen',
    ),
    ("precision-before", lambda n: {"nms_before": 50}, "not-yet", "from 0 to 1"),
    ("precision-before", lambda n: {"match_iou": 0}, "not-yet", "from 0.01 to 1"),
    (
        "precision-before",
        lambda n: {"threshold_before": 1.0},
        "explain",
        "a precision of nothing is 0/0",
    ),
    (
        "precision-before",
        _value("nut", "precision", lambda n, v: v + 0.002),
        "not-yet",
        'before["nut"]["precision"]: you report 0.4859, and your own arrays',
    ),
    (
        "precision-before",
        _value("washer", "precision", lambda n, v: 100 * v),
        "not-yet",
        "in per cent",
    ),
    (
        "precision-before",
        _value(
            "washer", "precision", lambda n, v: n["before"]["washer"]["recall"].value
        ),
        "not-yet",
        "Yours is the recall",
    ),
    (
        "precision-before",
        _value(
            "washer",
            "precision",
            _share_of(lambda n: n["calibration_rows"], "precision"),
        ),
        "not-yet",
        "that of the calibration images",
    ),
    (
        "precision-before",
        _value("washer", "precision", _share_of(lambda n: np.arange(500), "precision")),
        "not-yet",
        "that of all images",
    ),
    (
        "precision-before",
        _value("washer", "precision", _share_of(_test, "precision", limit=1.0)),
        "not-yet",
        "without non-maximum suppression",
    ),
    (
        "precision-before",
        _value("washer", "precision", _share_of(_test, "precision", once=False)),
        "not-yet",
        "objects found more than once",
    ),
    (
        "precision-before",
        lambda n: {"before": {**n["before"], "washer": n["after"]["washer"]}},
        "not-yet",
        "the one after the tuning",
    ),
    (
        "precision-before",
        _report("before", "clip", "precision", lambda n, v, a, b: (v, v - 0.01, v)),
        "not-yet",
        "much narrower",
    ),
    (
        "precision-before",
        _report("before", "clip", "precision", lambda n, v, a, b: (v, 0.1, 0.9)),
        "not-yet",
        "much wider",
    ),
    (
        "precision-before",
        _report(
            "before", "clip", "precision", lambda n, v, a, b: (v, a + 0.05, b + 0.05)
        ),
        "not-yet",
        "lies elsewhere",
    ),
    (
        "recall-before",
        _value(
            "washer", "recall", lambda n, v: n["before"]["washer"]["precision"].value
        ),
        "not-yet",
        "Yours is the precision",
    ),
    (
        "recall-before",
        _value("clip", "recall", lambda n, v: v - 0.01),
        "not-yet",
        "Which rows",
    ),
    (
        "precision-after",
        lambda n: {"after": {**n["after"], "washer": n["before"]["washer"]}},
        "not-yet",
        "the one before the tuning",
    ),
    (
        "precision-after",
        lambda n: {"after": n["before"]},
        "not-yet",
        "the one before the tuning",
    ),
    (
        "recall-after",
        lambda n: {"after": {**n["after"], "clip": n["before"]["clip"]}},
        "not-yet",
        '`after["clip"]` is to be None: you call the class infeasible',
    ),
]
