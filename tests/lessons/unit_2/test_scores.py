"""Brier score and NLL, and all scores side by side."""

import re

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, log_loss

from .by_hand import TENTHS, ece_of


def test_brier(said):
    """.8 for a defect and .7 for a good part: .265, and .53 over both classes."""
    probs, labels = [0.8, 0.7], [1, 0]
    binary = brier_score_loss(labels, probs)
    both = brier_score_loss(labels, probs, scale_by_half=False)
    assert both == pytest.approx(2 * binary)
    said(
        "brier-idea",
        "your ECE is 0,",
        f"(0.8 − 1)² = {(0.8 - 1) ** 2:.2f}",
        f"0.7² = {0.7**2:.2f}",
        f"Mean: {binary:.3f}",
        "y being 0 or 1",
        given=["0.8", "0.7"],
    )
    said("brier-factor", f"{both:.2f} here, twice as much")
    said(
        "faded-brier",
        f"0.9 for a defect costs {0.1**2:.2f}",
        f"0.3 for a good part costs {0.3**2:.2f}",
        given=["0.6"],
    )


def test_nll(said, shown):
    """-ln .8 and -ln .3 have mean .714; scikit-learn clips inf to 36.04."""
    probs, labels = [0.8, 0.7], [1, 0]
    said(
        "nll-idea",
        f"−ln 0.8 = {-np.log(0.8):.3f}",
        f"−ln 0.3 = {-np.log(0.3):.3f}",
        f"Mean: {log_loss(labels, probs):.3f}",
        "gave 0.3 to what happened",
        given=["0.8", "0.7"],
    )
    clipped = log_loss([1], [0.0], labels=[0, 1])
    said(
        "faded-nll",
        f"inf becomes {clipped:.2f}",
        "a hair above 0,",
        f"0.9 for a defect costs {-np.log(0.9):.3f}",
        f"0.3 for a good part {-np.log(0.7):.3f}",
        given=["0.6"],
    )
    assert shown["clipped"].strip() == f"{clipped:.2f}"
    said("certain", "p = 0, and", "−ln 0 = inf", "right costs 0")


def test_side_by_side(said, shown, parts):
    """The two models rank alike, so all of their difference is miscalibration."""
    base = np.full(parts.labels.size, parts.labels.mean())
    table = {}
    for name, probs in (
        ("this model", parts.probs),
        ("honest scores", parts.honest_probs),
        ("always base rate", base),
    ):
        labels = parts.labels.astype(float)
        brier = brier_score_loss(labels, probs)
        mended = IsotonicRegression().fit(probs, labels).predict(probs)
        best, uncertainty = (
            np.mean((mended - labels) ** 2),
            np.mean((base - labels) ** 2),
        )
        numbers = (
            ece_of(probs, labels, TENTHS),
            log_loss(labels, probs),
            brier,
            brier - best,
            uncertainty - best,
            uncertainty,
        )
        table[name] = [f"{abs(number):.3f}" for number in numbers]
        (line,) = re.findall(rf"{name}  (.*)", shown["scores-table"])
        assert line.split() == table[name]
    assert table["this model"][4] == table["honest scores"][4]
    difference = brier_score_loss(parts.labels, parts.probs) - brier_score_loss(
        parts.labels, parts.honest_probs
    )
    said("side-by-side", f"the base rate, {base[0]:.3f},")
    said(
        "explain-scores",
        f"rank alike, DSC {table['this model'][4]}",
        f"difference in Brier, {difference:.3f},",
        f"The {table['honest scores'][3]} of the honest scores is noise",
        f"ECE {table['always base rate'][0]} and DSC {table['always base rate'][4]}",
        f"model, {table['this model'][1]}, is hardly better than knowing nothing, "
        f"{table['always base rate'][1]}",
        given=["1", "2", "3"],
    )


def test_scikit_learn(prose, shown, parts):
    """scikit-learn's numbers are those of the unit, and it drops empty bins."""
    came, promised = calibration_curve(parts.labels, parts.probs, n_bins=10)
    assert f"promised {promised[-1]:.3f}, came {came[-1]:.3f}" in shown["scikit-learn"]
    assert f"{promised[-1]:.3f}" in prose["explain-share"]
    assert len(calibration_curve([0, 1], [0.05, 0.95], n_bins=10)[0]) == 2
    assert "it drops empty ones" in prose["use-at-work"]
