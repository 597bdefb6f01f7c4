"""Known slips of the sigmoid, the grid's edge, the softmax and the pooling."""

__all__ = ["AT_GRID_EDGE", "PAV", "SIGMOID", "SOFTMAX"]


def sigmoid(answer, before="pass"):
    """Write a sigmoid that goes wrong in one place."""
    return f"""
import math
def sigmoid(z):
    {before}
    return {answer}
"""


_SPLIT = """
def sigmoid(z):
    {out}
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    out[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up]))
    return out
"""

SIGMOID = [
    ("sign-missing", sigmoid("1 / (1 + np.exp(z))")),
    ("sign-missing", sigmoid("np.exp(-z) / (1 + np.exp(-z))")),
    ("sign-missing", sigmoid("1 - 1 / (1 + np.exp(-z))")),
    ("nan-at-large-logits", sigmoid("np.exp(z) / (1 + np.exp(z))")),
    ("nan-at-large-logits", sigmoid("e / (1 + e)", "e = np.e ** np.float64(z)")),
    ("overflow-error", sigmoid("np.vectorize(lambda x: 1 / (1 + math.exp(-x)))(z)")),
    (
        "overflow-error",
        sigmoid("np.vectorize(lambda x: math.exp(x) / (1 + math.exp(x)))(z)"),
    ),
    ("numbers-only", sigmoid("1 / (1 + math.exp(-z))")),
    ("numbers-only", sigmoid("math.exp(z) / (1 + math.exp(z))")),
    (
        "numbers-only",
        sigmoid("1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))"),
    ),
    (
        "numbers-only",
        sigmoid("1 / (1 + math.exp(-z)) if z > -500 else 0.0", "z = z * 1.0"),
    ),
    ("arrays-only", _SPLIT.format(out="out = np.empty(z.shape)")),
    (
        "arrays-only",
        _SPLIT.format(out="out = np.zeros(len(z)) if z.ndim < 2 else z*0."),
    ),
    ("arrays-only", sigmoid("np.array([1 / (1 + np.exp(-x)) for x in z])")),
    (
        "whole-numbers-kept",
        _SPLIT.format(out="z = np.asarray(z); out = np.empty_like(z)"),
    ),
    ("parentheses-missing", sigmoid("1 / 1 + np.exp(-z)")),
    ("odds-for-probability", sigmoid("np.exp(z)")),
    ("softmax-over-parts", sigmoid("np.exp(z) / np.sum(np.exp(z))")),
    (
        "softmax-over-parts",
        "from scipy.special import softmax" + sigmoid("softmax(z)"),
    ),
    ("hyperbolic-tangent", sigmoid("np.tanh(z)")),
    ("decision-for-probability", sigmoid("(np.asarray(z) >= 0).astype(int)")),
    ("decision-for-probability", sigmoid("np.where(np.asarray(z) > 0, 1.0, 0.0)")),
    ("clipped-visibly", sigmoid("1 / (1 + np.exp(-np.clip(z, -10, 10)))")),
    ("clipped-visibly", sigmoid("np.clip(1 / (1 + np.exp(-z)), 1e-7, 1 - 1e-7)")),
    ("shape-lost", sigmoid("1 / (1 + np.exp(-np.ravel(z)))")),
    ("shape-lost", sigmoid("[1 / (1 + np.exp(-x)) for x in np.nditer(np.array(z))]")),
    ("rounded-result", sigmoid("np.round(1 / (1 + np.exp(-z)), 3)")),
    ("rounded-result", sigmoid("np.round(1 / (1 + np.exp(-z)), 6)")),
]


def edge(answer, before="pass"):
    """Write an edge test that goes wrong in one place."""
    return f"""
def at_grid_edge(grid, best):
    {before}
    return {answer}
"""


AT_GRID_EDGE = [
    ("ends-of-the-list", edge("best == grid[0] or best == grid[-1]")),
    ("ends-of-the-list", edge("best in (grid[0], grid[len(grid) - 1])")),
    (
        "ends-of-the-list",
        edge("abs(best - grid[0]) < 1e-9 or abs(best - grid[-1]) < 1e-9"),
    ),
    ("ends-of-the-list", edge("list(grid).index(best) in (0, len(grid) - 1)")),
    ("smallest-only", edge("abs(best - min(grid)) <= 1e-9")),
    ("smallest-only", edge("bool(np.isclose(best, np.min(grid)))")),
    ("largest-only", edge("abs(best - max(grid)) <= 1e-9")),
    ("inside-for-edge", edge("min(grid) + 1e-9 < best < max(grid) - 1e-9")),
    ("inside-for-edge", edge("min(grid) < best < max(grid)")),
    (
        "inside-for-edge",
        edge("not np.isclose(best, [min(grid), max(grid)], 0, 1e-9).any()"),
    ),
    ("float-equality", edge("best == min(grid) or best == max(grid)")),
    ("float-equality", edge("best in (np.min(grid), np.max(grid))")),
    ("float-equality", edge("best <= min(grid) or best >= max(grid)")),
    (
        "float-equality",
        edge("ordered.index(best) in (0, len(grid) - 1)", "ordered = sorted(grid)"),
    ),
    ("wide-tolerance", edge("min(abs(best - min(grid)), abs(best - max(grid))) < .01")),
    (
        "wide-tolerance",
        edge("np.isclose(best, [min(grid), max(grid)], 0, 0.1).any()"),
    ),
    ("wide-tolerance", edge("abs(best - min(grid)) < 1e-3 or max(grid) - best < 1e-3")),
    ("always-true", edge("any(abs(best - t) < 1e-9 for t in grid)")),
    ("always-true", edge("bool(np.isclose(grid, best).any())")),
    ("always-true", edge("True")),
    ("always-false", edge("False")),
    ("always-false", edge("min(grid) > best > max(grid)")),
    (
        "which-edge-not-whether",
        edge("[abs(best - e) < 1e-9 for e in (min(grid), max(grid))]"),
    ),
    ("which-edge-not-whether", edge("np.abs(np.array(grid) - best).argmin()")),
    (
        "nothing-inside",
        """
def at_grid_edge(grid, best):
    if abs(best - min(grid)) <= 1e-9 or abs(best - max(grid)) <= 1e-9:
        return True
""",
    ),
]


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
