"""Ways of exercise f1-from-counts: right, wrong, raising, unfinished."""

from tests.honest_class.way import Way

__all__ = ["WAYS"]

_DIVIDES = "NumPy warns of a division by zero: stderr, and with it all is lost"

RIGHT = (
    Way(
        "right",
        """
def f1_from_counts(tp, fp, fn):
    denominator = 2 * tp + fp + fn
    return 2 * tp / denominator if denominator else 0.0
""",
    ),
    Way(
        "right",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    ),
    Way(
        "right",
        """
from fractions import Fraction

def f1_from_counts(tp, fp, fn):
    try:
        return Fraction(int(2 * tp), int(2 * tp + fp + fn))
    except ZeroDivisionError:
        return Fraction(0)
""",
    ),
    Way(
        "right",
        """
def f1_from_counts(tp, fp, fn):
    below = np.array([2.0 * tp + fp + fn])
    return np.divide(2.0 * tp, below, out=np.zeros(1), where=below > 0)
""",
    ),
    Way(
        "right",
        """
from sklearn.metrics import f1_score

def f1_from_counts(tp, fp, fn):
    weights = [tp, fp, fn, 1]
    return f1_score([1, 0, 1, 0], [1, 1, 0, 0], sample_weight=weights, zero_division=0)
""",
    ),
    Way(
        "right",
        """
from statistics import harmonic_mean

def f1_from_counts(tp, fp, fn):
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return float(harmonic_mean([precision, recall]))
""",
    ),
    Way(
        "right",
        """
def f1_from_counts(tp, fp, fn):
    return np.nan_to_num(np.float64(2 * tp) / np.float64(2 * tp + fp + fn))
""",
        stock_stumbles=_DIVIDES,
    ),
    Way(
        "right",
        """
import warnings

def f1_from_counts(tp, fp, fn):
    if tp + fp + fn == 0:
        warnings.warn("F1 is undefined here; returning 0.0")
        return 0.0
    return tp / (tp + (fp + fn) / 2)
""",
        stock_stumbles="it warns where F1 is undefined: stderr, and all is lost",
    ),
)

# 2, 3, 1 give precision 2/5 and recall 2/3; with nothing found F1 is 0.
WRONG = (
    Way(
        "divides-by-zero",
        """
def f1_from_counts(tp, fp, fn):
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
        ("formula",),
    ),
    # Raises only where there is nothing at all: no observed score flags nothing.
    Way(
        "divides-by-no-counts",
        """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + 0.5 * (fp + fn))
""",
        ("formula",),
    ),
    Way(
        "nan",
        """
def f1_from_counts(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp else float("nan")
""",
        ("formula",),
    ),
    Way(
        "nan-by-warning",
        """
def f1_from_counts(tp, fp, fn):
    return np.float64(2 * tp) / np.float64(2 * tp + fp + fn)
""",
        ("formula",),
        stock_stumbles=_DIVIDES,
    ),
    Way(
        "undefined-is-one",
        """
def f1_from_counts(tp, fp, fn):
    if tp + fp + fn == 0:
        return 1.0
    return 2 * tp / (2 * tp + fp + fn)
""",
        ("formula",),
    ),
    Way(
        "arithmetic-mean",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0.0
    return (tp / (tp + fp) + tp / (tp + fn)) / 2
""",
        ("undefined",),
    ),
    Way(
        "half",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0.0
    p, r = tp / (tp + fp), tp / (tp + fn)
    return p * r / (p + r)
""",
        ("undefined",),
    ),
    Way(
        "jaccard",
        """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + fp + fn) if tp + fp + fn else 0.0
""",
        ("undefined",),
    ),
    Way(
        "geometric-mean",
        """
def f1_from_counts(tp, fp, fn):
    if not tp:
        return 0
    return np.sqrt(tp / (tp + fp) * tp / (tp + fn))
""",
        ("undefined",),
    ),
    Way(
        "two-decimals",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    return round(2 * tp / below, 2) if below else 0.0
""",
        ("undefined",),
    ),
    Way(
        "percent",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    return 100 * (2 * tp) / below if below else 0.0
""",
        ("undefined",),
    ),
    Way(
        "floor-division",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    return 2 * tp // below if below else 0
""",
        ("undefined",),
    ),
    Way(
        "as-text",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    return f"{2 * tp / below if below else 0:.12f}"
""",
        (),
    ),
)

NOTHING = (
    Way("nothing", "", ()),
    Way(
        "nothing",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    print("F1:", 2 * tp / below if below else 0.0)
""",
        (),
    ),
    Way("nothing", "def f1_from_counts(tp, fp, fn):\n    return f1(tp, fp, fn)", ()),
    Way("nothing", "f1_from_counts(2, 3, 1)\nf1_from_counts = 2 / 3 / 0", ()),
    Way("nothing", "def f1_from_counts(tp, fp, fn):\nreturn 2 * tp / (", ()),
)

WAYS = (*RIGHT, *WRONG, *NOTHING)
"""Every way; the nothing that others build on is one and the same."""
