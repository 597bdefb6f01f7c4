"""Right ways of unit 6, as learners write them."""

from .right_boxes import IOU, NMS

__all__ = ["RIGHT"]

JOINT = {
    "a list of tuples, max": """
def joint_tune(curves, target):
    enough = []
    for nms_iou, curve in curves.items():
        for threshold, precision, recall in curve:
            if precision >= target:
                enough.append((recall, threshold, -nms_iou))
    if not enough:
        return None
    recall, threshold, minus = max(enough)
    return -minus, threshold
""",
    "the best so far": """
def joint_tune(curves, target):
    best, best_recall = None, -1.0
    for nms_iou in sorted(curves):
        for threshold, precision, recall in curves[nms_iou]:
            if precision < target:
                continue
            larger = best is not None and recall == best_recall and threshold > best[1]
            if recall > best_recall or larger:
                best, best_recall = (nms_iou, threshold), recall
    return best
""",
    "sorted by a key": """
def joint_tune(curves, target):
    points = [(k, t, p, r) for k, curve in curves.items() for t, p, r in curve]
    points = sorted(points, key=lambda x: (-x[3], -x[1], x[0]))
    return next(([k, t] for k, t, p, r in points if p >= target), None)
""",
    "arrays and lexsort": """
def joint_tune(curves, target):
    rows = [np.column_stack([np.full(len(c), k), np.array(c, dtype=float)])
            for k, c in curves.items()]
    table = np.concatenate(rows)
    table = table[table[:, 2] >= target]
    if len(table) == 0:
        return
    best = np.lexsort((-table[:, 0], table[:, 1], table[:, 3]))[-1]
    return table[best, :2]
""",
    "one step after the other, in 32 bits": """
def joint_tune(curves, target):
    points = {(k, t): r for k, c in curves.items() for t, p, r in c if p >= target}
    if points:
        top = max(points.values())
        pairs = [pair for pair, recall in points.items() if recall == top]
        t = max(t for _, t in pairs)
        return np.float32(min(k for k, other in pairs if other == t)), np.float32(t)
""",
    "each curve's best, then the best of them": """
def joint_tune(curves, target):
    champions = []
    for nms_iou, curve in curves.items():
        good = [(r, t) for t, p, r in curve if not p < target]
        if good:
            champions.append((*max(good), nms_iou))
    champions.sort(key=lambda c: c[2])
    champions.sort(key=lambda c: c[:2], reverse=True)
    return (champions[0][2], champions[0][1]) if champions else None
""",
    "a class that compares": """
from dataclasses import dataclass
from functools import reduce
@dataclass
class Pair:
    nms_iou: float
    threshold: float
    recall: float
def better(a, b):
    if a is None:
        return b
    mine, yours = (a.recall, a.threshold), (b.recall, b.threshold)
    if mine == yours:
        return a if a.nms_iou < b.nms_iou else b
    return a if mine > yours else b
def joint_tune(curves, target):
    pairs = (Pair(k, t, r) for k in curves for t, p, r in curves[k] if p >= target)
    best = reduce(better, pairs, None)
    return best and (best.nms_iou, best.threshold)
""",
}

RIGHT = {"iou": IOU, "nms": NMS, "joint-tune": JOINT}
