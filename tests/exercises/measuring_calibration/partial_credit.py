"""What is right of a wrong answer to unit 2, and what is said of it."""

__all__ = ["CHANGED", "EARNED", "HALF_RIGHT", "TOLD"]

# By hand: what each slip leaves right, in points.
EARNED = {
    # The values on an edge alone go astray.
    ("reliability-bins", "bins-closed-on-the-right"): 2,
    ("reliability-bins", "last-edge-lost"): 2,
    ("reliability-bins", "empty-bin-as-zero"): 2,
    ("reliability-bins", "empty-bin-divides"): 2,
    # The counts alone are right.
    ("reliability-bins", "bin-midpoints"): 1,
    ("reliability-bins", "sums-for-means"): 1,
    ("reliability-bins", "promised-and-came-swapped"): 1,
    # The means alone are right.
    ("reliability-bins", "shares-for-counts"): 1,
    ("reliability-bins", "columns-for-rows"): 0,
    # Equally full bins need no weights.
    ("ece", "unweighted-mean"): 2,
    ("ece", "bins-closed-on-the-right"): 4,
    ("ece", "last-edge-lost"): 4,
    ("ece", "empty-bin-spoils"): 4,
    ("ece", "largest-gap"): 0,
    ("ece", "gaps-cancel"): 0,
    ("ece", "signed-gaps"): 0,
    ("brier", "both-classes-summed"): 0,
    ("brier", "absolute-for-squared"): 0,
    # Away from 0 and 1 the formula is right.
    ("mean-nll", "zero-times-infinity"): 1,
    ("mean-nll", "sum-for-mean"): 0,
    # The confidence is right whoever wins a tie.
    ("top-label", "last-class-on-ties"): 1,
    ("top-label", "class-for-correct"): 1,
    ("top-label", "confidence-of-the-label"): 1,
    ("top-label", "swapped-pair"): 0,
}

# What is said of who makes a slip.
HALF_RIGHT = {
    ("ece", "unweighted-mean"): "Right already: the gaps of equally full bins.",
}

# What a right answer does to its arguments, and what it then earns, by hand.
CHANGED = {
    "ece": ("args[0].sort()", 4),
}

# Answers of another form, and what they are told is asked for.
TOLD = {
    "reliability-bins": {
        "def reliability_bins(p, y, e): return [(1, 0.5, 0.5)] * 3": (
            "should hold 4 bins, not 3"
        )
    },
}
