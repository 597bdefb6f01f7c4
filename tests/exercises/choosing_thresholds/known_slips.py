"""Known slips of unit 4, as learners make them."""

from .cost_slips import BEST_COST
from .precision_slips import FOR_PRECISION

__all__ = ["SLIPS"]


def threshold(answer):
    """Write a threshold from costs that goes wrong."""
    return f"def cost_threshold(cost_fp, cost_fn):\n    return {answer}\n"


def average(flagged, left, condition="flag"):
    """Write an average cost that goes wrong in one place."""
    return f"""
def expected_cost(p, flag, cost_fp, cost_fn):
    if {condition}:
        return {flagged}
    return {left}
"""


def f(answer, guard="precision == recall == 0", undefined="0.0"):
    """Write an F-beta that goes wrong in one place."""
    return f"""
def f_beta(precision, recall, beta):
    if {guard}:
        return {undefined}
    p, r, b2 = precision, recall, beta ** 2
    return {answer}
"""


RIGHT_F = "(1 + b2) * p * r / (b2 * p + r)"

COST_THRESHOLD = [
    ("inverted-ratio", threshold("cost_fn / (cost_fp + cost_fn)")),
    ("inverted-ratio", threshold("1 - cost_fp / (cost_fp + cost_fn)")),
    ("odds-for-probability", threshold("cost_fp / cost_fn")),
    ("odds-for-probability", threshold("np.clip(cost_fp / cost_fn, 0, 1)")),
    # Where a cost is 0, a ratio ends in an error or in what the learner puts there.
    ("odds-for-probability", threshold("cost_fp / cost_fn if cost_fn else np.inf")),
    ("inverted-odds", threshold("cost_fn / cost_fp")),
    ("inverted-odds", threshold("cost_fn / cost_fp if cost_fp else 1.0")),
    ("default-half", threshold("0.5")),
    ("sum-without-parentheses", threshold("cost_fp / cost_fp + cost_fn")),
    ("sum-without-parentheses", threshold("1 + cost_fn")),
    ("whole-number-division", threshold("cost_fp // (cost_fp + cost_fn)")),
    ("whole-number-division", threshold("int(cost_fp / (cost_fp + cost_fn))")),
    ("percent-for-probability", threshold("100 * cost_fp / (cost_fp + cost_fn)")),
    ("difference-of-costs", threshold("(cost_fn - cost_fp) / (cost_fn + cost_fp)")),
    ("rounded-result", threshold("round(cost_fp / (cost_fp + cost_fn), 2)")),
    ("rounded-result", threshold("np.round(cost_fp / (cost_fp + cost_fn), 4)")),
]

EXPECTED_COST = [
    ("actions-swapped", average("p * cost_fn", "(1 - p) * cost_fp")),
    ("actions-swapped", average("(1 - p) * cost_fp", "p * cost_fn", "not flag")),
    ("probabilities-swapped", average("p * cost_fp", "(1 - p) * cost_fn")),
    ("costs-swapped", average("(1 - p) * cost_fn", "p * cost_fp")),
    (
        "both-mistakes-added",
        "def expected_cost(p, flag, cost_fp, cost_fn):\n"
        "    return p * cost_fn + (1 - p) * cost_fp\n",
    ),
    (
        "cheaper-action",
        "def expected_cost(p, flag, cost_fp, cost_fn):\n"
        "    return np.minimum(p * cost_fn, (1 - p) * cost_fp)\n",
    ),
    (
        "cheaper-action",
        average(
            "(1 - p) * cost_fp", "p * cost_fn", "p >= cost_fp / (cost_fp + cost_fn)"
        ),
    ),
    ("decides-at-half", average("(1 - p) * cost_fp", "p * cost_fn", "p >= 0.5")),
    ("decides-at-half", average("(1 - p) * cost_fp", "p * cost_fn", "p > 0.5")),
    ("probability-forgotten", average("cost_fp", "cost_fn")),
    ("one-probability-for-both", average("p * cost_fp", "p * cost_fn")),
    ("one-probability-for-both", average("(1 - p) * cost_fp", "(1 - p) * cost_fn")),
    (
        "one-is-not-true",
        average("(1 - p) * cost_fp", "p * cost_fn", "flag is True"),
    ),
    (
        "one-is-not-true",
        average("(1 - p) * cost_fp", "p * cost_fn", "str(flag) == 'True'"),
    ),
    ("negative-cost", average("-(1 - p) * cost_fp", "-p * cost_fn")),
    (
        "rounded-result",
        average("round((1 - p) * cost_fp, 2)", "round(p * cost_fn, 2)"),
    ),
    (
        "rounded-result",
        average("np.round((1 - p) * cost_fp, 6)", "np.round(p * cost_fn, 6)"),
    ),
]

F_BETA = [
    ("beta-not-squared", f("(1 + beta) * p * r / (beta * p + r)")),
    # A first attempt, which has not thought of 0/0 either: one slip at a time.
    ("beta-not-squared", f("(1 + beta) * p * r / (beta * p + r)", "False")),
    ("beta-squared-once", f("(1 + beta) * p * r / (b2 * p + r)")),
    ("beta-squared-once", f("(1 + b2) * p * r / (beta * p + r)")),
    ("precision-and-recall-swapped", f("(1 + b2) * p * r / (p + b2 * r)")),
    (
        "precision-and-recall-swapped",
        f("(1 + 1 / b2) * p * r / (p / b2 + r)"),
    ),
    ("precision-and-recall-swapped", f("(1 + b2) * p * r / (p + b2 * r)", "False")),
    ("beta-ignored", f("2 * p * r / (p + r)")),
    ("beta-ignored", f("2 * p * r / (p + r)", "False")),
    ("factor-of-f1", f("2 * p * r / (b2 * p + r)")),
    ("factor-of-f1", f("2 * p * r / (b2 * p + r)", "False")),
    ("factor-missing", f("p * r / (b2 * p + r)")),
    ("factor-missing", f("p * r / (b2 * p + r)", "False")),
    ("arithmetic-mean", f("(p + b2 * r) / (1 + b2)")),
    (
        "arithmetic-mean",
        "def f_beta(precision, recall, beta):\n"
        "    return np.average([precision, recall], weights=[1, beta ** 2])\n",
    ),
    ("divides-by-zero", f(RIGHT_F, "False")),
    ("divides-by-zero", f("(1 + b2) / (1 / p + b2 / r)", "False")),
    ("undefined-is-nan", f(RIGHT_F, undefined="np.nan")),
    (
        "undefined-is-nan",
        "def f_beta(precision, recall, beta):\n"
        "    p, r = np.float64(precision), np.float64(recall)\n"
        "    return (1 + beta ** 2) * p * r / (beta ** 2 * p + r)\n",
    ),
    ("undefined-is-one", f(RIGHT_F, undefined="1.0")),
    ("rounded-result", f(f"round({RIGHT_F}, 3)")),
    ("rounded-result", f(f"np.around({RIGHT_F}, 5)")),
]

MINI_CHALLENGE = [
    ("inverted-ratio", "mini_threshold = 4 / (1 + 4)"),
    ("inverted-ratio", "mini_threshold = .8"),
    ("odds-for-probability", "mini_threshold = 1 / 4"),
    ("default-half", "mini_threshold = 0.5"),
    ("inverted-odds", "mini_threshold = 4"),
    ("odds-from-one", "mini_threshold = 1 - 1 / 4"),
    ("percent-for-probability", "mini_threshold = 20"),
]

SLIPS = {
    "cost-threshold": COST_THRESHOLD,
    "expected-cost": EXPECTED_COST,
    "best-cost-threshold": BEST_COST,
    "threshold-for-precision": FOR_PRECISION,
    "f-beta": F_BETA,
    "mini-challenge": MINI_CHALLENGE,
}
