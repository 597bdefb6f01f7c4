"""Counting and F1: the worked and the half-done instances."""

from fractions import Fraction

import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from .by_hand import CASTINGS, LABELS, SCORES, counts, f1_at, flags


def test_worked_count(said):
    """The cut at 0.60 gives TP 2, FP 1, FN 2, TN 3, in all eight parts."""
    tp, fp, fn, tn = counts(SCORES, LABELS, 0.60)
    said(
        "worked-count",
        f"TP {tp}.",
        f"FP {fp}.",
        f"FN {fn}.",
        f"TN {tn}.",
        f"{tp} + {fp} + {fn} + {tn} = {len(SCORES)}",
        given=[f"{score:.2f}" for score in SCORES],
    )


def test_strict_rule(said):
    """Under `>` the part at 0.60 passes: FP 0 and TN 4."""
    _, fp, _, tn = counts(SCORES, LABELS, 0.60, strict=True)
    _, fp_at, _, tn_at = counts(SCORES, LABELS, 0.60)
    claim = f"FP {fp} and TN {tn} instead of FP {fp_at} and TN {tn_at}"
    said("strict-rule", claim, given=["0.60"])


def test_faded_count(said, notebook):
    """Two castings score 0.70, one of each kind; TP 2 and FP 1 are filled in."""
    said("faded-count", given=["0.70"])
    scores, labels = CASTINGS
    assert sorted(y for s, y in zip(scores, labels, strict=True) if s == 0.70) == [0, 1]
    tp, fp, _, _ = counts(*CASTINGS, 0.70)
    (blank,) = (c for c in notebook.cells if c.id == "faded-count-answer")
    assert f"({tp}, {fp}, ..., ...)" in blank.source


def test_worked_f1(said):
    """Precision 2/3, recall 2/4 and F1 4/7 at 0.60."""
    tp, fp, fn, _ = counts(SCORES, LABELS, 0.60)
    f1 = f1_score(LABELS, flags(0.60))
    assert f1 == pytest.approx(4 / 7)
    said(
        "worked-f1",
        f"TP {tp}, FP {fp}, FN {fn}.",
        f"Precision is {tp}/{tp + fp}, recall {tp}/{tp + fn}",
        f"{2 * tp} / ({2 * tp} + {fp} + {fn}) = {f1_at(SCORES, LABELS, 0.60)}",
        f"about {f1:.3f}",
        given=["0.60"],
    )
    assert precision_score(LABELS, flags(0.60)) == pytest.approx(tp / (tp + fp))
    assert recall_score(LABELS, flags(0.60)) == pytest.approx(tp / (tp + fn))


def test_faded_f1(said):
    """The castings at 0.60 give TP 3, FP 1, FN 0, so the top of the fraction is 6."""
    tp, fp, fn, _ = counts(*CASTINGS, 0.60)
    said(
        "faded-f1",
        f"TP {tp}, FP {fp}, FN {fn}.",
        f"fraction is {2 * tp}.",
        given=["0.60", "6", "11"],  # 6 / 11 shows how to write it, and is wrong
    )
    assert f1_at(*CASTINGS, 0.60) == Fraction(6, 7)


def test_undefined_f1(said):
    """scikit-learn returns 0.0 for 0/0, with a warning."""
    with pytest.warns(UserWarning, match="ill-defined"):
        assert f1_score([0, 0], [0, 0]) == 0.0
    said(
        "f1-from-counts-text",
        "return 0.0, as scikit-learn does",
        "all three are 0, and F1 is 0/0",
        "(easy · 3 minutes · 3 points)",
    )
