"""Known slips of the population stability index, as learners make them."""

__all__ = ["PSI"]

_PSI = """
def count(v, edges):
    lows, highs = edges[:-1], edges[1:]
    v = {values}
    return np.array({counts})

def share(v, edges, sizes):
    v, edges = np.asarray(v, dtype=float), np.asarray(edges, dtype=float)
    n = count(v, edges)
    s = n / {size}
    return {mend}

def psi(reference, current, edges):
    {before}
    sizes = len(reference), len(current)
    r, c = share(reference, edges, sizes), share(current, edges, sizes)
    return {answer}
"""


def psi(
    answer="np.sum((c - r) * np.log(c / r))",
    values="np.clip(v, edges[0], edges[-1])",
    counts="np.histogram(v, edges)[0]",
    size="len(v)",
    mend="np.maximum(s, 1e-6)",
    before="pass",
):
    """Write a PSI that goes wrong in one place."""
    return _PSI.format(
        answer=answer, values=values, counts=counts, size=size, mend=mend, before=before
    )


def by_bins(test):
    """Write how to count by two comparisons with a bin's edges."""
    return f"[({test}).sum() for a, b in zip(lows, highs)]"


_HALF_OPEN = by_bins("(v >= a) & (v < b)")

PSI = [
    ("outside-dropped", psi(values="v")),
    ("outside-dropped", psi(values="v", size="n.sum()")),
    ("ends-dropped", psi(values="v", counts=_HALF_OPEN)),
    ("ends-dropped", psi(values="v", counts=_HALF_OPEN, size="n.sum()")),
    (
        "bins-beyond-the-edges",
        psi(
            values="v",
            counts="np.bincount(np.digitize(v, edges), minlength=len(edges) + 1)",
        ),
    ),
    (
        "bins-beyond-the-edges",
        psi(
            values="v",
            counts="np.histogram(v, [-np.inf, *edges[:-1], "
            "np.nextafter(edges[-1], 99), np.inf])[0]",
        ),
    ),
    (
        "bins-closed-on-the-right",
        psi(counts=by_bins("((v > a) | (a == edges[0])) & (v <= b)")),
    ),
    (
        "bins-closed-on-the-right",
        psi(
            counts="np.bincount(np.digitize(v, edges[1:-1], right=True), "
            "minlength=len(lows))"
        ),
    ),
    ("last-edge-lost", psi(counts=_HALF_OPEN)),
    ("phantom-last-bin", psi(counts=f"{_HALF_OPEN} + [(v >= edges[-1]).sum()]")),
    ("edge-in-two-bins", psi(counts=by_bins("(v >= a) & (v <= b)"))),
    ("edge-in-no-bin", psi(counts=by_bins("(v > a) & (v < b)"))),
    (
        "equal-width-bins",
        """
def psi(reference, current, edges):
    k = len(edges) - 1
    def share(v):
        place = np.clip((np.asarray(v, dtype=float) * k).astype(int), 0, k - 1)
        return np.maximum(np.bincount(place, minlength=k) / len(v), 1e-6)
    r, c = share(reference), share(current)
    return np.sum((c - r) * np.log(c / r))
""",
    ),
    ("floor-missing", psi(mend="s")),
    (
        "floor-missing",
        "import math\n"
        + psi(
            "sum((b - a) * math.log(b / a) for a, b in zip(r.tolist(), c.tolist()))",
            mend="s",
        ),
    ),
    (
        "floor-missing",
        "from math import log\n"
        + psi("sum((b - a) * (log(b) - log(a)) for a, b in zip(r, c))", mend="s"),
    ),
    (
        "empty-bins-left-out",
        psi(
            "sum((b - a) * np.log(b / a) for a, b in zip(r, c) if a > 0 and b > 0)",
            mend="s",
        ),
    ),
    (
        "empty-bins-left-out",
        psi("np.ma.masked_invalid((c - r) * np.log(c / r)).sum()", mend="s"),
    ),
    ("other-floor", psi(mend="np.maximum(s, 1e-4)")),
    ("other-floor", psi(mend="np.clip(s, 1e-10, None)")),
    ("other-floor", psi(mend="np.where(s == 0, 0.001, s)")),
    ("added-for-floored", psi(mend="s + 1e-6")),
    ("added-for-floored", psi(mend="s + 1e-4")),
    ("renormalised", psi(mend="np.maximum(s, 1e-6) / np.maximum(s, 1e-6).sum()")),
    ("logarithm-base-two", psi("np.sum((c - r) * np.log2(c / r))")),
    ("logarithm-base-ten", psi("np.sum((c - r) * np.log10(c / r))")),
    ("one-direction-only", psi("np.sum(c * np.log(c / r))")),
    (
        "one-direction-only",
        "from scipy.stats import entropy" + psi("(r * np.log(r / c)).sum()"),
    ),
    ("minus-too-many", psi("np.sum((c - r) * np.log(r / c))")),
    ("counts-for-shares", psi(size="1")),
    ("one-size-for-both", psi(size="sizes[0]")),
    ("one-size-for-both", psi(size="sizes[1]")),
    ("no-logarithm", psi("np.abs(c - r).sum()")),
    ("no-logarithm", psi("((c - r) ** 2 / r).sum()")),
    ("no-difference", psi("np.log(c / r).sum()")),
    ("mean-for-sum", psi("np.mean((c - r) * np.log(c / r))")),
    (
        "densities-for-shares",
        psi(counts="np.histogram(v, edges, density=True)[0]", size="1"),
    ),
    ("edges-ignored", psi(before="edges = np.histogram(reference, bins=10)[1]")),
    (
        "edges-ignored",
        psi(before="edges = np.linspace(min(reference), max(reference), len(edges))"),
    ),
    ("terms-for-sum", psi("(c - r) * np.log(c / r)")),
    ("rounded-result", psi("round(float(np.sum((c - r) * np.log(c / r))), 3)")),
    ("rounded-result", psi("np.round(np.sum((c - r) * np.log(c / r)), 2)")),
]
