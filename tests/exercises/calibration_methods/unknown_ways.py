"""Wrong ways of unit 3 that no slip explains, some of them two slips at once."""

from .temperature_slips import card

__all__ = ["UNKNOWN"]

UNKNOWN = {
    "sigmoid": {
        "the square": "def sigmoid(z): return (1 / (1 + np.exp(-z))) ** 2",
        "half of it": "def sigmoid(z): return 0.5 / (1 + np.exp(-z))",
        "the normal distribution": """
from scipy.stats import norm
def sigmoid(z): return norm.cdf(z)
""",
        "an odd slope": "def sigmoid(z): return 1 / (1 + np.exp(-1.7 * z))",
        "nan made 0": """
def sigmoid(z):
    return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))
""",
        "text": "def sigmoid(z): return 'half'",
        "nothing": "def sigmoid(z): 1 / (1 + np.exp(-z))",
        "raises": "def sigmoid(z): return 1 / (1 + np.expp(-z))",
    },
    "nll-at-temperature": {
        "multiplied, and summed": """
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float) * T, np.asarray(labels, dtype=int)
    return np.logaddexp(0, np.where(y == 1, -z, z)).sum()
""",
        "the temperature squared": """
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float) / T**2, np.asarray(labels, dtype=int)
    return np.logaddexp(0, np.where(y == 1, -z, z)).mean()
""",
        "bits, reversed": """
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float) / T, np.asarray(labels, dtype=int)
    return np.logaddexp(0, np.where(y == 1, z, -z)).mean() / np.log(2)
""",
        "the median": """
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float) / T, np.asarray(labels, dtype=int)
    return np.median(np.logaddexp(0, np.where(y == 1, -z, z)))
""",
        "the prices, not their mean": """
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float) / T, np.asarray(labels, dtype=int)
    return np.logaddexp(0, np.where(y == 1, -z, z))
""",
        "the Brier score": """
def nll_at_temperature(logits, labels, T):
    p = 1 / (1 + np.exp(-np.asarray(logits, dtype=float) / T))
    return np.mean((p - np.asarray(labels, dtype=int)) ** 2)
""",
        "nothing": "def nll_at_temperature(logits, labels, T): np.divide(logits, T)",
        "raises": "def nll_at_temperature(logits, labels, T): return logits / T",
    },
    "best-temperature": {
        "always 1": "def best_temperature(logits, labels, grid): return 1.0",
        "the middle of the grid": """
def best_temperature(logits, labels, grid):
    return sorted(grid)[len(grid) // 2]
""",
        "one place further": """
def best_temperature(logits, labels, grid):
    z, y = np.asarray(logits, dtype=float), np.asarray(labels, dtype=int)
    losses = [np.logaddexp(0, np.where(y == 1, -z, z) / t).mean() for t in grid]
    return grid[(np.argmin(losses) + 1) % len(grid)]
""",
        "a finer search, off the grid": """
from scipy.optimize import minimize_scalar
def best_temperature(logits, labels, grid):
    z, y = np.asarray(logits, dtype=float), np.asarray(labels, dtype=int)
    loss = lambda t: np.logaddexp(0, np.where(y == 1, -z, z) / t).mean()
    return minimize_scalar(loss, bounds=(0.05, 10), method="bounded").x
""",
        "the grid": "def best_temperature(logits, labels, grid): return grid",
        "text": "def best_temperature(logits, labels, grid): return f'T = {grid[0]}'",
        "nothing": "def best_temperature(logits, labels, grid): min(grid)",
        "raises": "def best_temperature(logits, labels, grid): return logits / grid",
    },
    "at-grid-edge": {
        "below the mean": """
def at_grid_edge(grid, best):
    return bool(best < np.mean(grid))
""",
        "near the middle": """
def at_grid_edge(grid, best):
    return bool(abs(best - np.median(grid)) < 0.2)
""",
        "above the mean": """
def at_grid_edge(grid, best):
    return bool(best > np.mean(grid))
""",
        "the first of the list alone": """
def at_grid_edge(grid, best):
    return bool(best == grid[0])
""",
        "words": """
def at_grid_edge(grid, best):
    return "yes" if best in (min(grid), max(grid)) else "no"
""",
        "nothing": "def at_grid_edge(grid, best): best in (min(grid), max(grid))",
        "raises": "def at_grid_edge(grid, best): return best in grid.ends",
    },
    "softmax-at-temperature": {
        "columns, multiplied": """
from scipy.special import softmax
def softmax_at_temperature(logits, T):
    return softmax(np.array(logits) * T, axis=0)
""",
        "powers of two": """
def softmax_at_temperature(logits, T):
    z = np.array(logits, dtype=float) / T
    e = 2 ** (z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
""",
        "shares of the logits": """
def softmax_at_temperature(logits, T):
    z = np.array(logits, dtype=float) / T
    return z / z.sum(axis=1, keepdims=True)
""",
        "the lowest wins": """
from scipy.special import softmax
def softmax_at_temperature(logits, T):
    return softmax(-np.array(logits) / T, axis=1)
""",
        "transposed": """
from scipy.special import softmax
def softmax_at_temperature(logits, T):
    return softmax(np.array(logits) / T, axis=1).T
""",
        "a row too few": """
from scipy.special import softmax
def softmax_at_temperature(logits, T):
    return softmax(np.array(logits) / T, axis=1)[1:]
""",
        "nothing": "def softmax_at_temperature(logits, T): np.exp(logits)",
        "raises": "def softmax_at_temperature(logits, T): return logits / T",
    },
    "pav": {
        "straight line": """
def pav(values):
    places = np.arange(len(values))
    return np.poly1d(np.polyfit(places, values, min(1, len(values) - 1)))(places)
""",
        "mean of both envelopes": """
def pav(values):
    v = np.asarray(values, dtype=float)
    low = np.minimum.accumulate(v[::-1])[::-1]
    return (np.maximum.accumulate(v) + low) / 2
""",
        "running means": """
def pav(values):
    return np.cumsum(values) / np.arange(1, len(values) + 1)
""",
        "blocks of two": """
def pav(values):
    v = [float(x) for x in values]
    return [sum(v[i // 2 * 2:i // 2 * 2 + 2]) / 2 for i in range(len(v))]
""",
        "one too few": "def pav(values): return sorted(values)[1:]",
        "a number": "def pav(values): return np.mean(values)",
        "nothing": "def pav(values): sorted(values)",
        "raises": "def pav(values): return values / len(values)",
    },
    "exercise-2": {
        "guesses": """
ex2_nll = {0.5: 0.2, 1: 0.35, 1.5: 0.4, 2: 0.5}
ex2_best_T, ex2_ece_before, ex2_ece_after = 1.0, 0.15, 0.1
""",
        "the four in a list": card(ex2_nll="[0.218, 0.342, 0.421, 0.473]"),
        "a temperature missing": card(ex2_nll="{0.5: 0.218, 1: 0.342, 1.5: 0.421}"),
        "keys that are no numbers": card(ex2_nll="{'T=0.5': 0.218, None: 0.342}"),
        "off the grid": card(ex2_best_T=0.05),
        "the middle one": card(ex2_best_T=1.0),
        "text": card(ex2_best_T="'0.5'", ex2_ece_before="'.126'"),
        "a wrong ECE beside right NLLs": card(ex2_ece_after=0.06),
        "None": card(ex2_ece_after="None", ex2_nll="None"),
    },
}
