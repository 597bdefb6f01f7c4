"""Mean NLLs that go wrong in one place, as learners of several units write them."""

__all__ = ["WRONG_NLLS"]

# Of the probabilities p, the labels y and what each label was given.
WRONG_NLLS = [
    ("sum-for-mean", "-np.log(given).sum()"),
    ("sum-for-mean", "-np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))"),
    ("logarithm-base-two", "-np.log2(given).mean()"),
    ("logarithm-base-two", "-np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))"),
    ("logarithm-base-ten", "-np.log10(given).mean()"),
    ("logarithm-base-ten", "-np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))"),
    ("positives-only", "-np.mean([math.log(a) if b else 0 for a, b in zip(p, y)])"),
    ("positives-only", "-np.log(p[y == 1]).mean()"),
    ("negatives-only", "-np.log(np.where(y == 1, 1, 1 - p)).mean()"),
    ("minus-missing", "np.log(given).mean()"),
    ("minus-missing", "(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()"),
    ("labels-reversed", "-np.log(np.where(y == 0, p, 1 - p)).mean()"),
    ("logarithm-of-p-always", "-np.log(p).mean()"),
    ("logarithm-after-mean", "-np.log(given.mean())"),
    ("no-logarithm", "1 - given.mean()"),
    ("exponential-taken", "np.exp(-np.log(given).mean())"),
    ("zero-times-infinity", "-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"),
    (
        "zero-times-infinity",
        "-sum(b * math.log(a) + (1 - b) * math.log(1 - a) for a, b in zip(p, y))"
        " / len(p)",
    ),
]
