"""Known slips of unit 6's two exercises with boxes, as learners make them."""

__all__ = ["IOU", "NMS"]

_IOU = """
def iou(box_a, box_b):
    ax1, ay1, ax2, ay2 = {a}
    bx1, by1, bx2, by2 = {b}
    w = {w}
    h = {h}
    both = {both}
    a, b = (ax2 - ax1) * (ay2 - ay1), (bx2 - bx1) * (by2 - by1)
    hull = (max(ax2, bx2) - min(ax1, bx1)) * (max(ay2, by2) - min(ay1, by1))
    return {answer}
"""
_W, _H = "min(ax2, bx2) - max(ax1, bx1)", "min(ay2, by2) - max(ay1, by1)"
_RIGHT = "both / (a + b - both)"


def iou(
    answer=_RIGHT,
    w=f"max(0, {_W})",
    h=f"max(0, {_H})",
    both="w * h",
    form="[float(v) for v in {}]",
):
    """Write an IoU that goes wrong in one place."""
    a, b = form.format("box_a"), form.format("box_b")
    return _IOU.format(answer=answer, w=w, h=h, both=both, a=a, b=b)


_PIXELS = "[float(v) + (1 if i > 1 else 0) for i, v in enumerate({})]"

IOU = [
    ("sides-not-clamped", iou(w=_W, h=_H)),
    ("sides-not-clamped", iou(w=_W, h=_H, both="max(0, w * h)")),
    ("sides-not-clamped", iou(w=f"abs({_W})", h=f"abs({_H})")),
    ("overlap-counted-twice", iou("both / (a + b)")),
    ("dice-for-iou", iou("2 * both / (a + b)")),
    ("over-one-box", iou("both / a")),
    ("over-one-box", iou("both / b")),
    ("over-one-box", iou("both / min(a, b)")),
    ("overlap-alone", iou("both")),
    (
        "one-pixel-more",
        iou(form=_PIXELS),
    ),
    (
        "other-box-form",
        iou(form="(lambda q: (q[0], q[1], q[0] + q[2], q[1] + q[3]))({})"),
    ),
    (
        "other-box-form",
        iou(
            form="(lambda q: (q[0] - q[2] / 2, q[1] - q[3] / 2, q[0] + q[2] / 2, "
            "q[1] + q[3] / 2))({})"
        ),
    ),
    ("hull-for-union", iou("both / hull")),
    (
        "min-and-max-swapped",
        iou(w="max(ax2, bx2) - min(ax1, bx1)", h="max(ay2, by2) - min(ay1, by1)"),
    ),
    ("generalised-iou", iou(f"{_RIGHT} - (hull - (a + b - both)) / hull")),
    ("distance-for-iou", iou(f"1 - {_RIGHT}")),
    ("smoothed-visibly", iou("both / (a + b - both + 1e-6)")),
    ("smoothed-visibly", iou("(both + 1e-7) / (a + b - both + 1e-7)")),
    ("smoothed-visibly", iou("both / (a + b - both + 1)")),
    ("rounded-result", iou(f"round({_RIGHT}, 3)")),
    ("rounded-result", iou(f"np.round({_RIGHT}, 2)")),
]

_NMS = (
    iou()
    + """
def nms(boxes, scores, iou_threshold):
    order = {order}
    kept, dropped = [], []
    for place, i in enumerate(order):
        if any({drops} for k in {against}):
            dropped.append(i)
        else:
            kept.append(i)
    return {answer}
"""
)


def nms(
    answer="kept",
    order="list(np.argsort(scores)[::-1])",
    drops="iou(boxes[i], boxes[k]) > iou_threshold",
    against="kept",
):
    """Write a suppression that goes wrong in one place."""
    return _NMS.format(answer=answer, order=order, drops=drops, against=against)


NMS = [
    ("equal-overlap-dropped", nms(drops="iou(boxes[i], boxes[k]) >= iou_threshold")),
    ("inclusive-pixels", nms().replace(iou(), iou(form=_PIXELS))),
    (
        "inclusive-pixels",
        """
def nms(boxes, scores, iou_threshold):
    # The classic: areas and overlaps of all boxes at once, in whole pixels.
    x1, y1, x2, y2 = np.reshape(np.asarray(boxes, dtype=float), (-1, 4)).T
    areas = (x2 - x1 + 1) * (y2 - y1 + 1)
    order, keep = np.asarray(scores).argsort()[::-1], []
    while order.size > 0:
        i = order[0]
        keep.append(int(i))
        w = np.minimum(x2[i], x2[order[1:]]) - np.maximum(x1[i], x1[order[1:]]) + 1
        h = np.minimum(y2[i], y2[order[1:]]) - np.maximum(y1[i], y1[order[1:]]) + 1
        inter = np.maximum(0.0, w) * np.maximum(0.0, h)
        iou = inter / (areas[i] + areas[order[1:]] - inter)
        order = order[1:][iou <= iou_threshold]
    return keep
""",
    ),
    ("dropped-still-suppress", nms(against="order[:place]")),
    (
        "dropped-still-suppress",
        iou()
        + """
def nms(boxes, scores, iou_threshold):
    keep = [True] * len(boxes)
    for i in range(len(boxes)):
        for j in range(len(boxes)):
            if scores[j] > scores[i] and iou(boxes[i], boxes[j]) > iou_threshold:
                keep[i] = False
    order = sorted(range(len(boxes)), key=lambda i: -scores[i])
    return [i for i in order if keep[i]]
""",
    ),
    ("last-kept-only", nms(against="kept[-1:]")),
    ("best-suppresses-only", nms(against="kept[:1]")),
    (
        "list-changed-while-walking",
        iou()
        + """
def nms(boxes, scores, iou_threshold):
    order = sorted(range(len(boxes)), key=lambda i: scores[i], reverse=True)
    kept = []
    while order:
        best = order.pop(0)
        kept.append(best)
        for i in order:
            if iou(boxes[best], boxes[i]) > iou_threshold:
                order.remove(i)
    return kept
""",
    ),
    ("lowest-score-wins", nms(order="list(np.argsort(scores))")),
    ("scores-not-sorted", nms(order="list(range(len(boxes)))")),
    ("listed-by-number", nms("sorted(kept)")),
    ("listed-worst-first", nms("kept[::-1]")),
    ("places-after-sorting", nms("[order.index(i) for i in kept]")),
    (
        "places-after-sorting",
        iou()
        + """
def nms(boxes, scores, iou_threshold):
    boxes = [boxes[i] for i in np.argsort(scores)[::-1]]
    kept = []
    for i, box in enumerate(boxes):
        if all(iou(box, boxes[k]) <= iou_threshold for k in kept):
            kept.append(i)
    return kept
""",
    ),
    ("best-box-only", nms("kept[:1]")),
    ("overlap-keeps", nms(drops="iou(boxes[i], boxes[k]) < iou_threshold")),
    ("dropped-for-kept", nms("dropped")),
    ("threshold-ignored", nms(drops="iou(boxes[i], boxes[k]) > 0.5")),
    ("threshold-ignored", nms(drops="iou(boxes[i], boxes[k]) > 0")),
    ("nothing-dropped", nms(drops="False")),
    ("nothing-dropped", nms("order")),
    ("mask-for-indices", nms("[i in kept for i in range(len(boxes))]")),
    ("mask-for-indices", nms("np.isin(np.arange(len(boxes)), kept)")),
    ("boxes-for-indices", nms("[boxes[i] for i in kept]")),
    ("scores-for-indices", nms("[scores[i] for i in kept]")),
    (
        "no-boxes-fail",
        nms(order="[int(np.argsort(scores)[-1]), *np.argsort(scores)[-2::-1]]"),
    ),
    ("no-boxes-fail", nms("kept if max(scores) > -99 else []")),
]
