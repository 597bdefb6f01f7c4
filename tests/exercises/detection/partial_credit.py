"""What is right of a wrong answer to unit 6, and what is said of it."""

__all__ = ["CHANGED", "EARNED", "HALF_RIGHT", "TOLD"]

# By hand: what each slip leaves right, in points.
EARNED = {
    # Boxes that overlap are right, boxes apart are not.
    ("iou", "sides-not-clamped"): 1,
    ("iou", "overlap-counted-twice"): 0,
    ("iou", "generalised-iou"): 0,
    # Ordinary heaps are right.
    ("nms", "equal-overlap-dropped"): 3,
    ("nms", "dropped-still-suppress"): 3,
    ("nms", "no-boxes-fail"): 3,
    # The right boxes in another order: neither the order nor the chains.
    ("nms", "listed-by-number"): 2,
    ("nms", "listed-worst-first"): 2,
    ("nms", "lowest-score-wins"): 0,
    ("nms", "mask-for-indices"): 0,
    ("joint-tune", "target-missed-by-equality"): 3,
    ("joint-tune", "smaller-threshold-on-ties"): 3,
    ("joint-tune", "larger-overlap-on-ties"): 3,
    ("joint-tune", "infeasible-fails"): 3,
    ("joint-tune", "infeasible-but-answered"): 3,
    ("joint-tune", "target-ignored"): 0,
    ("joint-tune", "highest-precision"): 0,
}

# What is said of who makes a slip.
HALF_RIGHT = {
    ("nms", "listed-by-number"): "Right already: which boxes are kept.",
}

# What a right answer does to its arguments, and what it then earns, by hand.
CHANGED = {
    "iou": ("hasattr(args[0], 'sort') and args[0].sort()", 1),
    "nms": ("hasattr(args[1], 'sort') and args[1].sort()", 3),
    "joint-tune": ("args[0].pop(next(iter(args[0])))", 3),
}

# Answers of another form, and what they are told is asked for.
TOLD = {
    # Indices outside the boxes, twice the same, or none at all.
    "nms": {
        f"def nms(boxes, scores, limit): return {answer}": words
        for answer, words in {
            "[0, 6]": "should hold indices of 6 boxes, not 6",
            "[-1, 0]": "should hold indices of 6 boxes, not -1",
            "[0.5]": "should hold indices of 6 boxes, not 0.5",
            "[float('nan')]": "should hold indices of 6 boxes, not nan",
            "[1, 3, 1]": "should hold each index once",
            "3": "should be several numbers, not a int",
        }.items()
    },
    "joint-tune": {
        "def joint_tune(curves, target): return [0.5]": (
            "should be 2 numbers (NMS IoU, threshold), not 1"
        )
    },
}
