"""Wrong ways of unit 5 that no slip explains, some of them two slips at once."""

__all__ = ["UNKNOWN"]

_TUNE = """
def tune_pixel_threshold(prob_maps, masks, grid):
    probs = np.concatenate([np.ravel(m) for m in prob_maps])
    truth = np.concatenate([np.ravel(m) for m in masks]).astype(bool)
    def dice(flags): return 2 * (flags & truth).sum() / (flags.sum() + truth.sum())
    {rest}
"""
_CLEAN = """
from scipy import ndimage
def postprocess(mask, min_area):
    m = np.array(mask, dtype=bool)
    {rest}
"""


def tune(rest):
    """Write the rest of a search."""
    return _TUNE.format(rest=rest)


def clean(rest):
    """Write the rest of a cleaning."""
    return _CLEAN.format(rest=rest)


_LABELS = "labelled, n = ndimage.label({}); area = np.bincount(labelled.ravel())"

UNKNOWN = {
    "dice": {
        "the distance": """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=bool), np.asarray(truth, dtype=bool)
    return 1 - 2 * (p & t).sum() / max(p.sum() + t.sum(), 1)
""",
        "over the larger mask": """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=bool), np.asarray(truth, dtype=bool)
    return (p & t).sum() / max(p.sum(), t.sum(), 1)
""",
        "union, and 0 for two empty masks": """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=bool), np.asarray(truth, dtype=bool)
    return (p & t).sum() / max((p | t).sum(), 1)
""",
        "the first row alone": """
def dice(pred, truth):
    p, t = np.asarray(pred[0], dtype=bool), np.asarray(truth[0], dtype=bool)
    return 2 * (p & t).sum() / (p.sum() + t.sum()) if (p | t).any() else 1.0
""",
        "the overlap": "def dice(p, t): return (np.array(p) & np.array(t)).tolist()",
        "text": "def dice(pred, truth): return '0.5'",
        "nothing": "def dice(pred, truth): np.sum(pred)",
        "raises": "def dice(pred, truth): return (pred & truth).sum() / pred.sum()",
    },
    "tune-pixel-threshold": {
        "strict, and the last on ties": tune(
            "values = [dice(probs > t) for t in grid][::-1]; "
            "best = int(np.argmax(values)); return grid[-1 - best], values[best]"
        ),
        "the middle of the grid": tune(
            "t = grid[len(grid) // 2]; return t, dice(probs >= t)"
        ),
        "flags what is below": tune(
            "values = [dice(probs < t) for t in grid]; "
            "best = int(np.argmax(values)); return grid[best], values[best]"
        ),
        "in per cent": tune(
            "values = [dice(probs >= t) for t in grid]; "
            "best = int(np.argmax(values)); return grid[best], 100 * values[best]"
        ),
        "the threshold alone": tune("return max(grid, key=lambda t: dice(probs >= t))"),
        "half of the best Dice": tune(
            "best = max(dice(probs >= t) for t in grid); return best / 2, best"
        ),
        "text": "def tune_pixel_threshold(m, y, g): return 'the third', 0.5",
        "raises": "def tune_pixel_threshold(m, y, g): return m >= g",
    },
    "postprocess": {
        "corners connect, and exact area dropped": clean(
            _LABELS.format("ndimage.binary_fill_holes(m), np.ones((3, 3))")
            + "; return (area[labelled] > min_area) & (labelled > 0)"
        ),
        "one pixel too few": clean(
            _LABELS.format("ndimage.binary_fill_holes(m)")
            + "; return (area[labelled] >= min_area - 1) & (labelled > 0)"
        ),
        "dilated": clean(
            _LABELS.format("ndimage.binary_fill_holes(m)")
            + "; return ndimage.binary_dilation((area[labelled] >= min_area) "
            "& (labelled > 0))"
        ),
        "as it came": clean("return m"),
        "upside down": clean(
            _LABELS.format("ndimage.binary_fill_holes(m)")
            + "; return ((area[labelled] >= min_area) & (labelled > 0))[::-1]"
        ),
        "the places of the pixels": clean(
            _LABELS.format("ndimage.binary_fill_holes(m)")
            + "; return np.argwhere((area[labelled] >= min_area) & (labelled > 0))"
        ),
        "the number of regions": clean("return ndimage.label(m)[1]"),
        "words": clean("return np.where(m, 'yes', 'no')"),
        "nothing": clean("ndimage.binary_fill_holes(m)"),
        "raises": "def postprocess(mask, min_area): return mask[mask >= min_area]",
    },
}
