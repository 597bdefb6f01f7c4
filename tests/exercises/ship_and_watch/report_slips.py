"""Known slips of the report on groups, as learners make them."""

__all__ = ["SUBGROUP_REPORT"]

_REPORT = """
def bins(p, edges):
    k = len(edges) - 1
    return [{inside} for i, (low, high) in enumerate(zip(edges[:-1], edges[1:]))]

def ece(p, y, edges, whole):
    weights, gaps = [], []
    for inside in bins(p, np.asarray(edges, dtype=float)):
        if {used}:
            weights.append(inside.sum() / whole)
            gaps.append({mean}(p[inside]) - {mean}(y[inside]))
    w, gap, k = np.array(weights), np.array(gaps), len(edges) - 1
    return {error}

def subgroup_report(probs, labels, groups, edges):
    all_p, all_y = np.asarray(probs, dtype=float), np.asarray(labels, dtype=float)
    names, report, n_all = np.asarray(groups), {{}}, len(probs)
    for name in {order}:
        ours = names == name
        p, y, n = all_p[ours], all_y[ours], int(ours.sum())
        hit = ((p >= 0.5) == (y == 1)).astype(float)
        report[name] = {row}
    return {answer}
"""


def report(
    row="(n, hit.mean(), ece(p, y, edges, n))",
    answer="report",
    error="sum(w * abs(gap))",
    inside="(p >= low) & ((p < high) | (i == k - 1))",
    used="inside.any()",
    mean="np.mean",
    order="dict.fromkeys(names.tolist())",
):
    """Write a report that goes wrong in one place."""
    return _REPORT.format(
        row=row,
        answer=answer,
        error=error,
        inside=inside,
        used=used,
        mean=mean,
        order=order,
    )


_WORST = "max(report, key=lambda g: report[g][2])"
_LEAST = "min(report, key=lambda g: report[g][1])"
_ALL_ECE = "ece(all_p, all_y, edges, n_all)"
_ALL_HITS = "np.mean((all_p >= 0.5) == (all_y == 1))"

SUBGROUP_REPORT = [
    (
        "strict-inequality",
        report("(n, np.mean((p > 0.5) == (y == 1)), ece(p, y, edges, n))"),
    ),
    ("worst-group-only", report(answer=f"{{{_WORST}: report[{_WORST}]}}")),
    ("worst-group-only", report(answer=f"{{{_LEAST}: report[{_LEAST}]}}")),
    ("worst-group-only", report(answer=f"report[{_WORST}]")),
    ("worst-group-only", report(answer=_WORST)),
    ("one-group-only", report(order="list(dict.fromkeys(names.tolist()))[:1]")),
    ("one-group-only", report(order="np.unique(names)[:1]")),
    ("one-group-only", report(order="[np.unique(names)[-1]]")),
    ("one-group-only", report(answer="{name: report[name]}")),
    ("names-missing", report(answer="list(report.values())")),
    ("names-missing", report(answer="dict(enumerate(report.values()))")),
    ("names-missing", report(order="np.unique(names)", answer="list(report.values())")),
    ("all-parts-in-each-group", report(f"(n, hit.mean(), {_ALL_ECE})")),
    ("all-parts-in-each-group", report(f"(n, {_ALL_HITS}, ece(p, y, edges, n))")),
    ("all-parts-in-each-group", report(f"(n, {_ALL_HITS}, {_ALL_ECE})")),
    ("all-parts-in-each-group", report(f"(n_all, {_ALL_HITS}, {_ALL_ECE})")),
    ("divided-by-all-parts", report("(n, hit.mean(), ece(p, y, edges, n_all))")),
    ("divided-by-all-parts", report("(n, hit.sum() / n_all, ece(p, y, edges, n))")),
    ("divided-by-all-parts", report("(n, hit.sum() / n_all, ece(p, y, edges, n_all))")),
    ("shares-for-counts", report("(ours.mean(), hit.mean(), ece(p, y, edges, n))")),
    ("positives-for-counts", report("(y.sum(), hit.mean(), ece(p, y, edges, n))")),
    ("rate-for-accuracy", report("(n, y.mean(), ece(p, y, edges, n))")),
    ("errors-for-accuracy", report("(n, 1 - hit.mean(), ece(p, y, edges, n))")),
    ("hits-for-accuracy", report("(n, hit.sum(), ece(p, y, edges, n))")),
    ("unweighted-mean", report(error="np.mean(abs(gap))")),
    ("unweighted-mean", report(error="sum(abs(gap)) / k")),
    ("signed-gaps", report(error="sum(w * gap)")),
    ("signed-gaps", report(error="abs(sum(w * gap))")),
    ("largest-gap", report(error="max(abs(gap))")),
    (
        "confidence-against-correctness",
        report("(n, hit.mean(), ece(np.maximum(p, 1 - p), hit, edges, n))"),
    ),
    (
        "bins-closed-on-the-right",
        report(inside="(p <= high) & ((p > low) | (i == 0))"),
    ),
    ("last-edge-lost", report(inside="(p >= low) & (p < high)")),
    (
        "last-edge-lost",
        report(error="sum(w * abs(gap)) / sum(w)", inside="(p >= low) & (p < high)"),
    ),
    (
        "phantom-last-bin",
        report(
            inside="(p >= low) & (p < high)",
            row="(n, hit.mean(), ece(p, y, [*edges, 2 * edges[-1]], n))",
        ),
    ),
    ("edge-in-two-bins", report(inside="(p >= low) & (p <= high)")),
    ("edge-in-no-bin", report(inside="(p > low) & (p < high)")),
    ("equal-width-bins", report(inside="np.minimum((p * k).astype(int), k - 1) == i")),
    ("empty-bin-spoils", report(used="True")),
    ("empty-bin-spoils", report(used="True", mean="(lambda v: sum(v) / len(v))")),
    ("other-order-in-a-row", report("(n, ece(p, y, edges, n), hit.mean())")),
    ("other-order-in-a-row", report("(hit.mean(), ece(p, y, edges, n), n)")),
    ("error-alone", report("ece(p, y, edges, n)")),
    (
        "rounded-result",
        report("(n, round(hit.mean(), 3), round(ece(p, y, edges, n), 3))"),
    ),
]
