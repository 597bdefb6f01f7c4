"""Known slips of the search that keeps a promise, as learners make them."""

__all__ = ["FOR_PRECISION", "HELPERS", "search"]

# A row (threshold, precision, recall, TP) for each score, the largest first.
HELPERS = """
def rows_of(scores, labels, rule=">="):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    rows = []
    for t in sorted(set(s.tolist()), reverse=True):
        flagged = s > t if rule == ">" else s >= t
        tp = int((flagged & y).sum())
        precision = tp / flagged.sum() if flagged.any() else 0
        rows.append((t, precision, tp / max(y.sum(), 1), tp))
    return rows
"""

_SEARCH = (
    HELPERS
    + """
def threshold_for_precision(scores, labels, target):
    best, most = None, -1
    for t, precision, recall, tp in rows_of(scores, labels{rule}):
        if {enough} and {better}:
            best, most = t, tp
    return {answer}
"""
)


def search(
    rule="", enough="precision >= target", better="tp > most", answer="best", **more
):
    """Write a search that goes wrong in one place."""
    return _SEARCH.format(
        rule=rule, enough=enough, better=better, answer=answer, **more
    )


def instead(value):
    """Write a search that answers something where no threshold will do."""
    return search(answer=f"{value} if best is None else best")


_PICK = (
    HELPERS
    + """
def threshold_for_precision(scores, labels, target):
    rows = rows_of(scores, labels)
    good = [row for row in rows if row[1] >= target]
    {answer}
"""
)


def pick(answer):
    """Write an answer from the rows that are good, and from all."""
    return _PICK.format(answer=answer)


FOR_PRECISION = [
    ("strict-inequality", search(rule=', ">"')),
    (
        "strict-inequality",
        """
from sklearn.metrics import precision_recall_curve
def threshold_for_precision(scores, labels, target):
    y = np.asarray(labels, dtype=int)
    p, r, t = precision_recall_curve(np.r_[y, 0], np.r_[scores, -1e9])
    rows = [(b, c) for a, b, c in zip(p[2:], r[2:], t[1:]) if a >= target]
    return max(rows)[1] if rows else None
""",
    ),
    ("target-must-be-exceeded", search(enough="precision > target")),
    ("smallest-on-equal-recall", search(better="tp >= most")),
    ("smallest-on-equal-recall", search(better="True")),
    ("smallest-on-equal-recall", pick("return good[-1][0] if good else None")),
    ("largest-that-reaches", search(better="best is None")),
    ("largest-that-reaches", pick("return max((r[0] for r in good), default=None)")),
    (
        "stops-at-the-first-dip",
        HELPERS
        + """
def threshold_for_precision(scores, labels, target):
    found = None
    for t, precision, _, _ in rows_of(scores, labels):
        if precision < target:
            return found
        found = t
    return found
""",
    ),
    ("maximises-precision", pick("return max(rows, key=lambda row: row[1])[0]")),
    (
        "maximises-precision",
        pick("return max(good, key=lambda row: row[1])[0] if good else None"),
    ),
    (
        "maximises-precision",
        pick("return min(good, key=lambda r: (-r[1], r[0]))[0] if good else None"),
    ),
    ("recall-for-precision", search(enough="recall >= target", better="best is None")),
    (
        "accuracy-for-precision",
        """
def threshold_for_precision(scores, labels, target):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    good = [t for t in np.unique(s) if np.mean((s >= t) == y) >= target]
    return max(good, default=None)
""",
    ),
    (
        "accuracy-for-precision",
        """
def threshold_for_precision(scores, labels, target):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    good = [t for t in np.unique(s) if np.mean((s >= t) == y) >= target]
    return max(good, key=lambda t: (y[s >= t].sum(), t), default=None)
""",
    ),
    (
        "specificity-for-precision",
        """
def threshold_for_precision(scores, labels, target):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    fine = max((~y).sum(), 1)
    good = [t for t in np.unique(s) if (s < t)[~y].sum() / fine >= target]
    return max(good, key=lambda t: (y[s >= t].sum(), t), default=None)
""",
    ),
    (
        "maximises-f1",
        """
def threshold_for_precision(scores, labels, target):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(int)
    f1 = lambda t: 2 * y[s >= t].sum() / ((s >= t).sum() + y.sum())
    return max(set(s.tolist()), key=lambda t: (round(f1(t), 9), t))
""",
    ),
    ("number-for-none", instead("float('inf')")),
    ("number-for-none", instead("np.nan")),
    ("number-for-none", instead("0.0")),
    ("number-for-none", instead("1")),
    ("number-for-none", instead("-1")),
    ("number-for-none", instead("max(scores)")),
    ("number-for-none", instead("min(scores)")),
    (
        "searches-an-empty-list",
        pick("return max(good, key=lambda row: (row[3], row[0]))[0]"),
    ),
    (
        "searches-an-empty-list",
        pick("return sorted(good, key=lambda row: (row[3], row[0]))[-1][0]"),
    ),
    (
        "pair-for-threshold",
        pick(
            "best = max(good, key=lambda r: (r[3], r[0]), default=None)\n"
            "    return best and best[:2]"
        ),
    ),
    (
        "pair-for-threshold",
        pick(
            "b = max(good, key=lambda r: (r[3], r[0]), default=(None, 0, None))\n"
            "    return b[0], b[2]"
        ),
    ),
]
