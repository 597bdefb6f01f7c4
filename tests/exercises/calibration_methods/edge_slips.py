"""Known slips of the sigmoid and the grid's edge."""

__all__ = ["AT_GRID_EDGE", "SIGMOID"]


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
