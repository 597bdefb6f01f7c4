"""Known slips of unit 6, as learners make them."""

from .box_slips import IOU, NMS

__all__ = ["SLIPS"]

_JOINT = """
def joint_tune(curves, target):
    points = [(k, t, p, r) for k, curve in {curves}.items() for t, p, r in curve]
    def f1(x): return 2 * x[2] * x[3] / (x[2] + x[3])
    good = [x for x in points if {keep}]
    if not good:
        return {none}
    best = max(good, key=lambda x: {key})
    return {answer}
"""


def joint(
    key="(x[3], x[1], -x[0])",
    keep="x[2] >= target",
    none="None",
    answer="best[:2]",
    curves="curves",
):
    """Write a joint choice that goes wrong in one place."""
    return _JOINT.format(key=key, keep=keep, none=none, answer=answer, curves=curves)


_ORDER = "(x[3], x[1], -x[0])"

JOINT = [
    ("target-missed-by-equality", joint(keep="x[2] > target")),
    ("target-ignored", joint(keep="True")),
    ("target-ignored", joint("x[3]", keep="True")),
    ("highest-precision", joint("x[2]")),
    ("highest-precision", joint("(x[2], x[3])")),
    ("highest-f1", joint("f1(x)")),
    ("highest-f1", joint("f1(x)", keep="True")),
    (
        "highest-f1",
        joint("f1(x)", keep="True", answer="best[:2] if best[2] >= target else None"),
    ),
    ("lowest-threshold", joint("-x[1]")),
    ("lowest-threshold", joint("(-x[1], x[3])")),
    ("highest-threshold", joint("(x[1], x[3])")),
    ("smaller-threshold-on-ties", joint("(x[3], -x[1], -x[0])")),
    (
        "smaller-threshold-on-ties",
        joint(answer="min((-x[3], x[1], x[0]) for x in good)[2:0:-1]"),
    ),
    ("larger-overlap-on-ties", joint("(x[3], x[1], x[0])")),
    (
        "larger-overlap-on-ties",
        joint(answer="max((x[3], x[1], x[0]) for x in good)[:0:-1]"),
    ),
    ("overlap-before-threshold", joint("(x[3], -x[0], x[1])")),
    ("order-decides-on-ties", joint("x[3]")),
    ("order-decides-on-ties", joint("x[3]", none="None[:2]")),
    ("order-decides-on-ties", joint("x[3]", none="max(good)[:2]")),
    (
        "order-decides-on-ties",
        """
def joint_tune(curves, target):
    best, pair = -1, None
    for k, curve in curves.items():
        for t, p, r in curve:
            if p >= target and r >= best:
                best, pair = r, (k, t)
    return pair
""",
    ),
    ("one-curve-only", joint(curves="dict(list(curves.items())[:1])")),
    ("one-curve-only", joint(curves="dict(list(curves.items())[-1:])")),
    ("one-curve-only", joint(curves="{min(curves): curves[min(curves)]}")),
    (
        "stops-at-first-miss",
        """
def joint_tune(curves, target):
    best = None
    for k, curve in curves.items():
        for t, p, r in sorted(map(list, curve), reverse=True):
            if p < target:
                break
            if best is None or (r, t, -k) > best:
                best = (r, t, -k)
    return None if best is None else (-best[2], best[1])
""",
    ),
    ("columns-swapped", joint("(x[2], x[1], -x[0])", keep="x[3] >= target")),
    ("swapped-pair", joint(answer="(best[1], best[0])")),
    ("more-than-the-pair", joint(answer="best")),
    ("more-than-the-pair", joint(answer="(best[0], best[1], best[3])")),
    ("more-than-the-pair", joint(answer="(best[3], best[1], best[0])")),
    ("more-than-the-pair", joint(answer="[x[:2] for x in good]")),
    ("infeasible-fails", joint(none="max(good)[:2]")),
    ("infeasible-fails", joint(none="good[0]")),
    ("infeasible-fails", joint(none="None[:2]")),
    ("infeasible-but-answered", joint(none=f"max(points, key=lambda x: {_ORDER})[:2]")),
    ("infeasible-but-answered", joint(none="max(points, key=lambda x: x[2])[:2]")),
    ("infeasible-but-answered", joint(none="(None, None)")),
    ("infeasible-but-answered", joint(none="(np.nan, np.nan)")),
    ("infeasible-but-answered", joint(none="(0.0, 0.0)")),
    ("infeasible-but-answered", joint(none="()")),
]

SLIPS = {"iou": IOU, "nms": NMS, "joint-tune": JOINT}
