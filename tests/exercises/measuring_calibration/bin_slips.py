"""Known slips of unit 2's two exercises with bins, as learners make them."""

__all__ = [
    "ECE",
    "RELIABILITY_BINS",
    "WRONG_BINS",
    "WRONG_ROWS",
    "WRONG_SUMS",
    "error",
    "table",
]

_BINS = """
def pick(p, edges):
    bins = []
    for i in range(len(edges) - 1):
        low, high, is_last = edges[i], edges[i + 1], i == len(edges) - 2
        bins.append({inside})
    return {bins}
"""
RIGHT_BINS = "(p >= low) & ((p < high) | is_last)"

# The ways in which both exercises can bin wrongly: what is in a bin, what is kept.
WRONG_BINS = [
    ("bins-closed-on-the-right", "(p <= high) & ((p > low) | (i == 0))", "bins"),
    ("bins-closed-on-the-right", "(p <= high) & (p > low)", "bins"),
    ("last-edge-lost", "(p >= low) & (p < high)", "bins"),
    ("last-edge-lost", "np.digitize(p, edges) - 1 == i", "bins"),
    ("phantom-last-bin", "(p >= low) & (p < high)", "[*bins, p >= edges[-1]]"),
    ("edge-in-two-bins", "(low <= p) & (p <= high)", "bins"),
    ("edge-in-no-bin", "(low < p) & (p < high)", "bins"),
    (
        "equal-width-bins",
        "np.minimum((p * (len(edges) - 1)).astype(int), len(edges) - 2) == i",
        "bins",
    ),
    (
        "equal-width-bins",
        "[[*range(len(edges) - 1)][int(q * (len(edges) - 1))] == i for q in p]",
        "bins",
    ),
]

_ROWS = """
def reliability_bins(probs, labels, edges):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    n_all, k = len(p), len(edges) - 1
    mids = [(edges[i] + edges[i + 1]) / 2 for i in range(k)]
    rows = []
    for i, inside in enumerate(pick(p, edges)):
        n, ps, ys = int(np.sum(inside)), p[inside], y[inside]
        if n == 0:
            {empty}
            continue
        rows.append({row})
    return {answer}
"""


def table(
    row="(n, ps.mean(), ys.mean())",
    empty="rows.append((0, np.nan, np.nan))",
    answer="rows",
    inside=RIGHT_BINS,
    bins="bins",
):
    """Write reliability bins that go wrong in one place."""
    picked = _BINS.format(inside=inside, bins=bins)
    return picked + _ROWS.format(row=row, empty=empty, answer=answer)


_EMPTY = "rows.append({})"

# The ways in which a filled bin's row goes wrong.
WRONG_ROWS = [
    ("sums-for-means", "(n, ps.sum(), ys.sum())"),
    ("positives-for-rate", "(n, ps.mean(), int(ys.sum()))"),
    ("shares-for-counts", "(n / n_all, ps.mean(), ys.mean())"),
    ("share-of-bin-for-rate", "(n, ps.mean(), n / n_all)"),
    ("rate-over-all-parts", "(n, ps.mean(), ys.sum() / n_all)"),
    ("rate-over-all-parts", "(n, ps.mean(), ys.sum() / y.sum())"),
    ("negatives-for-rate", "(n, ps.mean(), (ys == 0).mean())"),
    ("rate-of-right-decisions", "(n, ps.mean(), ((ps >= 0.5) == (ys == 1)).mean())"),
    ("bin-midpoints", "(n, mids[min(i, k - 1)], ys.mean())"),
    ("promised-and-came-swapped", "(n, ys.mean(), ps.mean())"),
    ("rounded-result", "(n, round(ps.mean(), 3), round(ys.mean(), 3))"),
]

RELIABILITY_BINS = [
    *((slip, table(row)) for slip, row in WRONG_ROWS),
    *((slip, table(inside=inside, bins=bins)) for slip, inside, bins in WRONG_BINS),
    ("empty-bin-as-zero", table(empty=_EMPTY.format("(0, 0, 0)"))),
    ("empty-bin-as-zero", table(empty=_EMPTY.format("(0, np.nan, 0.0)"))),
    ("empty-bin-as-none", table(empty=_EMPTY.format("(0, None, None)"))),
    ("empty-bin-left-out", table(empty="pass")),
    ("empty-bin-divides", table(empty=_EMPTY.format("(0, 0 / n, 0 / n)"))),
    (
        "bin-midpoints",
        table("(n, mids[i], ys.mean())", _EMPTY.format("(0, mids[i], np.nan)")),
    ),
    (
        "count-not-first",
        table("(ps.mean(), ys.mean(), n)", _EMPTY.format("(np.nan, np.nan, 0)")),
    ),
    (
        "count-not-first",
        table("(ys.mean(), ps.mean(), n)", _EMPTY.format("(np.nan, np.nan, 0)")),
    ),
    ("columns-for-rows", table(answer="tuple(zip(*rows))")),
    ("columns-for-rows", table(answer="np.array(rows).T")),
    ("rounded-result", table(answer="np.round(rows, 2)")),
]

_ERROR = """
def ece(probs, labels, edges):
    p, y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    {before}
    n_all, k = len(p), len(edges) - 1
    mids = [(edges[i] + edges[i + 1]) / 2 for i in range(k)]
    n, promised, came, middle = [], [], [], []
    for i, inside in enumerate(pick(p, edges)):
        if {used}:
            n.append(int(np.sum(inside)))
            promised.append({mean}(p[inside]))
            came.append({mean}(y[inside]))
            middle.append(mids[min(i, k - 1)])
    n, promised, came = np.array(n), np.array(promised), np.array(came)
    gap = promised - came
    return {answer}
"""


def error(
    answer="sum(n / n_all * abs(gap))",
    used="np.any(inside)",
    mean="np.mean",
    before="pass",
    inside=RIGHT_BINS,
    bins="bins",
):
    """Write an ECE that goes wrong in one place."""
    return _BINS.format(inside=inside, bins=bins) + _ERROR.format(
        answer=answer, used=used, mean=mean, before=before
    )


# The ways in which counts and gaps are put together wrongly.
WRONG_SUMS = [
    ("unweighted-mean", "np.mean(abs(gap))"),
    ("unweighted-mean", "sum(abs(gap)) / k"),
    ("unweighted-sum", "np.abs(gap).sum()"),
    ("counts-not-shares", "n @ abs(gap)"),
    ("counts-not-shares", "n @ abs(gap) / k"),
    ("signed-gaps", "sum(n / n_all * (promised - came))"),
    ("signed-gaps", "sum(n / n_all * (came - promised))"),
    ("gaps-cancel", "abs(sum(n / n_all * gap))"),
    ("largest-gap", "max(abs(gap))"),
    ("squared-gaps", "np.sqrt(sum(n / n_all * gap ** 2))"),
    ("squared-gaps", "np.average(gap ** 2, weights=n)"),
    ("bin-midpoints", "sum(n / n_all * abs(np.array(middle) - came))"),
    ("in-percent", "100 * sum(n / n_all * abs(gap))"),
    ("rounded-result", "round(sum(n / n_all * abs(gap)), 4)"),
    ("rounded-result", "np.round(sum(n / n_all * abs(gap)), 3)"),
]

_HIT = "((p >= 0.5) == (y == 1)).astype(float)"

ECE = [
    *((slip, error(inside=inside, bins=bins)) for slip, inside, bins in WRONG_BINS),
    (
        "last-edge-lost",
        error("sum(n * abs(gap)) / sum(n)", inside="(p >= low) & (p < high)"),
    ),
    *((slip, error(answer)) for slip, answer in WRONG_SUMS),
    ("unweighted-mean", error("np.mean(abs(gap))", used="True")),
    (
        "gaps-cancel",
        "def ece(probs, labels, edges): return abs(np.mean(probs) - np.mean(labels))",
    ),
    (
        "gap-of-each-part",
        """
def ece(probs, labels, edges):
    return np.mean([abs(p - y) for p, y in zip(probs, labels)])
""",
    ),
    (
        "confidence-against-correctness",
        error(before=f"p, y = np.maximum(p, 1 - p), {_HIT}"),
    ),
    ("rate-of-right-decisions", error(before=f"y = {_HIT}")),
    ("empty-bin-spoils", error(used="True")),
    (
        "empty-bin-spoils",
        error(used="True", mean="(lambda v: sum(v) / len(v))"),
    ),
]
