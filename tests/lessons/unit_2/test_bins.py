"""The diagram and the ECE: shares, gaps, weights, and what cancels."""

import re
from fractions import Fraction

import numpy as np
import pytest

from .by_hand import TENTHS, bins_of, ece_of, interval


def test_share(said, shown, parts):
    """246 parts at .9 or more: .976 promised, .809 came; at .95: 188, .990, .840."""
    high, stop = parts.probs >= 0.9, parts.probs >= 0.95
    promised, came = parts.probs[high].mean(), parts.labels[high].mean()
    said(
        "predict-share",
        f"{parts.labels.size:,} parts",
        f"{high.sum()} of them get a probability of 0.9 or more, "
        f"on average {promised:.3f}",
        f"share of the {high.sum()} are",
        given=["0.05"],
    )
    said(
        "explain-share",
        f"Promised {promised:.3f}, came {came:.3f}.",
        f'at 95 %" stops it for {stop.sum()} parts, with '
        f"{parts.probs[stop].mean():.3f} promised",
        f"only {parts.labels[stop].mean():.3f} are defects",
    )
    assert shown["parts-data"] == (
        f"{parts.labels.size:,} parts, {parts.labels.sum()} of them defects"
    )


def test_diagram(said, shown, parts):
    """The top bins lie below the diagonal, the low ones above; four bins are thin."""
    rows = bins_of(parts.probs, parts.labels, TENTHS)
    broken = []
    for count, promised, came in rows:
        low, high = interval(round(came * count), count)
        broken.append(not low <= promised <= high)
    assert all(came < promised for _, promised, came in rows[5:])
    assert all(came > promised for _, promised, came in rows[:5])
    middle = [count for count, _, _ in rows[3:7]]
    said(
        "read-diagram",
        f"hold {min(middle)} to {max(middle)} parts each",
        given=["95"],
    )
    assert f"In {sum(broken)} of {len(rows)} filled bins" in shown["diagram-ten"]
    assert not any(broken[3:7])


def test_worked_bins(said):
    """0.5 goes up: 2 parts with .3 and 1/2, 3 parts with .7 and 2/3."""
    probs, labels = [0.2, 0.4, 0.5, 0.7, 0.9], [0, 1, 1, 0, 1]
    (n_low, p_low, y_low), (n_up, p_up, y_up) = bins_of(probs, labels, [0, 0.5, 1])
    said(
        "worked-bins",
        "edges 0, 0.5, 1.",
        "Probabilities 0.2, 0.4, 0.5, 0.7, 0.9 with labels 0, 1, 1, 0, 1.",
        f"Lower bin: {n_low} parts, mean {p_low:.1f}, share {Fraction(y_low)}.",
        f"Upper bin: {n_up} parts, mean {p_up:.1f}, "
        f"share {Fraction(y_up).limit_denominator(9)}.",
        given=["0.5", "1"],
    )


def test_faded_bins(said, notebook):
    """The lower bin of the castings is filled in rightly; the upper is 3, .8, 2/3."""
    castings = {}
    (cell,) = (c for c in notebook.cells if c.id == "castings-data")
    exec(cell.source, castings)  # noqa: S102 (our own cell)
    low, up = bins_of(
        castings["casting_probs"], castings["casting_labels"], [0, 0.5, 1]
    )
    assert low == pytest.approx((3, 0.2, 1 / 3))
    assert up == pytest.approx((3, 0.8, 2 / 3))
    (blank,) = (c for c in notebook.cells if c.id == "faded-bins-answer")
    assert "(3, 0.2, 1 / 3)" in blank.source
    said("faded-bins", given=["2", "3", "0.667"])


def test_worked_ece(said, shown):
    """80 and 20 parts: weighted .14, unweighted .20, signed .02, largest .30."""
    probs = [0.9] * 80 + [0.6] * 20
    labels = [1] * 64 + [0] * 16 + [1] * 18 + [0] * 2
    rows = bins_of(probs, labels, [0, 0.75, 1])
    gaps = [promised - came for _, promised, came in rows]
    weighted = sum(n * abs(gap) for (n, _, _), gap in zip(rows, gaps, strict=True))
    signed = sum(n * gap for (n, _, _), gap in zip(rows, gaps, strict=True))
    said(
        "worked-ece",
        "100 parts.",
        f"80 are promised 0.9; {sum(labels[:80])} of them are defects, 0.8: gap 0.1.",
        f"20 are promised 0.6; {sum(labels[80:])} are defects, 0.9: gap 0.3.",
        f"0.8 · 0.1 + 0.2 · 0.3 = {weighted / 100:.2f}",
    )
    said(
        "explain-gaps",
        f"20 parts shout as loud as 80: {np.mean(np.abs(gaps)):.2f}",
        f"{signed / 100:.2f} looks like success",
        f"The largest gap, {np.max(np.abs(gaps)):.2f},",
    )
    numbers = re.findall(r"0\.\d\d$", shown["worked-ece-table"], re.M)
    assert numbers == ["0.14", "0.20", "0.02", "0.30"]


def test_faded_ece(said):
    """Eight castings add 0.02; the other two make it 0.04."""
    first = Fraction(8, 10) * abs(Fraction(9, 10) - Fraction(7, 8))
    said(
        "faded-ece",
        f"8/10 · |0.9 − 7/8| = {float(first):.2f}",
        given=["0.9", "0.4"],
    )
    both = first + Fraction(2, 10) * abs(Fraction(4, 10) - Fraction(1, 2))
    probs, labels = [0.9] * 8 + [0.4] * 2, [1] * 7 + [0, 1, 0]
    assert ece_of(probs, labels, [0, 0.5, 1]) == pytest.approx(float(both))


def test_cancellation(said, shown):
    """One bin shows gap 0, two show .15 each."""
    probs = [0.45] * 50 + [0.55] * 50
    labels = [1] * 15 + [0] * 35 + [1] * 35 + [0] * 15
    assert ece_of(probs, labels, [0.4, 0.6]) == pytest.approx(0, abs=1e-12)
    rows = bins_of(probs, labels, [0.4, 0.5, 0.6])
    gaps = [abs(promised - came) for _, promised, came in rows]
    assert gaps == pytest.approx([0.15, 0.15])
    said(
        "predict-gap",
        "promised 0.45, and 30 % of them are defects",
        "promised 0.55, and 70 % are",
        given=["100", "0.4", "0.6"],
    )
    said("explain-gap", "Exactly 0.", f"off by {gaps[0]:.2f}, one up, one down")
    assert "ECE 0. Narrow" in shown["cancellation"]
