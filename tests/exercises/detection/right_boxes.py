"""Right ways of unit 6's two exercises with boxes, as learners write them."""

__all__ = ["IOU", "NMS"]

IOU = {
    "sides by max and min": """
def iou(box_a, box_b):
    ax1, ay1, ax2, ay2 = box_a
    bx1, by1, bx2, by2 = box_b
    w = max(0, min(ax2, bx2) - max(ax1, bx1))
    h = max(0, min(ay2, by2) - max(ay1, by1))
    area_a = (ax2 - ax1) * (ay2 - ay1)
    area_b = (bx2 - bx1) * (by2 - by1)
    return w * h / (area_a + area_b - w * h)
""",
    "arrays": """
def iou(box_a, box_b):
    a, b = np.asarray(box_a, dtype=float), np.asarray(box_b, dtype=float)
    side = np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None)
    common = np.prod(side)
    return common / (np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - common)
""",
    "early return": """
def iou(box_a, box_b):
    left, top = max(box_a[0], box_b[0]), max(box_a[1], box_b[1])
    right, bottom = min(box_a[2], box_b[2]), min(box_a[3], box_b[3])
    if right <= left or bottom <= top:
        return 0
    common = (right - left) * (bottom - top)
    def area(box):
        return (box[2] - box[0]) * (box[3] - box[1])
    return common / float(area(box_a) + area(box_b) - common)
""",
    "exact fractions": """
from fractions import Fraction
def iou(box_a, box_b):
    a, b = ([Fraction(float(v)) for v in box] for box in (box_a, box_b))
    def along(i):
        return max(Fraction(0), min(a[i + 2], b[i + 2]) - max(a[i], b[i]))
    area = lambda q: (q[2] - q[0]) * (q[3] - q[1])
    both = along(0) * along(1)
    return both / (area(a) + area(b) - both)
""",
    "a matrix for all pairs, its one entry": """
def iou(box_a, box_b):
    a, b = np.atleast_2d(box_a).astype(float), np.atleast_2d(box_b).astype(float)
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    common = np.prod((high - low).clip(min=0), axis=2)
    size = lambda q: (q[:, 2] - q[:, 0]) * (q[:, 3] - q[:, 1])
    return common / (size(a)[:, None] + size(b)[None] - common)
""",
    "from Dice": """
def iou(box_a, box_b):
    a, b = map(np.array, (box_a, box_b))
    w, h = np.maximum(np.minimum(a, b)[2:] - np.maximum(a, b)[:2], 0)
    total = np.diff(a[::2]) * np.diff(a[1::2]) + np.diff(b[::2]) * np.diff(b[1::2])
    dice = 2.0 * w * h / total
    return dice / (2 - dice)
""",
    "Decimals": """
from decimal import Decimal
def iou(box_a, box_b):
    a, b = ([Decimal(float(v)) for v in box] for box in (box_a, box_b))
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    both = w * h if w > 0 and h > 0 else Decimal(0)
    only = [(q[2] - q[0]) * (q[3] - q[1]) - both for q in (a, b)]
    return both / (both + sum(only))
""",
}

_IOU = IOU["sides by max and min"]

NMS = {
    "the function before it": _IOU
    + """
def nms(boxes, scores, iou_threshold):
    kept = []
    for i in np.argsort(scores)[::-1]:
        if all(iou(boxes[i], boxes[k]) <= iou_threshold for k in kept):
            kept.append(i)
    return kept
""",
    "a list that shrinks": _IOU
    + """
def nms(boxes, scores, iou_threshold):
    waiting = sorted(range(len(scores)), key=lambda i: scores[i], reverse=True)
    kept = []
    while waiting:
        best, *waiting = waiting
        kept.append(best)
        waiting = [i for i in waiting if iou(boxes[best], boxes[i]) <= iou_threshold]
    return tuple(kept)
""",
    "arrays": """
def nms(boxes, scores, iou_threshold):
    boxes = np.asarray(boxes, dtype=float).reshape(-1, 4)
    order = np.argsort(-np.asarray(scores, dtype=float))
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    kept = []
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(best)
        low = np.maximum(boxes[best, :2], boxes[rest, :2])
        high = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        common = np.prod(np.maximum(high - low, 0), axis=1)
        overlap = common / (area[best] + area[rest] - common)
        order = rest[overlap <= iou_threshold]
    return np.array(kept)
""",
    "all pairs first, a mask of those alive": """
def nms(boxes, scores, iou_threshold):
    n = len(boxes)
    b = np.array(boxes, dtype=float).reshape(n, 4)
    side = np.minimum(b[:, None, 2:], b[:, 2:]) - np.maximum(b[:, None, :2], b[:, :2])
    common = side.clip(0).prod(axis=2)
    area = np.diag(common)
    overlap = common / np.maximum(area[:, None] + area - common, 1e-300)
    alive = np.ones(n, dtype=bool)
    kept = []
    for i in np.argsort(scores, kind="stable")[::-1]:
        if alive[i]:
            kept.append(float(i))
            alive &= overlap[i] <= iou_threshold
    return kept
""",
    "recursion": _IOU
    + """
def nms(boxes, scores, iou_threshold):
    def rest(waiting):
        if not waiting:
            return []
        best = max(waiting, key=lambda i: scores[i])
        return [best] + rest([
            i for i in waiting
            if i != best and not iou(boxes[i], boxes[best]) > iou_threshold
        ])
    return rest(list(range(len(boxes))))
""",
    "a heap, exact overlaps": """
from fractions import Fraction
from heapq import heapify, heappop
def nms(boxes, scores, iou_threshold):
    def overlap(a, b):
        a, b = ([Fraction(float(v)) for v in box] for box in (a, b))
        w = max(0, min(a[2], b[2]) - max(a[0], b[0]))
        h = max(0, min(a[3], b[3]) - max(a[1], b[1]))
        areas = [(q[2] - q[0]) * (q[3] - q[1]) for q in (a, b)]
        return w * h / (sum(areas) - w * h)
    heap = [(-s, i) for i, s in enumerate(scores)]
    heapify(heap)
    kept = []
    while heap:
        _, i = heappop(heap)
        for k in kept:
            if overlap(boxes[i], boxes[k]) > iou_threshold:
                break
        else:
            kept.append(i)
    return np.array(kept, dtype=np.int16)
""",
    "returns early without boxes": _IOU
    + """
def nms(boxes, scores, iou_threshold):
    if len(boxes) == 0:
        return np.array([])
    order = list(np.argsort(-np.asarray(scores)))
    suppressed = set()
    for place, i in enumerate(order):
        if i in suppressed:
            continue
        for j in order[place + 1:]:
            if iou(boxes[i], boxes[j]) > iou_threshold:
                suppressed.add(j)
    return [i for i in order if i not in suppressed]
""",
}
