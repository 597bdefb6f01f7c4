"""Right ways of unit 4's two searches, as learners write them."""

__all__ = ["BEST_COST", "FOR_PRECISION"]

BEST_COST = {
    "loops, from nothing flagged down": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    best = float("inf"), cost_fn * sum(1 for y in labels if y)
    for t in sorted(set(scores), reverse=True):
        fp = sum(1 for s, y in zip(scores, labels) if s >= t and not y)
        fn = sum(1 for s, y in zip(scores, labels) if s < t and y)
        cost = cost_fp * fp + cost_fn * fn
        if cost < best[1]:
            best = t, cost
    return best
""",
    "loops, ascending": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    best_t, best = None, float("inf")
    for t in sorted(set(scores)) + [float("inf")]:
        cost = 0
        for s, y in zip(scores, labels):
            if s >= t and not y:
                cost += cost_fp
            elif s < t and y:
                cost += cost_fn
        if cost <= best:
            best_t, best = t, cost
    return [best_t, best]
""",
    "vectorised, an array": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    t = np.append(np.unique(s), np.inf)[::-1]
    flagged = s >= t[:, None]
    cost = cost_fp * (flagged & ~y).sum(1) + cost_fn * (~flagged & y).sum(1)
    return np.array([t[cost.argmin()], cost.min()])
""",
    "cumulative sums": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    order = np.argsort(scores)[::-1]
    s, y = np.asarray(scores)[order], np.asarray(labels)[order].astype(int)
    ends = np.flatnonzero(np.r_[s[1:] < s[:-1], True])
    cost = (cost_fp * np.cumsum(1 - y) + cost_fn * (y.sum() - np.cumsum(y)))[ends]
    nothing = cost_fn * y.sum()
    if nothing <= cost.min():
        return np.inf, nothing
    return s[ends][cost.argmin()], cost.min()
""",
    "scikit-learn's curve": """
from sklearn.metrics import roc_curve
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    y = np.asarray(labels, dtype=int)
    s, y = np.r_[scores, -1e9, -1e9], np.r_[y, 0, 1]
    fpr, tpr, t = roc_curve(y, s, drop_intermediate=False)
    fp, tp = fpr * (y == 0).sum(), tpr * y.sum()
    cost = np.round(cost_fp * fp + cost_fn * (y.sum() - 1 - tp), 6)[:-1]
    return t[cost.argmin()], cost.min()
""",
    "a minimum of pairs": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    pairs = [(float(s), bool(y)) for s, y in zip(scores, labels)]
    def total(t):
        return sum((s >= t and not y) * cost_fp + (s < t and y) * cost_fn
                   for s, y in pairs)
    cost, t = min((total(t), -t) for t in [*(s for s, _ in pairs), float("inf")])
    return -t, float(cost)
""",
    "above every score in place of inf, 32 bits": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    candidates = [s.max() + 1, *np.unique(s)[::-1]]
    costs = [cost_fp * np.sum(~y[s >= t]) + cost_fn * np.sum(y[s < t])
             for t in candidates]
    best = int(np.argmin(costs))
    return np.float32(candidates[best]), np.int64(costs[best])
""",
    "a threshold between two scores": """
from collections import namedtuple
Best = namedtuple("Best", ["threshold", "cost"])
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    t = np.r_[np.unique(s), np.unique(s).max() + 2]
    costs = np.array([cost_fp * (s >= c)[~y].sum() + cost_fn * (s < c)[y].sum()
                      for c in t])
    i = np.flatnonzero(costs == costs.min()).max()
    return Best((t[i] + (t[i - 1] if i else t[0] - 1)) / 2, costs[i])
""",
}

FOR_PRECISION = {
    "loops, descending": """
def threshold_for_precision(scores, labels, target):
    best, most = None, 0
    for t in sorted(set(scores), reverse=True):
        flagged = [y for s, y in zip(scores, labels) if s >= t]
        hits = sum(1 for y in flagged if y)
        if hits / len(flagged) >= target and hits > most:
            best, most = t, hits
    return best
""",
    "loops, ascending": """
def threshold_for_precision(scores, labels, target):
    best_t, best_recall = None, -1
    positives = sum(map(bool, labels))
    for t in sorted(set(scores)):
        tp = sum(s >= t and bool(y) for s, y in zip(scores, labels))
        fp = sum(s >= t and not y for s, y in zip(scores, labels))
        recall = tp / positives if positives else 0
        if tp / (tp + fp) >= target and recall >= best_recall:
            best_t, best_recall = t, recall
    return best_t
""",
    "vectorised": """
def threshold_for_precision(scores, labels, target):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    t = np.unique(s)[::-1]
    flagged = s >= t[:, None]
    tp = (flagged & y).sum(1)
    enough = tp / flagged.sum(1) >= target - 1e-9
    if not enough.any():
        return None
    return t[np.where(enough, tp, -1).argmax()]
""",
    "scikit-learn": """
from sklearn.metrics import precision_recall_curve
def threshold_for_precision(scores, labels, target):
    y = np.asarray(labels, dtype=int)
    if not y.any():
        return None
    p, r, t = precision_recall_curve(y, scores)
    rows = [(b, c) for a, b, c in zip(p, r, t) if a >= target]
    return max(rows)[1] if rows else None
""",
    "cumulative sums": """
def threshold_for_precision(scores, labels, target):
    order = np.argsort(scores)[::-1]
    s, y = np.asarray(scores)[order], np.asarray(labels)[order].astype(int)
    ends = np.flatnonzero(np.append(np.diff(s) != 0, True))
    tp = y.cumsum()[ends]
    good = np.flatnonzero(tp >= target * (ends + 1) - 1e-9)
    return float(s[ends][good[tp[good].argmax()]]) if good.size else None
""",
    "exact fractions": """
from fractions import Fraction
def threshold_for_precision(scores, labels, target):
    pairs = [(float(s), int(y)) for s, y in zip(scores, labels)]
    found = {}
    for t, _ in pairs:
        above = [y for s, y in pairs if s >= t]
        if Fraction(sum(above), len(above)) >= Fraction(str(target)):
            found[t] = sum(above)
    return max(found, key=lambda t: (found[t], t), default=None)
""",
    "a threshold between two scores, as an array": """
def threshold_for_precision(scores, labels, target):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    t = np.unique(s)
    good = [c for c in t if y[s >= c].mean() >= target]
    if not good:
        return
    most = max(y[s >= c].sum() for c in good)
    best = max(c for c in good if y[s >= c].sum() == most)
    below = t[t < best].max() if (t < best).any() else best - 1
    return np.array([(best + below) / 2])
""",
    "32 bits": """
def threshold_for_precision(scores, labels, target):
    s, y = np.array(scores, dtype=float), np.array(labels, dtype=int)
    best = None
    for t in -np.sort(-s):
        tp, flagged = y[s >= t].sum(), (s >= t).sum()
        if tp / flagged >= target and (best is None or tp > best[1]):
            best = t, tp
    return best and np.float32(best[0])
""",
}
