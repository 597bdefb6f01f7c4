"""Ways of exercise confusion-at: right, wrong, raising, unfinished."""

from tests.honest_class.way import Way

__all__ = ["WAYS"]

_ONE_CLASS = "scikit-learn warns of a single class: stderr, and with it all is lost"

RIGHT = (
    Way(
        "right",
        """
def confusion_at(scores, labels, threshold):
    flagged = np.asarray(scores) >= threshold
    defect = np.asarray(labels).astype(bool)
    tp = int(np.sum(flagged & defect))
    fp = int(np.sum(flagged & ~defect))
    fn = int(np.sum(~flagged & defect))
    tn = int(np.sum(~flagged & ~defect))
    return tp, fp, fn, tn
""",
    ),
    Way(
        "right",
        """
def confusion_at(scores, labels, threshold):
    tp = fp = fn = tn = 0
    for i in range(len(scores)):
        if scores[i] >= threshold:
            if labels[i]:
                tp += 1
            else:
                fp += 1
        elif labels[i]:
            fn += 1
        else:
            tn += 1
    return [tp, fp, fn, tn]
""",
    ),
    Way(
        "right",
        """
from sklearn.metrics import confusion_matrix

def confusion_at(scores, labels, threshold):
    guess = (np.asarray(scores) >= threshold).astype(int)
    truth = np.asarray(labels).astype(int)
    (tn, fp), (fn, tp) = confusion_matrix(truth, guess, labels=[0, 1])
    return tp, fp, fn, tn
""",
    ),
    Way(
        "right",
        """
from collections import Counter

def confusion_at(scores, labels, threshold):
    boxes = Counter(
        ("t" if (s >= threshold) == bool(y) else "f") + ("p" if s >= threshold else "n")
        for s, y in zip(scores, labels)
    )
    return tuple(boxes[name] for name in ("tp", "fp", "fn", "tn"))
""",
    ),
    Way(
        "right",
        """
def confusion_at(scores, labels, threshold):
    y = np.array(labels, dtype=float)
    p = 1.0 * (np.array(scores, dtype=float) >= threshold)
    return np.array([[p @ y, p @ (1 - y)], [(1 - p) @ y, (1 - p) @ (1 - y)]])
""",
        hands_on="two-rows",
    ),
    Way(
        "right",
        """
from fractions import Fraction
from typing import NamedTuple

class Matrix(NamedTuple):
    tp: object
    fp: object
    fn: object
    tn: object

def confusion_at(scores, labels, threshold):
    print("counting at", threshold)
    above = [bool(y) for s, y in zip(scores, labels) if s >= threshold]
    below = [bool(y) for s, y in zip(scores, labels) if not s >= threshold]
    return Matrix(
        np.int16(above.count(True)), float(above.count(False)),
        Fraction(below.count(True)), np.array(below.count(False)),
    )
""",
        hands_on="fractions",
    ),
)

# Published and reviewed data say by hand what each of these loses. At 0.5 and 0.8 no
# score of the first data stands on the cut; the ten parts give (3, 2, 1, 4) at 0.5.
WRONG = (
    Way(
        "strict",
        """
def confusion_at(scores, labels, threshold):
    flagged = np.asarray(scores) > threshold
    defect = np.asarray(labels) == 1
    return (
        np.sum(flagged & defect), np.sum(flagged & ~defect),
        np.sum(~flagged & defect), np.sum(~flagged & ~defect),
    )
""",
        ("counts", "forms"),
    ),
    Way(
        "sklearn-order",
        """
from sklearn.metrics import confusion_matrix

def confusion_at(scores, labels, threshold):
    guess = (np.asarray(scores) >= threshold).astype(int)
    truth = np.asarray(labels).astype(int)
    return confusion_matrix(truth, guess, labels=[0, 1]).ravel()
""",
        (),
    ),
    Way(
        "swapped-errors",
        """
def confusion_at(scores, labels, threshold):
    tp = fp = fn = tn = 0
    for s, y in zip(scores, labels):
        if s >= threshold and y: tp += 1
        elif s >= threshold: fn += 1
        elif y: fp += 1
        else: tn += 1
    return tp, fp, fn, tn
""",
        (),
    ),
    Way(
        "flags-low",
        """
def confusion_at(scores, labels, threshold):
    flagged = np.asarray(scores) < threshold
    y = np.asarray(labels).astype(bool)
    both = [flagged & y, flagged & ~y, ~flagged & y, ~flagged & ~y]
    return [int(b.sum()) for b in both]
""",
        (),
    ),
    Way(
        "shares",
        """
def confusion_at(scores, labels, threshold):
    flagged = np.asarray(scores) >= threshold
    y = np.asarray(labels).astype(bool)
    both = [flagged & y, flagged & ~y, ~flagged & y, ~flagged & ~y]
    return [float(b.mean()) for b in both]
""",
        (),
    ),
    # Of the labels' forms the fully flagged defects have a matrix of one box.
    Way(
        "one-class-raises",
        """
from sklearn.metrics import confusion_matrix

def confusion_at(scores, labels, threshold):
    guess = (np.asarray(scores) >= threshold).astype(int)
    tn, fp, fn, tp = confusion_matrix(np.asarray(labels).astype(int), guess).ravel()
    return tp, fp, fn, tn
""",
        ("counts", "edge"),
        stock_stumbles=_ONE_CLASS,
    ),
    # Right numbers, but the scores that it was given are 0 and 1 afterwards.
    Way(
        "changes-its-input",
        """
def confusion_at(scores, labels, threshold):
    for i in range(len(scores)):
        scores[i] = 1 if scores[i] >= threshold else 0
    pairs = [(int(s), int(y)) for s, y in zip(scores, labels)]
    return tuple(pairs.count(p) for p in ((1, 1), (1, 0), (0, 1), (0, 0)))
""",
        ("counts", "edge"),
    ),
    # Every part has a question with plain lists, which do not compare with a number.
    Way(
        "arrays-only",
        """
def confusion_at(scores, labels, threshold):
    flagged = scores >= threshold
    tp = (flagged & (labels == 1)).sum()
    fp = (flagged & (labels == 0)).sum()
    return tp, fp, (labels == 1).sum() - tp, (labels == 0).sum() - fp
""",
        (),
    ),
    Way(
        "as-text",
        """
def confusion_at(scores, labels, threshold):
    pairs = [(s >= threshold, bool(y)) for s, y in zip(scores, labels)]
    boxes = [(True, True), (True, False), (False, True), (False, False)]
    return [str(pairs.count(box)) for box in boxes]
""",
        (),
    ),
    Way(
        "as-a-dict",
        """
def confusion_at(scores, labels, threshold):
    pairs = [(s >= threshold, bool(y)) for s, y in zip(scores, labels)]
    return {"TP": pairs.count((True, True)), "FP": pairs.count((True, False)),
            "FN": pairs.count((False, True)), "TN": pairs.count((False, False))}
""",
        (),
    ),
)

NOTHING = (
    Way("nothing", "", ()),
    Way(
        "nothing",
        """
def confusion_at(scores, labels, threshold):
    tp = sum(s >= treshold and y for s, y in zip(scores, labels))
    return tp, fp, fn, tn
""",
        (),
    ),
    Way(
        "nothing",
        """
def confusion_at(scores, labels, threshold)
    tp, fp, fn, tn = 0, 0, 0, 0
    return tp, fp, fn, tn
""",
        (),
    ),
    Way(
        "nothing",
        """
def confusion_at(scores, labels, threshold):
    tp, fp, fn, tn = 0, 0, 0, 0
    for s, y in zip(scores, labels):
        if s >= threshold:
            tp += y  # and now?
""",
        (),
    ),
    Way("nothing", "confusion_at = confusion_matrix_of_the_course", ()),
)

WAYS = (*RIGHT, *WRONG, *NOTHING)
"""Every way; the nothing that others build on is one and the same."""
