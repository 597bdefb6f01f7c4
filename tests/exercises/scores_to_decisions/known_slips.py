"""Known slips of unit 1, as learners make them."""

from .search_slips import BEST_F1, YOUDEN

__all__ = ["SLIPS"]

CONFUSION_AT = [
    (
        "strict-inequality",
        """
def confusion_at(scores, labels, threshold):
    tp = fp = fn = tn = 0
    for s, y in zip(scores, labels):
        if s > threshold:
            if y: tp += 1
            else: fp += 1
        elif y: fn += 1
        else: tn += 1
    return tp, fp, fn, tn
""",
    ),
    (
        "sklearn-order",
        """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    guess = np.asarray(scores) >= threshold
    return confusion_matrix(
        np.asarray(labels).astype(int), guess.astype(int), labels=[0, 1]).ravel()
""",
    ),
    (
        "swapped-errors",
        """
def confusion_at(scores, labels, threshold):
    guess, truth = np.asarray(scores) >= threshold, np.asarray(labels) == 1
    tp, tn = sum(guess & truth), sum(~guess & ~truth)
    return tp, sum(truth) - tp, sum(guess) - tp, tn
""",
    ),
    (
        "flags-low-scores",
        """
def confusion_at(scores, labels, threshold):
    guess = [s < threshold for s in scores]
    cell = lambda g, t: sum(a == g and bool(b) == t for a, b in zip(guess, labels))
    return [cell(True, True), cell(True, False), cell(False, True), cell(False, False)]
""",
    ),
    (
        "always-cuts-at-half",
        """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) >= 0.5, np.asarray(labels).astype(bool)
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum(), (~f & ~y).sum()
""",
    ),
    (
        "shares-for-counts",
        """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    m = confusion_matrix(np.asarray(labels).astype(int),
        (np.asarray(scores) >= threshold).astype(int), labels=[1, 0], normalize="all")
    return m[0, 0], m[1, 0], m[0, 1], m[1, 1]
""",
    ),
]

F1_FROM_COUNTS = [
    (
        "divides-by-zero",
        """
def f1_from_counts(tp, fp, fn):
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    ),
    (
        "divides-by-zero-counts",
        """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + 0.5 * (fp + fn))
""",
    ),
    (
        "undefined-is-nan",
        """
def f1_from_counts(tp, fp, fn):
    precision = np.float64(tp) / (tp + fp)
    recall = np.float64(tp) / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    ),
    (
        "undefined-is-nan",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return float("nan")
    return 2 * tp / (2 * tp + fp + fn)
""",
    ),
    (
        "undefined-is-one",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    if below == 0:
        return 1.0
    return 2 * tp / below
""",
    ),
    (
        "arithmetic-mean",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0.0
    return np.mean([tp / (tp + fp), tp / (tp + fn)])
""",
    ),
    (
        "factor-two",
        """
def f1_from_counts(tp, fp, fn):
    if not tp:
        return 0
    p, r = tp / (tp + fp), tp / (tp + fn)
    return 1 / (1 / p + 1 / r)
""",
    ),
    (
        "jaccard",
        """
def f1_from_counts(tp, fp, fn):
    union = tp + fp + fn
    return tp / union if union else 0.0
""",
    ),
    (
        "precision-alone",
        """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + fp) if tp else 0.0
""",
    ),
    (
        "recall-alone",
        """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + fn) if tp + fn else 0.0
""",
    ),
    (
        "rounded-result",
        """
def f1_from_counts(tp, fp, fn):
    return round(2 * tp / (2 * tp + fp + fn), 3) if tp else 0.0
""",
    ),
    (
        "geometric-mean",
        """
import math
def f1_from_counts(tp, fp, fn):
    p = tp / (tp + fp) if tp else 0
    r = tp / (tp + fn) if tp else 0
    return math.sqrt(p * r)
""",
    ),
]

EXERCISE_1 = [
    (
        "strict-inequality",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.52, 0.75, (3, 1, 1, 3)",
    ),
    (
        "coarse-grid",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.3, 0.727, (4, 3, 0, 1)",
    ),
    (
        "default-half",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.5, 2 / 3, [3, 2, 1, 2]",
    ),
    (
        "maximises-accuracy",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.80, 0.667, np.array([2, 0, 2, 4])",
    ),
    (
        "keeps-all-positives",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.35, 0.7273, (4, 3, 0, 1)",
    ),
]

SLIPS = {
    "confusion-at": CONFUSION_AT,
    "f1-from-counts": F1_FROM_COUNTS,
    "best-f1-threshold": BEST_F1,
    "youden-thresholds": YOUDEN,
    "exercise-1": EXERCISE_1,
}
