"""Right ways of unit 1, as learners write them."""

from .right_searches import BEST_F1, YOUDEN

__all__ = ["RIGHT"]

CONFUSION_AT = {
    "loops": """
def confusion_at(scores, labels, threshold):
    tp = fp = fn = tn = 0
    for score, label in zip(scores, labels):
        if score >= threshold and label:
            tp += 1
        elif score >= threshold:
            fp += 1
        elif label:
            fn += 1
        else:
            tn += 1
    return tp, fp, fn, tn
""",
    "dot products, an array": """
def confusion_at(scores, labels, threshold):
    y = np.asarray(labels, dtype=float)
    p = np.where(np.asarray(scores) < threshold, 0.0, 1.0)
    return np.array([p @ y, p @ (1 - y), (1 - p) @ y, (1 - p) @ (1 - y)])
""",
    "scikit-learn": """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    guess = np.asarray(scores) >= threshold
    m = confusion_matrix(np.asarray(labels, dtype=bool), guess, labels=[False, True])
    return m[1, 1], m[0, 1], m[1, 0], m[0, 0]
""",
    "cumulative sums": """
def confusion_at(scores, labels, threshold):
    order = np.argsort(scores)
    ascending = np.asarray(scores)[order]
    hits = np.concatenate([[0], np.cumsum(np.asarray(labels, dtype=int)[order])])
    below = np.searchsorted(ascending, threshold, side="left")
    fn = hits[below]
    tp = hits[-1] - fn
    return [tp, len(order) - below - tp, fn, below - fn]
""",
    "a named tuple of 8-bit numbers": """
from collections import namedtuple
Four = namedtuple("Four", "tp fp fn tn")
def confusion_at(scores, labels, threshold):
    s, y = np.array(scores), np.array(labels) > 0
    n = lambda which: np.uint8(np.count_nonzero(which))
    high = s >= threshold
    return Four(n(high & y), n(high & ~y), n(~high & y), n(~high & ~y))
""",
    "a Counter": """
from collections import Counter
def confusion_at(scores, labels, threshold):
    seen = Counter((s >= threshold, bool(y)) for s, y in zip(scores, labels))
    return [seen[f, y] for f in (True, False) for y in (True, False)]
""",
    "bincount, a 2-D array": """
def confusion_at(scores, labels, threshold):
    passed = (np.asarray(scores) < threshold).astype(int)
    fine = 1 - np.asarray(labels).astype(int)
    return np.bincount(2 * passed + fine, minlength=4).reshape(2, 2)
""",
    "fractions and 0-d arrays": """
from fractions import Fraction
def confusion_at(scores, labels, threshold):
    rows = [(score >= threshold, label == 1) for score, label in zip(scores, labels)]
    return (Fraction(rows.count((True, True))), np.array(rows.count((True, False))),
            float(rows.count((False, True))), np.float32(rows.count((False, False))))
""",
    "sorts copies of its own": """
def confusion_at(scores, labels, threshold):
    scores, labels = list(scores), list(labels)
    tp = fp = 0
    total, positives = len(scores), sum(labels)
    while scores:
        flagged, defect = scores.pop() >= threshold, labels.pop()
        tp += bool(flagged and defect)
        fp += bool(flagged and not defect)
    return tp, fp, positives - tp, total - positives - fp
""",
}

F1_FROM_COUNTS = {
    "precision and recall": """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0.0
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    "one fraction": """
def f1_from_counts(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn > 0 else 0
""",
    "an exact Fraction": """
from fractions import Fraction
def f1_from_counts(tp, fp, fn):
    return Fraction(2 * tp, 2 * tp + fp + fn) if tp else Fraction()
""",
    "a Decimal": """
from decimal import Decimal
def f1_from_counts(tp, fp, fn):
    return Decimal(tp) / (tp + (Decimal(fp) + fn) / 2) if tp else Decimal("0.0")
""",
    "divide where, a 0-d array": """
def f1_from_counts(tp, fp, fn):
    below = np.asarray(2.0 * tp + fp + fn)
    return np.divide(2.0 * tp, below, out=np.zeros_like(below), where=below > 0)
""",
    "scikit-learn": """
from sklearn.metrics import f1_score
def f1_from_counts(tp, fp, fn):
    if tp + fp + fn == 0:
        return np.float64(0)
    weights = [tp, fp, fn]
    return f1_score([1, 0, 1], [1, 1, 0], sample_weight=weights, zero_division=0.0)
""",
    "the library's harmonic mean": """
from statistics import harmonic_mean
def f1_from_counts(tp, fp, fn):
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return harmonic_mean([p, r])
""",
    "asks forgiveness, an array of one": """
def f1_from_counts(tp, fp, fn):
    try:
        return np.array([2 / (2 + (fp + fn) / tp)])
    except ZeroDivisionError:
        return [0]
""",
    "numpy's nan made a number": """
def f1_from_counts(tp, fp, fn):
    return np.nan_to_num(np.float64(2 * tp) / np.float64(2 * tp + fp + fn))
""",
}

EXERCISE_1 = {
    "on paper": "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.75, (3, 1, 1, 3)",
    "another threshold of the step": """
ex1_threshold = 0.535
ex1_f1 = 3 / 4
ex1_matrix = [3, 1, 1, 3]
""",
    "32 bits, a Fraction, a 2-D array": """
from fractions import Fraction
ex1_threshold = np.float32(0.55)
ex1_f1 = Fraction(3, 4)
ex1_matrix = np.array([[3, 1], [1, 3]])
""",
    "computed by functions": """
def f1_at(t):
    tp = sum(y for s, y in zip(scores, labels) if s >= t)
    return 2 * tp / (sum(s >= t for s in scores) + sum(labels))
ex1_threshold = max(scores, key=f1_at)
ex1_f1 = f1_at(ex1_threshold)
guess = np.array(scores) >= ex1_threshold
truth = np.array(labels, dtype=bool)
ex1_matrix = (guess & truth).sum(), (guess & ~truth).sum(), \\
    (~guess & truth).sum(), (~guess & ~truth).sum()
""",
    "scikit-learn": """
from sklearn.metrics import confusion_matrix, precision_recall_curve
p, r, t = precision_recall_curve(labels, scores)
f1 = 2 * p * r / (p + r + 1e-15)
ex1_threshold, ex1_f1 = t[f1.argmax()], f1.max()
ex1_matrix = confusion_matrix(labels, np.array(scores) >= ex1_threshold).ravel()
""",
    "a named tuple, a 0-d array": """
from collections import namedtuple
ex1_threshold = np.array(0.54)
ex1_f1 = np.array([0.75], dtype=np.float16)
ex1_matrix = namedtuple("M", "tp fp fn tn")(3.0, True, np.int8(1), 3)
""",
}

RIGHT = {
    "confusion-at": CONFUSION_AT,
    "f1-from-counts": F1_FROM_COUNTS,
    "best-f1-threshold": BEST_F1,
    "youden-thresholds": YOUDEN,
    "exercise-1": EXERCISE_1,
}
