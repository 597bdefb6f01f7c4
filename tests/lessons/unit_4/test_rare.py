"""Rare positives, a changed share, and net benefit."""

import re

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.metrics import (
    fbeta_score,
    precision_recall_curve,
    roc_auc_score,
    roc_curve,
)

from .by_hand import EIGHT, cost, counts


def halves(line):
    """Return scores and labels of the tuning half and of the other."""
    half = line.labels.size // 2
    return [
        (line.scores[rows], line.labels[rows])
        for rows in (slice(half), slice(half, None))
    ]


def youden_cut(scores, labels):
    """Return where scikit-learn's ROC curve is highest above the diagonal."""
    fpr, tpr, cuts = roc_curve(labels, scores, drop_intermediate=False)
    return cuts[np.argmax(tpr - fpr)]


def f2_cut(scores, labels):
    """Return the cut of highest F2 from scikit-learn's PR curve."""
    p, r, cuts = precision_recall_curve(labels, scores)
    with np.errstate(divide="ignore"):
        value = 5 / (1 / p[:-1] + 4 / r[:-1])
    return cuts[np.argmax(value)]


def accurate_cut(scores, labels):
    """Return the largest cut of highest accuracy."""
    order = np.argsort(-scores)
    right = np.cumsum(np.where(labels[order], 1, -1))
    return scores[order][np.argmax(right)]


def test_one_in_a_hundred(said, shown, line):
    """Accuracy .991 for nothing; F2 catches 232; at J's cut 5 of 100 are defects."""
    tuning, fresh = halves(line)
    cuts = {"accuracy": accurate_cut, "j": youden_cut, "f2": f2_cut}
    found = {name: counts(*fresh, choose(*tuning)) for name, choose in cuts.items()}
    price = {name: fp + 20 * fn for name, (_, fp, fn, _) in found.items()}
    accuracy = {name: (tp + tn) / 50_000 for name, (tp, _, _, tn) in found.items()}
    nothing = 1 - fresh[1].mean()
    defects = int(fresh[1].sum())
    tp, fp, _, _ = found["j"]
    assert 94 < 100 * fp / (tp + fp) < 95
    assert accuracy["f2"] < nothing
    area = roc_auc_score(line.labels, line.scores)
    said(
        "rare",
        f"{line.labels.size:,} simulated parts, {100 * line.labels.mean():.0f} % of",
        f"AUROC {area:.2f}",
        "of 100 flagged",
        given=["5"],
    )
    said(
        "explain-rare",
        "a miss costs 20 false alarms",
        f"catches {found['accuracy'][0]} of {defects} defects and costs "
        f"{price['accuracy']:,}",
        f"F2 catches {found['f2'][0]} and costs {price['f2']:,}",
        f"{accuracy['f2']:.3f} against {nothing:.3f}",
        f"AUROC {area:.2f}",
        "of 100 parts at J's cut 94 or 95 are good",
    )
    rows = [row.split() for row in shown["rare-table"].splitlines()[2:]]
    assert rows[0][:3] == ["flag", "nothing", "none"]
    assert rows[2][0] == "Youden's"  # the row that the notebook reads
    assert f"{tp / (tp + fp):.3f}" in rows[2]
    # scikit-learn's own F2 at the cut that its curve gave.
    scores, labels = tuning
    best = fbeta_score(labels, scores >= f2_cut(scores, labels), beta=2)
    assert best > fbeta_score(labels, scores >= 0.5, beta=2)


def test_three_prevalences(said, shown):
    """At recall .8 precision is .902, .505 and .085; the ROC curve is one."""
    at = 2.2 + norm.ppf(1 - 0.8)  # defects score N(2.2, 1)
    alarms = norm.sf(at)
    precisions = [
        share * 0.8 / (share * 0.8 + (1 - share) * alarms) for share in (0.5, 0.1, 0.01)
    ]
    half, tenth, hundredth = (f"{each:.3f}" for each in precisions)
    said(
        "explain-pr",
        f"at recall 0.8 the precision is {half} with 50 % defects, {tenth} with 10 %, "
        f"{hundredth} with 1 %",
        "among 50,000, a thousand",
    )
    assert f"AUROC {norm.cdf(2.2 / np.sqrt(2)):.2f}" in shown["rare-pr"]
    for share, each in zip(("50", "10", "1"), (half, tenth, hundredth), strict=True):
        assert f"{share} %: {each}" in shown["rare-pr"]


def test_youdens_price(said, shown, line):
    """Slope 4.95 for costs 1:20, and J prices a miss at 99 false alarms."""
    tuning = line.split(50_000)[0]
    share = tuning.labels.mean()
    slope = (1 - share) / (20 * share)
    price = (1 - share) / share
    said(
        "explain-roc",
        "(1-\\pi)",
        "(1-recall)",
        "(1 − π) / (",
        f"here {slope:.2f}; J's have slope 1.",
        f"(1 − π)/π = {price:.0f} false alarms",
    )
    assert f"cost 1:20, slope {slope:.2f}" in shown["rare-roc"]
    # J and the cost with that price choose the same cut.
    j = youden_cut(tuning.scores, tuning.labels)
    cuts = np.quantile(tuning.scores, [0.5, 0.8, 0.84, 0.88, 0.95])
    least = cost(tuning.scores, tuning.labels, j, 1, price)
    assert all(
        cost(tuning.scores, tuning.labels, cut, 1, price) > least for cut in cuts
    )
    # Both cuts stand in the table above the figure.
    rows = shown["rare-table"].splitlines()
    for name in ("Youden's J", "cost 1:20"):
        (row,) = (row for row in rows if row.strip().startswith(f"{name}  "))
        cut = row.split(name)[1].split()[0]
        assert re.search(rf"{name}, slope [\d.]+: threshold {cut},", shown["rare-roc"])


def test_drift(said, shown, today):
    """358 with the old scores, 157 with moved odds, 202 for flagging nothing."""
    odds = today.scores / (1 - today.scores) * (0.05 / 0.95) / (0.3 / 0.7)
    moved = odds / (1 + odds)
    per_thousand = today.labels.size / 1000
    stale, mended, nothing = (
        f"{cost(probs, today.labels, cut, 1, 4) / per_thousand:.0f}"
        for probs, cut in ((today.scores, 0.2), (moved, 0.2), (moved, np.inf))
    )
    said(
        "drift",
        "where 30 % of the parts were defects. Now 5 % are; the scores still believe "
        "in 30 %",
        "Costs are 1 and 4, the cut is 0.2",
        f"costs {nothing} per 1,000",
        given=["40"],
    )
    assert 1 / (1 + 4) == 0.2
    said(
        "explain-drift",
        f"{stale}: worse than no model",
        "p / (1 − p)",
        "(1 - \\pi')",
        "(1 - \\pi)",
        f"keep the cut: {mended}",
    )
    assert int(stale) > int(nothing) > int(mended)
    rows = shown["drift-table"].splitlines()[2:]
    assert [row.split()[-1] for row in rows] == [stale, mended, nothing]
    # Moved, the scores are honest again: as many defects as they say.
    assert moved.mean() == pytest.approx(today.labels.mean(), abs=0.001)


def test_net_benefit(said, shown, fresh):
    """.316 against .333 at .1, and -.148 at .9; honest scores do better at both."""

    def benefit(probs, cut):
        tp, fp, _, _ = counts(probs, fresh.labels, cut)
        return (tp - fp * cut / (1 - cut)) / fresh.labels.size

    everything = np.ones(fresh.labels.size)
    lying = [benefit(fresh.probs, cut) for cut in (0.1, 0.9)]
    honest = [benefit(fresh.honest_probs, cut) for cut in (0.1, 0.9)]
    said("benefit", "(1 − t)", "\\frac{t}{1 - t}", "flagging nothing, 0,")
    said(
        "explain-benefit",
        f"At 0.1 the over-confident model earns {lying[0]:.3f}, flagging everything "
        f"{benefit(everything, 0.1):.3f}; at 0.9 it loses {-lying[1]:.3f}",
    )
    assert honest[0] > benefit(everything, 0.1) > lying[0]
    assert honest[1] > 0 > lying[1]
    assert f"this model: {lying[0]:.3f} at 0.1" in shown["benefit-figure"]


def test_pr_curve_ends_without_a_threshold(said, shown):
    """scikit-learn's curve has one point more than thresholds, (1, 0)."""
    p, r, cuts = precision_recall_curve(EIGHT[1], EIGHT[0])
    assert len(p) == len(cuts) + 1
    said("use-at-work", f"precision {p[-1]:.0f}, recall {r[-1]:.0f}")
    assert f"{len(p)} points, {len(cuts)} thresholds" in shown["pr-trap"]
