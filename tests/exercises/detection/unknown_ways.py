"""Wrong ways of unit 6 that no slip explains, some of them two slips at once."""

from .box_slips import iou, nms
from .known_slips import joint

__all__ = ["UNKNOWN"]

UNKNOWN = {
    "iou": {
        "not clamped, and Dice": iou(
            "2 * both / (a + b)",
            w="min(ax2, bx2) - max(ax1, bx1)",
            h="min(ay2, by2) - max(ay1, by1)",
        ),
        "widths alone": iou("w / (ax2 - ax1 + bx2 - bx1 - w)"),
        "squared": iou("(both / (a + b - both)) ** 2"),
        "in per cent": iou("100 * both / (a + b - both)"),
        "x for y": iou(h="max(0, min(ax2, bx2) - max(ax1, bx1))"),
        "the union": iou("a + b - both"),
        "three numbers": iou("(both, a, b)"),
        "text": "def iou(box_a, box_b): return '0.5'",
        "nothing": "def iou(box_a, box_b): max(box_a)",
        "raises": "def iou(box_a, box_b): return (box_a & box_b).sum()",
    },
    "nms": {
        "equal dropped, listed by number": nms(
            "sorted(kept)", drops="iou(boxes[i], boxes[k]) >= iou_threshold"
        ),
        "one less": nms("kept[:-1]"),
        "counted from one": nms("[i + 1 for i in kept]"),
        "with twice the threshold": nms(
            drops="iou(boxes[i], boxes[k]) > 2 * iou_threshold"
        ),
        "the first twice": nms("kept[:1] + kept"),
        "all but the last two": nms("order[:-2]"),
        "negative indices": nms("[i - len(boxes) for i in kept]"),
        "the number kept": nms("len(kept)"),
        "text": nms("[str(i) for i in kept]"),
        "a dictionary": nms("{i: scores[i] for i in kept}"),
        "nothing": nms("None"),
        "raises": "def nms(boxes, scores, iou_threshold): return boxes[scores > 0]",
    },
    "joint-tune": {
        "strict, and the smaller threshold": joint(
            "(x[3], -x[1], -x[0])", keep="x[2] > target"
        ),
        "the lowest recall": joint("-x[3]"),
        "the sum of recall and overlap": joint("x[3] + x[0]"),
        "a margin": joint(keep="x[2] >= target + 0.02"),
        "the overlap alone": joint(answer="best[0]"),
        "recall for threshold": joint(answer="(best[0], best[3])"),
        "a dictionary": joint(answer="{best[0]: best[1]}"),
        "text": joint(answer="f'{best[0]} and {best[1]}'"),
        "always None": "def joint_tune(curves, target): pass",
        "raises": "def joint_tune(curves, target): return max(curves[target])",
    },
}
