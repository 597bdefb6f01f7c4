"""Stairs, ties and curves on the castings and the four parts of the tie."""

from fractions import Fraction

import pytest
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    precision_recall_curve,
    roc_auc_score,
)

from .by_hand import CASTINGS, LABELS, SCORES, TIE, best, counts, f1_at, flags, youden


def test_casting_stairs(said):
    """The castings' best step reaches from 0.30 to 0.60, with F1 6/7."""
    assert best(*CASTINGS, lambda cut: f1_at(*CASTINGS, cut)) == [0.60]
    lower = max(score for score in CASTINGS[0] if score < 0.60)
    claim = f"above {lower:.2f}, up to and including 0.60"
    said("explain-stairs", claim, given=["0.60"])
    f1 = f1_at(*CASTINGS, 0.60)
    said(
        "worked-sweep",
        f"0.60, with {f1}, about {float(f1):.3f}",
        given=["0.70"],
    )
    assert len(set(CASTINGS[0])) == 5  # "five thresholds"


def test_tie(said):
    """0.9 and 0.2 tie at F1 2/3; between them F1 is 2/4 and 2/5."""
    f1 = {cut: f1_at(*TIE, cut) for cut in TIE[0]}
    assert (f1[0.9], f1[0.7], f1[0.4]) == (
        Fraction(2, 3),
        Fraction(2, 4),
        Fraction(2, 5),
    )
    said(
        "faded-tie",
        "F1 is 2/3 at 0.9, 2/4 at 0.7 and 2/5 at 0.4",
        given=["0.9", "0.7", "0.4", "0.2"],
    )
    assert best(*TIE, f1.__getitem__) == [0.9, 0.2]
    said(
        "tie-rule",
        f"0.9 and 0.2 tie at {f1[0.2]}",
        "within 1e-9",
        "than 1e-9",
        "is 0.9",
    )


def test_two_forms_of_f1_differ_in_the_last_bit():
    """Precision-recall form and counts form disagree somewhere, so ties need 1e-9."""
    labels = [0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1]
    differ = 0
    for flagged in range(1, len(labels) + 1):
        tp, total = sum(labels[:flagged]), sum(labels)
        precision, recall = tp / flagged, tp / total
        counted = 2 * tp / (flagged + total)
        harmonic = 2 * precision * recall / (precision + recall) if tp else 0.0
        assert harmonic == pytest.approx(counted, abs=1e-9)
        differ += harmonic != counted
    assert differ


def test_flag_nothing_is_a_rule_too(prose):
    """Flagging nothing never helps F1 or J, and can win for accuracy."""
    scores, labels = [0.9, 0.8, 0.7], [0, 0, 1]
    assert all(f1_at(scores, labels, cut) >= f1_at(scores, labels, 1) for cut in scores)
    right = [accuracy_score(labels, flags(cut, scores)) for cut in (*scores, 1)]
    assert max(right) == right[-1] > max(right[:-1])
    assert '"flag nothing". F1 never gains by it' in prose["only-scores"]
    assert youden(SCORES, LABELS, min(SCORES)) == youden(SCORES, LABELS, 1) == 0


def test_casting_curves(said):
    """AUROC .833 and average precision .806; at 0.70 one of each kind arrives."""
    scores, labels = CASTINGS
    said(
        "read-roc",
        f"Here {roc_auc_score(labels, scores):.3f}",
        given=["0.70"],
    )
    said(
        "read-pr",
        f"({average_precision_score(labels, scores):.3f})",
        "precision 1 at recall 0",
        given=["6"],
    )
    precision, recall, cuts = precision_recall_curve(labels, scores)
    assert (precision[-1], recall[-1], len(cuts)) == (1, 0, len(precision) - 1)
    at, before = counts(*CASTINGS, 0.70), counts(*CASTINGS, 0.90)
    assert (at[0] - before[0], at[1] - before[1]) == (1, 1)


def test_worked_youden(said):
    """J is 1 - 1/3 for the castings at 0.60, and below 0 for the tie at 0.4."""
    tp, fp, fn, tn = counts(*CASTINGS, 0.60)
    j = youden(*CASTINGS, 0.60)
    assert j == 1 - Fraction(1, 3)
    said(
        "worked-youden",
        f"All {tp + fn} defects",
        f"One of {fp + tn} good castings",
        f"recall {Fraction(tp, tp + fn)}.",
        f"false positive rate {Fraction(fp, fp + tn)}.",
        f"J = 1 − 1/3, about {float(j):.3f}",
        given=["0.60"],
    )
    # One of two defects, both of two good parts: 1/2 less 2/2.
    assert counts(*TIE, 0.4) == (1, 2, 1, 0)
    assert youden(*TIE, 0.4) == -Fraction(1, 2)
    said("faded-youden", given=["0.4"])


def test_the_walk(said):
    """The walk finds 0.60 with five of six right; 0.90 and 0.70 tie with four."""
    scores, labels = CASTINGS
    right = {
        cut: accuracy_score(labels, flags(cut, scores), normalize=False)
        for cut in scores
    }
    assert right == {0.90: 4, 0.70: 4, 0.60: 5, 0.30: 4, 0.10: 3}
    said("explain-walk", "Starting at −1, even 0 right", given=["0.70", "0.90"])
