"""Ways of exercise youden-thresholds: right, wrong, raising, unfinished."""

from tests.honest_class.way import ALL, Way

__all__ = ["WAYS"]

RIGHT = (
    Way(
        "right",
        """
def youden_thresholds(scores, labels):
    candidates = sorted({float(score) for score in scores})
    heights = []
    for candidate in candidates:
        tp, fp, fn, tn = confusion_at(scores, labels, candidate)
        heights.append(tp / (tp + fn) - fp / (fp + tn))
    return [c for c, j in zip(candidates, heights) if j >= max(heights) - 1e-9]
""",
        calls=("confusion-at",),
        # Strict counts shift every threshold by one score; two rows do not unpack.
        given={
            ("nothing",): (),
            ("strict",): (),
            ("two-rows",): (),
            ("fractions",): ALL,
        },
    ),
    Way(
        "right",
        """
def youden_thresholds(scores, labels):
    y = np.asarray(labels).astype(bool)
    s = np.asarray(scores, dtype=float)
    t = np.unique(s)
    j = [(s[y] >= c).mean() - (s[~y] >= c).mean() for c in t]
    return t[np.isclose(j, np.max(j), rtol=0, atol=1e-9)]
""",
    ),
    Way(
        "right",
        """
def youden_thresholds(scores, labels):
    defects = sum(1 for y in labels if y)
    fine = len(labels) - defects
    height = {}
    for t in scores:
        tp = sum(1 for s, y in zip(scores, labels) if s >= t and y)
        fp = sum(1 for s, y in zip(scores, labels) if s >= t and not y)
        height[float(t)] = tp * fine - fp * defects
    top = sorted(height.values())[-1]
    return tuple(t for t in sorted(height) if height[t] == top)
""",
    ),
    Way(
        "right",
        """
from sklearn.metrics import roc_curve

def youden_thresholds(scores, labels):
    fpr, tpr, t = roc_curve(labels, scores, drop_intermediate=False)
    j = (tpr - fpr)[1:]
    return sorted(t[1:][j >= j.max() - 1e-9].tolist())
""",
    ),
    Way(
        "right",
        """
from decimal import Decimal
from fractions import Fraction

def youden_thresholds(scores, labels):
    s, y = np.asarray(scores, dtype=float).tolist(), [bool(v) for v in labels]
    j = {}
    for t in s:
        tp = sum(a >= t and b for a, b in zip(s, y))
        fp = sum(a >= t and not b for a, b in zip(s, y))
        j[t] = Fraction(tp, sum(y)) - Fraction(fp, len(y) - sum(y))
    return np.array([[Decimal(t)] for t in sorted(j) if j[t] == max(j.values())])
""",
    ),
)

_HEIGHTS = """
def youden_thresholds(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    t = sorted(set(s.tolist()))
    j = [(s[y] {rule} c).mean() - (s[~y] {rule} c).mean() for c in t]
    best = [c for c, v in zip(t, j) if v > max(j) - {within}]
    return {answer}
"""


def _heights(answer: str, rule: str = ">=", within: str = "1e-9") -> str:
    return _HEIGHTS.format(answer=answer, rule=rule, within=within)


WRONG = (
    Way("only-the-largest", _heights("best[-1]"), ("one",)),
    Way("only-the-smallest", _heights("[best[0]]"), ("one",)),
    Way("descending", _heights("best[::-1]"), ("one",)),
    Way("strict", _heights("best", rule=">"), ()),
    # Two J of the single ones differ by 0.0076; where they tie, steps are wide.
    Way("wide-tolerance", _heights("best", within="0.01"), ("all",)),
    Way("as-a-set", _heights("set(best)"), ()),
    Way("with-its-j", _heights("best, max(j)"), ()),
    Way(
        "exact-equality",
        """
def youden_thresholds(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    t = np.unique(s)
    j = [(s[y] >= c).mean() - (s[~y] >= c).mean() for c in t]
    return [c for c, v in zip(t, j) if v == max(j)]
""",
        ("one",),
    ),
    # A maximum is a corner of the curve, unless several tie on a straight piece.
    Way(
        "drops-straight-pieces",
        """
from sklearn.metrics import roc_curve

def youden_thresholds(scores, labels):
    fpr, tpr, t = roc_curve(labels, scores)
    j = (tpr - fpr)[1:]
    return sorted(t[1:][j > j.max() - 1e-9])
""",
        ("one",),
    ),
    # Recall alone is highest at the lowest score.
    Way(
        "recall-only",
        """
def youden_thresholds(scores, labels):
    return [min(scores)]
""",
        (),
    ),
    Way(
        "changes-its-input",
        """
def youden_thresholds(scores, labels):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    j = {c: round((s[y] >= c).mean() - (s[~y] >= c).mean(), 9) for c in s.tolist()}
    for i in range(len(scores)):
        scores[i] = j[s[i]]
    return sorted(c for c in j if j[c] == max(scores))
""",
        ("one",),
    ),
)

NOTHING = (
    Way("nothing", "", ()),
    Way("nothing", "def youden_thresholds(scores, labels):\n    return J.max()", ()),
    Way(
        "nothing",
        """
def youden_thresholds(scores, labels):
    best = []
    for t in sorted(set(scores)):
        best.append(t)
    # return best
""",
        (),
    ),
    Way("nothing", "def youden_thresholds(scores, labels):\n    return [...]", ()),
)

WAYS = (*RIGHT, *WRONG, *NOTHING)
"""Every way."""
