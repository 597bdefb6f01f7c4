"""When to refit, on how many labels, and what it costs not to."""

import inspect

import numpy as np
import pytest
from scipy.special import expit

from grader import reference
from lessons import figures
from lessons.data import make_shift

from .by_hand import ece_of, honest_below, psi_of


@pytest.fixture(scope="module")
def refit(shift):
    """Return the temperature fitted on all labels of camera C."""
    fit = reference.TemperatureScaling().fit(shift.tilted.logits, shift.tilted.labels)
    return fit.temperature_


def test_least_number_of_parts(said, shown, shift, temperature):
    """100 honest parts stay below .125, 800 below .045 and so below .05."""
    table = dict(
        line.rsplit(None, 1) for line in shown["honest-table"].splitlines()[2:]
    )
    table = {int(n.strip().replace(",", "")): float(x) for n, x in table.items()}
    said(
        "explain-honest",
        f"With 100 parts perfectly honest scores may show an ECE of {table[100]:.3f}",
        f"for 0.05 take 800 parts, where honest scores stay below {table[800]:.3f}",
    )
    assert table[400] > 0.05 > table[800]
    home = expit(shift.home.logits / temperature)
    rng = np.random.default_rng(8)
    for n in (100, 800):
        drawn = [honest_below(rng.choice(home, n), rng, draws=150) for _ in range(4)]
        assert table[n] == pytest.approx(np.mean(drawn), abs=0.009)


def test_worked_and_faded_rule(said, prose, cells):
    """Docks 3 and 5 meet both conditions, by the reference."""
    rows = [
        line.strip().strip("|").split("|")
        for line in cells["worked-needs"].source.splitlines()
        if line.startswith("| dock")
    ]
    report = {
        name.strip(): (int(n), float(accuracy), float(ece))
        for name, n, accuracy, ece in rows
    }
    named = reference.needs_recalibration(report, 0.1, 200)
    assert named == ["dock 3", "dock 5"]
    assert str(named).replace("'", '"') in cells["meet-faded-needs"].source
    assert "Limit 0.1, `min_n` 200" in prose["worked-needs"]
    assert "0.13 > 0.1 with 260 ≥ 200: refit" in prose["worked-needs"]
    assert "0.21, but 35 parts" in prose["worked-needs"]
    said("faded-needs", "docks 4 and 5 joins dock 3")


def test_labels_for_a_refit(said, shown, shift, temperature, refit):
    """25 labels: .039 to .124, one in ten worse than none; from 200 on below .07."""
    live = shift.live.where(group="C tilted")
    stale = ece_of(expit(live.logits / temperature), live.labels)
    done = ece_of(expit(live.logits / refit), live.labels)
    rng = np.random.default_rng(9)
    ends, worse = {}, None
    for size in (25, 100, 200):
        eces = []
        for _ in range(150):
            i = rng.integers(0, 400, size)
            fit = reference.TemperatureScaling().fit(
                shift.tilted.logits[i], shift.tilted.labels[i]
            )
            eces.append(ece_of(expit(live.logits / fit.temperature_), live.labels))
        ends[size] = np.percentile(eces, [10, 90])
        worse = np.mean(np.array(eces) > stale) if size == 25 else worse
    assert ends[100][1] > 0.07 > ends[200][1]
    assert worse == pytest.approx(0.1, abs=0.05)
    words = shown["refits-figure"].split("25 labels: ")[1]
    low, high = (
        float(w) for w in words[words.index("(") + 1 : words.index(")")].split(" to ")
    )
    assert [low, high] == pytest.approx(list(ends[25]), abs=0.025)
    right = np.mean((live.logits >= 0) == live.labels)
    said(
        "explain-refits",
        "200. With 25 the middle 80 %",
        f"from {low:.3f} to {high:.3f}",
        f"the {stale:.3f} of no refit",
        f"All {len(shift.tilted.labels)} give T = {refit:.2f} and {done:.3f}",
        f"stays {right:.3f}",
        "of 60 seeds",
        "at 0.077 (15 bins)",
    )
    words = " ".join(inspect.getdoc(make_shift).split())
    assert "Of 60 seeds the one was chosen" in words
    assert "median of all seeds is .036, .112, .077" in words
    said(
        "predict-labels",
        "25, 50, 100, 200 or 400 labels, 300 times each",
        given=["0.07"],
    )


def test_the_notebook_asks_for_200():
    """The study's answer to the prediction, as the notebook computes it."""
    study = figures.RefitStudy((100, 200), np.array([[0.05, 0.08], [0.05, 0.06]]), 0.1)
    assert study.enough(below=0.07) == 200


def test_damage_of_ignoring_it(said, shown, shift, temperature, refit):
    """83 of 635 passed parts are defects where 25 were promised; 614 against 568."""
    live = shift.live.where(group="C tilted")
    found = {}
    for name, by in {"home": temperature, "refit": refit}.items():
        probs = expit(live.logits / by)
        low = probs < 0.1
        counts = reference.confusion_matrix(probs, live.labels, 0.2)
        bill = 1000 * (counts.fp + 4 * counts.fn) / len(probs)
        found[name] = low.sum(), probs[low].sum(), live.labels[low].sum(), bill
    stale, done = found["home"], found["refit"]
    psi = psi_of(
        expit(shift.home.logits / temperature), expit(live.logits / temperature)
    )
    said(
        "mistake",
        f"that is {stale[0]} parts, and the scores promise {stale[1]:.0f} defects",
        "p < 0.1",
        given=["10"],
    )
    said(
        "explain-ignored",
        f"{stale[2]} defects reach the customer where {stale[1]:.0f} were promised",
        f"itself with {done[0]} parts only, promises {done[1]:.0f} and lets "
        f"{done[2]} through",
        f"pays {stale[3]:.0f} per 1,000 parts instead of {done[3]:.0f}",
        f"the PSI, {psi:.3f}",
    )
    table = shown["ignored-table"].splitlines()[2:]
    assert [int(word) for word in table[0].split()[-4:]] == [
        round(float(value)) for value in stale
    ]
