"""Right ways of unit 2, as learners write them."""

from .right_bins import ECE, RELIABILITY_BINS

__all__ = ["RIGHT"]

BRIER = {
    "loops": """
def brier(probs, labels):
    total = 0
    for p, y in zip(probs, labels):
        total += (p - (1 if y else 0)) ** 2
    return total / len(probs)
""",
    "vectorised": """
def brier(probs, labels):
    return np.square(np.subtract(probs, np.asarray(labels, dtype=int))).mean()
""",
    "scikit-learn": """
from sklearn.metrics import mean_squared_error
def brier(probs, labels):
    return mean_squared_error(np.asarray(labels, dtype=float), probs)
""",
    "scikit-learn's own": """
from sklearn.metrics import brier_score_loss
def brier(probs, labels):
    truth = np.asarray(labels, dtype=int)
    return brier_score_loss(truth, np.asarray(probs, dtype=float), pos_label=1)
""",
    "half of the two-class sum": """
def brier(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=int)
    both = np.column_stack([1 - p, p]) - np.eye(2)[y]
    return np.array((both ** 2).sum(axis=1).mean() / 2)
""",
    "a length squared": """
def brier(probs, labels):
    off = np.array(probs, dtype=float) - np.array(labels, dtype=float)
    return np.linalg.norm(off) ** 2 / off.size
""",
    "an exact Fraction": """
from fractions import Fraction
def brier(probs, labels):
    squares = [(Fraction(float(p)) - int(y)) ** 2 for p, y in zip(probs, labels)]
    return sum(squares, Fraction()) / len(squares)
""",
    "statistics, a tuple of one": """
from statistics import fmean
def brier(probs, labels):
    return (fmean(abs(p - bool(y)) ** 2 for p, y in zip(probs, labels)),)
""",
    "both classes apart": """
def brier(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(bool)
    return (np.dot(1 - p[y], 1 - p[y]) + np.dot(p[~y], p[~y])) / len(p)
""",
    "moments": """
def brier(probs, labels):
    off = np.asarray(probs, dtype=float) - np.asarray(labels, dtype=float)
    return off.var() + off.mean() ** 2
""",
}

MEAN_NLL = {
    "loops": """
import math
def mean_nll(probs, labels):
    total = 0.0
    for p, y in zip(probs, labels):
        total -= math.log(p) if y else math.log(1 - p)
    return total / len(labels)
""",
    "vectorised": """
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    return np.mean(-np.log(np.where(np.asarray(labels) == 1, p, 1 - p)))
""",
    "scikit-learn": """
from sklearn.metrics import log_loss
def mean_nll(probs, labels):
    p = np.asarray(probs, dtype=float)
    truth = np.asarray(labels, dtype=int)
    return log_loss(truth, np.column_stack([1 - p, p]), labels=[0, 1])
""",
    "SciPy's xlogy, a 0-d array": """
from scipy.special import xlog1py, xlogy
def mean_nll(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    return np.array(-np.mean(xlogy(y, p) + xlog1py(1 - y, -p)))
""",
    "SciPy's distribution": """
from scipy.stats import bernoulli
def mean_nll(probs, labels):
    return -bernoulli.logpmf(np.asarray(labels, dtype=int), np.asarray(probs)).mean()
""",
    "clipped where nobody sees it": """
def mean_nll(probs, labels):
    p = np.clip(np.asarray(probs, dtype=float), 1e-15, 1 - 1e-15)
    y = np.asarray(labels, dtype=float)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
""",
    "a tiny number added": """
def mean_nll(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(int)
    terms = y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)
    return -terms.sum() / len(y)
""",
    "logarithms held at -100, as in deep learning": """
def mean_nll(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    log = lambda q: np.maximum(np.log(q), -100)
    return [-(y * log(p) + (1 - y) * log(1 - p)).mean()]
""",
    "one product": """
import math
def mean_nll(probs, labels):
    likelihood = math.prod(p if y else 1 - p for p, y in zip(probs, labels))
    return -math.log(likelihood) / len(probs)
""",
    "bits made nats": """
def mean_nll(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels).astype(bool)
    bits = -np.log2(p[y]).sum() - np.log2(1 - p[~y]).sum()
    return bits * np.log(2) / p.size
""",
    "Decimals": """
from decimal import Decimal
def mean_nll(probs, labels):
    given = [Decimal(float(p)) if y else 1 - Decimal(float(p))
             for p, y in zip(probs, labels)]
    return -sum(q.ln() for q in given) / len(given)
""",
    "nan made 0": """
def mean_nll(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    terms = np.nan_to_num(y * np.log(p)) + np.nan_to_num((1 - y) * np.log(1 - p))
    return -terms.mean()
""",
}

TOP_LABEL = {
    "loops": """
def top_label(prob_matrix, labels):
    confidence, correct = [], []
    for row, label in zip(prob_matrix, labels):
        best = 0
        for k in range(1, len(row)):
            if row[k] > row[best]:
                best = k
        confidence.append(row[best])
        correct.append(best == label)
    return confidence, correct
""",
    "vectorised": """
def top_label(prob_matrix, labels):
    m = np.array(prob_matrix, dtype=float)
    return np.max(m, axis=-1), np.argmax(m, axis=-1) == np.array(labels)
""",
    "lists and index, whole numbers for correct": """
def top_label(prob_matrix, labels):
    rows = [list(row) for row in prob_matrix]
    top = [row.index(max(row)) for row in rows]
    return [max(row) for row in rows], [int(t == y) for t, y in zip(top, labels)]
""",
    "a stable sort": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    first = np.argsort(-m, axis=1, kind="stable")[:, :1]
    return np.take_along_axis(m, first, axis=1), first == np.reshape(labels, (-1, 1))
""",
    "max with a key, zipped": """
def top_label(prob_matrix, labels):
    tops = [max(enumerate(row), key=lambda pair: pair[1]) for row in prob_matrix]
    pairs = [(p, k == y) for (k, p), y in zip(tops, labels)]
    return tuple(zip(*pairs))
""",
    "one array of two rows": """
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix, dtype=float)
    return np.array([m.max(1), m.argmax(1) == labels])
""",
    "a named tuple of 8-bit numbers": """
from collections import namedtuple
Top = namedtuple("Top", "confidence correct")
def top_label(prob_matrix, labels):
    m = np.asarray(prob_matrix) + 0.0
    right = np.equal(np.argmax(m, 1), np.asarray(labels).ravel())
    return Top(np.sort(m, axis=1)[:, -1], right.astype(np.int8))
""",
    "one row after the other, 0-d arrays": """
def top_label(prob_matrix, labels):
    found = [(np.amax(row), np.argmax(row) == y) for row, y in zip(prob_matrix, labels)]
    return [np.array(c) for c, _ in found], [np.array(float(r)) for _, r in found]
""",
    "fractions, by comparing with all before": """
from fractions import Fraction
def top_label(prob_matrix, labels):
    confidence, correct = [], []
    for row, label in zip(prob_matrix, labels):
        exact = [Fraction(float(p)) for p in row]
        mine, before = exact[int(label)], exact[:int(label)]
        confidence.append(max(exact))
        correct.append(mine == max(exact) and mine not in before)
    return confidence, correct
""",
}

RIGHT = {
    "reliability-bins": RELIABILITY_BINS,
    "ece": ECE,
    "brier": BRIER,
    "mean-nll": MEAN_NLL,
    "top-label": TOP_LABEL,
}
