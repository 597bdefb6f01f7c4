"""Right ways of unit 3's exercises on binary temperatures."""

__all__ = ["BEST_TEMPERATURE", "EXERCISE_2", "NLL_AT_TEMPERATURE"]

NLL_AT_TEMPERATURE = {
    "composed": """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def nll_at_temperature(logits, labels, T):
    p = sigmoid(np.asarray(logits, dtype=float) / T)
    return -np.mean(np.log(np.where(np.asarray(labels).astype(bool), p, 1 - p)))
""",
    "stable": """
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float) / T, np.asarray(labels, dtype=int)
    return np.logaddexp(0, np.where(y == 1, -z, z)).mean()
""",
    "softplus less the logit of positives": """
def nll_at_temperature(logits, labels, T):
    z, y = np.divide(logits, T), np.array(labels, dtype=float)
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z)
""",
    "loops": """
import math
def nll_at_temperature(logits, labels, T):
    total = 0
    for z, y in zip(logits, labels):
        p = 1 / (1 + math.exp(-z / T))
        total -= math.log(p if y else 1 - p)
    return total / len(labels)
""",
    "scipy, a 0-d array": """
from scipy.special import log_expit
def nll_at_temperature(logits, labels, T):
    signs = 2 * np.asarray(labels, dtype=int) - 1
    return np.array(-log_expit(signs * np.asarray(logits) / T).mean())
""",
    "xlogy": """
from scipy.special import expit, xlogy
def nll_at_temperature(logits, labels, T):
    p, y = expit(np.asarray(logits) / T), np.asarray(labels, dtype=float)
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))
""",
    "scikit-learn": """
from scipy.special import expit
from sklearn.metrics import log_loss
def nll_at_temperature(logits, labels, T):
    truth = np.asarray(labels, dtype=int)
    return log_loss(truth, expit(np.asarray(logits, dtype=float) / T), labels=[0, 1])
""",
    "clipped where nobody sees it": """
def nll_at_temperature(logits, labels, T):
    p = 1 / (1 + np.exp(-np.array(logits) / T))
    p, y = np.clip(p, 1e-15, 1 - 1e-15), np.array(labels).astype(float)
    return [-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()]
""",
    "powers of the odds": """
def nll_at_temperature(logits, labels, T):
    side = np.where(np.asarray(labels, dtype=bool), 1, -1) * np.asarray(logits)
    return np.log1p(np.exp(-side / T)).sum() / np.size(side)
""",
    "Decimals": """
from decimal import Decimal
def nll_at_temperature(logits, labels, T):
    prices = []
    for z, y in zip(logits, labels):
        side = Decimal(float(z)) / Decimal(float(T)) * (1 if y else -1)
        prices.append((1 + (-side).exp()).ln())
    return sum(prices) / len(prices)
""",
}

_NLL = NLL_AT_TEMPERATURE["composed"]
_STABLE = NLL_AT_TEMPERATURE["stable"]

BEST_TEMPERATURE = {
    "min with a key": _NLL
    + """
def best_temperature(logits, labels, grid):
    return min(grid, key=lambda T: nll_at_temperature(logits, labels, T))
""",
    "argmin": _STABLE
    + """
def best_temperature(logits, labels, grid):
    losses = [nll_at_temperature(logits, labels, t) for t in grid]
    return grid[np.argmin(losses)]
""",
    "a loop with a best so far": _NLL
    + """
def best_temperature(logits, labels, grid):
    best, lowest = None, float("inf")
    for t in grid:
        loss = nll_at_temperature(logits, labels, t)
        if loss < lowest - 1e-9:
            best, lowest = t, loss
    return best
""",
    "one matrix of all": """
def best_temperature(logits, labels, grid):
    t = np.asarray(grid, dtype=float)
    signs = 2 * np.asarray(labels).astype(int) - 1
    margins = signs * np.asarray(logits, dtype=float) / t[:, None]
    return t[np.logaddexp(0, -margins).mean(axis=1).argmin()]
""",
    "sums, in 32 bits at the end": _STABLE
    + """
def best_temperature(logits, labels, grid):
    losses = {}
    for t in grid:
        losses.setdefault(nll_at_temperature(logits, labels, t) * len(labels), t)
    return np.float32(losses[min(losses)])
""",
    "scikit-learn's log loss, a 0-d array": """
from scipy.special import expit
from sklearn.metrics import log_loss
def best_temperature(logits, labels, grid):
    z, y = np.asarray(logits, dtype=float), np.asarray(labels, dtype=int)
    losses = np.array([log_loss(y, expit(z / t), labels=[0, 1]) for t in grid])
    return np.array(np.asarray(grid)[losses.argmin()])
""",
    "sorted by loss and place": _NLL
    + """
def best_temperature(logits, labels, grid):
    order = sorted(
        (round(float(nll_at_temperature(logits, labels, t)), 12), i)
        for i, t in enumerate(grid)
    )
    return float(grid[order[0][1]])
""",
    "a stable sort": _STABLE
    + """
def best_temperature(logits, labels, grid):
    losses = [-nll_at_temperature(logits, labels, t) for t in grid]
    return [np.array(grid)[np.argsort(-np.array(losses), kind="stable")[0]]]
""",
    "likelihoods multiplied": """
import math
def best_temperature(logits, labels, grid):
    def likelihood(t):
        return math.prod(1 / (1 + math.exp(-z / t if y else z / t))
                         for z, y in zip(logits, labels))
    return max(grid, key=likelihood)
""",
}

_DATA = """
logits, labels = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0], [1, 1, 1, 0, 0, 0]
grid, edges = [0.5, 1.0, 1.5, 2.0], [0, 0.33, 0.66, 1]
"""

EXERCISE_2 = {
    "on paper": """
ex2_nll = {0.5: 0.218, 1: 0.342, 1.5: 0.421, 2: 0.473}
ex2_best_T = 0.5
ex2_ece_before, ex2_ece_after = 0.126, 0.045
""",
    "keys as text": """
ex2_nll = {"0.5": 0.2184, "1": 0.3425, "1.5": 0.4213, "2": 0.4729}
ex2_best_T, ex2_ece_before, ex2_ece_after = 1 / 2, 0.1261, 0.0448
""",
    "keys as text with decimals, more temperatures": """
ex2_nll = {"2.0": .472924, "1.5": .42128, "1.0": .342469, "0.5": .218373, "10": .6404}
ex2_best_T, ex2_ece_before, ex2_ece_after = [0.5], (0.126139,), np.array([0.044753])
""",
    "computed by functions": _DATA
    + _NLL
    + """
def ece(probs, labels, edges):
    p, y, total = np.asarray(probs), np.asarray(labels), 0
    for i, (low, high) in enumerate(zip(edges, edges[1:])):
        inside = (p >= low) & ((p < high) | (i == len(edges) - 2))
        if inside.any():
            total += inside.sum() * abs(p[inside].mean() - y[inside].mean())
    return total / len(p)
ex2_nll = {T: nll_at_temperature(logits, labels, T) for T in grid}
ex2_best_T = min(ex2_nll, key=ex2_nll.get)
ex2_ece_before = ece(sigmoid(np.array(logits)), labels, edges)
ex2_ece_after = ece(sigmoid(np.array(logits) / ex2_best_T), labels, edges)
""",
    "scikit-learn and a histogram, NumPy's numbers": _DATA
    + """
from scipy.special import expit
from sklearn.metrics import log_loss
t = np.array(grid)
p = expit(np.array(logits) / t[:, None])
losses = [log_loss(labels, row) for row in p]
ex2_nll = dict(zip(t.astype(np.float32), np.array(losses, dtype=np.float32)))
ex2_best_T = t[np.argmin(losses)]
off = [np.histogram(row, edges, weights=row - np.array(labels))[0] for row in p]
ex2_ece_before = np.abs(off[1]).sum() / 6
ex2_ece_after = np.abs(off[0]).sum() / np.int64(6)
""",
    "Fractions, whole-number keys where there are": """
from fractions import Fraction
ex2_nll = {Fraction(1, 2): Fraction(218, 1000), 1: Fraction(342, 1000),
           Fraction(3, 2): Fraction(421, 1000), 2: Fraction(473, 1000)}
ex2_best_T = Fraction(1, 2)
ex2_ece_before, ex2_ece_after = Fraction(126, 1000), Fraction(45, 1000)
""",
    "edges at exact thirds decide alike": _DATA
    + _STABLE
    + """
ex2_nll = {float(T): nll_at_temperature(logits, labels, T) for T in grid}
ex2_best_T = np.float16(0.5)
def gap(T):
    p = 1 / (1 + np.exp(-np.array(logits) / T))
    return sum(abs(sum(p[i:i + 2]) - sum(labels[i:i + 2])) for i in (0, 2, 4)) / 6
ex2_ece_before, ex2_ece_after = gap(1), gap(ex2_best_T)
""",
}
