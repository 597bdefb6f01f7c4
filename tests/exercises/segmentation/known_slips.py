"""Known slips of unit 5, as learners make them."""

from .mask_slips import POSTPROCESS
from .tune_slips import TUNE

__all__ = ["SLIPS"]

_DICE = """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=bool), np.asarray(truth, dtype=bool)
    n, a, b = (p & t).sum(), p.sum(), t.sum()
    {guard}
    return {answer}
"""


def dice(answer, guard="if a + b == 0: return 1.0"):
    """Write a Dice that goes wrong in one place."""
    return _DICE.format(answer=answer, guard=guard)


_RIGHT = "2 * n / (a + b)"

DICE = [
    ("union-for-sum", dice("n / (p | t).sum()")),
    ("union-for-sum", dice("2 * n / (p + t).sum()")),
    ("union-for-sum", dice("n / (p | t).sum()", guard="pass")),
    ("union-for-sum", dice("int(n) / int((p | t).sum())", guard="pass")),
    (
        "booleans-added",
        """
def dice(pred, truth):
    p, t = np.array(pred), np.array(truth)
    return 2 * (p & t).sum() / (p + t).sum() if p.any() or t.any() else 1.0
""",
    ),
    ("factor-two-missing", dice("n / (a + b)")),
    ("recall-for-dice", dice("n / b if b else 0.0")),
    ("precision-for-dice", dice("n / a if a else 0.0")),
    ("pixel-accuracy", dice("np.mean(p == t)")),
    ("background-counts", dice("2 * (~p & ~t).sum() / ((~p).sum() + (~t).sum())")),
    (
        "background-counts",
        dice(f"({_RIGHT} + 2 * (~p & ~t).sum() / ((~p).sum() + (~t).sum())) / 2"),
    ),
    ("empty-masks-divide", dice(_RIGHT, guard="pass")),
    ("empty-masks-divide", dice("2 * int(n) / int(a + b)", guard="pass")),
    ("empty-masks-as-zero", dice(_RIGHT, guard="if a + b == 0: return 0.0")),
    ("empty-masks-as-zero", dice("2 * n / max(a + b, 1)", guard="pass")),
    ("one-empty-as-perfect", dice(_RIGHT, guard="if a == 0: return 1.0")),
    ("one-empty-as-perfect", dice(_RIGHT, guard="if not t.any(): return 1.0")),
    ("one-empty-as-perfect", dice(_RIGHT, guard="if a == 0 or b == 0: return 1.0")),
    ("one-empty-as-perfect", dice(_RIGHT, guard="if n == 0: return 1.0")),
    ("smoothed-visibly", dice("(2 * n + 1) / (a + b + 1)", guard="pass")),
    ("smoothed-visibly", dice("(2 * n + 1e-6) / (a + b + 1e-6)", guard="pass")),
    ("smoothed-visibly", dice("2 * n / (a + b + 1e-7)", guard="pass")),
    (
        "line-by-line",
        """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=float), np.asarray(truth, dtype=float)
    return 2 * sum(p * t) / (sum(p) + sum(t))
""",
    ),
    (
        "line-by-line",
        """
def dice(pred, truth):
    p, t = np.asarray(pred, dtype=float), np.asarray(truth, dtype=float)
    return 2 * (p * t).sum(axis=1) / (p.sum(axis=1) + t.sum(axis=1))
""",
    ),
    ("rounded-result", dice("round(float(2 * n / (a + b)), 3)")),
    ("rounded-result", dice("np.round(2 * n / (a + b), 2)")),
]

SLIPS = {"dice": DICE, "tune-pixel-threshold": TUNE, "postprocess": POSTPROCESS}
