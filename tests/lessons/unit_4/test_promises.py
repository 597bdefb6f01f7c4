"""Precision promised and proven, and the sensitivity floor with its trap."""

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.datasets import load_breast_cancer

from lessons import figures

from .by_hand import (
    CASTINGS,
    EIGHT,
    bound,
    counts,
    precise,
    precision,
    recall,
)


def test_worked_promise(said):
    """.95, .80 and .55 keep .75, and .55 has the highest recall."""
    keep = [cut for cut in EIGHT[0] if precision(*EIGHT, cut) >= 0.75]
    assert keep == [0.95, 0.80, 0.55]
    assert precise(*EIGHT, 0.75) == 0.55
    assert precision(*EIGHT, 0.60) < precision(*EIGHT, 0.55)  # "rises again"
    lost = recall(*EIGHT, 0.55) - recall(*EIGHT, 0.80)
    assert lost == 0.25  # "a quarter of the defects"
    said("promise", "at least 75 %")
    said(
        "worked-promise",
        "0.75 on the eight",
        "0.95, 0.80 and 0.55 keep it. 0.55 has the highest recall, so 0.55",
        f"At 0.60 precision is {precision(*EIGHT, 0.60):.3f}",
        f"For 95 % the answer is {precise(*EIGHT, 0.95):.2f}",
    )


def test_castings_promise(said):
    """1/1, 2/3, 3/4, 3/5, 3/6: only .60 keeps .7 with all defects."""
    found = [precision(*CASTINGS, cut) for cut in (0.9, 0.7, 0.6, 0.3, 0.1)]
    assert found == [1 / 1, 2 / 3, 3 / 4, 3 / 5, 3 / 6]
    assert precise(*CASTINGS, 0.7) == 0.6
    said(
        "faded-precise",
        "promise is 0.7. At 0.90 precision is 1/1, at 0.70 2/3, at 0.10 3/6",
    )


def test_proof(said, shown):
    """2 of 2 prove .316, 19 of 20 .819, and .95 takes 45 of 45 or 960 of 1,000."""
    two = bound(2, 2)
    assert two**2 == pytest.approx(0.1)
    assert bound(45, 45) >= 0.95 > bound(44, 44)
    assert bound(960, 1000) >= 0.95
    assert counts(*EIGHT, 0.8)[:2] == (2, 0)
    said("predict-proof", '"2 of 2"', "At 0.80 two of two", given=["90", "0.1"])
    said(
        "explain-proof",
        f"At precision {two:.3f} two of two come up one time in ten: {two:.3f}² = 0.1",
        f"19 of 20 prove {bound(19, 20):.3f}; for 0.95 you need 45 of 45, or 960 of "
        "1,000",
        "precision ≥ 0.9 on 1,000 simulated parts, 200 times",
    )
    for line in shown["proof-table"].splitlines()[2:]:
        hits, _, trials, seen, least = line.replace(",", "").split()
        assert f"{int(hits) / int(trials):.3f}" == seen
        assert f"{bound(int(hits), int(trials)):.3f}" == least


def test_margin(said):
    """Tuned again one set at a time: what is kept of the promise, at what recall."""
    rng = np.random.default_rng(10)
    kept = {False: [], True: []}
    for _ in range(200):
        line = figures.simulate_line(1000, prevalence=0.3, separation=2.0, rng=rng)
        order = np.argsort(-line.scores)
        caught = np.cumsum(line.labels[order])
        flagged = np.arange(1, 1001)
        for proven, found in kept.items():
            share = caught / flagged
            if proven:
                share = bound(caught, flagged)
            enough = np.flatnonzero(share >= 0.9 - 1e-9)
            if enough.size:
                best = enough[np.argmax(caught[enough])]
                found.append(_on_all_parts(line.scores[order][best]))
    plain, safe = np.array(kept[False]), np.array(kept[True])
    assert len(plain) == 200
    said(
        "explain-promise",
        f"Without a margin {100 * np.mean(plain[:, 0] >= 0.9):.0f} % keep it",
        f"With the margin {100 * np.mean(safe[:, 0] >= 0.9):.0f} % do",
        f"recall {safe[:, 1].mean():.3f} instead of {plain[:, 1].mean():.3f}",
        f"in {100 * (1 - len(safe) / 200):.0f} % of the tunings",
    )


def _on_all_parts(cut):
    """Return precision and recall of a score cut on endlessly many parts."""
    # The evidence x has score p where 2 x = logit(p) - logit(.3), x around +1 or -1.
    at = (np.log(cut / (1 - cut)) - np.log(0.3 / 0.7)) / 2
    found, alarms = 0.3 * norm.sf(at, 1), 0.7 * norm.sf(at, -1)
    return found / (found + alarms), found / 0.3


def test_trap(said, shown, cells_images):
    """57 of 85 cancers without alarm, though the report says .943 and .12."""
    (scores, malignant), (test_scores, test_malignant) = cells_images
    benign = np.sort(1 - scores[~malignant])[::-1]
    needed = int(np.ceil(0.95 * benign.size))
    cut = benign[needed - 1]
    alarm = 1 - test_scores >= cut
    missed = int(np.sum(~alarm & test_malignant))
    alarmed = int(np.sum(alarm & ~test_malignant))
    cancers, others = int(test_malignant.sum()), int(np.sum(~test_malignant))
    reported = (
        f"sensitivity {alarmed / others:.3f}, "
        f"FP per image {(cancers - missed) / test_malignant.size:.2f}"
    )
    assert reported in shown["cells-data"]
    said(
        "polarity",
        f"of {load_breast_cancer().target.size} images",
        "find 95 %",
        "probability of `target` 1",
        "takes 1 for cancer",
        "≥ 0.95",
    )
    said("predict-trap", "target 1 means", f"of the {cancers} malignant", given=["8"])
    said(
        "explain-trap",
        f"{missed} of {cancers} cancers go home; {alarmed} of {others} benign",
        "`1 - probs`, `target == 0`",
        "finds 95 %",
    )
    truth = [1 - missed / cancers, alarmed / test_malignant.size]
    rows = shown["trap-table"].splitlines()[2:]
    assert [float(row.split()[-1]) for row in rows] == pytest.approx(truth, abs=5e-3)


def test_floor(said, shown, cells_images):
    """.955 tuned is .906 on the test; with the bound .976, at .33 a image."""
    (scores, malignant), (test_scores, test_malignant) = cells_images
    positives = int(malignant.sum())
    cuts = np.unique(scores)[::-1]
    caught = [counts(scores, malignant, cut)[0] for cut in cuts]
    floor = next(c for c, k in zip(cuts, caught, strict=True) if k / positives >= 0.95)
    safe = next(
        c for c, k in zip(cuts, caught, strict=True) if bound(k, positives) >= 0.95
    )
    after = [counts(test_scores, test_malignant, cut) for cut in (0.5, floor, safe)]
    found = [tp / (tp + fn) for tp, _, fn, _ in after]
    alarms = [fp / test_malignant.size for _, fp, _, _ in after]
    assert after[2][2] == 2
    assert found[2] >= 0.95 > found[1]
    said(
        "explain-floor",
        f"Habit misses {after[0][2]}",
        f"tuned {recall(scores, malignant, floor):.3f} becomes {found[1]:.3f}",
        "the 90 % lower",
        f"holds: {found[2]:.3f}, two missed",
        f"{alarms[2]:.2f} false positives per image instead of {alarms[1]:.2f}",
    )
    for row, share, each in zip(
        shown["floor-table"].splitlines()[2:], found, alarms, strict=True
    ):
        assert row.split()[-3] == f"{share:.3f}"
        assert row.split()[-1] == f"{each:.2f}"
