"""Right ways of unit 2's two exercises with bins, as learners write them."""

__all__ = ["ECE", "RELIABILITY_BINS"]

RELIABILITY_BINS = {
    "loops": """
def reliability_bins(probs, labels, edges):
    last = len(edges) - 2
    answer = []
    for b in range(last + 1):
        n, sum_p, sum_y = 0, 0.0, 0
        for p, y in zip(probs, labels):
            if edges[b] <= p < edges[b + 1] or (b == last and p == edges[-1]):
                n += 1
                sum_p += p
                sum_y += y
        if n:
            answer.append((n, sum_p / n, sum_y / n))
        else:
            answer.append((0, float("nan"), float("nan")))
    return answer
""",
    "digitize, an array": """
def reliability_bins(probs, labels, edges):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    place = np.digitize(p, np.asarray(edges, dtype=float)[1:-1])
    rows = np.full((len(edges) - 1, 3), np.nan)
    rows[:, 0] = 0
    for b in np.unique(place):
        inside = place == b
        rows[b] = inside.sum(), p[inside].mean(), y[inside].mean()
    return rows
""",
    "searchsorted and bincount": """
def reliability_bins(probs, labels, edges):
    k = len(edges) - 1
    place = np.minimum(np.searchsorted(edges, probs, side="right") - 1, k - 1)
    n = np.bincount(place, minlength=k)
    p = np.bincount(place, weights=probs, minlength=k) / n
    y = np.bincount(place, weights=np.asarray(labels, dtype=int), minlength=k) / n
    return list(zip(n, p, y))
""",
    "histogram, lists": """
def reliability_bins(probs, labels, edges):
    probs, labels = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    n = np.histogram(probs, bins=edges)[0]
    p = np.histogram(probs, bins=edges, weights=probs)[0]
    y = np.histogram(probs, bins=edges, weights=labels)[0]
    mean = lambda total, count: total / count if count else np.nan
    return [[int(c), mean(a, c), mean(b, c)] for c, a, b in zip(n, p, y)]
""",
    "SciPy": """
from scipy.stats import binned_statistic
def reliability_bins(probs, labels, edges):
    y = np.asarray(labels, dtype=float)
    def of(values, how):
        return binned_statistic(probs, values, statistic=how, bins=edges).statistic
    return np.column_stack([of(y, "count"), of(probs, "mean"), of(y, "mean")])
""",
    "sorted and cut": """
def reliability_bins(probs, labels, edges):
    order = np.argsort(probs, kind="stable")
    p, y = np.asarray(probs)[order], np.asarray(labels)[order]
    cuts = [np.searchsorted(p, e, side="left") for e in edges[1:-1]]
    pieces = zip(np.split(p, cuts), np.split(y, cuts))
    return tuple((a.size, a.mean(), b.mean()) for a, b in pieces)
""",
    "bisect, exact fractions, a named tuple": """
from bisect import bisect_right
from collections import namedtuple
from fractions import Fraction
Bin = namedtuple("Bin", "count mean_prob positive_rate")
def reliability_bins(probs, labels, edges):
    found = [[] for _ in edges[1:]]
    inner = [float(e) for e in edges][1:-1]
    for p, y in zip(probs, labels):
        found[bisect_right(inner, p)].append((Fraction(float(p)), bool(y)))
    nan = float("nan")
    return [
        Bin(len(b), *(sum(column) / Fraction(len(b)) for column in zip(*b)))
        if b else Bin(0, nan, nan) for b in found
    ]
""",
    "statistics, asks forgiveness": """
from statistics import StatisticsError, fmean
def reliability_bins(probs, labels, edges):
    rows = []
    edges = list(edges)
    for low, high in zip(edges, edges[1:]):
        top = high if high < edges[-1] else high + 1
        picked = [(p, y) for p, y in zip(probs, labels) if low <= p < top]
        try:
            rows.append((len(picked), *map(fmean, zip(*picked, strict=True))))
            if not picked:
                raise StatisticsError
        except StatisticsError:
            rows[-1:] = [(np.uint8(0), np.array(np.nan), np.float32("nan"))]
    return rows
""",
    "one product of matrices": """
def reliability_bins(probs, labels, edges):
    p, e = np.asarray(probs, dtype=float), np.asarray(edges, dtype=float)
    member = (p >= e[:-1, None]) & (p < e[1:, None])
    member[-1] |= p == e[-1]
    columns = np.column_stack([np.ones_like(p), p, np.asarray(labels) == 1])
    sums = member.astype(float) @ columns
    return [(s[0], s[1] / s[0], s[2] / s[0]) for s in sums]
""",
}

_BINS = """
def reliability_bins(probs, labels, edges):
    probs, labels = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    place = np.digitize(probs, edges[1:-1])
    return [
        (int((place == b).sum()), probs[place == b].mean(), labels[place == b].mean())
        if (place == b).any() else (0, np.nan, np.nan)
        for b in range(len(edges) - 1)
    ]
"""

ECE = {
    "the function before it": _BINS
    + """
def ece(probs, labels, edges):
    total = 0
    for n, p, y in reliability_bins(probs, labels, edges):
        if n > 0:
            total += n / len(labels) * abs(p - y)
    return total
""",
    "the function before it, nansum, a 0-d array": _BINS
    + """
def ece(probs, labels, edges):
    n, p, y = np.array(reliability_bins(probs, labels, edges)).T
    return np.array(np.nansum(n / n.sum() * np.abs(p - y)))
""",
    "loops": """
def ece(probs, labels, edges):
    error = 0.0
    for b in range(len(edges) - 1):
        inside = [
            (p, y) for p, y in zip(probs, labels)
            if p >= edges[b] and (p < edges[b + 1] or b == len(edges) - 2)
        ]
        if not inside:
            continue
        confidence = sum(p for p, _ in inside) / len(inside)
        rate = sum(1 for _, y in inside if y) / len(inside)
        error += len(inside) * abs(rate - confidence)
    return error / len(probs)
""",
    "sums of differences by histogram": """
def ece(probs, labels, edges):
    surplus = np.asarray(probs, dtype=float) - np.asarray(labels, dtype=float)
    in_bins, _ = np.histogram(probs, bins=edges, weights=surplus)
    return np.abs(in_bins).sum() / surplus.size
""",
    "an average with weights": """
def ece(probs, labels, edges):
    p, y = np.asarray(probs), np.asarray(labels).astype(int)
    place = np.clip(np.searchsorted(edges, p, "right"), 1, len(edges) - 1)
    filled, n = np.unique(place, return_counts=True)
    gaps = [abs(p[place == b].mean() - y[place == b].mean()) for b in filled]
    return np.average(gaps, weights=n)
""",
    "SciPy": """
from scipy.stats import binned_statistic
def ece(probs, labels, edges):
    y = np.asarray(labels, dtype=float)
    means = lambda v: binned_statistic(probs, v, bins=edges).statistic
    n = binned_statistic(probs, y, "count", bins=edges).statistic
    gap = np.nan_to_num(abs(means(probs) - means(y)))
    return [float(n @ gap / n.sum())]
""",
    "exact fractions": """
from fractions import Fraction
from itertools import groupby
def ece(probs, labels, edges):
    edges = list(edges)
    def place(pair):
        return min(sum(e <= pair[0] for e in edges), len(edges) - 1)
    pairs = sorted(((Fraction(float(p)), int(y)) for p, y in zip(probs, labels)))
    groups = [list(g) for _, g in groupby(pairs, key=place)]
    return sum(abs(sum(p - y for p, y in g)) for g in groups) / Fraction(len(pairs))
""",
    "Decimals in a dictionary": """
from collections import defaultdict
from decimal import Decimal
def ece(probs, labels, edges):
    sums = defaultdict(Decimal)
    for p, y in zip(probs, labels):
        below = [i for i, e in enumerate(edges[:-1]) if p >= e]
        sums[below[-1]] += Decimal(float(p)) - (1 if y else 0)
    return sum(map(abs, sums.values())) / len(probs)
""",
    "each part carries its bin's gap": """
def ece(probs, labels, edges):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(float)
    place = np.digitize(p, edges[1:-1])
    own = place[:, None] == place
    gap = np.abs(own @ p / own.sum(1) - own @ y / own.sum(1))
    return gap.mean()
""",
}
