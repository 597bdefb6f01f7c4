"""Ten classes: the temperature, what it does, and isotonic on few images."""

import re

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import beta
from sklearn.isotonic import IsotonicRegression

from .by_hand import ece, equal, rows_nll, softmax_rows, top

T = 3.4


def test_worked_softmax(said):
    """Shares of (2, 1, 0), as it is and at T = 2."""
    row = np.array([[2.0, 1.0, 0.0]])
    powers = np.exp(row[0])
    once, twice = softmax_rows(row, 1)[0], softmax_rows(row, 2)[0]
    said(
        "ten-classes",
        "Row (2, 1, 0):",
        f"are {powers[0]:.3f}, {powers[1]:.3f}, 1, sum {powers.sum():.3f}",
        "Shares " + ", ".join(f"{p:.3f}" for p in once),
        "it is (1, 0.5, 0), with " + ", ".join(f"{p:.3f}" for p in twice),
        "At T = 2",
    )
    said("faded-softmax", "Row (4, 2, 0) at T = 2")
    assert f"{once[2]:.3f}" == "0.090"  # given in the learner's blank


def test_temperature_of_the_digits(said, digits):
    """The grid's best is 3.4, and the best of all is within half a step of it."""
    best = minimize_scalar(
        lambda t: rows_nll(digits.calibration, t), bounds=(0.5, 8), method="bounded"
    ).x
    assert best == pytest.approx(T, abs=0.05)
    confidence, correct = top(digits.calibration, 1)
    said(
        "predict-digits",
        f"{confidence.mean():.3f} said, {correct.mean():.3f} right",
        f"those {len(correct)} calibration images",
        given=["2", "1"],
    )
    said("test-once", f"{T}, inside the grid", "T > 1", "T < 1")
    said(
        "title",
        f"{confidence.mean():.3f} said, {correct.mean():.3f} right",
        given=["3", "60", "20", "2"],
    )


def test_before_and_after(said, shown, digits):
    """On the test set: NLL, ECE, accuracy, and the images at .9 or more."""
    numbers = {}
    for t in (1, T):
        confidence, correct = top(digits.test, t)
        sure = confidence >= 0.9
        numbers[t] = (
            f"{rows_nll(digits.test, t):.3f}",
            f"{ece(confidence, correct, equal(15)):.3f}",
            f"{correct.mean():.3f}",
            correct[sure].sum(),
            sure.sum(),
        )
        assert " ".join(numbers[t][:3]) in re.sub(" +", " ", shown["digits-table"])
    (nll_1, ece_1, acc_1, right_1, sure_1), (nll_t, ece_t, acc_t, right_t, sure_t) = (
        numbers.values()
    )
    assert acc_1 == acc_t
    said(
        "explain-digits",
        f"NLL {nll_1} → {nll_t}, ECE {ece_1} → {ece_t}, accuracy {acc_1} as before",
        f"Of {sure_1} images at 0.9 or more {right_1} were right, "
        f"{100 * right_1 / sure_1:.0f} %",
        f"only {sure_t} say so much, and {right_t} are right, "
        f"{100 * right_t / sure_t:.0f} %",
    )


def missed(outputs, t):
    """Return came - promised of every bin whose 95 % interval misses its promise."""
    confidence, correct = top(outputs, t)
    gaps = []
    for b in range(15):
        inside = (confidence >= b / 15) & ((confidence < (b + 1) / 15) | (b == 14))
        n, hits = inside.sum(), correct[inside].sum()
        if n == 0:
            continue
        low = beta.ppf(0.025, hits, n - hits + 1) if hits else 0.0
        high = beta.ppf(0.975, hits + 1, n - hits) if hits < n else 1.0
        promised = confidence[inside].mean()
        if not low <= promised <= high:
            gaps.append(hits / n - promised)
    return gaps


def test_slider(said, digits):
    """Diamonds: below up to 3, above from 4 on, none at 3.4; 5.5 % of pairs swap."""
    below = [
        gap for t in np.arange(5, 31) / 10 for gap in missed(digits.calibration, t)
    ]
    above = [
        gap for t in np.arange(40, 81) / 10 for gap in missed(digits.calibration, t)
    ]
    assert max(below) < 0 < min(above)
    assert all(missed(digits.calibration, t) for t in (1, 2, 3, 4, 5))
    assert missed(digits.calibration, T) == []
    once, soft = top(digits.test, 1)[0], top(digits.test, T)[0]
    i, j = np.triu_indices(len(once), 1)
    swapped = np.mean((once[i] - once[j]) * (soft[i] - soft[j]) < 0)
    said(
        "explain-slider",
        "Diamonds lie below the diagonal up to T = 3, above it from 4 on",
        f"at {T} none is left",
        f"{100 * swapped:.1f} % of all pairs",
    )


def by_class(few, logits):
    """Return scikit-learn's isotonic for each class against the rest, rows to sum 1."""
    columns = [
        IsotonicRegression(out_of_bounds="clip")
        .fit(few.logits[:, k], few.labels == k)
        .predict(logits[:, k])
        for k in range(10)
    ]
    probs = np.stack(columns, axis=1)
    total = probs.sum(axis=1, keepdims=True)
    return np.where(total > 0, probs / np.where(total > 0, total, 1), 0.1)


def test_few_images(said, shown, digits):
    """40 images: isotonic says 0 to the truth 74 times; one temperature does not."""
    table = {}
    for n in (40, 697):
        few = type(digits.test)(
            digits.calibration.logits[:n], digits.calibration.labels[:n]
        )
        t = minimize_scalar(
            lambda t, few=few: rows_nll(few, t), bounds=(0.5, 20), method="bounded"
        ).x
        table[f"temperature, {n}"] = f"{rows_nll(digits.test, t):.3f}"
        probs = by_class(few, digits.test.logits)
        given = probs[np.arange(len(probs)), digits.test.labels]
        right = (probs.argmax(axis=1) == digits.test.labels).mean()
        table[f"isotonic, {n}"] = (int(np.sum(given == 0)), f"{right:.3f}")
    before = f"{top(digits.test, 1)[1].mean():.3f}"
    lost, accuracy = table["isotonic, 40"]
    assert table["isotonic, 697"][0] > 0  # so its NLL is inf too
    assert f"inf           {lost}     {accuracy}" in shown["few-images"]
    said(
        "explain-few",
        "After 40 images",
        f"exactly 0 on {lost} of {len(digits.test.labels)}",
        f"{before} → {accuracy}",
        f"Even {len(digits.calibration.labels)} don't suffice: inf",
        f"from 40 images reaches {table['temperature, 40']}, nearly the "
        f"{table['temperature, 697']} of all {len(digits.calibration.labels)}",
    )
    said("mistake-few", "40 labelled images", "sum to 1")
