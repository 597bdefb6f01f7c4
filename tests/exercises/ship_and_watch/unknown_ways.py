"""Wrong ways of unit 7 that no slip explains, some of them two slips at once."""

from .known_slips import groups
from .psi_slips import psi
from .report_slips import report

__all__ = ["UNKNOWN"]

UNKNOWN = {
    "subgroup-report": {
        "swapped, and unweighted": report(
            "(n, ece(p, y, edges, n), hit.mean())", error="np.mean(abs(gap))"
        ),
        "closed on the right, and largest gap": report(
            error="max(abs(gap))", inside="(p <= high) & ((p > low) | (i == 0))"
        ),
        "the median gap": report(error="np.median(abs(gap))"),
        "one part less": report("(n - 1, hit.mean(), ece(p, y, edges, n))"),
        "accuracy of a cut at 0.3": report(
            "(n, np.mean((p >= 0.3) == (y == 1)), ece(p, y, edges, n))"
        ),
        "names in capitals": report(
            answer="{str(name) + '!': row for name, row in report.items()}"
        ),
        "a further group": report(answer="{**report, 'all': (1, 1.0, 0.0)}"),
        "two numbers a row": report("(n, hit.mean())"),
        "text for rows": report("f'{n} parts'"),
        "the names": report(answer="list(report)"),
        "text": report(answer="'day is worse'"),
        "nothing": report(answer="None"),
        "raises": "def subgroup_report(p, y, g, e): return {n: p[n] for n in e}",
    },
    "psi": {
        "base two, and outside dropped": psi(
            "np.sum((c - r) * np.log2(c / r))", values="v"
        ),
        "a floor of 1e-4, and closed on the right": psi(
            mend="np.maximum(s, 1e-4)",
            counts="np.bincount(np.digitize(v, edges[1:-1], right=True), "
            "minlength=len(lows))",
        ),
        "half of it": psi("np.sum((c - r) * np.log(c / r)) / 2"),
        "Jensen and Shannon": psi(
            "np.sum(c * np.log(2 * c / (c + r)) + r * np.log(2 * r / (c + r)))"
        ),
        "the largest term": psi("max((c - r) * np.log(c / r))"),
        "in per cent": psi("100 * np.sum((c - r) * np.log(c / r))"),
        "without the first bin": psi("np.sum(((c - r) * np.log(c / r))[1:])"),
        "difference of means": "def psi(r, c, e): return abs(np.mean(r) - np.mean(c))",
        "text": "def psi(reference, current, edges): return 'drift'",
        "nothing": psi("None"),
        "raises": "def psi(reference, current, edges): return reference['a'] - current",
    },
    "needs-recalibration": {
        "both comparisons at the limit wrong": groups("error >= limit and n > min_n"),
        "a group less": groups(answer="found[1:]"),
        "all groups": groups("True"),
        "always none": groups("False"),
        "the others": groups("not (error > limit and n >= min_n)"),
        "names in capitals": groups(answer="[str(g).upper() + '!' for g in found]"),
        "each twice": groups(answer="found + found"),
        "one text": groups(answer="', '.join(map(str, found))"),
        "nothing": groups(answer="print(found)"),
        "raises": "def needs_recalibration(report, limit, min_n): return report[limit]",
    },
}
