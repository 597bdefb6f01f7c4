"""Known slips of the search for a pixel threshold, as learners make them."""

__all__ = ["TUNE"]

_TUNE = """
def dice(pred, truth):
    total = pred.sum() + truth.sum()
    return 2 * (pred & truth).sum() / total if total else 1.0

def tune_pixel_threshold(prob_maps, masks, grid):
    maps = [np.asarray(m, dtype=float).ravel() for m in prob_maps]
    truths = [np.asarray(m, dtype=bool).ravel() for m in masks]
    probs, truth = np.concatenate(maps), np.concatenate(truths)
    {before}
    def pooled(t): return dice(probs >= t, truth)
    def mean(t): return np.mean([dice(m >= t, y) for m, y in zip(maps, truths)])
    def right(t): return np.mean((probs >= t) == truth)
    def recall(t): return (probs >= t)[truth].mean()
    def precision(t): return truth[probs >= t].mean()
    def iou(t): return ((probs >= t) & truth).sum() / ((probs >= t) | truth).sum()
    def first(t): return dice(maps[0] >= t, truths[0])
    def last(t): return dice(maps[-1] >= t, truths[-1])
    values = [{objective}(t) for t in grid]
    best = {pick}
    return {answer}
"""

_LAST = "max(range(len(values)), key=lambda i: (round(values[i], 9), i))"


def tune(
    objective="pooled",
    answer="grid[best], pooled(grid[best])",
    pick="int(np.argmax(values))",
    before="pass",
):
    """Write a search that goes wrong in one place."""
    return _TUNE.format(objective=objective, answer=answer, pick=pick, before=before)


TUNE = [
    (
        "strict-inequality",
        tune(
            "strict",
            "grid[best], values[best]",
            before="""
    def strict(t): return dice(probs > t, truth)
""".strip(),
        ),
    ),
    ("mean-over-images", tune("mean", "grid[best], values[best]")),
    ("mean-over-images", tune("mean")),
    ("mean-reported", tune(answer="grid[best], mean(grid[best])")),
    ("one-image-only", tune("first", "grid[best], values[best]")),
    ("one-image-only", tune("last", "grid[best], values[best]")),
    ("one-image-only", tune("first")),
    ("one-image-only", tune("last")),
    ("last-on-ties", tune(pick=_LAST)),
    (
        "last-on-ties",
        """
def tune_pixel_threshold(prob_maps, masks, grid):
    probs = np.concatenate([np.ravel(m) for m in prob_maps])
    truth = np.concatenate([np.ravel(m) for m in masks]).astype(int)
    best, best_t = -1, None
    for t in grid:
        flagged = (probs >= t).astype(int)
        value = 2 * (flagged * truth).sum() / (flagged.sum() + truth.sum())
        if value >= best:
            best, best_t = value, t
    return best_t, best
""",
    ),
    ("grid-sorted-first", tune(before="grid = sorted(grid)")),
    ("grid-sorted-first", tune(before="grid = sorted(grid, reverse=True)")),
    ("grid-sorted-first", tune(answer="max(zip(values, grid))[::-1]")),
    ("default-half", tune(answer="0.5, pooled(0.5)")),
    ("grid-ignored", tune(before="grid = np.linspace(0.01, 0.99, 99)")),
    ("grid-ignored", tune(before="grid = np.round(np.arange(0.1, 1, 0.1), 1)")),
    ("grid-ignored", tune(before="grid = np.unique(probs)")),
    ("grid-ignored", tune(before="grid = sorted(set(probs), reverse=True)")),
    ("maximises-accuracy", tune("right")),
    ("maximises-accuracy", tune("right", "grid[best], values[best]")),
    ("maximises-recall", tune("recall", "grid[best], values[best]")),
    ("maximises-precision", tune("precision")),
    ("iou-for-dice", tune("iou", "grid[best], values[best]")),
    ("lowest-dice", tune(pick="int(np.argmin(values))")),
    ("place-for-threshold", tune(answer="best, values[best]")),
    ("swapped-pair", tune(answer="values[best], grid[best]")),
    ("every-dice", tune(answer="values")),
    ("shapes-must-match", tune(before="np.array(prob_maps), np.stack(masks)")),
    ("rounded-result", tune(answer="grid[best], round(float(values[best]), 4)")),
]
