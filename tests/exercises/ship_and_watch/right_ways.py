"""Right ways of unit 7, as learners write them."""

from .right_reports import SUBGROUP_REPORT

__all__ = ["RIGHT"]

PSI = {
    "digitize and bincount": """
def psi(reference, current, edges):
    def shares(values):
        place = np.digitize(values, edges[1:-1])
        share = np.bincount(place, minlength=len(edges) - 1) / len(values)
        return np.maximum(share, 1e-6)
    r, c = shares(reference), shares(current)
    return np.sum((c - r) * np.log(c / r))
""",
    "clipped, then histogram": """
def psi(reference, current, edges):
    def shares(values):
        inside = np.clip(np.asarray(values, dtype=float), edges[0], edges[-1])
        return np.clip(np.histogram(inside, edges)[0] / len(inside), 1e-6, None)
    r, c = shares(reference), shares(current)
    return float(((r - c) * (np.log(r) - np.log(c))).sum())
""",
    "edges to infinity": """
def psi(reference, current, edges):
    bins = np.array(edges, dtype=float)
    bins[0], bins[-1] = -np.inf, np.inf
    r = np.histogram(reference, bins)[0] / len(reference)
    c = np.histogram(current, bins)[0] / len(current)
    r[r < 1e-6] = 1e-6
    c[c < 1e-6] = 1e-6
    return np.array((c - r) @ np.log(c / r))
""",
    "loops": """
import math
def psi(reference, current, edges):
    total = 0.0
    k = len(edges) - 1
    for b in range(k):
        shares = []
        for sample in (reference, current):
            n = 0
            for x in sample:
                above = b == 0 or x >= edges[b]
                below = b == k - 1 or x < edges[b + 1]
                n += above and below
            shares.append(max(n / len(sample), 0.000001))
        r, c = shares
        total += (c - r) * math.log(c / r)
    return total
""",
    "bisect and Counter": """
from bisect import bisect_right
from collections import Counter
from math import log
def psi(reference, current, edges):
    inner = [float(e) for e in edges][1:-1]
    r = Counter(bisect_right(inner, float(x)) for x in reference)
    c = Counter(bisect_right(inner, float(x)) for x in current)
    pairs = [
        (max(r[b] / len(reference), 1e-6), max(c[b] / len(current), 1e-6))
        for b in range(len(inner) + 1)
    ]
    return [sum((b - a) * log(b / a) for a, b in pairs)]
""",
    "SciPy's relative entropy, both ways": """
from scipy.special import rel_entr
def psi(reference, current, edges):
    def shares(values):
        values = np.sort(np.asarray(values, dtype=float))
        below = np.searchsorted(values, np.asarray(edges, dtype=float)[1:-1], "left")
        counts = np.diff([0, *below, len(values)])
        return np.fmax(counts / len(values), 1e-6)
    r, c = shares(reference), shares(current)
    return rel_entr(c, r).sum() + rel_entr(r, c).sum()
""",
    "one product of matrices, samples exchanged": """
def psi(reference, current, edges):
    low = np.array([-np.inf, *edges[1:-1]])[:, None]
    high = np.array([*edges[1:-1], np.inf])[:, None]
    new, old = (
        np.maximum(((np.asarray(x) >= low) & (np.asarray(x) < high)).mean(axis=1), 1e-6)
        for x in (reference, current)
    )
    return np.dot(new - old, np.log(new / old))
""",
}

GROUPS = {
    "a comprehension": """
def needs_recalibration(report, limit, min_n):
    return [g for g, (n, _, error) in report.items() if error > limit and n >= min_n]
""",
    "a loop": """
def needs_recalibration(report, limit, min_n):
    found = []
    for group in report:
        row = report[group]
        if row[0] < min_n:
            continue
        if row[2] > limit:
            found.append(group)
    return found
""",
    "filter, a tuple": """
def needs_recalibration(report, limit, min_n):
    def fails(group):
        n, accuracy, error = report[group]
        return not (n < min_n or error <= limit)
    return tuple(filter(fails, report))
""",
    "arrays": """
def needs_recalibration(report, limit, min_n):
    if not report:
        return np.array([])
    names = np.array(list(report))
    n, _, error = np.array(list(report.values()), dtype=float).T
    return names[(error > limit) & (n >= min_n)]
""",
    "sorted, worst first": """
def needs_recalibration(report, limit, min_n):
    rows = sorted(report.items(), key=lambda item: -item[1][2])
    return [name for name, row in rows if row[-1] > limit and row[0] >= min_n]
""",
    "sets, backwards": """
def needs_recalibration(report, limit, min_n):
    large = {g for g in report if report[g][0] >= min_n}
    off = {g for g, row in report.items() if row[2] > limit}
    return sorted(large & off, key=str, reverse=True)
""",
    "names of NumPy's type": """
def needs_recalibration(report, limit, min_n):
    kind = lambda g: np.str_(g) if isinstance(g, str) else np.int16(g)
    return list(kind(g) for g, r in report.items() if r[2] > limit and min_n <= r[0])
""",
}

RIGHT = {
    "subgroup-report": SUBGROUP_REPORT,
    "psi": PSI,
    "needs-recalibration": GROUPS,
}
