"""Wrong ways of unit 4 that no slip explains, some of them two slips at once."""

from .cost_slips import sweep
from .precision_slips import search

__all__ = ["UNKNOWN", "UNSEEN"]

UNKNOWN = {
    "cost-threshold": {
        "inverted, in percent": (
            "def cost_threshold(cost_fp, cost_fn):\n"
            "    return 100 * cost_fn / (cost_fp + cost_fn)"
        ),
        "the larger share": (
            "def cost_threshold(cost_fp, cost_fn):\n"
            "    return max(cost_fp, cost_fn) / (cost_fp + cost_fn)"
        ),
        "the mean of the costs": (
            "def cost_threshold(cost_fp, cost_fn):\n    return (cost_fp + cost_fn) / 2"
        ),
        "squares": (
            "def cost_threshold(cost_fp, cost_fn):\n"
            "    return cost_fp ** 2 / (cost_fp ** 2 + cost_fn ** 2)"
        ),
        "text": "def cost_threshold(cost_fp, cost_fn): return 'low'",
        "both shares": (
            "def cost_threshold(cost_fp, cost_fn):\n"
            "    total = cost_fp + cost_fn\n"
            "    return cost_fp / total, cost_fn / total"
        ),
        "raises": "def cost_threshold(cost_fp, cost_fn): return cost_fp.mean()",
    },
    "expected-cost": {
        "actions and costs swapped": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return p * cost_fp if flag else (1 - p) * cost_fn * 2
""",
        "a gain for what is found": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return (1 - p) * cost_fp - p * cost_fn if flag else p * cost_fn
""",
        "percent": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return 100 * ((1 - p) * cost_fp if flag else p * cost_fn)
""",
        "the odds": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return p / (1.5 - p) * (cost_fp if flag else cost_fn)
""",
        "both costs, in a pair": """
def expected_cost(p, flag, cost_fp, cost_fn):
    return (1 - p) * cost_fp, p * cost_fn
""",
        "text": "def expected_cost(p, flag, cost_fp, cost_fn): return 'dear'",
    },
    "best-cost-threshold": {
        "strict, with the mean": sweep(
            strict=True, answer="best_t, (cost_fp * fp + cost_fn * fn) / n"
        ),
        "costs swapped and smallest at once": sweep(
            "[*sorted(set(scores)), inf]", objective="cost_fp * fn + cost_fn * fp"
        ),
        "costs in squares": sweep(objective="cost_fp ** 2 * fp + cost_fn ** 2 * fn"),
        "a fine grid": sweep("[0.005 + i / 20 for i in range(21)]"),
        "the median": """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    t = float(np.median(scores)) + 0.001
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    return t, cost_fp * (~y[s >= t]).sum() + cost_fn * y[s < t].sum()
""",
        "the threshold alone": "def best_cost_threshold(s, y, a, b): return 0.61",
        "text": "def best_cost_threshold(s, y, a, b): return 'none', 'cheap'",
        "None for nothing flagged": sweep(answer="None, cost_fn * fn"),
        "raises": "def best_cost_threshold(s, y, a, b): return s.sum(), 0",
    },
    "threshold-for-precision": {
        "strict, and inf for none": search(
            rule=', ">"', answer="float('inf') if best is None else best"
        ),
        "largest, and above the target": search(
            enough="precision > target", better="best is None"
        ),
        "half of the target": search(enough="precision >= target / 2"),
        "a false alarm more": search(enough="tp >= 1 and precision >= target - 0.1"),
        "the precision": """
def threshold_for_precision(scores, labels, target):
    return target
""",
        "its place": search(answer="None if best is None else 3"),
        "text for none": search(answer="best or 'infeasible'"),
        "always none": "def threshold_for_precision(s, y, t): return None",
        "raises": "def threshold_for_precision(s, y, t): return s.mean() > t",
    },
    "f-beta": {
        "swapped, without the factor": """
def f_beta(precision, recall, beta):
    below = precision + beta ** 2 * recall
    return precision * recall / below if below else 0.0
""",
        "not squared, nan": """
def f_beta(precision, recall, beta):
    p, r = np.float64(precision), np.float64(recall)
    return (1 + beta) * p * r / (beta * p + r)
""",
        "geometric": """
def f_beta(precision, recall, beta):
    return (precision * recall ** (beta ** 2)) ** (1 / (1 + beta ** 2))
""",
        "percent": """
def f_beta(precision, recall, beta):
    below = beta ** 2 * precision + recall
    return 100 * (1 + beta ** 2) * precision * recall / below if below else 0.0
""",
        "recall": "def f_beta(precision, recall, beta): return recall",
        "a function": "def f_beta(precision, recall, beta): return f_beta",
    },
    "mini-challenge": {
        "close by": "mini_threshold = 0.21",
        "a third": "mini_threshold = 1 / 3",
        "the stop-line rule": "mini_threshold = 0.95",
        "both shares": "mini_threshold = (0.2, 0.8)",
        "text": "mini_threshold = '0.2'",
    },
}

# What the visible checks do not see: (source, points at grading, a kind that is named).
UNSEEN = {
    "cost-threshold": {
        "a ratio that divides by a cost of 0": (
            "def cost_threshold(cost_fp, cost_fn):\n"
            "    return 1 / (1 + cost_fn / cost_fp)",
            2,
            "false alarms cost nothing",
        ),
        "odds that divide by a cost of 0": (
            "def cost_threshold(cost_fp, cost_fn):\n"
            "    odds = cost_fp / cost_fn\n"
            "    return odds / (1 + odds)",
            2,
            "misses cost nothing",
        ),
    },
    "best-cost-threshold": {
        "misses in units of a false alarm": (
            sweep(
                objective="fp + cost_fn / cost_fp * fn",
                answer="best_t, cost_fp * best",
            ),
            2,
            "false alarms cost nothing",
        ),
        "false alarms in units of a miss": (
            sweep(objective="cost_fp / cost_fn * fp + fn"),
            2,
            "misses cost nothing",
        ),
    },
}
