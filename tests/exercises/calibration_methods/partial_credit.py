"""What is right of a wrong answer to unit 3, and what is said of it."""

__all__ = ["CHANGED", "EARNED", "TOLD"]

# By hand: what each slip leaves right, in points.
EARNED = {
    ("sigmoid", "nan-at-large-logits"): 0.5,
    ("sigmoid", "overflow-error"): 0.5,
    ("sigmoid", "whole-numbers-kept"): 0.5,
    ("sigmoid", "sign-missing"): 0,
    # At T = 1 it makes no difference where T comes in.
    ("nll-at-temperature", "multiplied-by-temperature"): 1,
    ("nll-at-temperature", "temperature-ignored"): 1,
    ("nll-at-temperature", "loss-divided"): 1,
    # Away from certain logits the formula is right.
    ("nll-at-temperature", "zero-times-infinity"): 2,
    ("nll-at-temperature", "sum-for-mean"): 0,
    ("best-temperature", "last-on-ties"): 2,
    ("best-temperature", "grid-sorted"): 2,
    ("best-temperature", "highest-nll"): 0,
    ("best-temperature", "index-for-temperature"): 0,
    # Ascending grids have their edges at their ends.
    ("at-grid-edge", "ends-of-the-list"): 1,
    ("at-grid-edge", "float-equality"): 1,
    ("at-grid-edge", "smallest-only"): 0,
    ("softmax-at-temperature", "nan-at-large-logits"): 1,
    ("softmax-at-temperature", "maximum-not-divided"): 1,
    ("softmax-at-temperature", "columns-for-rows"): 0,
    # Without cascades one look is enough.
    ("pav", "no-look-back"): 1,
    ("pav", "sizes-forgotten"): 1,
    ("pav", "whole-numbers-kept"): 2,
    ("pav", "running-maximum"): 0,
}

# What a right answer does to its arguments, and what it then earns, by hand.
CHANGED = {
    "best-temperature": ("args[2].sort()", 2),
    "pav": ("args[0][0] -= 1", 2),
}

# Answers of another form, and what they are told is asked for.
TOLD = {
    "sigmoid": {
        "def sigmoid(z): return [0.7] * 3": "should be one number, not a list of 3"
    },
    "softmax-at-temperature": {
        "def softmax_at_temperature(logits, T): return [[1, 0, 0]]": (
            "should hold 2 rows, not 1"
        ),
        "def softmax_at_temperature(logits, T): return [[1, 0]] * len(logits)": (
            "[0] should hold 3 numbers, not 2"
        ),
    },
    "pav": {"def pav(values): return [0.5]": "should hold 5 numbers, not 1"},
    "best-temperature": {
        "def best_temperature(logits, labels, grid): return 0.07": (
            "should be one of the grid; 0.07 is not"
        )
    },
    "at-grid-edge": {
        "def at_grid_edge(grid, best): return 'yes'": "should be one number, not text"
    },
}
