"""Known slips of unit 1's two searches, as learners make them."""

__all__ = ["BEST_F1", "YOUDEN"]

# The four counts as a learner's helper writes them, in whole numbers.
HELPERS = """
def four(scores, labels, t, strict=False):
    tp = fp = fn = tn = 0
    for s, y in zip(scores, labels):
        if s > t or (s == t and not strict):
            tp, fp = (tp + 1, fp) if y else (tp, fp + 1)
        else:
            fn, tn = (fn + 1, tn) if y else (fn, tn + 1)
    return tp, fp, fn, tn
def f1(tp, fp, fn, tn=0):
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
def accuracy(tp, fp, fn, tn):
    return (tp + tn) / (tp + fp + fn + tn)
def youden(tp, fp, fn, tn):
    return tp / (tp + fn) - fp / (fp + tn)
"""

_SWEEP = (
    HELPERS
    + """
def best_f1_threshold(scores, labels):
    best_t, best = None, -9.0
    for t in {candidates}:
        value = {objective}(*four(scores, labels, t, {strict}))
        if value {better}:
            best_t, best = t, value
    return best_t, f1(*four(scores, labels, best_t, {strict}))
"""
)


def sweep(
    candidates="sorted(set(scores), reverse=True)",
    objective="f1",
    strict=False,
    better="> best + 1e-9",
):
    """Write a search for the best threshold that goes wrong in one place."""
    return _SWEEP.format(
        candidates=candidates, objective=objective, strict=strict, better=better
    )


_ALL = (
    HELPERS
    + """
def youden_thresholds(scores, labels):
    t = sorted(set(np.asarray(scores).tolist()))
    j = [{objective}(*four(scores, labels, c, {strict})) for c in t]
    return {answer}
"""
)
_EVERY = "[c for c, v in zip(t, j) if max(j) - v < 1e-9]"


def maximisers(objective="youden", strict=False, answer=_EVERY):
    """Write a collection of maximisers that goes wrong in one place."""
    return _ALL.format(objective=objective, strict=strict, answer=answer)


BEST_F1 = [
    ("strict-inequality", sweep(strict=True)),
    ("coarse-grid", sweep("[i / 10 for i in range(11)]")),
    ("coarse-grid", sweep("np.linspace(0, 1, 11)")),
    # The grid of the unit's own colleague: np.arange(1, 10) / 10.
    ("coarse-grid", sweep("np.arange(1, 10) / 10")),
    (
        "coarse-grid",
        sweep("[i / 10 for i in range(11)]", better=">= best - 1e-9"),
    ),
    (
        "default-half",
        HELPERS
        + """
def best_f1_threshold(scores, labels):
    return 0.5, f1(*four(scores, labels, 0.5))
""",
    ),
    (
        "default-half",
        """
from sklearn.metrics import f1_score
def best_f1_threshold(scores, labels):
    guess = np.round(np.clip(np.asarray(scores, dtype=float), 0, 1) + 1e-12)
    return np.float64(0.5), f1_score(labels, guess.astype(int))
""",
    ),
    ("maximises-accuracy", sweep(objective="accuracy")),
    # The unguarded J divides by zero where one class is missing, so it is written
    # here as a learner does who minds that, and below as one who does not.
    (
        "maximises-youden",
        sweep(objective="guarded").replace(
            "def best_f1_threshold",
            """
def guarded(tp, fp, fn, tn):
    tpr = tp / (tp + fn) if tp else 0.0
    fpr = fp / (fp + tn) if fp else 0.0
    return tpr - fpr
def best_f1_threshold""",
        ),
    ),
    ("maximises-youden", sweep(objective="youden")),
    ("smallest-on-ties", sweep("sorted(set(scores))")),
    ("first-in-the-data", sweep("scores")),
    (
        "rounded-result",
        sweep()
        .rstrip()
        .replace(
            "f1(*four(scores, labels, best_t, False))",
            "round(f1(*four(scores, labels, best_t, False)), 2)",
        ),
    ),
    (
        "swapped-pair",
        sweep().rstrip().replace("return best_t, f1(", "return f1(") + ", best_t",
    ),
]

YOUDEN = [
    ("only-the-largest", maximisers(answer=f"max({_EVERY})")),
    ("only-the-largest", maximisers(answer=f"[max({_EVERY})]")),
    ("only-the-smallest", maximisers(answer="[t[int(np.argmax(np.round(j, 9)))]]")),
    ("descending", maximisers(answer=f"{_EVERY}[::-1]")),
    ("strict-inequality", maximisers(strict=True)),
    ("float-equality", maximisers(answer="[c for c, v in zip(t, j) if v == max(j)]")),
    (
        "drops-straight-pieces",
        """
from sklearn.metrics import roc_curve
def youden_thresholds(scores, labels):
    fpr, tpr, t = roc_curve(labels, scores)
    j = (tpr - fpr)[1:]
    return sorted(t[1:][j > j.max() - 1e-9])
""",
    ),
    ("maximises-accuracy", maximisers("accuracy")),
    ("maximises-f1", maximisers("f1")),
    (
        "wide-tolerance",
        maximisers(answer="[c for c, v in zip(t, j) if v > max(j) - 0.01]"),
    ),
]
