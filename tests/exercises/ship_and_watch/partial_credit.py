"""What is right of a wrong answer to unit 7, and what is said of it."""

__all__ = ["CHANGED", "EARNED", "TOLD"]

# By hand: what each slip leaves right, in points.
EARNED = {
    # Only values on an edge or of 0.5, and thin bins, go astray.
    ("subgroup-report", "strict-inequality"): 2,
    ("subgroup-report", "last-edge-lost"): 2,
    ("subgroup-report", "bins-closed-on-the-right"): 2,
    ("subgroup-report", "empty-bin-spoils"): 2,
    # The error is right, the accuracy is not; and the other way round.
    ("subgroup-report", "rate-for-accuracy"): 1,
    ("subgroup-report", "shares-for-counts"): 1,
    ("subgroup-report", "unweighted-mean"): 1,
    ("subgroup-report", "worst-group-only"): 0,
    ("subgroup-report", "names-missing"): 0,
    # Filled bins are right, with the floor or with the ends alone amiss.
    ("psi", "floor-missing"): 2,
    ("psi", "renormalised"): 2,
    ("psi", "other-floor"): 2,
    ("psi", "outside-dropped"): 2,
    ("psi", "ends-dropped"): 2,
    ("psi", "bins-closed-on-the-right"): 2,
    ("psi", "added-for-floored"): 0,
    ("psi", "logarithm-base-two"): 0,
    ("needs-recalibration", "limit-included"): 1,
    ("needs-recalibration", "nothing-for-none"): 1,
    ("needs-recalibration", "size-ignored"): 0,
    ("needs-recalibration", "worst-group-only"): 0,
}

# What a right answer does to its arguments, and what it then earns, by hand.
CHANGED = {
    "subgroup-report": ("hasattr(args[0], 'sort') and args[0].sort()", 2),
    "psi": ("hasattr(args[1], 'sort') and args[1].sort()", 2),
    "needs-recalibration": ("args[0].clear()", 1),
}

# Answers of another form, and what they are told is asked for.
TOLD = {
    "subgroup-report": {
        f"def subgroup_report(*args): return {answer}": words
        for answer, words in {
            "[1, 2]": "dictionary {group: (n, accuracy, ece)}, not a",
            "{'day': (6, 1, 0)}": "'night' is missing",
            "{**dict.fromkeys(args[2], (1, 1, 1)), 'all': (1, 1, 1)}": (
                "there are others in it"
            ),
            "dict.fromkeys(args[2], (1, 1))": (
                "'day' should be 3 numbers (n, accuracy, ece), not 2"
            ),
        }.items()
    },
    "needs-recalibration": {
        f"def needs_recalibration(*args): return {answer}": words
        for answer, words in {
            "'right'": "should be a list of groups, not text",
            "['Right']": "hold names of groups of the report",
            "[['right']]": "hold names of groups of the report",
            "['right', 'right']": "name each group once",
        }.items()
    },
}
