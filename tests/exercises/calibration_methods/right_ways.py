"""Right ways of unit 3, as learners write them."""

from .right_temperatures import (
    BEST_TEMPERATURE,
    EXERCISE_2,
    NLL_AT_TEMPERATURE,
)

__all__ = ["RIGHT"]

SIGMOID = {
    "the formula": """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
    "scipy": """
from scipy.special import expit
def sigmoid(z):
    return expit(z)
""",
    "two branches with masks": """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    out[~up] = e / (1 + e)
    return out
""",
    "where, with the absolute value": """
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
""",
    "tanh": """
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))
""",
    "one logarithm": """
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=np.longdouble)))
""",
    "loops over nested lists": """
import math
def sigmoid(z):
    if np.ndim(z):
        return [sigmoid(row) for row in z]
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))
""",
    "vectorised": """
import math
@np.vectorize
def sigmoid(z):
    return 1.0 / (1.0 + math.exp(-z)) if z > -700 else 0.0
""",
    "clipped where nobody sees it, at least one dimension": """
def sigmoid(z):
    z = np.clip(np.atleast_1d(z), -500, 500)
    return np.reciprocal(1 + np.exp(-z.astype(float)))
""",
    "scikit-learn's softmax of two": """
from sklearn.utils.extmath import softmax
def sigmoid(z):
    flat = np.ravel(np.asarray(z, dtype=float))
    pairs = softmax(np.column_stack([np.zeros_like(flat), flat]))
    return pairs[:, 1].reshape(np.shape(z))
""",
    "logistic distribution": """
from scipy.stats import logistic
def sigmoid(z):
    return logistic.cdf(z)
""",
}

AT_GRID_EDGE = {
    "the formula": """
def at_grid_edge(grid, best):
    return abs(best - min(grid)) <= 1e-9 or abs(best - max(grid)) <= 1e-9
""",
    "isclose of NumPy": """
def at_grid_edge(grid, best):
    return bool(np.isclose(best, [np.min(grid), np.max(grid)], 0, 1e-9).any())
""",
    "isclose of NumPy as it comes, a NumPy boolean": """
def at_grid_edge(grid, best):
    return np.isclose(best, np.min(grid)) | np.isclose(best, np.max(grid))
""",
    "sorted, math.isclose": """
import math
def at_grid_edge(grid, best):
    ordered = sorted(grid)
    return any(math.isclose(best, e, abs_tol=1e-9) for e in (ordered[0], ordered[-1]))
""",
    "the nearest of the sorted grid, 1 or 0": """
def at_grid_edge(grid, best):
    ordered = np.sort(grid)
    place = np.abs(ordered - best).argmin()
    low, high = ordered[0], ordered[-1]
    return int(ordered[place] == low or ordered[place] == high)
""",
    "nothing on one side": """
def at_grid_edge(grid, best):
    g = np.asarray(grid, dtype=float)
    below, above = (g < best - 1e-9).any(), (g > best + 1e-9).any()
    return not (below and above)
""",
    "the ends in a loop": """
def at_grid_edge(grid, best):
    low = high = grid[0]
    for t in grid:
        if t < low:
            low = t
        if t > high:
            high = t
    if best <= low + 1e-9:
        return True
    if best >= high - 1e-9:
        return True
    return False
""",
    "rounded numbers, a 0-d array": """
def at_grid_edge(grid, best):
    g = np.round(np.array(grid, dtype=float), 9)
    return np.array(round(float(best), 9) in (g.min(), g.max()))
""",
}

SOFTMAX = {
    "vectorised": """
def softmax_at_temperature(logits, T):
    z = np.asarray(logits, dtype=float) / T
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
""",
    "scipy": """
from scipy.special import softmax
def softmax_at_temperature(logits, T):
    return softmax(np.divide(logits, T), axis=1)
""",
    "scikit-learn": """
from sklearn.utils.extmath import softmax
def softmax_at_temperature(logits, T):
    return softmax(np.asarray(logits, dtype=float) / T, copy=True)
""",
    "loops": """
import math
def softmax_at_temperature(logits, T):
    rows = []
    for row in logits:
        top = max(row)
        e = [math.exp((z - top) / T) for z in row]
        total = sum(e)
        rows.append([x / total for x in e])
    return rows
""",
    "logarithms first": """
from scipy.special import logsumexp
def softmax_at_temperature(logits, T):
    z = np.array(logits) / T
    return np.exp(z - logsumexp(z, axis=1)[:, None])
""",
    "log_softmax": """
from scipy.special import log_softmax
def softmax_at_temperature(logits, T):
    return np.exp(log_softmax(np.array(logits, dtype=float) / T, axis=-1))
""",
    "each against all the others": """
from scipy.special import expit
def softmax_at_temperature(logits, T):
    z = np.asarray(logits, dtype=float) / T
    gaps = z[:, None, :] - z[:, :, None]
    return 1 / np.exp(gaps).sum(axis=2)
""",
    "tuples, extended precision": """
def softmax_at_temperature(logits, T):
    z = np.asarray(logits, dtype=np.longdouble) / T
    e = np.exp(z - np.amax(z, axis=1).reshape(-1, 1))
    return tuple(tuple(float(x) for x in row / row.sum()) for row in e)
""",
    "columns, transposed twice": """
def softmax_at_temperature(logits, T):
    z = np.transpose(np.asarray(logits, dtype=float)) / T
    e = np.exp(z - z.max(axis=0))
    return (e / e.sum(axis=0)).T
""",
    "powers": """
def softmax_at_temperature(logits, T):
    m = np.asarray(logits, dtype=float)
    e = np.exp(m - m.max(1)[:, np.newaxis])
    p = (e / e.sum(1)[:, np.newaxis]) ** (1 / T)
    return p / p.sum(1)[:, np.newaxis]
""",
}

PAV = {
    "a stack of sums and sizes": """
def pav(values):
    blocks = []
    for value in values:
        blocks.append([float(value), 1])
        while len(blocks) > 1 and (
            blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]
        ):
            s, n = blocks.pop()
            blocks[-1][0] += s
            blocks[-1][1] += n
    return [s / n for s, n in blocks for _ in range(n)]
""",
    "scikit-learn": """
from sklearn.isotonic import isotonic_regression
def pav(values):
    return isotonic_regression(np.asarray(values, dtype=float))
""",
    "scikit-learn's estimator": """
from sklearn.isotonic import IsotonicRegression
def pav(values):
    places = np.arange(len(values))
    return IsotonicRegression().fit_transform(places, values)
""",
    "SciPy": """
from scipy.optimize import isotonic_regression
def pav(values):
    return isotonic_regression(values, increasing=True).x
""",
    "the greatest of the least means": """
def pav(values):
    v, n = np.asarray(values, dtype=float), len(values)
    return [max(min(v[a:b].mean() for b in range(i + 1, n + 1)) for a in range(i + 1))
            for i in range(n)]
""",
    "the hull below the running sums": """
def pav(values):
    total = [0.0]
    for v in values:
        total.append(total[-1] + v)
    fit, start = [], 0
    while start < len(values):
        slopes = [(total[end] - total[start]) / (end - start)
                  for end in range(start + 1, len(total))]
        low = min(slopes)
        size = max(i + 1 for i, s in enumerate(slopes) if s <= low + 1e-12)
        fit += [low] * size
        start += size
    return tuple(fit)
""",
    "again and again until nothing falls": """
def pav(values):
    blocks = [[float(v)] for v in values]
    i = 0
    while i + 1 < len(blocks):
        if np.mean(blocks[i]) > np.mean(blocks[i + 1]):
            blocks[i:i + 2] = [blocks[i] + blocks[i + 1]]
            i = max(i - 1, 0)
        else:
            i += 1
    return np.array([np.mean(b) for b in blocks for _ in b])
""",
    "from right to left, Fractions": """
from fractions import Fraction
def pav(values):
    blocks = []
    for v in reversed(list(values)):
        total, size = Fraction(float(v)), 1
        while blocks and total / size >= blocks[-1][0] / blocks[-1][1]:
            s, n = blocks.pop()
            total, size = total + s, size + n
        blocks.append((total, size))
    return [s / n for s, n in reversed(blocks) for _ in range(n)]
""",
    "pools of equal values too": """
def pav(values):
    means, sizes = [], []
    for v in values:
        mean, size = float(v), 1
        while means and means[-1] >= mean:
            m, n = means.pop(), sizes.pop()
            mean = (mean * size + m * n) / (size + n)
            size += n
        means.append(mean)
        sizes.append(size)
    return np.repeat(means, sizes)
""",
}

RIGHT = {
    "sigmoid": SIGMOID,
    "nll-at-temperature": NLL_AT_TEMPERATURE,
    "best-temperature": BEST_TEMPERATURE,
    "at-grid-edge": AT_GRID_EDGE,
    "softmax-at-temperature": SOFTMAX,
    "pav": PAV,
    "exercise-2": EXERCISE_2,
}
