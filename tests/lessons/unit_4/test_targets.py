"""F-beta on the PR curve, and one threshold for ten classes."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.metrics import precision_recall_curve

from lessons import data

from .by_hand import f_beta, precise, precision


def test_f_beta(said, shown, parts):
    """.5 and 1 give .667 and .833; on the parts F0.5, F1, F2 pick three cuts."""
    said(
        "f-beta-idea",
        "P = 0.5, R = 1.",
        f"F1 = 2 · 0.5 / 1.5 = {f_beta(0.5, 1, 1):.3f}",
        f"F2 = 5 · 0.5 / (4 · 0.5 + 1) = {f_beta(0.5, 1, 2):.3f}",
        "(1+\\beta^2)",
        given=["2"],  # the exponent of beta below the line
    )
    said("faded-f", "P = 0.8, R = 0.4, β = 2", f"5 · 0.8 · 0.4 = {5 * 0.8 * 0.4:.1f}")
    assert f_beta(0.8, 0.4, 2) == pytest.approx(1.6 / (4 * 0.8 + 0.4))
    curve = precision_recall_curve(parts.labels, parts.honest_probs)
    p, r, cuts = curve[0][:-1], curve[1][:-1], curve[2]
    best = {}
    for beta in (0.5, 1, 2):
        with np.errstate(divide="ignore"):
            value = f_beta(p, r, beta)
        best[beta] = cuts[np.flatnonzero(value >= value.max() - 1e-9)[-1]]
        assert f"F{beta:g} is highest, {value.max():.3g}" in shown["f-beta-figure"]
    said(
        "explain-f-beta",
        f"F0.5 picks {best[0.5]:.3f}, F1 {best[1]:.3f}, F2 {best[2]:.3f}",
    )


def test_one_threshold_for_all(said, shown, digits):
    """One cut gives digits from .81 to .96; own cuts run from .45 to .82."""
    (probs, classes), (test_probs, test_classes) = digits
    is_class = classes[:, np.newaxis] == np.arange(10)
    pooled = precise(probs.ravel(), is_class.ravel(), 0.9)
    # The one in the notebook, rounded down, decides alike.
    assert np.array_equal(probs >= 0.675, probs >= pooled)
    under_one = [precision(probs[:, d], classes == d, pooled) for d in range(10)]
    own = [precise(probs[:, d], classes == d, 0.9) for d in range(10)]
    accepted = np.mean([np.sum(probs[:, d] >= own[d]) for d in range(10)])
    assert accepted == pytest.approx(50, abs=3)
    kept = [
        precision(test_probs[:, d], test_classes == d, own[d]) >= 0.9 for d in range(10)
    ]
    proven = [precise(probs[:, d], classes == d, 0.9, proven=True) for d in range(10)]
    have = [d for d in range(10) if proven[d] is not None]
    safe = [
        precision(test_probs[:, d], test_classes == d, proven[d]) >= 0.9 for d in have
    ]
    worst, top = int(np.argmin(under_one)), int(np.argmax(under_one))
    said(
        "mistake-one",
        "Unit 2's",
        "unit 3's",
        "read as a 7 where its probability of a 7",
        "promise is precision 0.9",
        "one threshold, 0.675,",
        given=["0.03"],
    )
    said(
        "explain-classes",
        f"The {worst} gets {under_one[worst]:.2f}, the {top} gets {under_one[top]:.2f}",
        f"run from {min(own):.2f} to {max(own):.2f}",
        f"only {sum(kept)} of 10 keep it: some 50 accepted images",
        f"margin {len(have)} digits have a threshold, and all {sum(safe)} keep it",
    )
    # The figure names the cut as the text does.
    assert f"under one threshold, {pooled:.3f}, that keeps" in shown["class-figure"]
    assert 10 - len(have) == 6  # "The other six"
    rows = [row.split()[-7:] for row in shown["class-table"].splitlines()[2:]]
    assert rows[1] == ["10", "10", "of", "10", str(sum(kept)), "of", "10"]
    assert rows[2] == ["4", "4", "of", "4", str(sum(safe)), "of", "4"]


def test_unit_3s_temperature():
    """3.4 is the temperature of least NLL on the digits, rounded."""
    images = data.load_digits_logits().calibration
    rows = np.arange(images.labels.size)

    def nll(temperature):
        return -np.mean(
            log_softmax(images.logits / temperature, axis=1)[rows, images.labels]
        )

    best = minimize_scalar(nll, bounds=(1, 10), method="bounded").x
    assert best == pytest.approx(3.4, abs=0.05)
