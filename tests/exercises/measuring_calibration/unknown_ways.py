"""Wrong ways of unit 2 that no slip explains, some of them two slips at once."""

__all__ = ["UNKNOWN"]

_TABLE = """
def table(probs, labels, edges, right=False):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    place = np.digitize(p, edges[1:-1], right=right)
    return [(p[place == b], y[place == b]) for b in range(len(edges) - 1)]
"""

UNKNOWN = {
    "reliability-bins": {
        "closed on the right, with midpoints": _TABLE
        + """
def reliability_bins(probs, labels, edges):
    bins = zip(edges, edges[1:], table(probs, labels, edges, right=True))
    return [(len(p), (low + high) / 2, y.mean()) if len(p) else (0, np.nan, np.nan)
            for low, high, (p, y) in bins]
""",
        "swapped, and empty bins as zero": _TABLE
        + """
def reliability_bins(probs, labels, edges):
    bins = table(probs, labels, edges)
    return [(len(p), y.mean(), p.mean()) if len(p) else (0, 0, 0) for p, y in bins]
""",
        "medians": _TABLE
        + """
def reliability_bins(probs, labels, edges):
    bins = table(probs, labels, edges)
    return [(len(p), np.median(p), np.median(y)) if len(p) else (0, np.nan, np.nan)
            for p, y in bins]
""",
        "from the highest bin down": _TABLE
        + """
def reliability_bins(probs, labels, edges):
    bins = table(probs, labels, edges)
    return [(len(p), p.mean(), y.mean()) if len(p) else (0, np.nan, np.nan)
            for p, y in bins][::-1]
""",
        "the first bin alone": _TABLE
        + """
def reliability_bins(probs, labels, edges):
    p, y = table(probs, labels, edges)[0]
    return len(p), p.mean(), y.mean()
""",
        "a dictionary": "def reliability_bins(p, y, e): return {0: (1, 0.5, 0.5)}",
        "text": "def reliability_bins(p, y, e): return 'three bins'",
        "nothing": "def reliability_bins(p, y, e): [(len(p), 0.5, 0.5)]",
        "None for counts": "def reliability_bins(p, y, e): return [(None, 1, 2)] * 2",
        "raises": "def reliability_bins(p, y, e): return (p - y).mean()",
    },
    "ece": {
        "closed on the right and unweighted": _TABLE
        + """
def ece(probs, labels, edges):
    bins = table(probs, labels, edges, right=True)
    return np.mean([abs(p.mean() - y.mean()) for p, y in bins if len(p)])
""",
        "midpoints and unweighted": _TABLE
        + """
def ece(probs, labels, edges):
    bins = zip(edges, edges[1:], table(probs, labels, edges))
    return np.mean([abs((a + b) / 2 - y.mean()) for a, b, (p, y) in bins if len(p)])
""",
        "weights of the next bin": _TABLE
        + """
def ece(probs, labels, edges):
    bins = table(probs, labels, edges)
    n = np.roll([len(p) for p, _ in bins], 1)
    gaps = [abs(p.mean() - y.mean()) if len(p) else 0 for p, y in bins]
    return n @ gaps / n.sum()
""",
        "the median gap": _TABLE
        + """
def ece(probs, labels, edges):
    bins = table(probs, labels, edges)
    return np.median([abs(p.mean() - y.mean()) for p, y in bins if len(p)])
""",
        "what is left to 1": _TABLE
        + """
def ece(probs, labels, edges):
    bins = table(probs, labels, edges)
    return 1 - sum(abs((p - y).sum()) for p, y in bins) / len(probs)
""",
        "divided by one part less": _TABLE
        + """
def ece(probs, labels, edges):
    bins = table(probs, labels, edges)
    return sum(abs((p - y).sum()) for p, y in bins) / (len(probs) - 1)
""",
        "all gaps, not their sum": _TABLE
        + """
def ece(probs, labels, edges):
    bins = table(probs, labels, edges)
    return [abs(p.mean() - y.mean()) for p, y in bins if len(p)]
""",
        "a constant": "def ece(probs, labels, edges): return 0.14",
        "the Brier score": """
def ece(probs, labels, edges):
    return np.mean((np.asarray(probs) - np.asarray(labels)) ** 2)
""",
        "raises": "def ece(probs, labels, edges): return (probs - labels).mean()",
    },
    "brier": {
        "root of the sum": """
def brier(probs, labels):
    return np.linalg.norm(np.asarray(probs) - np.asarray(labels, dtype=int))
""",
        "two classes and summed": """
def brier(probs, labels):
    return 2 * np.sum((np.asarray(probs) - np.asarray(labels, dtype=int)) ** 2)
""",
        "the share that is explained": """
def brier(probs, labels):
    y = np.asarray(labels, dtype=float)
    return 1 - np.mean((np.asarray(probs) - y) ** 2) / np.mean((y.mean() - y) ** 2)
""",
        "cubes": """
def brier(probs, labels):
    return np.mean(abs(np.asarray(probs) - np.asarray(labels, dtype=int)) ** 3)
""",
        "the squares, not their mean": """
def brier(probs, labels):
    return (np.asarray(probs) - np.asarray(labels, dtype=int)) ** 2
""",
        "accuracy": """
def brier(probs, labels):
    return np.mean((np.asarray(probs) >= 0.5) == np.asarray(labels))
""",
        "text": "def brier(probs, labels): return '0.2'",
        "raises": "def brier(probs, labels): return (probs - labels) ** 2",
    },
    "mean-nll": {
        "a sum in bits": """
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    return -np.log2(np.where(np.asarray(labels) == 1, p, 1 - p)).sum()
""",
        "the minus missing, in tens": """
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    return np.log10(np.where(np.asarray(labels) == 1, p, 1 - p)).mean()
""",
        "the median": """
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    return -np.median(np.log(np.where(np.asarray(labels) == 1, p, 1 - p)))
""",
        "log(1 + p)": """
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    return -np.mean(np.log1p(np.where(np.asarray(labels) == 1, p, 1 - p)))
""",
        "the Brier score": """
def mean_nll(probs, labels):
    return np.mean((np.asarray(probs) - np.asarray(labels, dtype=int)) ** 2)
""",
        "the logarithms, not their mean": """
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    return -np.log(np.where(np.asarray(labels) == 1, p, 1 - p))
""",
        "nothing": "def mean_nll(probs, labels): np.log(probs)",
        "raises": "def mean_nll(probs, labels): return -np.log(probs - labels).mean()",
    },
    "top-label": {
        "last on ties, and swapped": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    last = m.shape[1] - 1 - m[:, ::-1].argmax(axis=1)
    return last == labels, m.max(axis=1)
""",
        "the second-best": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    return np.sort(m, axis=1)[:, -2], m.argmax(axis=1) == labels
""",
        "confidence in per cent": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    return 100 * m.max(axis=1), m.argmax(axis=1) == labels
""",
        "always right": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    return m.max(axis=1), [True] * len(m)
""",
        "the confidence alone": """
def top_label(prob_matrix, labels):
    return np.asarray(prob_matrix, dtype=float).max(axis=1)
""",
        "one too few": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    return m.max(axis=1)[1:], (m.argmax(axis=1) == labels)[1:]
""",
        "words for correct": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    right = m.argmax(axis=1) == np.asarray(labels)
    return m.max(axis=1), ["yes" if r else "no" for r in right]
""",
        "raises": "def top_label(prob_matrix, labels): return prob_matrix.max(axis=1)",
    },
}
