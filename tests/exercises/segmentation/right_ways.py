"""Right ways of unit 5, as learners write them."""

from .right_masks import POSTPROCESS

__all__ = ["RIGHT"]

DICE = {
    "counts": """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=bool), np.asarray(truth, dtype=bool)
    total = p.sum() + t.sum()
    return 1.0 if total == 0 else 2 * (p & t).sum() / total
""",
    "loops": """
def dice(pred, truth):
    common = flagged = true = 0
    for row_p, row_t in zip(pred, truth):
        for p, t in zip(row_p, row_t):
            common += 1 if p and t else 0
            flagged += 1 if p else 0
            true += 1 if t else 0
    if flagged + true == 0:
        return 1
    return 2 * common / (flagged + true)
""",
    "scikit-learn's F1": """
from sklearn.metrics import f1_score
def dice(pred, truth):
    p, t = np.ravel(pred).astype(int), np.ravel(truth).astype(int)
    return f1_score(t, p, zero_division=1.0)
""",
    "SciPy's dissimilarity": """
from scipy.spatial.distance import dice as apart
def dice(pred, truth):
    p, t = np.ravel(pred).astype(bool), np.ravel(truth).astype(bool)
    return 1 - apart(p, t) if (p | t).any() else np.float64(1)
""",
    "from the IoU": """
def dice(pred, truth):
    p, t = np.array(pred) > 0, np.array(truth) > 0
    union = np.count_nonzero(p | t)
    if not union:
        return 1.0
    iou = np.count_nonzero(p & t) / union
    return np.array([2 * iou / (1 + iou)])
""",
    "sets of places, an exact fraction": """
from fractions import Fraction
def dice(pred, truth):
    def places(mask):
        return {(i, j) for i, row in enumerate(mask) for j, v in enumerate(row) if v}
    p, t = places(pred), places(truth)
    return Fraction(2 * len(p & t), len(p) + len(t)) if p or t else Fraction(1)
""",
    "precision and recall": """
def dice(pred, truth):
    p, t = np.asarray(pred).astype(float), np.asarray(truth).astype(float)
    hit = float((p * t).sum())
    if hit == 0:
        return float(p.sum() == t.sum() == 0)
    precision, recall = hit / p.sum(), hit / t.sum()
    return 2 * precision * recall / (precision + recall)
""",
    "a dot product, a 0-d array": """
def dice(pred, truth):
    p, t = (np.asarray(m, dtype=np.int64).ravel() for m in (pred, truth))
    with np.errstate(invalid="ignore"):
        value = 2 * (p @ t) / (p @ p + t @ t)
    return np.array(np.nan_to_num(value, nan=1.0))
""",
}

_DICE = """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=bool), np.asarray(truth, dtype=bool)
    total = p.sum() + t.sum()
    return 2 * (p & t).sum() / total if total else 1.0
"""

TUNE = {
    "the function before it, on all pixels joined": _DICE
    + """
def tune_pixel_threshold(prob_maps, masks, grid):
    probs = np.concatenate([np.ravel(m) for m in prob_maps])
    truth = np.concatenate([np.ravel(m) for m in masks])
    best = None, -1.0
    for t in grid:
        value = dice(probs >= t, truth)
        if value > best[1] + 1e-9:
            best = t, value
    return best
""",
    "the function before it, argmax, an array": _DICE
    + """
def tune_pixel_threshold(prob_maps, masks, grid):
    row = lambda images: np.hstack([np.asarray(m).reshape(1, -1) for m in images])
    probs, truth = row(prob_maps), row(masks)
    values = np.array([dice(probs >= t, truth) for t in grid])
    return np.array([grid[values.argmax()], values.max()])
""",
    "loops": """
def tune_pixel_threshold(prob_maps, masks, grid):
    best_t, best = grid[0], -1
    for t in grid:
        tp = fp = fn = 0
        for image, mask in zip(prob_maps, masks):
            for row, labels in zip(image, mask):
                for p, y in zip(row, labels):
                    if p >= t and y:
                        tp += 1
                    elif p >= t:
                        fp += 1
                    elif y:
                        fn += 1
        value = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1
        if value - best > 1e-9:
            best_t, best = t, value
    return best_t, best
""",
    "counts added image by image": """
def tune_pixel_threshold(prob_maps, masks, grid):
    cuts = np.asarray(grid, dtype=float)
    common, flagged, true = np.zeros(len(cuts)), np.zeros(len(cuts)), 0
    for m, y in zip(prob_maps, masks):
        flags = np.asarray(m, dtype=float)[None] >= cuts[:, None, None]
        y = np.asarray(y, dtype=bool)
        common += (flags & y).sum(axis=(1, 2))
        flagged += flags.sum(axis=(1, 2))
        true += y.sum()
    both = np.maximum(flagged + true, 1)
    values = np.where(flagged + true > 0, 2 * common / both, 1)
    place = int(np.argmax(values))
    return [cuts[place], values[place]]
""",
    "max with a key, exact fractions": """
from fractions import Fraction
from itertools import chain
def tune_pixel_threshold(prob_maps, masks, grid):
    flat = lambda images: list(chain.from_iterable(chain.from_iterable(images)))
    pairs = list(zip(flat(prob_maps), flat(masks)))
    def value(t):
        hits = [bool(y) for p, y in pairs if p >= t]
        total = len(hits) + sum(bool(y) for _, y in pairs)
        return Fraction(2 * sum(hits), total) if total else Fraction(1)
    best = max(grid, key=value)
    return best, value(best)
""",
    "scikit-learn": """
from sklearn.metrics import f1_score
def tune_pixel_threshold(prob_maps, masks, grid):
    probs = np.concatenate([np.ravel(m) for m in prob_maps])
    truth = np.concatenate([np.ravel(m) for m in masks]).astype(int)
    values = [
        f1_score(truth, (probs >= t).astype(int), zero_division=1.0 - truth.max())
        for t in grid
    ]
    best = int(np.flatnonzero(np.array(values) >= max(values) - 1e-9)[0])
    return grid[best], values[best]
""",
    "sorted once, a 32-bit threshold": """
def tune_pixel_threshold(prob_maps, masks, grid):
    probs = np.concatenate([np.ravel(m) for m in prob_maps]).astype(float)
    truth = np.concatenate([np.ravel(m) for m in masks]).astype(int)
    order = np.argsort(probs)
    found = np.append(np.cumsum(truth[order][::-1])[::-1], 0)
    place = np.searchsorted(probs[order], np.asarray(grid, dtype=float), side="left")
    values = 2 * found[place] / (len(probs) - place + truth.sum())
    best = values.argmax()
    return np.float32(grid[best]), values[best]
""",
    "walks back through the grid": _DICE
    + """
def tune_pixel_threshold(prob_maps, masks, grid):
    stack = lambda images: np.array([v for m in images for row in m for v in row])
    probs, truth = stack(prob_maps), stack(masks)
    best, threshold = -1.0, None
    for t in reversed(list(grid)):
        value = dice([probs >= t], [truth])
        if value >= best - 1e-9:
            best, threshold = max(best, value), t
    return {"pair": (threshold, best)}["pair"]
""",
}

RIGHT = {"dice": DICE, "tune-pixel-threshold": TUNE, "postprocess": POSTPROCESS}
