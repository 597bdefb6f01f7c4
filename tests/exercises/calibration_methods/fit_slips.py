"""Known slips of the softmax and the pooling."""

__all__ = ["PAV", "SOFTMAX"]


def softmax(answer="e / e.sum(axis=1, keepdims=True)", top="z.max(1, keepdims=True)"):
    """Write a softmax that goes wrong in one place."""
    return f"""
def softmax_at_temperature(logits, T):
    m = np.asarray(logits, dtype=float)
    z = m / T
    e = np.exp(z - {top})
    p = e / e.sum(axis=1, keepdims=True)
    return {answer}
"""


def rows(scaled="z / T", top="max(row)"):
    """Write a softmax in loops that goes wrong in one place."""
    return f"""
import math
def softmax_at_temperature(logits, T):
    rows = []
    for row in logits:
        e = [math.exp({scaled} - {top} / T) for z in row]
        rows.append([x / sum(e) for x in e])
    return rows
"""


_SCIPY = """
from scipy.special import log_softmax, softmax
def softmax_at_temperature(logits, T):
    m = np.array(logits, dtype=float)
    return {answer}
"""

SOFTMAX = [
    ("multiplied-by-temperature", _SCIPY.format(answer="softmax(m * T, axis=1)")),
    (
        "multiplied-by-temperature",
        """
def softmax_at_temperature(logits, T):
    e = np.exp(np.array(logits) * T)
    return e / e.sum(axis=1, keepdims=True)
""",
    ),
    ("temperature-ignored", _SCIPY.format(answer="softmax(m, axis=1)")),
    (
        "temperature-ignored",
        """
def softmax_at_temperature(logits, T):
    e = np.exp(np.array(logits))
    return e / e.sum(axis=1, keepdims=True)
""",
    ),
    ("nan-at-large-logits", softmax(top="0")),
    ("overflow-error", rows(top="0")),
    ("one-maximum-for-all-rows", softmax(top="z.max()")),
    (
        "one-maximum-for-all-rows",
        """
def softmax_at_temperature(logits, T):
    e = np.exp((np.array(logits) - np.max(logits)) / T)
    return e / np.sum(e, axis=1)[:, None]
""",
    ),
    ("maximum-not-divided", softmax(top="m.max(axis=1, keepdims=True)")),
    ("columns-for-rows", _SCIPY.format(answer="softmax(m / T, axis=0)")),
    ("columns-for-rows", softmax("e / e.sum(axis=0)", "0")),
    ("columns-for-rows", softmax("e / e.sum(axis=0)")),
    ("one-sum-for-all-rows", _SCIPY.format(answer="softmax(m / T)")),
    ("one-sum-for-all-rows", softmax("e / e.sum()")),
    ("one-sum-for-all-rows", softmax("e / e.sum()", "0")),
    ("one-sum-for-all-rows", softmax("e / e.sum()", "z.max()")),
    ("not-normalised", softmax("e")),
    ("not-normalised", softmax("e", "0")),
    ("probability-divided", _SCIPY.format(answer="softmax(m, axis=1) / T")),
    (
        "probability-divided",
        """
def softmax_at_temperature(logits, T):
    e = np.exp(np.array(logits))
    return e / e.sum(axis=1, keepdims=True) / T
""",
    ),
    ("sigmoid-for-softmax", softmax("1 / (1 + np.exp(-z))")),
    (
        "sigmoid-for-softmax",
        softmax("(lambda s: s / s.sum(1, keepdims=True))(1 / (1 + np.exp(-z)))"),
    ),
    ("logarithm-returned", _SCIPY.format(answer="log_softmax(m / T, axis=1)")),
    (
        "logarithm-returned",
        softmax("z - np.log(np.exp(z).sum(axis=1, keepdims=True))"),
    ),
    ("highest-only", softmax("p.max(axis=1)")),
    ("highest-only", softmax("p.argmax(axis=1)")),
    ("decision-for-probability", softmax("np.eye(m.shape[1])[m.argmax(axis=1)]")),
    ("clipped-visibly", softmax("np.clip(p, 1e-7, 1 - 1e-7)")),
    ("clipped-visibly", softmax("p.clip(0.01, 0.99)")),
    ("rounded-result", softmax("p.round(4)")),
]

_STACK = """
def pav(values):
    blocks = []
    for value in values:
        blocks.append(([float(value)], float(value)))
        {loop} len(blocks) > 1 and blocks[-2][1] {falls} blocks[-1][1]:
            b, a = blocks.pop(), blocks.pop()
            merged = a[0] + b[0]
            blocks.append((merged, {mean}))
    return {answer}
"""


def pooled(
    mean="sum(merged) / len(merged)",
    loop="while",
    falls=">",
    answer="[m for block, m in blocks for _ in block]",
):
    """Write a pooling that goes wrong in one place."""
    return _STACK.format(mean=mean, loop=loop, falls=falls, answer=answer)


PAV = [
    ("running-maximum", "def pav(values): return np.maximum.accumulate(values)"),
    (
        "running-maximum",
        """
def pav(values):
    fit = [values[0]]
    for v in values[1:]:
        fit.append(max(v, fit[-1]))
    return fit
""",
    ),
    (
        "running-minimum",
        "def pav(values): return np.minimum.accumulate(values[::-1])[::-1]",
    ),
    ("values-sorted", "def pav(values): return sorted(values)"),
    ("values-sorted", "def pav(values): return np.sort(values)"),
    (
        "no-look-back",
        """
def pav(values):
    fit = np.array(values, dtype=float)
    for i in range(len(fit) - 1):
        if fit[i] > fit[i + 1]:
            fit[i:i + 2] = fit[i:i + 2].mean()
    return fit
""",
    ),
    (
        "no-look-back",
        """
def pav(values):
    v, fit, start = list(values), [], 0
    for i in range(1, len(v) + 1):
        if i == len(v) or v[i] >= v[i - 1]:
            fit += [sum(v[start:i]) / (i - start)] * (i - start)
            start = i
    return fit
""",
    ),
    ("no-look-back", pooled(loop="if")),
    ("sizes-forgotten", pooled("(a[1] + b[1]) / 2")),
    ("medians-for-means", pooled("np.median(merged)")),
    ("middles-for-means", pooled("(max(merged) + min(merged)) / 2")),
    ("never-rises", pooled(falls="<")),
    (
        "never-rises",
        """
from sklearn.isotonic import IsotonicRegression
def pav(values):
    fit = IsotonicRegression(increasing=False)
    return fit.fit_transform(np.arange(len(values)), values)
""",
    ),
    (
        "never-rises",
        """
from scipy.optimize import isotonic_regression
def pav(values):
    return isotonic_regression(np.array(values)[::-1]).x[::-1]
""",
    ),
    (
        "whole-numbers-kept",
        """
from scipy.optimize import isotonic_regression
def pav(values):
    fit = np.array(values)
    fit[:] = isotonic_regression(values).x
    return fit
""",
    ),
    ("one-number-a-block", pooled(falls=">=", answer="[m for _, m in blocks]")),
    ("one-mean-for-all", "def pav(values): return [np.mean(values)] * len(values)"),
    ("values-unchanged", "def pav(values): return list(values)"),
    ("rounded-result", pooled(answer="[round(m, 3) for b, m in blocks for _ in b]")),
    ("rounded-result", pooled(answer="np.round([m for b, m in blocks for _ in b], 2)")),
]
