"""Wrong ways of unit 1 that no slip explains."""

__all__ = ["UNKNOWN"]

_COUNTS = """
def four(scores, labels, t):
    s, y = np.asarray(scores), np.asarray(labels).astype(bool)
    f = s >= t
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum(), (~f & ~y).sum()
"""

UNKNOWN = {
    "confusion-at": {
        "strict and swapped at once": """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) > threshold, np.asarray(labels).astype(bool)
    return (f & y).sum(), (~f & y).sum(), (f & ~y).sum(), (~f & ~y).sum()
""",
        "strict and in scikit-learn's order": """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) > threshold, np.asarray(labels).astype(bool)
    return (~f & ~y).sum(), (f & ~y).sum(), (~f & y).sum(), (f & y).sum()
""",
        "always cuts at 0.6": """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) >= 0.6, np.asarray(labels).astype(bool)
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum(), (~f & ~y).sum()
""",
        "leaves the true negatives out": """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) >= threshold, np.asarray(labels).astype(bool)
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum()
""",
        "a dictionary": """
def confusion_at(scores, labels, threshold):
    return {"tp": 1, "fp": 2, "fn": 3, "tn": 4}
""",
        "percent": """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) >= threshold, np.asarray(labels).astype(bool)
    return [100 * w.mean() for w in (f & y, f & ~y, ~f & y, ~f & ~y)]
""",
        "one off in one corner": """
def confusion_at(scores, labels, threshold):
    f, y = np.asarray(scores) >= threshold, np.asarray(labels).astype(bool)
    return (f & y).sum(), (f & ~y).sum(), (~f & y).sum(), (~f & ~y).sum() + 1
""",
        "raises": "def confusion_at(scores, labels, threshold): return scores.sum()",
    },
    "f1-from-counts": {
        "the larger of precision and recall": """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + min(fp, fn)) if tp else 0.0
""",
        "percent": """
def f1_from_counts(tp, fp, fn):
    return 200 * tp / (2 * tp + fp + fn) if tp else 0.0
""",
        "F2": """
def f1_from_counts(tp, fp, fn):
    return 5 * tp / (5 * tp + fp + 4 * fn) if tp else 0.0
""",
        "average and nan at once": """
def f1_from_counts(tp, fp, fn):
    return (tp / (tp + fp) + tp / (tp + fn)) / 2 if tp else float("nan")
""",
        "the function itself": """
def f1_from_counts(tp, fp, fn):
    return f1_from_counts
""",
    },
    "best-f1-threshold": {
        "highest precision": _COUNTS
        + """
def best_f1_threshold(scores, labels):
    def precision(t):
        tp, fp, fn, tn = four(scores, labels, t)
        return tp / (tp + fp)
    t = max(sorted(set(scores)), key=precision)
    tp, fp, fn, tn = four(scores, labels, t)
    return t, 2 * tp / (2 * tp + fp + fn)
""",
        "strict and smallest at once": """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(int)
    f1 = lambda t: 2 * y[s > t].sum() / ((s > t).sum() + y.sum())
    t = max(sorted(set(s)), key=lambda t: round(f1(t), 9))
    return t, f1(t)
""",
        "a fine grid": """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(int)
    f1 = lambda t: 2 * y[s >= t].sum() / ((s >= t).sum() + y.sum())
    t = max(np.arange(0.05, 0.96, 0.05), key=f1)
    return t, f1(t)
""",
        "the median": _COUNTS
        + """
def best_f1_threshold(scores, labels):
    t = float(np.median(scores))
    tp, fp, fn, tn = four(scores, labels, t)
    return t, 2 * tp / (2 * tp + fp + fn)
""",
        "its place instead of the score": """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(int)
    f1 = [2 * y[s >= t].sum() / ((s >= t).sum() + y.sum()) for t in s]
    return 10 + int(np.argmax(f1)), max(f1)
""",
        "the threshold alone": "def best_f1_threshold(scores, labels): return 0.61",
        "text": "def best_f1_threshold(scores, labels): return 'above 0.6', 'good'",
    },
    "youden-thresholds": {
        "true positive rate alone": _COUNTS
        + """
def youden_thresholds(scores, labels):
    tpr = {t: four(scores, labels, t)[0] for t in scores}
    return sorted(t for t in tpr if tpr[t] == max(tpr.values()))
""",
        "counts instead of rates": _COUNTS
        + """
def youden_thresholds(scores, labels):
    j = {}
    for t in scores:
        tp, fp, fn, tn = four(scores, labels, t)
        j[t] = 2 * tp - fp
    return sorted(t for t in j if j[t] == max(j.values()))
""",
        "with repeats": _COUNTS
        + """
def youden_thresholds(scores, labels):
    def j(t):
        tp, fp, fn, tn = four(scores, labels, t)
        return tp / (tp + fn) - fp / (fp + tn)
    top = max(map(j, scores))
    return sorted(t for t in scores if top - j(t) < 1e-9)
""",
        "the heights, not the thresholds": _COUNTS
        + """
def youden_thresholds(scores, labels):
    def j(t):
        tp, fp, fn, tn = four(scores, labels, t)
        return tp / (tp + fn) - fp / (fp + tn)
    return [max(map(j, scores))]
""",
        "every score": "def youden_thresholds(s, y): return sorted(set(s))",
        "none": "def youden_thresholds(s, y): return []",
    },
    "exercise-1": {
        "the cut at 0.60": "ex1_threshold, ex1_f1, ex1_matrix = .6, .571, (2, 1, 2, 3)",
        "percent": "ex1_threshold, ex1_f1, ex1_matrix = 55, 75, (30, 10, 10, 30)",
        "only the best score": (
            "ex1_threshold, ex1_f1, ex1_matrix = .95, .4, (1, 0, 3, 4)"
        ),
        "three of three slips": (
            "ex1_threshold, ex1_f1, ex1_matrix = .2, .6, (3, 3, 1, 1)"
        ),
    },
}
