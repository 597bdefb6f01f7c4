"""Right ways to report group by group, as learners write them."""

__all__ = ["SUBGROUP_REPORT"]

SUBGROUP_REPORT = {
    "arrays": """
def ece(p, y, edges):
    place = np.digitize(p, edges[1:-1])
    return sum(
        (place == b).sum() / len(p) * abs(p[place == b].mean() - y[place == b].mean())
        for b in np.unique(place)
    )
def subgroup_report(probs, labels, groups, edges):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=int)
    g, report = np.asarray(groups), {}
    for name in np.unique(g):
        ours = g == name
        right = np.mean((p[ours] >= 0.5) == (y[ours] == 1))
        report[name] = (ours.sum(), right, ece(p[ours], y[ours], edges))
    return report
""",
    "loops": """
def subgroup_report(probs, labels, groups, edges):
    report = {}
    last = len(edges) - 2
    for name in set(groups):
        rows = [(p, y) for p, y, g in zip(probs, labels, groups) if g == name]
        n = len(rows)
        right = 0
        for p, y in rows:
            right += (1 if p >= 0.5 else 0) == y
        error = 0.0
        for b in range(last + 1):
            inside = [
                (p, y) for p, y in rows
                if edges[b] <= p and (p < edges[b + 1] or b == last)
            ]
            if inside:
                promised = sum(p for p, _ in inside) / len(inside)
                came = sum(y for _, y in inside) / len(inside)
                error += len(inside) / n * abs(promised - came)
        report[name] = (n, right / n, error)
    return report
""",
    "sums by histogram, lists": """
def subgroup_report(probs, labels, groups, edges):
    p = np.asarray(probs, dtype=float)
    y = np.asarray(labels, dtype=float)
    names = np.asarray(groups)
    def row(k):
        off, _ = np.histogram(p[k], bins=edges, weights=p[k] - y[k])
        return [int(k.sum()), float(((p[k] >= 0.5) == y[k]).mean()),
                float(np.abs(off).sum() / k.sum())]
    return {name: row(names == name) for name in dict.fromkeys(names.tolist())}
""",
    "scikit-learn's accuracy, SciPy's means": """
from scipy.stats import binned_statistic
from sklearn.metrics import accuracy_score
def subgroup_report(probs, labels, groups, edges):
    p, y, g = map(np.asarray, (probs, labels, groups))
    y = y.astype(int)
    report = {}
    for name in np.unique(g):
        pg, yg = p[g == name], y[g == name]
        of = lambda v, how: binned_statistic(pg, v, how, bins=edges).statistic
        gap = np.nan_to_num(abs(of(pg, "mean") - of(yg, "mean")))
        accuracy = accuracy_score(yg, (pg >= 0.5).astype(int))
        report[name] = np.array([len(pg), accuracy, of(yg, "count") @ gap / len(pg)])
    return report
""",
    "exact fractions, a named tuple": """
from collections import defaultdict, namedtuple
from fractions import Fraction
Row = namedtuple("Row", "n accuracy ece")
def subgroup_report(probs, labels, groups, edges):
    parts = defaultdict(list)
    for p, y, g in zip(probs, labels, groups):
        parts[g].append((Fraction(float(p)), int(y)))
    def row(pairs):
        off = defaultdict(Fraction)
        for p, y in pairs:
            off[sum(1 for e in edges[1:-1] if p >= e)] += p - y
        hits = sum((p >= Fraction(1, 2)) == (y == 1) for p, y in pairs)
        return Row(len(pairs), Fraction(hits, len(pairs)),
                   sum(map(abs, off.values())) / len(pairs))
    return {g: row(pairs) for g, pairs in parts.items()}
""",
    "groups as numbers, all at once": """
def subgroup_report(probs, labels, groups, edges):
    names, code = np.unique(groups, return_inverse=True)
    p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(float)
    k = len(edges) - 1
    place = np.minimum(np.searchsorted(edges, p, side="right") - 1, k - 1)
    n = np.bincount(code)
    right = np.bincount(code, weights=(p >= 0.5) == (y > 0)) / n
    off = np.zeros((len(names), k))
    np.add.at(off, (code, place), p - y)
    error = np.abs(off).sum(axis=1) / n
    return dict(zip(names, zip(n, right, error)))
""",
    "sorted and grouped, in the groups' reverse order": """
from itertools import groupby
from bisect import bisect_right
def subgroup_report(probs, labels, groups, edges):
    rows = sorted(zip(groups, probs, labels), key=lambda r: r[0], reverse=True)
    inner = list(edges)[1:-1]
    report = {}
    for name, part in groupby(rows, key=lambda r: r[0]):
        part = [(float(p), float(y)) for _, p, y in part]
        error = 0.0
        for b in range(len(inner) + 1):
            gaps = [p - y for p, y in part if bisect_right(inner, p) == b]
            error += abs(sum(gaps))
        hits = [float((p >= 0.5) == (y == 1.0)) for p, y in part]
        report[name] = len(part), np.mean(hits), error / len(part)
    return report
""",
}
