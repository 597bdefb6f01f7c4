"""Ten classes: the two readings, and what the digits' softmax promised."""

import numpy as np
import pytest

from lessons import data

from .by_hand import TENTHS, bins_of, ece_of, equal, interval


def test_worked_top(said):
    """The top of the first row is its label, that of the second is not."""
    rows = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]])
    assert rows.argmax(axis=1).tolist() == [1, 0]
    said(
        "worked-top",
        f"(0.2, 0.5, 0.3), and the label is 1, counted from 0: "
        f"confidence {rows[0].max()}",
        f"(0.6, 0.3, 0.1), label 2: confidence {rows[1].max()}, wrong",
    )


def test_readings_can_differ(prose, parts):
    """A and B agree on our parts, and are far apart on the card's six logits."""
    logits, labels = np.array([2.2, 1.0, 0.2, -0.2, -1.0, -2.0]), [1, 1, 1, 0, 0, 0]
    edges = [0, 0.33, 0.66, 1]
    gaps = []
    for probs, outcome, bins in (
        (parts.probs, parts.labels, TENTHS),
        (1 / (1 + np.exp(-logits)), np.array(labels, bool), edges),
    ):
        confidence, correct = np.maximum(probs, 1 - probs), (probs >= 0.5) == outcome
        a, b = ece_of(probs, outcome, bins), ece_of(confidence, correct, bins)
        gaps.append(abs(a - b))
    assert gaps[0] < 1e-9
    assert gaps[1] == pytest.approx(0.276195 - 0.126139, abs=1e-6)
    assert "the two can differ widely" in prose["two-readings"]


def test_digits(said, shown, digits):
    """.935 promised, .763 right; of 564 sure images 91 are wrong."""
    confidence, correct = digits
    sure = confidence >= 0.9
    training = 1797 - len(correct) - len(data.load_digits_logits().test.labels)
    said(
        "mistake-softmax",
        f"{training} noisy images",
        f"for {len(correct)} others",
        "sum to 1",
        given=["3"],
    )
    said(
        "predict-digits",
        f"mean confidence is {confidence.mean():.3f}",
        f"of the {len(correct)}",
        given=["0.03"],
    )
    said(
        "explain-digits",
        f"{confidence.mean():.3f} promised, {correct.mean():.3f} right.",
        f"Of {sure.sum()} images at 0.9 or more, {correct[sure].sum()} were right: "
        f"{100 * correct[sure].mean():.0f} %",
        f"network's {np.sum(~correct)} errors {np.sum(~correct & sure)} pass",
        "All diamonds lie below the diagonal",
        given=["0.9"],
    )
    missed = []
    for count, promised, came in bins_of(confidence, correct, equal(15)):
        low, high = interval(round(came * count), count)
        if not low <= promised <= high:
            missed.append(promised - came)
    assert min(missed) > 0
    assert f"In {len(missed)} of " in shown["digits-diagram"]
    assert f"{sure.sum()} sure, {correct[sure].sum()}" in shown["digits-sure"]


def test_is_it_noise(said, shown, digits):
    """ECE .172 with its interval; honest confidences would show far less."""
    confidence, correct = digits
    ece = ece_of(confidence, correct, equal(15))
    lines = [line.split() for line in shown["honest-numbers"].splitlines()]
    (measured,) = (line[3:] for line in lines if line[:2] == ["ECE,", "15"])
    (honest,) = (line[5:] for line in lines if line[:2] == ["ECE", "if"])
    # Drawn again with other seeds: the ends agree within the noise of 300 draws.
    rng = np.random.default_rng(5)
    drawn = [rng.integers(0, ece_size, ece_size) for ece_size in [len(correct)] * 300]
    again = [ece_of(confidence[i], correct[i], equal(15)) for i in drawn]
    fair = [
        ece_of(confidence, rng.random(len(correct)) < confidence, equal(15))
        for _ in range(300)
    ]
    for line, middle, draws in ((measured, ece, again), (honest, np.mean(fair), fair)):
        ends = np.percentile(draws, [2.5, 97.5])
        assert [float(word) for word in line] == pytest.approx(
            [middle, *ends], abs=0.005
        )
    assert measured[0] == f"{ece:.3f}"
    assert np.mean(again) > ece  # "leans upwards"
    said(
        "explain-honest",
        f"ECE {measured[0]}, interval {measured[1]} to {measured[2]}",
        f"would show {honest[1]} to {honest[2]}",
    )
    said(
        "is-it-noise",
        f"Draw {len(correct)} of the images",
        "1,000 times",
        given=["95"],
    )
