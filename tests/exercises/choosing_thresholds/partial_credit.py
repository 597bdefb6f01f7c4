"""What is right of a wrong answer to unit 4, and what is said of it."""

__all__ = ["CHANGED", "EARNED", "TOLD"]

# By hand: what each slip leaves right, in points.
EARNED = {
    ("cost-threshold", "inverted-ratio"): 0,
    # Only equal costs would be right.
    ("cost-threshold", "default-half"): 0,
    ("expected-cost", "actions-swapped"): 0,
    # A part left alone is right whether its flag is False or 0.
    ("expected-cost", "one-is-not-true"): 1,
    # Where no tie is asked for, the search is right.
    ("best-cost-threshold", "nothing-flagged-missing"): 2,
    ("best-cost-threshold", "score-before-nothing"): 2,
    ("best-cost-threshold", "smallest-on-ties"): 2,
    ("best-cost-threshold", "first-in-the-data"): 2,
    # The threshold is right and its cost is not.
    ("best-cost-threshold", "mean-for-total"): 1,
    ("best-cost-threshold", "costs-swapped"): 0,
    ("best-cost-threshold", "swapped-pair"): 0,
    # Promise and infeasible; then promise and ties.
    ("threshold-for-precision", "target-must-be-exceeded"): 3,
    ("threshold-for-precision", "smallest-on-equal-recall"): 3,
    ("threshold-for-precision", "number-for-none"): 3,
    ("threshold-for-precision", "searches-an-empty-list"): 3,
    # The formula is right where it is defined.
    ("f-beta", "divides-by-zero"): 1,
    ("f-beta", "undefined-is-nan"): 1,
    ("f-beta", "undefined-is-one"): 1,
    # 0/0 is looked after, the formula is not right.
    ("f-beta", "beta-squared-once"): 1,
}

# What a right answer does to its arguments, and what it then earns, by hand.
CHANGED = {
    "best-cost-threshold": ("args[0].sort()", 2),
}

# Answers of another form, and what they are told is asked for.
TOLD = {
    "best-cost-threshold": {
        "def best_cost_threshold(s, y, a, b): return 0.5": (
            "the answer should be several numbers (threshold, total cost)"
        ),
        "def best_cost_threshold(s, y, a, b): return None, 3": (
            "threshold should be one number, not nothing (None)"
        ),
    },
    "threshold-for-precision": {
        "def threshold_for_precision(s, y, t): return [0.5, 0.7, 0.9]": (
            "the threshold should be one number, not a list of 3"
        )
    },
    "f-beta": {
        "def f_beta(p, r, b): return 'high'": "F-beta should be one number, not text"
    },
    "mini-challenge": {
        "mini_threshold = 'p >= 0.2'": "mini_threshold should be one number, not text"
    },
}
