"""The test code of a stock check cell; its text stands in the notebook itself.

It is what a teacher without our grader writes: a handful of functions and a list of
cases, by the same rules and independently of ours. It imports nothing of the course.
"""

import copy

import numpy as np


def _numbers(answer, _):
    """Read an answer of numbers of whatever kind and form, but not of text."""
    items = answer if isinstance(answer, (list, tuple)) else [answer]
    found = [np.ravel(np.asarray(item)) for item in items]
    if any(array.dtype.kind in "US" for array in found):
        raise TypeError("text")
    return np.concatenate(found).astype(float)


def _decides_as(thresholds, scores):
    """Replace each threshold by the observed score from which it flags."""
    if np.isnan(thresholds).any():
        raise ValueError("nan")
    seen = np.unique(np.asarray(scores, dtype=float))
    seen = np.append(seen, np.inf)
    with_slack = seen + 1e-6 * np.abs(seen)
    return np.array([seen[with_slack >= t][0] for t in thresholds])


def _thresholds(answer, scores):
    """Read thresholds."""
    return _decides_as(_numbers(answer, scores), scores)


def _threshold_and_f1(answer, scores):
    """Read a threshold and its F1."""
    t, f1 = _numbers(answer, scores)
    return np.array([*_decides_as([t], scores), f1])


def _close(found, expected, tolerance):
    """Compare number by number; a list of another length is another answer."""
    if len(found) != len(expected):
        return [False] * len(expected)
    with np.errstate(invalid="ignore"):
        off = np.abs(found - expected)
    room = tolerance * np.maximum(1.0, np.abs(expected))
    return [bool(near) for near in (found == expected) | (off <= room)]


def _marked(names, cases, points, tolerance):
    """Return the points: a part's, when all its cases are right, twice asked.

    Each case is (parts, name, arguments or None, reader, scores, expected). One part
    asks for the whole answer; several parts have a number of the answer each. The
    last part also asks that the inputs stay as they were.
    """
    right = dict.fromkeys(points, True)
    for parts, name, args, read, scores, expected in [*cases, *cases[::-1]]:
        given = copy.deepcopy(args)
        try:
            answer = names[name](*given) if args is not None else names[name]
            verdicts = _close(read(answer, scores), read(expected, scores), tolerance)
        except Exception:
            verdicts = [False] * len(parts)
        if len(parts) == 1:
            verdicts = [all(verdicts)]
        for part, verdict in zip(parts, verdicts, strict=True):
            right[part] = right[part] and verdict
        if repr(given) != repr(args):
            right[list(points)[-1]] = False
    return sum(points[part] for part in points if right[part])
