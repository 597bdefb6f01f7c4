"""Many right ways of one thing, as learners write them, all earn full marks."""

import pytest

from grader.checking import Outcome
from grader.exercises import find_exercise

SEEDS = range(20)

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

BEST_F1 = {
    "loops, descending": """
def best_f1_threshold(scores, labels):
    best = None, -1
    for t in sorted(set(scores), reverse=True):
        tp = sum(1 for s, y in zip(scores, labels) if s >= t and y)
        fp = sum(1 for s, y in zip(scores, labels) if s >= t and not y)
        f1 = 2 * tp / (tp + fp + sum(1 for y in labels if y))
        if f1 - best[1] > 1e-9:
            best = t, f1
    return best
""",
    "loops, ascending, precision and recall": """
def best_f1_threshold(scores, labels):
    best_t, best = -1, -1.0
    for t in sorted(set(scores)):
        flagged = [y for s, y in zip(scores, labels) if s >= t]
        hits = sum(map(bool, flagged))
        p = hits / len(flagged)
        r = hits / sum(map(bool, labels)) if any(labels) else 0
        f1 = 2 * p * r / (p + r) if p + r else 0
        if f1 >= best - 1e-9:
            best_t, best = t, f1
    return [best_t, best]
""",
    "vectorised, an array": """
def best_f1_threshold(scores, labels):
    t = -np.unique(-np.asarray(scores, dtype=float))
    y = np.asarray(labels, dtype=int)
    flagged = np.asarray(scores)[:, None] >= t
    f1 = 2 * (flagged * y[:, None]).sum(0) / (flagged.sum(0) + y.sum())
    best = f1.round(9).argmax()
    return np.array([t[best], f1[best]])
""",
    "scikit-learn": """
from sklearn.metrics import precision_recall_curve
def best_f1_threshold(scores, labels):
    p, r, t = precision_recall_curve(np.asarray(labels, dtype=int), scores)
    if not any(labels):
        return max(scores), 0.0
    f1 = 2 * p * r / np.where(p + r > 0, p + r, 1)
    best = np.flatnonzero(np.isclose(f1[:-1], f1[:-1].max(), rtol=0, atol=1e-9)).max()
    return t[best], f1[best]
""",
    "cumulative sums": """
def best_f1_threshold(scores, labels):
    order = np.argsort(scores)[::-1]
    s, y = np.asarray(scores)[order], np.asarray(labels)[order].astype(int)
    ends = np.flatnonzero(np.r_[s[1:] < s[:-1], True])
    f1 = 2 * np.cumsum(y)[ends] / (ends + 1 + y.sum())
    return s[ends][f1.argmax()], f1.max()
""",
    "exact fractions": """
from fractions import Fraction
def best_f1_threshold(scores, labels):
    pairs = [(float(s), int(y)) for s, y in zip(scores, labels)]
    positives = sum(y for _, y in pairs)
    def f1(t):
        above = [y for s, y in pairs if s >= t]
        return Fraction(2 * sum(above), len(above) + positives)
    best, t = max((f1(t), t) for t, _ in pairs)
    return t, best
""",
    "a named tuple with a 32-bit threshold": """
from collections import namedtuple
Best = namedtuple("Best", ["threshold", "f1"])
def best_f1_threshold(scores, labels):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    f1 = lambda t: 2 * np.sum(y[s >= t]) / (np.sum(s >= t) + y.sum())
    t = max(set(s.tolist()), key=lambda t: (round(f1(t), 9), t))
    return Best(np.float32(t), f1(t))
""",
    "a threshold between two scores": """
def best_f1_threshold(scores, labels):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    t = np.unique(s)
    f1 = np.array([2 * y[s >= c].sum() / ((s >= c).sum() + y.sum()) for c in t])
    i = max(np.flatnonzero(f1 > f1.max() - 1e-9))
    below = t[i - 1] if i else t[0] - 1
    return np.array((below + t[i]) / 2), np.array(f1[i])
""",
    "its own earlier functions": """
def count(scores, labels, t):
    pairs = list(zip(scores, labels))
    return (sum(s >= t and y == 1 for s, y in pairs),
            sum(s >= t and y == 0 for s, y in pairs),
            sum(s < t and y == 1 for s, y in pairs))
def best_f1_threshold(scores, labels):
    table = {}
    for t in scores:
        tp, fp, fn = count(scores, labels, t)
        table[t] = tp / (tp + 0.5 * (fp + fn)) if tp else 0.0
    top = max(table.values())
    return max(t for t in table if top - table[t] <= 1e-9), top
""",
}

YOUDEN = {
    "loops in whole numbers": """
def youden_thresholds(scores, labels):
    positives = sum(map(int, labels))
    negatives = len(labels) - positives
    j = {}
    for t in set(scores):
        tp = sum(s >= t and bool(y) for s, y in zip(scores, labels))
        fp = sum(s >= t and not y for s, y in zip(scores, labels))
        j[t] = tp * negatives - fp * positives
    return sorted(t for t in j if j[t] == max(j.values()))
""",
    "vectorised, an array": """
def youden_thresholds(scores, labels):
    t = np.unique(scores)
    s, y = np.asarray(scores), np.asarray(labels, dtype=bool)
    j = (s[y] >= t[:, None]).mean(1) - (s[~y] >= t[:, None]).mean(1)
    return t[j > j.max() - 1e-9]
""",
    "scikit-learn": """
from sklearn.metrics import roc_curve
def youden_thresholds(scores, labels):
    fpr, tpr, t = roc_curve(labels, scores, drop_intermediate=False)
    keep = np.isclose(tpr - fpr, (tpr - fpr)[1:].max(), rtol=0, atol=1e-9)
    return np.sort(t[keep & np.isfinite(t)])
""",
    "cumulative sums": """
def youden_thresholds(scores, labels):
    s, y = np.asarray(scores), np.asarray(labels).astype(int)
    order = np.argsort(s)
    s, y = s[order], y[order]
    first = np.r_[True, s[1:] > s[:-1]]
    tpr = (y.sum() - np.cumsum(y) + y)[first] / y.sum()
    fpr = ((1 - y).sum() - np.cumsum(1 - y) + (1 - y))[first] / (1 - y).sum()
    j = np.round(tpr - fpr, 9)
    return list(s[first][j == j.max()])
""",
    "exact fractions, a tuple": """
from fractions import Fraction
def youden_thresholds(scores, labels):
    defects = [s for s, y in zip(scores, labels) if y]
    fine = [s for s, y in zip(scores, labels) if not y]
    j = {t: Fraction(sum(s >= t for s in defects), len(defects))
         - Fraction(sum(s >= t for s in fine), len(fine)) for t in set(scores)}
    return tuple(sorted(t for t, v in j.items() if v == max(j.values())))
""",
    "balanced accuracy, 32-bit numbers": """
def youden_thresholds(scores, labels):
    s, y = np.asarray(scores), np.asarray(labels).astype(int)
    found = {}
    for t in s.tolist():
        hits = (s >= t) == y
        found[t] = (hits[y == 1].mean() + hits[y == 0].mean()) / 2
    top = max(found.values())
    return [np.float32(t) for t in sorted(found) if top - found[t] < 1e-9]
""",
    "a column of Decimals": """
from decimal import Decimal
def youden_thresholds(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels) == 1
    rate = lambda part, t: np.mean(part >= t)
    t = sorted(set(s.tolist()))
    j = [rate(s[y], c) - rate(s[~y], c) for c in t]
    return np.array([[Decimal(c)] for c, v in zip(t, j) if v + 1e-9 >= max(j)])
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
CASES = [(exercise, way) for exercise, ways in RIGHT.items() for way in ways]


@pytest.mark.parametrize(("exercise_id", "way"), CASES)
def test_right_way_earns_full_marks(graded, exercise_id, way):
    """A right answer is right however it is written, whatever is drawn."""
    source = RIGHT[exercise_id][way]
    for seed in SEEDS:
        result = graded(exercise_id, source, seed)
        assert result.outcome is Outcome.CORRECT, (seed, result)
        assert result.points == result.max_points
        assert result.slips == ()
        assert result.notes == ()


@pytest.mark.parametrize(("exercise_id", "way"), CASES)
def test_right_way_passes_the_visible_checks(published, exercise_id, way):
    """A right answer is right in the notebook too, which says what it has not asked."""
    result = published(exercise_id, RIGHT[exercise_id][way])
    assert result.outcome is Outcome.CORRECT
    # Of Exercise 1 the published probes are all there is.
    assert result.is_complete is (exercise_id == "exercise-1")


def test_there_are_five_ways_of_each():
    """Every exercise is tried with at least five different implementations."""
    assert all(len(set(ways.values())) >= 5 for ways in RIGHT.values())
    assert all(find_exercise(exercise) for exercise in RIGHT)
