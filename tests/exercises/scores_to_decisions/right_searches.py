"""Right ways of unit 1's two searches, as learners write them."""

__all__ = ["BEST_F1", "YOUDEN"]

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
