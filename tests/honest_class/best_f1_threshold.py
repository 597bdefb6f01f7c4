"""Ways of exercise best-f1-threshold: right, wrong, raising, unfinished."""

from tests.honest_class.way import ALL, Way

__all__ = ["WAYS"]

_CALLS = ("confusion-at", "f1-from-counts")
_NO_DEFECT = "scikit-learn warns where there is no defect: stderr, and all is lost"

# The course's own search over wrong counts or a wrong F1. Strict counts shift the
# threshold by one score and leave its F1; exchanged errors leave F1 as it is. Half of
# F1 and the Jaccard index rise with F1: the same threshold, another value, and a tie's
# question asks for both. NaN loses every comparison, so without a defect nothing is
# found. In a search something is always flagged: what F1 is without it does not show.
# Two rows of two do not unpack into four.
_TAUGHT = {
    ("nothing", "*"): (),
    ("*", "nothing"): (),
    ("two-rows", "*"): (),
    ("strict", "right"): ("f1",),
    ("swapped-errors", "right"): ALL,
    ("right", "half"): ("threshold",),
    ("right", "jaccard"): ("threshold",),
    ("right", "nan"): ("threshold", "f1"),
    ("right", "nan-by-warning"): ALL,
    ("right", "undefined-is-one"): ALL,
    ("right", "divides-by-no-counts"): ALL,
}

RIGHT = (
    Way(
        "right",
        """
def best_f1_threshold(scores, labels):
    best_threshold, best_f1 = None, -1.0
    for candidate in sorted({float(score) for score in scores}, reverse=True):
        tp, fp, fn, _ = confusion_at(scores, labels, candidate)
        f1 = f1_from_counts(tp, fp, fn)
        if f1 > best_f1 + 1e-9:
            best_threshold, best_f1 = candidate, f1
    return best_threshold, best_f1
""",
        calls=_CALLS,
        given=_TAUGHT,
    ),
    Way(
        "right",
        """
def best_f1_threshold(scores, labels):
    y = np.asarray(labels).astype(int)
    t = np.unique(np.asarray(scores, dtype=float))[::-1]
    flagged = np.asarray(scores, dtype=float)[None, :] >= t[:, None]
    f1 = 2 * (flagged @ y) / (flagged.sum(axis=1) + y.sum())
    best = np.argmax(f1.round(10))
    return np.array([t[best], f1[best]])
""",
    ),
    Way(
        "right",
        """
def best_f1_threshold(scores, labels):
    positives = sum(1 for y in labels if y)
    best = None
    for t in sorted(set(scores)):
        hits = sum(1 for s, y in zip(scores, labels) if s >= t and y)
        f1 = 2 * hits / (sum(1 for s in scores if s >= t) + positives)
        if best is None or f1 >= best[1] - 1e-9:
            best = [t, f1]
    return best
""",
    ),
    Way(
        "right",
        """
from fractions import Fraction

def best_f1_threshold(scores, labels):
    pairs = [(float(s), int(y)) for s, y in zip(scores, labels)]
    positives = sum(y for _, y in pairs)
    def f1(t):
        above = [y for s, y in pairs if s >= t]
        return Fraction(2 * sum(above), len(above) + positives)
    value, t = max((f1(t), t) for t, _ in pairs)
    return t, value
""",
    ),
    Way(
        "right",
        """
def best_f1_threshold(scores, labels):
    order = np.argsort(-np.asarray(scores, dtype=float))
    s = np.asarray(scores, dtype=float)[order]
    y = np.asarray(labels).astype(int)[order]
    last_of_its_score = np.append(s[1:] < s[:-1], True)
    f1 = (2 * np.cumsum(y) / (np.arange(len(y)) + 1 + y.sum()))[last_of_its_score]
    best = int(f1.argmax())
    return np.float32(s[last_of_its_score][best]), f1[best]
""",
        hands_on="32-bits",
    ),
    # Any threshold above the next lower score decides alike.
    Way(
        "right",
        """
def best_f1_threshold(scores, labels):
    s, y = np.array(scores, dtype=float), np.array(labels).astype(bool)
    steps = np.unique(s)
    table = [2 * y[s >= t].sum() / ((s >= t).sum() + y.sum()) for t in steps]
    i = max(k for k, v in enumerate(table) if v >= max(table) - 1e-9)
    lower = steps[i - 1] if i else steps[0] - 1
    return (lower + steps[i]) / 2, table[i]
""",
        hands_on="between",
    ),
    Way(
        "right",
        """
from sklearn.metrics import precision_recall_curve

def best_f1_threshold(scores, labels):
    y = np.asarray(labels).astype(int)
    precision, recall, t = precision_recall_curve(y, scores)
    if y.sum() == 0:
        return max(scores), 0.0
    below = np.where(precision + recall > 0, precision + recall, 1)
    f1 = (2 * precision * recall / below)[:-1]
    best = np.flatnonzero(f1 >= f1.max() - 1e-9)[-1]
    return t[best], f1[best]
""",
        stock_stumbles=_NO_DEFECT,
    ),
)

_COUNTING = """
def counted(scores, labels, t):
    tp = sum(1 for s, y in zip(scores, labels) if s >= t and y)
    fp = sum(1 for s, y in zip(scores, labels) if s >= t and not y)
    fn = sum(1 for s, y in zip(scores, labels) if s < t and y)
    return tp, fp, fn, len(scores) - tp - fp - fn

def f1_at(scores, labels, t):
    tp, fp, fn, _ = counted(scores, labels, t)
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
"""

_LARGEST_OF = """
def best_f1_threshold(scores, labels):
    def value(t):
        tp, fp, fn, tn = counted(scores, labels, t)
        return {value}
    t = max({candidates}, key=lambda t: (round(value(t), 9), t))
    return t, f1_at(scores, labels, t)
"""


def _searching(value: str, candidates: str = "set(scores)") -> str:
    return _COUNTING + _LARGEST_OF.format(value=value, candidates=candidates)


WRONG = (
    # One score too low, with the F1 of the cut above it.
    Way(
        "strict",
        """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    best, best_f1 = None, -1.0
    for t in np.unique(s)[::-1]:
        flagged = s > t
        f1 = 2 * (flagged & y).sum() / max(flagged.sum() + y.sum(), 1)
        if f1 > best_f1 + 1e-9:
            best, best_f1 = t, f1
    return best, best_f1
""",
        ("f1",),
    ),
    # No step of 0.1 decides like the best threshold, nor reaches its F1.
    Way(
        "coarse-grid",
        _COUNTING
        + """
def best_f1_threshold(scores, labels):
    grid = np.arange(1, 10) / 10
    values = [f1_at(scores, labels, t) for t in grid]
    return grid[int(np.argmax(values))], max(values)
""",
        (),
    ),
    Way(
        "habit",
        _COUNTING
        + """
def best_f1_threshold(scores, labels):
    return 0.5, f1_at(scores, labels, 0.5)
""",
        (),
    ),
    Way("accuracy", _searching("(tp + tn) / len(scores)"), ()),
    Way(
        "smallest-on-ties",
        _COUNTING
        + """
def best_f1_threshold(scores, labels):
    t = min(set(scores), key=lambda t: (-round(f1_at(scores, labels, t), 9), t))
    return t, f1_at(scores, labels, t)
""",
        ("threshold", "f1"),
    ),
    Way(
        "first-in-the-data",
        _COUNTING
        + """
def best_f1_threshold(scores, labels):
    best, best_f1 = None, -1.0
    for t in scores:
        if f1_at(scores, labels, t) > best_f1 + 1e-9:
            best, best_f1 = t, f1_at(scores, labels, t)
    return best, best_f1
""",
        ("threshold", "f1"),
    ),
    Way(
        "swapped-pair",
        _searching("f1_at(scores, labels, t)").replace(
            "return t, f1_at(scores, labels, t)", "return f1_at(scores, labels, t), t"
        ),
        (),
    ),
    Way(
        "only-the-threshold",
        _searching("f1_at(scores, labels, t)").replace(
            "return t, f1_at(scores, labels, t)", "return t"
        ),
        (),
    ),
    # 12 / 17 and 2 / 3 are no numbers of two decimals; a tie asks for both numbers.
    Way(
        "two-decimals",
        _searching("f1_at(scores, labels, t)").replace(
            "return t, f1_at(scores, labels, t)",
            "return t, round(f1_at(scores, labels, t), 2)",
        ),
        ("threshold",),
    ),
    # The recall of no defects at all is 0/0: that question belongs to the ties.
    Way(
        "raises-without-defect",
        """
def best_f1_threshold(scores, labels):
    s, y = np.asarray(scores, dtype=float), np.asarray(labels).astype(bool)
    best = (None, -1.0)
    for t in sorted(s.tolist(), reverse=True):
        tp = int((y & (s >= t)).sum())
        precision, recall = tp / int((s >= t).sum()), tp / int(y.sum())
        f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
        if f1 > best[1] + 1e-9:
            best = t, f1
    return best
""",
        ("threshold", "f1"),
    ),
    Way(
        "changes-its-input",
        _COUNTING
        + """
def best_f1_threshold(scores, labels):
    for i in range(len(scores)):
        scores[i] = -scores[i]  # so that sorting begins with the largest
    best, best_f1 = None, -1.0
    for minus_t in sorted(scores):
        value = f1_at([-s for s in scores], labels, -minus_t)
        if value > best_f1 + 1e-9:
            best, best_f1 = -minus_t, value
    return best, best_f1
""",
        ("threshold", "f1"),
    ),
    # Arrays have no count; every part has a question with arrays.
    Way(
        "lists-only",
        """
def best_f1_threshold(scores, labels):
    positives = labels.count(1)
    best = (None, -1.0)
    for t in sorted(set(scores), reverse=True):
        above = [y for s, y in zip(scores, labels) if s >= t]
        f1 = 2 * above.count(1) / (len(above) + positives)
        if f1 > best[1] + 1e-9:
            best = t, f1
    return best
""",
        (),
    ),
)

NOTHING = (
    Way("nothing", "", ()),
    Way(
        "nothing",
        """
def best_f1_threshold(scores, labels):
    best = None
    for t in set(scores):
        tp, fp, fn = confusion_at(scores, labels)
""",
        (),
    ),
    Way("nothing", "def best_f1_threshold(scores, labels):\n    pass", ()),
    Way(
        "nothing",
        """
def best_f1_threshold(scores, labels):
    return best_f1_threshold(sorted(scores), labels)
""",
        (),
    ),
    Way("nothing", "1 / 0  # ask on Thursday\ndef best_f1_threshold(s, y): ...", ()),
)

WAYS = (*RIGHT, *WRONG, *NOTHING)
"""Every way; the nothing that others build on is one and the same."""
