"""Known slips of unit 2, as learners make them."""

from ..wrong_nlls import WRONG_NLLS
from .bin_slips import ECE, RELIABILITY_BINS

__all__ = ["SLIPS"]

_BRIER = """
def brier(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=int)
    return {answer}
"""

_NLL = """
import math
def mean_nll(probs, labels):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=int)
    given = np.where(y == 1, p, 1 - p)
    return {answer}
"""


def brier(answer):
    """Write a Brier score that goes wrong in one place."""
    return _BRIER.format(answer=answer)


def nll(answer):
    """Write a mean NLL that goes wrong in one place."""
    return _NLL.format(answer=answer)


_TOP = """
def top_label(prob_matrix, labels):
    m, y = np.array(prob_matrix, dtype=float), np.array(labels)
    return {answer}
"""


def top(confidence="m.max(axis=1)", correct="m.argmax(axis=1) == y"):
    """Write a top label that goes wrong in one place."""
    return _TOP.format(answer=f"{confidence}, {correct}")


BRIER = [
    ("both-classes-summed", brier("np.mean((p - y) ** 2 + ((1 - p) - (1 - y)) ** 2)")),
    (
        "both-classes-summed",
        brier("((np.c_[1 - p, p] - np.eye(2)[y]) ** 2).sum(1).mean()"),
    ),
    ("square-root-taken", brier("np.sqrt(np.mean((p - y) ** 2))")),
    ("square-root-taken", brier("np.linalg.norm(p - y) / len(p) ** 0.5")),
    ("sum-for-mean", brier("sum((a - b) ** 2 for a, b in zip(probs, labels))")),
    ("absolute-for-squared", brier("np.abs(p - y).mean()")),
    ("signs-kept", brier("np.mean(p - y ** 2)")),
    ("signs-kept", brier("(y - p).mean()")),
    ("signs-kept", brier("np.mean(p ** 2 - y)")),
    ("mean-before-square", brier("(p.mean() - y.mean()) ** 2")),
    ("halved-square", brier("0.5 * np.mean((p - y) ** 2)")),
    ("positives-only", brier("np.mean(y * (1 - p) ** 2)")),
    (
        "decisions-for-probabilities",
        brier(
            "((p >= 0.5).astype(int) - y).var() + "
            "((p >= 0.5).astype(int) - y).mean() ** 2"
        ),
    ),
    ("decisions-for-probabilities", brier("np.mean((p > 0.5) != (y == 1))")),
    ("labels-reversed", brier("np.mean((1 - p - y) ** 2)")),
    ("rounded-result", brier("round(float(np.mean((p - y) ** 2)), 3)")),
    ("rounded-result", brier("np.round(np.mean((p - y) ** 2), 4)")),
]

MEAN_NLL = [
    *((slip, nll(answer)) for slip, answer in WRONG_NLLS),
    (
        "sum-for-mean",
        nll("sum(-math.log(a) * b - math.log(1 - a) * (1 - b) for a, b in zip(p, y))"),
    ),
    ("logarithm-base-two", nll("sum(-math.log(q, 2) for q in given) / len(p)")),
    ("no-logarithm", nll("np.mean(y * p + (1 - y) * (1 - p))")),
    ("exponential-taken", nll("np.prod(given) ** (-1 / len(p))")),
    ("clipped-visibly", nll("-np.log(np.clip(given, 1e-7, 1 - 1e-7)).mean()")),
    ("clipped-visibly", nll("-np.log(np.clip(given, 1e-8, 1 - 1e-8)).mean()")),
    ("clipped-visibly", nll("-np.log(np.clip(given, 0.01, 0.99)).mean()")),
    (
        "clipped-visibly",
        nll("-np.mean(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))"),
    ),
    ("clipped-visibly", nll("-np.log(given + 1e-9).mean()")),
    ("rounded-result", nll("round(-float(np.log(given).mean()), 2)")),
    ("rounded-result", nll("np.around(-np.log(given).mean(), 6)")),
]

_LAST = "m.shape[1] - 1 - np.argmax(m[:, ::-1], axis=1)"

TOP_LABEL = [
    ("always-one-class", top("m[:, 1]", "y == 1")),
    ("always-one-class", top("m[:, 1]")),
    ("always-one-class", top("m[:, 1]", "(m[:, 1] >= 0.5).astype(int) == y")),
    ("always-one-class", top("m[:, 0]")),
    ("always-one-class", top("m[:, -1]")),
    ("last-class-on-ties", top(correct=f"{_LAST} == y")),
    (
        "last-class-on-ties",
        """
def top_label(prob_matrix, labels):
    confidence, correct = [], []
    for row, label in zip(prob_matrix, labels):
        best = 0
        for k, p in enumerate(row):
            if p >= row[best]:
                best = k
        confidence.append(row[best])
        correct.append(best == label)
    return confidence, correct
""",
    ),
    (
        "last-class-on-ties",
        top(correct="np.argsort(m, axis=1, kind='stable')[:, -1] == y"),
    ),
    ("any-class-on-ties", top(correct="m[np.arange(len(y)), y] >= m.max(axis=1)")),
    ("class-for-correct", top(correct="m.argmax(axis=1)")),
    ("confidence-of-the-label", top("m[range(len(y)), y]")),
    ("least-likely-class", top("m.min(axis=1)", "m.argmin(axis=1) == y")),
    ("least-likely-class", top(correct="m.argmin(axis=1) == y")),
    ("wrong-for-right", top(correct="m.argmax(axis=1) != y")),
    ("right-if-above-half", top(correct="m[range(len(y)), y] > 0.5")),
    ("margin-for-confidence", top("np.diff(np.sort(m, axis=1)[:, -2:], axis=1)[:, 0]")),
    (
        "softmax-of-probabilities",
        "from scipy.special import softmax" + top("softmax(m, axis=1).max(axis=1)"),
    ),
    ("classes-counted-from-one", top(correct="m.argmax(axis=1) + 1 == y")),
    ("columns-for-parts", top("m.max(axis=0)", "m.argmax(axis=0)")),
    ("swapped-pair", top("m.argmax(axis=1) == y", "m.max(axis=1)")),
    (
        "pairs-for-columns",
        _TOP.format(answer="[(r.max(), r.argmax() == k) for r, k in zip(m, y)]"),
    ),
    ("pairs-for-columns", _TOP.format(answer="np.c_[m.max(1), m.argmax(1) == y]")),
    ("averages-only", top("m.max(axis=1).mean()", "np.mean(m.argmax(axis=1) == y)")),
    ("rounded-result", top("m.max(axis=1).round(3)")),
]

SLIPS = {
    "reliability-bins": RELIABILITY_BINS,
    "ece": ECE,
    "brier": BRIER,
    "mean-nll": MEAN_NLL,
    "top-label": TOP_LABEL,
}
