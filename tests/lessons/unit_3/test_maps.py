"""Platt, isotonic, sizes and leakage on the lopsided line; scikit-learn's habits."""

import re

import numpy as np
import pytest
from scipy.special import expit
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from lessons import figures

from .by_hand import SIX, SIX_LABELS, best_temperature, ece, equal, three_maps


def test_platt(said, shown, lines):
    """Slope .512 and intercept -.346, twice; the default of scikit-learn shrinks."""
    line, _ = lines
    column = line.logits.reshape(-1, 1)
    free = LogisticRegression(C=np.inf).fit(column, line.labels)
    shrunk = LogisticRegression().fit(column, line.labels)
    assert shrunk.coef_[0, 0] < free.coef_[0, 0]
    a, b = f"{free.coef_[0, 0]:.3f}", f"{free.intercept_[0]:.3f}"
    assert shown["platt-scratch"] == shown["platt-sklearn"] == f"a {a}, b {b}\n"
    said(
        "explain-platt",
        f"a = {a} softens, as T = 1/a would; b = {b.replace('-', '−')} lowers",
        "a > 0:",
        "from 0 and 1,",
    )
    said("two-dials", "keeps 0.5 at logit 0.")
    from lessons.figures.calibration_methods._fits import fit_platt

    assert np.isfinite(fit_platt(SIX, SIX_LABELS).slope)  # "even on our six"


def test_pav(said):
    """.2 .8 .6 .1 pools to .5; labels 0100101 share thirds and halves."""
    fitted = IsotonicRegression().fit_transform(range(4), [0.2, 0.8, 0.6, 0.1])
    assert fitted == pytest.approx([0.2, 0.5, 0.5, 0.5])
    said(
        "worked-pav",
        "0.2, 0.8, 0.6, 0.1.",
        "From 0.8 to 0.6 it falls: pool to 0.7, 0.7.",
        "Then 0.1 is below 0.7:",
        f"(0.8 + 0.6 + 0.1) / 3 = {(0.8 + 0.6 + 0.1) / 3:.1f}",
        "Result: 0.2, 0.5, 0.5, 0.5.",
    )
    fitted = IsotonicRegression().fit_transform(range(7), [0, 1, 0, 0, 1, 0, 1])
    assert fitted == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3, 0.5, 0.5, 1])
    said("faded-pav", "0, 1, 0, 0, 1, 0, 1.")


def test_maps(said, shown, lines):
    """Brier scores and AUROC on fresh parts; isotonic leaves 15 levels."""
    line, fresh = lines
    levels, auroc = {}, {}
    for name, to_probs in three_maps(line.logits, line.labels).items():
        probs = to_probs(fresh.logits)
        levels[name] = np.unique(to_probs(line.logits)).size
        auroc[name] = f"{roc_auc_score(fresh.labels, probs):.3f}"
        (row,) = re.findall(rf"{name}  (.*)", shown["maps-table"])
        brier, _, area, different = row.split()
        assert float(brier) == pytest.approx(
            brier_score_loss(fresh.labels, probs), abs=1e-3
        )
        assert (area, int(different)) == (auroc[name], levels[name])
    assert auroc["temperature"] == auroc["Platt"]
    assert levels["temperature"] == levels["Platt"]
    said("maps-intro", f"same {line.labels.size} parts")
    said(
        "explain-maps",
        "(0, 0.5)",
        f"keep {levels['Platt']} different values",
        f"leaves {levels['isotonic']}: ties, AUROC {auroc['Platt']} → "
        f"{auroc['isotonic']}",
    )


def test_beyond(said, shown, lines):
    """1,047 fresh parts are called certain defects; 94 are good."""
    line, fresh = lines
    steps = three_maps(line.logits, line.labels)["isotonic"]
    certain = steps(fresh.logits) == 1
    good = np.sum(~fresh.labels & certain)
    assert shown["beyond"] == (
        f"{certain.sum()} surely defects, {good} of them good\n[nan]\n"
    )
    said(
        "explain-beyond",
        "says exactly 1,",
        f'of {certain.sum():,} "surely defects" {good} were good',
        "0.01 to 0.99",
    )


def test_sizes(said, shown, lines):
    """Temperature loses least at 30, Platt leads at 100 and 300, then isotonic."""
    sizes = (30, 100, 300, 1000, 3000)
    study = figures.study_methods(sizes, repeats=60, rng=np.random.default_rng(3))
    mean = {
        name: dict(zip(sizes, b.mean(axis=1), strict=True))
        for name, b in study.brier.items()
    }
    leader = {n: min(mean, key=lambda m, n=n: mean[m][n]) for n in sizes}
    assert leader == {
        30: "temperature",
        100: "Platt",
        300: "Platt",
        1000: "isotonic",
        3000: "isotonic",
    }
    assert all(mean[name][30] > study.raw for name in mean)
    said("predict-method", "100 labelled parts")
    said(
        "explain-sizes",
        "With 30 parts nothing",
        "At 100 and 300 Platt leads, from 1,000 on isotonic",
        f"stops at {mean['temperature'][3000]:.3f}.",
        "about 0.004 above the table: its 10,000 parts",
    )
    line, fresh = lines
    maps = {"raw": expit} | three_maps(line.logits, line.labels)
    for name, to_probs in maps.items():
        everywhere = study.raw if name == "raw" else mean[name][300]
        here = brier_score_loss(fresh.labels, to_probs(fresh.logits))
        assert everywhere - here == pytest.approx(0.004, abs=0.001)


def test_the_order_of_the_methods_is_no_accident_of_the_seed():
    """Other draws, judged on a large sample with other code: who leads is the same."""
    rng = np.random.default_rng(77)
    judge = figures.inspect_lopsided(20_000, rng=rng)
    leaders = []
    for size in (100, 3000):
        scores = {"temperature": [], "Platt": [], "isotonic": []}
        for _ in range(60 if size == 100 else 8):
            line = figures.inspect_lopsided(size, rng=rng)
            for name, to_probs in three_maps(line.logits, line.labels).items():
                gap = to_probs(judge.logits) - judge.honest_probs
                scores[name].append(np.mean(gap**2))
        leaders.append(min(scores, key=lambda name: np.mean(scores[name])))
    assert leaders == ["Platt", "isotonic"]


def test_leakage(said, shown, lines):
    """Isotonic on its own parts: ECE 0; fresh .034; five folds .067."""
    line, fresh = lines
    steps = three_maps(line.logits, line.labels)["isotonic"]
    own = ece(steps(line.logits), line.labels, equal(10))
    new = ece(steps(fresh.logits), fresh.labels, equal(10))
    held_out = np.empty(300)
    for k in range(5):
        inside = np.arange(300) % 5 == k
        fold = three_maps(line.logits[~inside], line.labels[~inside])["isotonic"]
        held_out[inside] = fold(line.logits[inside])
    folds = ece(held_out, line.labels, equal(10))
    said(
        "explain-own",
        f"{own:.3f}, on any data",
        f"On fresh parts {new:.3f}.",
        f"It says {folds:.3f}:",
        "ECE on 300 parts",
    )
    said("mistake-own", "300 parts", "the same 300", given=["0.005"])
    (row,) = re.findall(r"isotonic  (.*)", shown["leakage"])
    assert row.split() == [f"{own:.3f}", f"{folds:.3f}", f"{new:.3f}"]
    # "One dial leaks little": own and fresh ECE of the temperature are alike.
    (row,) = re.findall(r"temperature  (.*)", shown["leakage"])
    alone, _, others = map(float, row.split())
    assert alone == pytest.approx(others, abs=0.005)


def test_scikit_learn(said, prose, shown, lines):
    """β is 1/T for rows, and 1/β is twice T for a binary logit."""
    line, _ = lines
    ours = best_temperature(line.logits, line.labels)
    inverse, t = map(float, re.findall(r"\d\.\d+", shown["sklearn-binary"]))
    assert t == pytest.approx(ours, abs=0.006)
    assert inverse == pytest.approx(2 * ours, abs=0.006)
    _, ten = map(float, re.findall(r"\d\.\d+", shown["sklearn-temperature"]))
    assert ten == pytest.approx(3.40, abs=0.005)
    said("explain-sklearn", "β = 1/T", "ln(p / (1 − p))", "1/β is twice")
    said("use-at-work", "(from 1.8)")
