"""The eight parts of the card: best F1, the grid, and other targets."""

from fractions import Fraction

import pytest
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    f1_score,
    fbeta_score,
    roc_curve,
)

from .by_hand import LABELS, SCORES, best, counts, f1_at, flags, youden


def test_example_1(said):
    """The best F1 is 0.75 at 0.55 with TP 3, FP 1, FN 1, TN 3; 0.53 decides alike."""
    assert best(SCORES, LABELS, lambda cut: f1_at(SCORES, LABELS, cut)) == [0.55]
    tn, fp, fn, tp = confusion_matrix(LABELS, flags(0.55)).ravel()
    said(
        "explain-best",
        f"best F1 is {f1_score(LABELS, flags(0.55)):.2f}, at 0.55:",
        f"TP {tp}, FP {fp}, FN {fn}, TN {tn}.",
        f"({tp}, {fp}, {fn}, {tn}) reads the same backwards",
        f"The habit, 0.5, reaches {f1_score(LABELS, flags(0.5)):.3f}",
        given=["0.55", "0.54", "0.53", "0.52"],
    )
    # scikit-learn's order is the course's backwards, and gives the same matrix here.
    assert (tn, fp, fn, tp) == (tp, fp, fn, tn)
    for alike in (0.53, 0.54):
        assert flags(alike).tolist() == flags(0.55).tolist()
    assert flags(0.52).tolist() != flags(0.55).tolist()


def test_mistake_strict(said):
    """A sweep with `>` reports 0.52, which under >= has F1 0.666667 and one more FP."""

    def strict_f1(cut):
        tp, fp, fn, _ = counts(SCORES, LABELS, cut, strict=True)
        return Fraction(2 * tp, 2 * tp + fp + fn)

    assert best(SCORES, LABELS, strict_f1) == [0.52]
    high, low = f1_at(SCORES, LABELS, 0.55), f1_at(SCORES, LABELS, 0.52)
    claim = f"F1 falls from {float(high):.2f} to {float(low):.6f}"
    said("mistake-strict", claim, given=["0.52", "0.55"])
    assert counts(SCORES, LABELS, 0.52)[1] - counts(SCORES, LABELS, 0.55)[1] == 1


def test_grid(said):
    """The grid of step 0.1 finds 0.727273 at 0.3; the best step is 0.03 wide."""
    grid = [step / 10 for step in range(1, 10)]
    at = best(grid, LABELS, lambda cut: f1_at(SCORES, LABELS, cut))
    assert at == [0.3]
    said(
        "explain-grid",
        f"{f1_score(LABELS, flags(0.3)):.6f}, at 0.3.",
        f"best step is {0.55 - 0.52:.2f} wide",
        given=["0.1"],
    )
    said("predict-grid", given=["0.1", "0.2", "0.9", "0.01"])


def test_part_curves_and_their_tie(said):
    """J 0.5 and accuracy 6/8 tie at 0.80 and 0.55."""
    for value in (
        lambda cut: youden(SCORES, LABELS, cut),
        lambda cut: accuracy_score(LABELS, flags(cut)),
    ):
        assert best(SCORES, LABELS, value) == [0.80, 0.55]
    said(
        "part-curves",
        "0.80 and 0.55",
    )
    fpr, tpr, _ = roc_curve(LABELS, SCORES, drop_intermediate=False)
    right = accuracy_score(LABELS, flags(0.80), normalize=False)
    said(
        "explain-tie",
        f"J is {(tpr - fpr).max()} and accuracy {right:.0f}/{len(SCORES)} at both",
        given=["0.80", "0.55"],
    )
    # Two flagged, both defects, two missed; then four flagged, three of them caught.
    assert counts(SCORES, LABELS, 0.80) == (2, 0, 2, 4)
    assert counts(SCORES, LABELS, 0.55) == (3, 1, 1, 3)


def test_targets(said):
    """F0.5 picks 0.80, F1 0.55 and F2 0.35."""
    picks = {
        beta: best(
            SCORES,
            LABELS,
            lambda cut, beta=beta: fbeta_score(LABELS, flags(cut), beta=beta),
        )
        for beta in (0.5, 1, 2)
    }
    (half,), (one,), (two,) = picks.values()
    claim = f"F0.5 picks {half:.2f}, F1 picks {one:.2f} and F2 picks {two:.2f}"
    said("explain-targets", claim, "a miss costs 4 and a false alarm 1", "Unit 4")

    def gain(cut):
        _, fp, fn, _ = counts(SCORES, LABELS, cut)
        return -(4 * fn + fp)

    assert best(SCORES, LABELS, gain) == [two]


def test_f_beta_weighs_a_miss_by_the_square_of_beta(prose):
    """F2's denominator counts a missed defect four times, F0.5's a quarter."""
    tp, fp, fn, _ = counts(SCORES, LABELS, 0.55)
    for beta in (0.5, 1, 2):
        square = beta**2
        by_formula = (1 + square) * tp / ((1 + square) * tp + square * fn + fp)
        measured = fbeta_score(LABELS, flags(0.55), beta=beta)
        assert by_formula == pytest.approx(measured)
    assert "weighs four times a false alarm, in F0.5 a quarter" in prose["predict-f2"]
