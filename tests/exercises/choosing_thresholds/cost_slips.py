"""Known slips of the search for the cheapest threshold, as learners make them."""

__all__ = ["BEST_COST", "HELPERS", "sweep"]

# The two counts as a learner's helper writes them, in whole numbers.
HELPERS = """
def mistakes(scores, labels, t, strict=False):
    fp = fn = 0
    for s, y in zip(scores, labels):
        flagged = s > t or (s == t and not strict)
        fp += flagged and not y
        fn += bool(y) and not flagged
    return fp, fn
"""

_SWEEP = (
    HELPERS
    + """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    n, inf = len(scores), float("inf")
    best_t, best = None, inf
    for t in {candidates}:
        fp, fn = mistakes(scores, labels, t, {strict})
        value = {objective}
        if value {better} best:
            best_t, best = t, value
    fp, fn = mistakes(scores, labels, best_t, {strict})
    return {answer}
"""
)
DOWN = "[inf, *sorted(set(scores), reverse=True)]"
TOTAL = "cost_fp * fp + cost_fn * fn"


def sweep(candidates=DOWN, objective=TOTAL, strict=False, better="<", answer=None):
    """Write a search for the cheapest threshold that goes wrong in one place."""
    return _SWEEP.format(
        candidates=candidates,
        objective=objective,
        strict=strict,
        better=better,
        answer=answer or f"best_t, {TOTAL}",
    )


BEST_COST = [
    ("strict-inequality", sweep(strict=True)),
    ("strict-inequality", sweep("sorted(set(scores), reverse=True)", strict=True)),
    (
        "costs-swapped",
        sweep(
            objective="cost_fp * fn + cost_fn * fp",
            answer="best_t, cost_fp * fn + cost_fn * fp",
        ),
    ),
    ("mean-for-total", sweep(answer=f"best_t, ({TOTAL}) / n")),
    (
        "mean-for-total",
        """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    best = np.inf, np.mean(y) * cost_fn
    for t in np.unique(s)[::-1]:
        cost = np.mean(np.where(s >= t, ~y * cost_fp, y * cost_fn))
        if cost < best[1] - 1e-9:
            best = t, cost
    return best
""",
    ),
    ("costs-ignored", sweep(objective="fp + fn")),
    ("costs-ignored", sweep(objective="fp + fn", answer="best_t, fp + fn")),
    (
        "formula-for-search",
        HELPERS
        + """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    t = cost_fp / (cost_fp + cost_fn)
    fp, fn = mistakes(scores, labels, t)
    return t, cost_fp * fp + cost_fn * fn
""",
    ),
    ("nothing-flagged-missing", sweep("sorted(set(scores), reverse=True)")),
    # Ties wrong as well: that is named once this is mended.
    ("nothing-flagged-missing", sweep("sorted(set(scores))")),
    ("nothing-flagged-missing", sweep("scores")),
    (
        "nothing-flagged-missing",
        """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    t = np.unique(s)[::-1]
    cost = [cost_fp * (s >= c)[~y].sum() + cost_fn * (s < c)[y].sum() for c in t]
    return t[np.argmin(cost)], min(cost)
""",
    ),
    ("score-before-nothing", sweep("[*sorted(set(scores), reverse=True), inf]")),
    ("smallest-on-ties", sweep("[*sorted(set(scores)), inf]")),
    ("smallest-on-ties", sweep(better="<=")),
    ("first-in-the-data", sweep("[inf, *scores]")),
    (
        "nothing-flagged-costs-nothing",
        HELPERS
        + """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    best = float("inf"), 0
    for t in sorted(set(scores), reverse=True):
        fp, fn = mistakes(scores, labels, t)
        if cost_fp * fp + cost_fn * fn < best[1]:
            best = t, cost_fp * fp + cost_fn * fn
    return best
""",
    ),
    ("one-mistake-left-out", sweep(answer="best_t, cost_fp * fp")),
    ("one-mistake-left-out", sweep(answer="best_t, cost_fn * fn")),
    (
        "one-mistake-left-out",
        sweep(objective="cost_fn * fn", answer="best_t, cost_fn * fn"),
    ),
    (
        "maximises-f1",
        """
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(int)
    f1 = lambda t: 2 * y[s >= t].sum() / ((s >= t).sum() + y.sum())
    t = max(set(s.tolist()), key=lambda t: (round(f1(t), 9), t))
    return t, cost_fp * (1 - y[s >= t]).sum() + cost_fn * y[s < t].sum()
""",
    ),
    (
        "dearest-for-cheapest",
        sweep(objective=f"-({TOTAL})"),
    ),
    ("coarse-grid", sweep("[i / 10 for i in range(11)]")),
    ("coarse-grid", sweep("np.linspace(0, 1, 11)", better="<=")),
    ("swapped-pair", sweep(answer=f"{TOTAL}, best_t")),
]
