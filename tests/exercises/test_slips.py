"""Known wrong ways, written as learners write them, lose marks and are named."""

import pytest

from grader.checking import Outcome
from grader.exercises import UNITS, find_exercise

SEEDS = range(5)

# The four counts as a learner's helper writes them, in whole numbers.
HELPERS = """
def four(scores, labels, t, strict=False):
    tp = fp = fn = tn = 0
    for s, y in zip(scores, labels):
        if s > t or (s == t and not strict):
            tp, fp = (tp + 1, fp) if y else (tp, fp + 1)
        else:
            fn, tn = (fn + 1, tn) if y else (fn, tn + 1)
    return tp, fp, fn, tn
def f1(tp, fp, fn, tn=0):
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
def accuracy(tp, fp, fn, tn):
    return (tp + tn) / (tp + fp + fn + tn)
def youden(tp, fp, fn, tn):
    return tp / (tp + fn) - fp / (fp + tn)
"""

_SWEEP = (
    HELPERS
    + """
def best_f1_threshold(scores, labels):
    best_t, best = None, -9.0
    for t in {candidates}:
        value = {objective}(*four(scores, labels, t, {strict}))
        if value {better}:
            best_t, best = t, value
    return best_t, f1(*four(scores, labels, best_t, {strict}))
"""
)


def sweep(
    candidates="sorted(set(scores), reverse=True)",
    objective="f1",
    strict=False,
    better="> best + 1e-9",
):
    """Write a search for the best threshold that goes wrong in one place."""
    return _SWEEP.format(
        candidates=candidates, objective=objective, strict=strict, better=better
    )


_ALL = (
    HELPERS
    + """
def youden_thresholds(scores, labels):
    t = sorted(set(np.asarray(scores).tolist()))
    j = [{objective}(*four(scores, labels, c, {strict})) for c in t]
    return {answer}
"""
)
_EVERY = "[c for c, v in zip(t, j) if max(j) - v < 1e-9]"


def maximisers(objective="youden", strict=False, answer=_EVERY):
    """Write a collection of maximisers that goes wrong in one place."""
    return _ALL.format(objective=objective, strict=strict, answer=answer)


CONFUSION_AT = [
    (
        "strict-inequality",
        """
def confusion_at(scores, labels, threshold):
    tp = fp = fn = tn = 0
    for s, y in zip(scores, labels):
        if s > threshold:
            if y: tp += 1
            else: fp += 1
        elif y: fn += 1
        else: tn += 1
    return tp, fp, fn, tn
""",
    ),
    (
        "sklearn-order",
        """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    guess = np.asarray(scores) >= threshold
    return confusion_matrix(
        np.asarray(labels).astype(int), guess.astype(int), labels=[0, 1]).ravel()
""",
    ),
    (
        "swapped-errors",
        """
def confusion_at(scores, labels, threshold):
    guess, truth = np.asarray(scores) >= threshold, np.asarray(labels) == 1
    tp, tn = sum(guess & truth), sum(~guess & ~truth)
    return tp, sum(truth) - tp, sum(guess) - tp, tn
""",
    ),
    (
        "flags-low-scores",
        """
def confusion_at(scores, labels, threshold):
    guess = [s < threshold for s in scores]
    cell = lambda g, t: sum(a == g and bool(b) == t for a, b in zip(guess, labels))
    return [cell(True, True), cell(True, False), cell(False, True), cell(False, False)]
""",
    ),
    (
        "shares",
        """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    m = confusion_matrix(np.asarray(labels).astype(int),
        (np.asarray(scores) >= threshold).astype(int), labels=[1, 0], normalize="all")
    return m[0, 0], m[1, 0], m[0, 1], m[1, 1]
""",
    ),
]

F1_FROM_COUNTS = [
    (
        "divides-by-zero",
        """
def f1_from_counts(tp, fp, fn):
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    ),
    (
        "divides-by-zero-counts",
        """
def f1_from_counts(tp, fp, fn):
    return tp / (tp + 0.5 * (fp + fn))
""",
    ),
    (
        "undefined-is-nan",
        """
def f1_from_counts(tp, fp, fn):
    precision = np.float64(tp) / (tp + fp)
    recall = np.float64(tp) / (tp + fn)
    return 2 * precision * recall / (precision + recall)
""",
    ),
    (
        "undefined-is-nan",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return float("nan")
    return 2 * tp / (2 * tp + fp + fn)
""",
    ),
    (
        "undefined-is-one",
        """
def f1_from_counts(tp, fp, fn):
    below = 2 * tp + fp + fn
    if below == 0:
        return 1.0
    return 2 * tp / below
""",
    ),
    (
        "arithmetic-mean",
        """
def f1_from_counts(tp, fp, fn):
    if tp == 0:
        return 0.0
    return np.mean([tp / (tp + fp), tp / (tp + fn)])
""",
    ),
    (
        "factor-two",
        """
def f1_from_counts(tp, fp, fn):
    if not tp:
        return 0
    p, r = tp / (tp + fp), tp / (tp + fn)
    return 1 / (1 / p + 1 / r)
""",
    ),
    (
        "jaccard",
        """
def f1_from_counts(tp, fp, fn):
    union = tp + fp + fn
    return tp / union if union else 0.0
""",
    ),
    (
        "geometric-mean",
        """
import math
def f1_from_counts(tp, fp, fn):
    p = tp / (tp + fp) if tp else 0
    r = tp / (tp + fn) if tp else 0
    return math.sqrt(p * r)
""",
    ),
]

BEST_F1 = [
    ("strict-inequality", sweep(strict=True)),
    ("coarse-grid", sweep("[i / 10 for i in range(11)]")),
    ("coarse-grid", sweep("np.linspace(0, 1, 11)")),
    # The grid of the unit's own colleague: np.arange(1, 10) / 10.
    ("coarse-grid", sweep("np.arange(1, 10) / 10")),
    (
        "coarse-grid-last",
        sweep("[i / 10 for i in range(11)]", better=">= best - 1e-9"),
    ),
    (
        "default-half",
        HELPERS
        + """
def best_f1_threshold(scores, labels):
    return 0.5, f1(*four(scores, labels, 0.5))
""",
    ),
    (
        "default-half",
        """
from sklearn.metrics import f1_score
def best_f1_threshold(scores, labels):
    guess = np.round(np.clip(np.asarray(scores, dtype=float), 0, 1) + 1e-12)
    return np.float64(0.5), f1_score(labels, guess.astype(int))
""",
    ),
    ("maximises-accuracy", sweep(objective="accuracy")),
    # The unguarded J divides by zero where one class is missing, so it is written
    # here as a learner does who minds that, and below as one who does not.
    (
        "maximises-youden",
        sweep(objective="guarded").replace(
            "def best_f1_threshold",
            """
def guarded(tp, fp, fn, tn):
    tpr = tp / (tp + fn) if tp else 0.0
    fpr = fp / (fp + tn) if fp else 0.0
    return tpr - fpr
def best_f1_threshold""",
        ),
    ),
    ("maximises-youden", sweep(objective="youden")),
    ("smallest-on-ties", sweep("sorted(set(scores))")),
    ("first-in-the-data", sweep("scores")),
    (
        "swapped-pair",
        sweep().rstrip().replace("return best_t, f1(", "return f1(") + ", best_t",
    ),
]

YOUDEN = [
    ("only-the-largest", maximisers(answer=f"max({_EVERY})")),
    ("only-the-largest", maximisers(answer=f"[max({_EVERY})]")),
    ("only-the-smallest", maximisers(answer="[t[int(np.argmax(np.round(j, 9)))]]")),
    ("descending", maximisers(answer=f"{_EVERY}[::-1]")),
    ("strict-inequality", maximisers(strict=True)),
    ("float-equality", maximisers(answer="[c for c, v in zip(t, j) if v == max(j)]")),
    (
        "drops-straight-pieces",
        """
from sklearn.metrics import roc_curve
def youden_thresholds(scores, labels):
    fpr, tpr, t = roc_curve(labels, scores)
    j = (tpr - fpr)[1:]
    return sorted(t[1:][j > j.max() - 1e-9])
""",
    ),
    ("maximises-accuracy", maximisers("accuracy")),
    ("maximises-f1", maximisers("f1")),
    (
        "wide-tolerance",
        maximisers(answer="[c for c, v in zip(t, j) if v > max(j) - 0.01]"),
    ),
]

EXERCISE_1 = [
    (
        "strict-inequality",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.52, 0.75, (3, 1, 1, 3)",
    ),
    (
        "coarse-grid",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.3, 0.727, (4, 3, 0, 1)",
    ),
    (
        "default-half",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.5, 2 / 3, [3, 2, 1, 2]",
    ),
    (
        "maximises-accuracy",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.80, 0.667, np.array([2, 0, 2, 4])",
    ),
    (
        "keeps-all-positives",
        "ex1_threshold, ex1_f1, ex1_matrix = 0.35, 0.7273, (4, 3, 0, 1)",
    ),
]

WRONG = {
    "confusion-at": CONFUSION_AT,
    "f1-from-counts": F1_FROM_COUNTS,
    "best-f1-threshold": BEST_F1,
    "youden-thresholds": YOUDEN,
    "exercise-1": EXERCISE_1,
}
CASES = [
    pytest.param(exercise, slip, source, id=f"{exercise}-{slip}-{number}")
    for exercise, ways in WRONG.items()
    for number, (slip, source) in enumerate(ways)
]


@pytest.mark.parametrize(("exercise_id", "slip", "source"), CASES)
def test_slip_is_named_in_the_notebook(published, exercise_id, slip, source):
    """The published probes alone tell each slip apart from all the others."""
    result = published(exercise_id, source)
    assert result.outcome is not Outcome.CORRECT
    assert result.points < result.max_points
    assert [found.id for found in result.slips] == [slip], result.notes


@pytest.mark.parametrize(("exercise_id", "slip", "source"), CASES)
def test_slip_is_named_at_grading(graded, exercise_id, slip, source):
    """The graded probes leave the slip its one name, whatever is drawn."""
    for seed in SEEDS:
        result = graded(exercise_id, source, seed)
        assert result.points < result.max_points
        assert [found.id for found in result.slips] == [slip], result.notes


def test_every_listed_slip_is_made_here():
    """Each slip of each exercise is made by at least one learner above."""
    for exercise in UNITS["1-scores-to-decisions"].exercises:
        made = {slip for slip, _ in WRONG[exercise.id]}
        assert made == {slip.id for slip in exercise.slips}


def test_slip_s_words_are_what_the_learner_reads(published):
    """A named slip brings its own words, and no other observation beside them."""
    result = published("youden-thresholds", maximisers(answer=f"{_EVERY}[::-1]"))
    (slip,) = result.slips
    listed = {s.id: s.words for s in find_exercise("youden-thresholds").slips}
    assert slip.words == listed["descending"]
    assert result.notes == ()


def test_one_value_s_slip_is_named_beside_right_values(graded):
    """0.5 with the right F1 and matrix is the habit, in that one value."""
    result = graded(
        "exercise-1", "ex1_threshold, ex1_f1, ex1_matrix = 0.5, 0.75, (3, 1, 1, 3)"
    )
    assert [found.id for found in result.slips] == ["default-half"]
    assert result.points == 3


def test_a_value_that_fits_two_slips_is_not_explained(graded):
    """An F1 of 0.667 comes from 0.5 and from 0.8 alike: nothing is claimed."""
    result = graded(
        "exercise-1", "ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.667, (3, 1, 1, 3)"
    )
    assert result.slips == ()
    assert result.notes == ("ex1_f1 = 0.667 is not right yet.",)
