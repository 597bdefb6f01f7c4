"""Ways of Exercise 1: three values, on paper or by the learner's own functions."""

from tests.honest_class.way import ALL, Way

__all__ = ["WAYS"]

_CALLS = ("best-f1-threshold", "confusion-at")

# By the card: 0.55 gives F1 3/4 and (3, 1, 1, 3). A strict search says 0.52 with the
# same F1, and strict counts at 0.52, or at 0.535, are (3, 1, 1, 3) too. 0.5 gives 2/3
# and (3, 2, 1, 2), the grid 0.3 with 8/11 and (4, 3, 0, 1), accuracy 0.80 with 2/3 and
# (2, 0, 2, 4). F1 has one best threshold here, so that ties and input without defects
# do not show; half of F1 and the Jaccard index have their best at the same one. What a
# threshold of 32 bits counts depends on how it is compared: that is not worked out.
_TAUGHT = {
    ("nothing", "*"): (),
    ("right", "nothing"): ("threshold", "f1"),
    ("smallest-on-ties", "nothing"): ("threshold", "f1"),
    ("right", "strict"): ("threshold", "f1"),
    ("between", "right"): ALL,
    ("between", "strict"): ALL,
    ("strict", "strict"): ("f1", "matrix"),
    ("strict", "right"): ("f1",),
    ("right", "two-rows"): ALL,
    ("right", "fractions"): ALL,
    ("right", "swapped-errors"): ALL,
    ("right", "sklearn-order"): ALL,
    ("right", "flags-low"): ("threshold", "f1"),
    ("right", "shares"): ("threshold", "f1"),
    ("right", "as-text"): ("threshold", "f1"),
    ("right", "as-a-dict"): ("threshold", "f1"),
    ("right", "arrays-only"): ("threshold", "f1"),
    ("right", "one-class-raises"): ALL,
    ("half", "right"): ("threshold", "matrix"),
    ("jaccard", "right"): ("threshold", "matrix"),
    ("nan", "right"): ALL,
    ("habit", "right"): (),
    ("coarse-grid", "right"): (),
    ("accuracy", "right"): (),
    ("swapped-pair", "right"): (),
    ("only-the-threshold", "right"): (),
    ("two-decimals", "right"): ALL,
    ("smallest-on-ties", "right"): ALL,
    ("first-in-the-data", "right"): ALL,
    ("raises-without-defect", "right"): ALL,
    ("lists-only", "right"): ALL,
}

RIGHT = (
    Way(
        "right",
        """
ex1_threshold, ex1_f1 = best_f1_threshold(scores, labels)
ex1_matrix = confusion_at(scores, labels, ex1_threshold)
""",
        calls=_CALLS,
        given=_TAUGHT,
    ),
    # Symmetric errors: (3, 1, 1, 3) reads the same in scikit-learn's order.
    Way(
        "right",
        """
ex1_threshold = 0.55
ex1_f1 = 6 / 8
ex1_matrix = confusion_at(scores, labels, 0.55)
""",
        calls=("confusion-at",),
        given={
            ("nothing",): ("threshold", "f1"),
            ("two-rows",): ALL,
            ("fractions",): ALL,
            ("strict",): ("threshold", "f1"),
            ("swapped-errors",): ALL,
            ("sklearn-order",): ALL,
            ("flags-low",): ("threshold", "f1"),
            ("shares",): ("threshold", "f1"),
            ("as-text",): ("threshold", "f1"),
            ("as-a-dict",): ("threshold", "f1"),
            ("arrays-only",): ("threshold", "f1"),
            ("one-class-raises",): ALL,
            ("changes-its-input",): ALL,
        },
    ),
    Way("right", "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.75, (3, 1, 1, 3)"),
    Way(
        "right",
        """
# between 0.52 and 0.55 every threshold decides alike
ex1_threshold = np.float32(0.53)
ex1_f1 = np.array([0.75])
ex1_matrix = np.array([[3, 1], [1, 3]], dtype=np.int8)
""",
    ),
    Way(
        "right",
        """
from sklearn.metrics import confusion_matrix, f1_score
guesses = {t: (np.array(scores) >= t).astype(int) for t in scores}
ex1_threshold = max(guesses, key=lambda t: f1_score(labels, guesses[t]))
ex1_f1 = f1_score(labels, guesses[ex1_threshold])
ex1_matrix = confusion_matrix(labels, guesses[ex1_threshold], labels=[1, 0])
ex1_matrix = ex1_matrix[0, 0], ex1_matrix[1, 0], ex1_matrix[0, 1], ex1_matrix[1, 1]
ex1_threshold, ex1_f1, ex1_matrix
""",
    ),
    # A first programmer's names: afterwards `max` and `sum` are numbers.
    Way(
        "right",
        """
max = 0
for t in sorted(scores):
    tp = fp = fn = tn = sum = 0
    for s, y in zip(scores, labels):
        sum = sum + 1
        if s >= t and y == 1:
            tp = tp + 1
        elif s >= t:
            fp = fp + 1
        elif y == 1:
            fn = fn + 1
    tn = sum - tp - fp - fn
    if 2 * tp / (2 * tp + fp + fn) >= max:
        max = 2 * tp / (2 * tp + fp + fn)
        ex1_threshold, ex1_f1, ex1_matrix = t, max, [tp, fp, fn, tn]
""",
        stock_stumbles="`sum` is a number now, and the test cell needs it",
        shadows=("max", "sum"),
    ),
)

WRONG = (
    Way(
        "strict",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.52, 0.75, (3, 1, 1, 3)",
        ("f1", "matrix"),
    ),
    Way(
        "coarse-grid",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.3, 0.727, (4, 3, 0, 1)",
        (),
    ),
    Way("half", "ex1_threshold, ex1_f1, ex1_matrix = 0.5, 2 / 3, [3, 2, 1, 2]", ()),
    Way(
        "accuracy",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.8, 0.667, np.array([2, 0, 2, 4])",
        (),
    ),
    Way(
        "another-order",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 3 / 4, (3, 1, 3, 1)",
        ("threshold", "f1"),
    ),
    Way(
        "percent",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.54, 75, (3, 1, 1, 3)",
        ("threshold", "matrix"),
    ),
    Way(
        "threshold-as-text",
        "ex1_threshold, ex1_f1, ex1_matrix = '0.55', 0.75, (3, 1, 1, 3)",
        ("f1", "matrix"),
    ),
    Way(
        "three-counts",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.75, (3, 1, 1)",
        ("threshold", "f1"),
    ),
    Way(
        "only-the-threshold",
        "ex1_threshold = 0.55\nex1_f1 = ...\nex1_matrix = ...  # (TP, FP, FN, TN)",
        ("threshold",),
    ),
    # The second line raises; what stands above it is there.
    Way(
        "raises-half-way",
        "ex1_threshold = 0.55\nex1_f1 = f1_of_the_card\nex1_matrix = (3, 1, 1, 3)",
        ("threshold",),
    ),
)

NOTHING = (
    Way("nothing", "", ()),
    Way("nothing", "ex1_threshold = float(input('threshold? '))", ()),
    Way("nothing", "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.75", ()),
    Way("nothing", "threshold, f1, matrix = 0.55, 0.75, (3, 1, 1, 3)", ()),
    Way("nothing", "ex1_threshold = ex1_f1 = ex1_matrix = None", ()),
)

WAYS = (*RIGHT, *WRONG, *NOTHING)
"""Every way."""
