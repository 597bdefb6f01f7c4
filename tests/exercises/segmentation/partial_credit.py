"""What is right of a wrong answer to unit 5, and what is said of it."""

__all__ = ["CHANGED", "EARNED", "HALF_RIGHT", "TOLD"]

# By hand: what each slip leaves right, in points.
EARNED = {
    # Masks that flag something are compared rightly.
    ("dice", "empty-masks-divide"): 1,
    ("dice", "empty-masks-as-zero"): 1,
    ("dice", "union-for-sum"): 0,
    # Masks of 0 and 1 are compared rightly.
    ("dice", "booleans-added"): 1,
    # The threshold is right, its Dice is not.
    ("tune-pixel-threshold", "mean-reported"): 2,
    ("tune-pixel-threshold", "iou-for-dice"): 2,
    # Only thresholds that tie go astray.
    ("tune-pixel-threshold", "last-on-ties"): 3,
    ("tune-pixel-threshold", "grid-sorted-first"): 3,
    ("tune-pixel-threshold", "shapes-must-match"): 3,
    # The Dice is right, the threshold is not.
    ("tune-pixel-threshold", "place-for-threshold"): 1,
    # Holes are filled, small regions dropped, in the wrong order.
    ("postprocess", "area-before-fill"): 2,
    ("postprocess", "corners-connect"): 1,
    # Half of the work.
    ("postprocess", "holes-left"): 1,
    ("postprocess", "small-regions-left"): 1,
    ("postprocess", "background-for-mask"): 0,
    # There is background everywhere.
    ("postprocess", "background-kept"): 0,
}

# What is said of who makes a slip.
HALF_RIGHT = {
    ("postprocess", "area-before-fill"): (
        "holes are filled; small regions are dropped."
    ),
}

# What a right answer does to its arguments, and what it then earns, by hand.
CHANGED = {
    "dice": ("args[0][0][0] = 1", 1),
    "tune-pixel-threshold": ("args[0][0][0][0] = 0.5", 3),
    "postprocess": ("args[0][0][0] = not args[0][0][0]", 2),
}

# Answers of another form, and what they are told is asked for.
TOLD = {
    # A mask that lost its border.
    "postprocess": {
        "def postprocess(mask, min_area): return np.array(mask)[1:-1, 1:-1]": (
            "the answer should hold 6 rows, not 4"
        )
    },
}
