"""Right ways of unit 4, as learners write them."""

from .right_searches import BEST_COST, FOR_PRECISION

__all__ = ["RIGHT"]

COST_THRESHOLD = {
    "the formula": """
def cost_threshold(cost_fp, cost_fn):
    return cost_fp / (cost_fp + cost_fn)
""",
    "one over one plus the ratio, where there is one": """
def cost_threshold(cost_fp, cost_fn):
    return 1 / (1 + cost_fn / cost_fp) if cost_fp else 0
""",
    "from the odds, where there are any": """
def cost_threshold(cost_fp, cost_fn):
    if cost_fn == 0:
        return 1.0
    odds = cost_fp / cost_fn
    return odds / (1 + odds)
""",
    "a share, as an array": """
def cost_threshold(cost_fp, cost_fn):
    costs = np.array([cost_fp, cost_fn], dtype=float)
    return (costs / costs.sum())[:1]
""",
    "an exact Fraction": """
from fractions import Fraction
def cost_threshold(cost_fp, cost_fn):
    fp, fn = Fraction(cost_fp), Fraction(cost_fn)
    return fp / (fp + fn)
""",
    "a linear equation": """
def cost_threshold(cost_fp, cost_fn):
    return np.linalg.solve([[cost_fn + cost_fp]], [cost_fp])
""",
    "a root": """
from scipy.optimize import brentq
def cost_threshold(cost_fp, cost_fn):
    return brentq(lambda p: (1 - p) * cost_fp - p * cost_fn, 0, 1, xtol=1e-15)
""",
    "bisection": """
def cost_threshold(cost_fp, cost_fn):
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if middle * cost_fn < (1 - middle) * cost_fp:
            low = middle
        else:
            high = middle
    return high
""",
}

EXPECTED_COST = {
    "two cases": """
def expected_cost(p, flag, cost_fp, cost_fn):
    if flag:
        return (1 - p) * cost_fp
    return p * cost_fn
""",
    "one line": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return cost_fp - p * cost_fp if flag == 1 else cost_fn * p
""",
    "flag as a number": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return flag * (1 - p) * cost_fp + (1 - flag) * p * cost_fn
""",
    "a cost matrix": """
def expected_cost(p, flag, cost_fp, cost_fn):
    costs = np.array([[0, cost_fn], [cost_fp, 0]])
    return costs[int(flag)] @ [1 - p, p]
""",
    "np.where, an array without dimensions": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return np.where(flag, (1 - p) * cost_fp, p * cost_fn)
""",
    "a table of actions": """
def expected_cost(p, flag, cost_fp, cost_fn):
    wrong = {True: (1 - p, cost_fp), False: (p, cost_fn)}
    share, cost = wrong[bool(flag)]
    return [share * cost]
""",
    "Decimals": """
from decimal import Decimal
def expected_cost(p, flag, cost_fp, cost_fn):
    p, fp, fn = (Decimal(str(x)) for x in (p, cost_fp, cost_fn))
    return float(fp * (1 - p) if flag else fn * p)
""",
}

F_BETA = {
    "the formula, guarded by its denominator": """
def f_beta(precision, recall, beta):
    below = beta ** 2 * precision + recall
    if below == 0:
        return 0.0
    return (1 + beta ** 2) * precision * recall / below
""",
    "guarded by the product": """
def f_beta(precision, recall, beta):
    top = precision * recall
    return (1 + beta * beta) * top / (beta * beta * precision + recall) if top else 0
""",
    "a weighted harmonic mean": """
def f_beta(precision, recall, beta):
    if precision == 0 or recall == 0:
        return 0.0
    weight = 1 / (1 + beta ** 2)
    return 1 / (weight / precision + (1 - weight) / recall)
""",
    "statistics": """
from statistics import harmonic_mean
def f_beta(precision, recall, beta):
    return harmonic_mean([float(precision), float(recall)], weights=[1, beta ** 2])
""",
    "scipy": """
from scipy.stats import hmean
def f_beta(precision, recall, beta):
    if min(precision, recall) == 0:
        return 0.0
    return hmean(np.array([precision, recall], dtype=float), weights=[1, beta ** 2])
""",
    "np.divide, an array without dimensions": """
def f_beta(precision, recall, beta):
    below = np.asarray(beta ** 2 * precision + recall, dtype=float)
    top = (1 + beta ** 2) * precision * recall
    return np.divide(top, below, out=np.zeros(()), where=below > 0)
""",
    "nan replaced": """
def f_beta(precision, recall, beta):
    p, r = np.float64(precision), np.float64(recall)
    return np.nan_to_num((1 + beta ** 2) * p * r / (beta ** 2 * p + r))
""",
    "an exact Fraction": """
from fractions import Fraction
def f_beta(precision, recall, beta):
    p, r, b = map(Fraction, (precision, recall, beta))
    try:
        return (1 + b ** 2) * p * r / (b ** 2 * p + r)
    except ZeroDivisionError:
        return 0
""",
    "the error caught": """
def f_beta(precision, recall, beta):
    try:
        return ((1 + beta ** 2) * float(precision) * float(recall)
                / (beta ** 2 * float(precision) + float(recall)))
    except ZeroDivisionError:
        return 0.0
""",
}

MINI_CHALLENGE = {
    "on paper": "mini_threshold = 0.2",
    "a division": "mini_threshold = 1 / (1 + 4)",
    "by the function": """
def cost_threshold(cost_fp, cost_fn):
    return cost_fp / (cost_fp + cost_fn)
mini_threshold = cost_threshold(1, 4)
""",
    "an array without dimensions": "mini_threshold = np.array(0.2)",
    "32 bits": "mini_threshold = np.float32(0.2)",
    "a list of one": "mini_threshold = [1 / 5]",
    "a Fraction": "from fractions import Fraction\nmini_threshold = Fraction(1, 5)",
    "three decimals": "mini_threshold = round(0.2004, 3)",
}

RIGHT = {
    "cost-threshold": COST_THRESHOLD,
    "expected-cost": EXPECTED_COST,
    "best-cost-threshold": BEST_COST,
    "threshold-for-precision": FOR_PRECISION,
    "f-beta": F_BETA,
    "mini-challenge": MINI_CHALLENGE,
}
