"""The mistakes and the luck, on simulated parts, by scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    f1_score,
    precision_recall_curve,
    roc_curve,
)

from lessons import figures


def best_f1_on(line):
    """Return scikit-learn's F1-optimal threshold, the largest on ties."""
    precision, recall, cuts = precision_recall_curve(line.labels, line.scores)
    with np.errstate(invalid="ignore"):
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))[:-1]
    return cuts[np.flatnonzero(f1 >= f1.max() - 1e-9)[-1]]


def best_accuracy_on(line):
    """Return the accuracy-optimal threshold, the largest on ties."""
    fpr, tpr, cuts = roc_curve(line.labels, line.scores, drop_intermediate=False)
    n_good, n_defects = np.sum(~line.labels), np.sum(line.labels)
    right = np.round(tpr * n_defects + (1 - fpr) * n_good)
    return cuts[np.argmax(right)]


def outcome(line, cut):
    """Return TP, FP, F1 and accuracy of a cut on a line, by scikit-learn."""
    flagged = line.scores >= cut
    _, fp, _, tp = confusion_matrix(line.labels, flagged).ravel()
    f1 = f1_score(line.labels, flagged, zero_division=0.0)
    return tp, fp, f1, accuracy_score(line.labels, flagged)


def test_mistakes(said, halves):
    """The setting of the simulation stands in the prose as it is in the code."""
    tuning, fresh = halves
    said(
        "mistakes",
        f"{tuning.labels.size + fresh.labels.size:,} simulated ones",
        f"{np.mean(np.r_[tuning.labels, fresh.labels]):.0%}".replace("%", " %"),
        "0.3, 30 %",
    )


def test_mistake_half(said, halves):
    """What the habit of 0.5 catches and costs on the fresh half, and the tuned cut."""
    tuning, fresh = halves
    cut = best_f1_on(tuning)
    tp, fp, f1, _ = outcome(fresh, cut)
    tp_half, fp_half, f1_half, _ = outcome(fresh, 0.5)
    said(
        "explain-mistake-half",
        f"catches {tp_half} of {fresh.labels.sum():,} defects",
        f"at {cut:.3f}, catches {tp}, at the price of {fp} false alarms "
        f"instead of {fp_half}",
        f"from {f1_half:.3f} to {f1:.3f}",
        given=["0.5"],
    )


def test_mistake_accuracy(said, halves):
    """Accuracy ranks the F1 threshold below flagging nothing."""
    tuning, fresh = halves
    _, _, _, nothing = outcome(fresh, np.inf)
    tp, _, _, accurate = outcome(fresh, best_accuracy_on(tuning))
    _, _, _, f1_accuracy = outcome(fresh, best_f1_on(tuning))
    assert f1_accuracy < nothing < accurate
    said(
        "explain-mistake-accuracy",
        f"Flagging nothing scores {nothing:.3f}",
        f"F1 cut *below* it: {f1_accuracy:.3f}",
        f"The best accuracy, {accurate:.3f}, catches {tp} defects",
    )


def test_luck(said, prose):
    """Promised and delivered F1 of thresholds tuned on 8 and on 1,000 parts."""
    sizes = (8, 25, 50, 200, 1000)
    study = figures.study_optimism(sizes, repeats=1000, rng=np.random.default_rng(8))
    promised, delivered = study.promised.mean(axis=1), study.delivered.mean(axis=1)
    said(
        "luck",
        "30 % are defects",
        f"better than F1 {study.ceiling:.3f}",
        f"{study.promised.shape[1]:,} times over",
    )
    said(
        "explain-luck",
        f"With 8 parts: {promised[0]:.3f} promised, {delivered[0]:.3f} delivered.",
        f"With {sizes[-1]:,} parts",
        f"{promised[-1]:.3f} and {delivered[-1]:.3f}",
        f"{promised[0] - study.ceiling:.3f} is promise above the best possible",
        f"the other {study.ceiling - delivered[0]:.3f} is a real loss, a worse cut",
    )
    assert (promised[0] - delivered[0]) / promised[0] == pytest.approx(1 / 3, abs=0.03)
    claim = "about a third of the promised F1 never arrived: part over-promise, part"
    assert claim in prose["keypoints"]


def test_a_draw_without_defects_gets_one(prose):
    """The samples that hold no defect are mended, as the prose says."""
    study = figures.study_optimism(
        (1,), repeats=50, rng=np.random.default_rng(0), prevalence=0.01
    )
    assert study.promised.min() == 1.0  # the one part is a defect, and is caught
    assert "a draw without any gets one" in prose["luck"]
