"""Answers of unit 6 in fractions, by ways of their own."""

from fractions import Fraction
from itertools import pairwise

__all__ = ["EXACT"]


def overlap(a, b):
    """Return the IoU as a fraction: what both cover by what either covers."""
    a, b = ([Fraction(float(v)) for v in box] for box in (a, b))
    columns = sorted({a[0], a[2], b[0], b[2]})
    rows = sorted({a[1], a[3], b[1], b[3]})
    both = either = Fraction(0)
    # The sides cut the plane into cells, each inside or outside of each box.
    for left, right in pairwise(columns):
        for top, bottom in pairwise(rows):
            inside = [
                box[0] <= left
                and right <= box[2]
                and box[1] <= top
                and bottom <= box[3]
                for box in (a, b)
            ]
            cell = (right - left) * (bottom - top)
            both += cell * all(inside)
            either += cell * any(inside)
    return both / either


def answer_iou(box_a, box_b):
    """Add up the cells."""
    return float(overlap(box_a, box_b))


def answer_nms(boxes, scores, iou_threshold):
    """Strike out from a list, the best first."""
    limit = Fraction(float(iou_threshold))
    left = set(range(len(boxes)))
    kept = []
    while left:
        best = max(left, key=lambda i: scores[i])
        kept.append(best)
        left -= {best}
        left -= {i for i in left if overlap(boxes[best], boxes[i]) > limit}
    return kept


def answer_joint(curves, target):
    """Look for the one pair that no other beats."""
    points = [
        (float(nms_iou), *(float(v) for v in row))
        for nms_iou, rows in curves.items()
        for row in rows
        if row[1] >= target
    ]

    def beats(one, other):
        if one[3] != other[3]:
            return one[3] > other[3]
        if one[1] != other[1]:
            return one[1] > other[1]
        return one[0] < other[0]

    unbeaten = [p for p in points if not any(beats(q, p) for q in points)]
    return unbeaten[0][:2] if unbeaten else None


EXACT = {"iou": answer_iou, "nms": answer_nms, "joint-tune": answer_joint}
