"""Every number in unit 1's prose is computed here again, without the course's code.

Each claim is a phrase built from a computed value, and must stand in its cell. What is
left of a cell once its claims are taken out may hold only the data and the settings
that the cell is about.
"""

import re
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    confusion_matrix,
    f1_score,
    fbeta_score,
    precision_recall_curve,
    precision_score,
    recall_score,
    roc_auc_score,
    roc_curve,
)

from lessons import figures

UNIT = "1-scores-to-decisions"
NOTEBOOK = Path(__file__).parents[2] / "solutions" / UNIT / f"{UNIT}.ipynb"

SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]
CASTINGS = [0.90, 0.70, 0.70, 0.60, 0.30, 0.10], [1, 1, 0, 1, 0, 0]
TIE = [0.9, 0.7, 0.4, 0.2], [1, 0, 0, 1]


@pytest.fixture(scope="module")
def notebook():
    """Return the solved unit."""
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def prose(notebook):
    """Return the prose cells of the unit: id and text with single spaces."""
    return {
        cell.id: " ".join(cell.source.split())
        for cell in notebook.cells
        if cell.cell_type == "markdown"
    }


def counts(scores, labels, cut, *, strict=False):
    """Count TP, FP, FN, TN one part at a time."""
    tally = dict.fromkeys(["tp", "fp", "fn", "tn"], 0)
    for score, label in zip(scores, labels, strict=True):
        flagged = score > cut if strict else score >= cut
        kind = ("tp" if label else "fp") if flagged else ("fn" if label else "tn")
        tally[kind] += 1
    return tuple(tally.values())


def f1_at(scores, labels, cut):
    """Return F1 as an exact fraction."""
    tp, fp, fn, _ = counts(scores, labels, cut)
    return Fraction(2 * tp, 2 * tp + fp + fn)


def best(scores, labels, value):
    """Return every observed score where a value is highest, largest first."""
    values = {cut: value(cut) for cut in set(scores)}
    top = max(values.values())
    return sorted((cut for cut in values if values[cut] >= top - 1e-9), reverse=True)


def flags(cut, scores=SCORES):
    """Return what each score becomes at a threshold."""
    return np.asarray(scores) >= cut


def youden(scores, labels, cut):
    """Return J as an exact fraction."""
    tp, fp, fn, tn = counts(scores, labels, cut)
    return Fraction(tp, tp + fn) - Fraction(fp, fp + tn)


def said(prose, cell, *claims, given=()):
    """Assert that a cell makes these claims, and no other number but the given ones."""
    rest = prose[cell]
    for claim in claims:
        assert claim in rest, f"{cell}: {claim!r}"
        rest = rest.replace(claim, " ")
    left = re.findall(r"(?<![\w.])\d[\d,]*\d(?:\.\d+)?|(?<![\w.])\d(?:\.\d+)?", rest)
    assert sorted(set(left) - set(given)) == [], cell


# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {
    "predict-f2",
    "predict-luck",
    "questions",
    "title",
    "umbrella",
    "use-at-work",
    "where-you-stand",
}


def test_every_cell_with_a_number_is_looked_at(prose):
    """A cell with numbers is claimed by a test of this file or listed as harmless."""
    here = Path(__file__).read_text(encoding="utf-8")
    named = {cell for cell in prose if f'"{cell}"' in here}
    exercises = {cell for cell in prose if cell.endswith("-text")}
    numbered = {cell for cell, text in prose.items() if re.search(r"\d[.,/]?\d", text)}
    assert numbered - named - exercises == set()
    assert numbered >= NO_RESULTS


def test_worked_count(prose):
    """The cut at 0.60 gives TP 2, FP 1, FN 2, TN 3, in all eight parts."""
    tp, fp, fn, tn = counts(SCORES, LABELS, 0.60)
    said(
        prose,
        "worked-count",
        f"TP {tp}.",
        f"FP {fp}.",
        f"FN {fn}.",
        f"TN {tn}.",
        f"{tp} + {fp} + {fn} + {tn} = {len(SCORES)}",
        given=[f"{score:.2f}" for score in SCORES],
    )


def test_strict_rule(prose):
    """Under `>` the part at 0.60 passes: FP 0 and TN 4."""
    _, fp, _, tn = counts(SCORES, LABELS, 0.60, strict=True)
    _, fp_at, _, tn_at = counts(SCORES, LABELS, 0.60)
    claim = f"FP {fp} and TN {tn} instead of FP {fp_at} and TN {tn_at}"
    said(prose, "strict-rule", claim, given=["0.60"])


def test_faded_count(prose, notebook):
    """Two castings score 0.70, one of each kind; TP 2 and FP 1 are filled in."""
    said(prose, "faded-count", given=["0.70"])
    scores, labels = CASTINGS
    assert sorted(y for s, y in zip(scores, labels, strict=True) if s == 0.70) == [0, 1]
    tp, fp, _, _ = counts(*CASTINGS, 0.70)
    (blank,) = (c for c in notebook.cells if c.id == "faded-count-answer")
    assert f"({tp}, {fp}, ..., ...)" in blank.source


def test_worked_f1(prose):
    """Precision 2/3, recall 2/4 and F1 4/7 at 0.60."""
    tp, fp, fn, _ = counts(SCORES, LABELS, 0.60)
    f1 = f1_score(LABELS, flags(0.60))
    assert f1 == pytest.approx(4 / 7)
    said(
        prose,
        "worked-f1",
        f"TP {tp}, FP {fp}, FN {fn}.",
        f"Precision is {tp}/{tp + fp}, recall {tp}/{tp + fn}",
        f"{2 * tp} / ({2 * tp} + {fp} + {fn}) = {f1_at(SCORES, LABELS, 0.60)}",
        f"about {f1:.3f}",
        given=["0.60"],
    )
    assert precision_score(LABELS, flags(0.60)) == pytest.approx(tp / (tp + fp))
    assert recall_score(LABELS, flags(0.60)) == pytest.approx(tp / (tp + fn))


def test_faded_f1(prose):
    """The castings at 0.60 give TP 3, FP 1, FN 0, so the top of the fraction is 6."""
    tp, fp, fn, _ = counts(*CASTINGS, 0.60)
    said(
        prose,
        "faded-f1",
        f"TP {tp}, FP {fp}, FN {fn}.",
        f"fraction is {2 * tp}.",
        given=["0.60", "6", "11"],  # 6 / 11 shows how to write it, and is wrong
    )
    assert f1_at(*CASTINGS, 0.60) == Fraction(6, 7)


def test_half(prose):
    """From 0.60 to 0.5 TP and FP rise by one, FN and TN fall, F1 to 0.666667."""
    before, after = counts(SCORES, LABELS, 0.60), counts(SCORES, LABELS, 0.5)
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, -1, -1]
    said(
        prose,
        "explain-half",
        "TP and FP rise by one, FN and TN fall by one",
        f"F1 climbs to {f1_score(LABELS, flags(0.5)):.6f}",
        given=["0.60", "0.5", "0.55", "0.52"],
    )
    said(
        prose,
        "predict-half",
        f"F1 {float(f1_at(SCORES, LABELS, 0.6)):.3f}",
        given=["0.60", "0.5", "0.05"],
    )


def test_undefined_f1(prose):
    """scikit-learn returns 0.0 for 0/0, with a warning."""
    with pytest.warns(UserWarning, match="ill-defined"):
        assert f1_score([0, 0], [0, 0]) == 0.0
    said(prose, "undefined-f1", "returns 0.0", "F1 is 0/0", "all 0,")


def test_casting_stairs(prose):
    """The castings' best step reaches from 0.30 to 0.60, with F1 6/7."""
    assert best(*CASTINGS, lambda cut: f1_at(*CASTINGS, cut)) == [0.60]
    lower = max(score for score in CASTINGS[0] if score < 0.60)
    claim = f"above {lower:.2f}, up to and including 0.60"
    said(prose, "explain-stairs", claim, given=["0.60"])
    f1 = f1_at(*CASTINGS, 0.60)
    said(
        prose,
        "worked-sweep",
        f"0.60, with {f1}, about {float(f1):.3f}",
        given=["0.70"],
    )
    assert len(set(CASTINGS[0])) == 5  # "five thresholds"


def test_tie(prose):
    """0.9 and 0.2 tie at F1 2/3; between them F1 is 2/4 and 2/5."""
    f1 = {cut: f1_at(*TIE, cut) for cut in TIE[0]}
    assert (f1[0.9], f1[0.7], f1[0.4]) == (
        Fraction(2, 3),
        Fraction(2, 4),
        Fraction(2, 5),
    )
    said(
        prose,
        "faded-tie",
        "F1 is 2/3 at 0.9, 2/4 at 0.7 and 2/5 at 0.4",
        given=["0.9", "0.7", "0.4", "0.2"],
    )
    assert best(*TIE, f1.__getitem__) == [0.9, 0.2]
    said(prose, "tie-rule", f"0.9 and 0.2 tie at {f1[0.2]}", "1e-9", "is 0.9")


def test_two_forms_of_f1_differ_in_the_last_bit():
    """Precision-recall form and counts form disagree somewhere, so ties need 1e-9."""
    labels = [0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1]
    differ = 0
    for flagged in range(1, len(labels) + 1):
        tp, total = sum(labels[:flagged]), sum(labels)
        precision, recall = tp / flagged, tp / total
        counted = 2 * tp / (flagged + total)
        harmonic = 2 * precision * recall / (precision + recall) if tp else 0.0
        assert harmonic == pytest.approx(counted, abs=1e-9)
        differ += harmonic != counted
    assert differ


def test_casting_curves(prose):
    """AUROC .833 and average precision .806; at 0.70 one of each kind arrives."""
    scores, labels = CASTINGS
    said(
        prose,
        "read-roc",
        f"Here {roc_auc_score(labels, scores):.3f}",
        given=["0.70"],
    )
    said(
        prose,
        "read-pr",
        f"({average_precision_score(labels, scores):.3f})",
        "precision 1 at recall 0",
        given=["6"],
    )
    precision, recall, cuts = precision_recall_curve(labels, scores)
    assert (precision[-1], recall[-1], len(cuts)) == (1, 0, len(precision) - 1)
    at, before = counts(*CASTINGS, 0.70), counts(*CASTINGS, 0.90)
    assert (at[0] - before[0], at[1] - before[1]) == (1, 1)


def test_worked_youden(prose):
    """J is 1 - 1/3 at 0.60, and 2/3 - 1/3 at 0.70."""
    tp, fp, fn, tn = counts(*CASTINGS, 0.60)
    j = youden(*CASTINGS, 0.60)
    assert j == 1 - Fraction(1, 3)
    said(
        prose,
        "worked-youden",
        f"All {tp + fn} defects",
        f"One of {fp + tn} good castings",
        f"recall {Fraction(tp, tp + fn)}.",
        f"false positive rate {Fraction(fp, fp + tn)}.",
        f"J = 1 − 1/3, about {float(j):.3f}",
        given=["0.60"],
    )
    tp, fp, fn, tn = counts(*CASTINGS, 0.70)
    assert (tp, tp + fn, fp, fp + tn) == (2, 3, 1, 3)
    said(prose, "faded-youden", given=["0.70"])


def test_example_1(prose):
    """The best F1 is 0.75 at 0.55 with TP 3, FP 1, FN 1, TN 3; 0.53 decides alike."""
    assert best(SCORES, LABELS, lambda cut: f1_at(SCORES, LABELS, cut)) == [0.55]
    tn, fp, fn, tp = confusion_matrix(LABELS, flags(0.55)).ravel()
    said(
        prose,
        "explain-best",
        f"best F1 is {f1_score(LABELS, flags(0.55)):.2f}, at 0.55:",
        f"TP {tp}, FP {fp}, FN {fn}, TN {tn}.",
        f"({tp}, {fp}, {fn}, {tn}) reads the same backwards",
        given=["0.55", "0.54", "0.53", "0.52"],
    )
    # scikit-learn's order is the course's backwards, and gives the same matrix here.
    assert (tn, fp, fn, tp) == (tp, fp, fn, tn)
    for alike in (0.53, 0.54):
        assert flags(alike).tolist() == flags(0.55).tolist()
    assert flags(0.52).tolist() != flags(0.55).tolist()


def test_mistake_strict(prose):
    """A sweep with `>` reports 0.52, which under >= has F1 0.666667 and one more FP."""

    def strict_f1(cut):
        tp, fp, fn, _ = counts(SCORES, LABELS, cut, strict=True)
        return Fraction(2 * tp, 2 * tp + fp + fn)

    assert best(SCORES, LABELS, strict_f1) == [0.52]
    high, low = f1_at(SCORES, LABELS, 0.55), f1_at(SCORES, LABELS, 0.52)
    claim = f"F1 falls from {float(high):.2f} to {float(low):.6f}"
    said(prose, "mistake-strict", claim, given=["0.52", "0.55"])
    assert counts(SCORES, LABELS, 0.52)[1] - counts(SCORES, LABELS, 0.55)[1] == 1


def test_grid(prose):
    """The grid of step 0.1 finds 0.727273 at 0.3; the best step is 0.03 wide."""
    grid = [step / 10 for step in range(1, 10)]
    at = best(grid, LABELS, lambda cut: f1_at(SCORES, LABELS, cut))
    assert at == [0.3]
    said(
        prose,
        "explain-grid",
        f"{f1_score(LABELS, flags(0.3)):.6f}, at 0.3.",
        f"best step is {0.55 - 0.52:.2f} wide",
        given=["0.1"],
    )
    said(prose, "predict-grid", given=["0.1", "0.2", "0.9", "0.01"])


def test_part_curves_and_their_tie(prose):
    """AUROC is 0.75; J 0.5 and accuracy 6/8 tie at 0.80 and 0.55."""
    for value in (
        lambda cut: youden(SCORES, LABELS, cut),
        lambda cut: accuracy_score(LABELS, flags(cut)),
    ):
        assert best(SCORES, LABELS, value) == [0.80, 0.55]
    said(
        prose,
        "part-curves",
        f"AUROC is {roc_auc_score(LABELS, SCORES):.2f}.",
        "0.80 and 0.55",
    )
    fpr, tpr, _ = roc_curve(LABELS, SCORES, drop_intermediate=False)
    right = accuracy_score(LABELS, flags(0.80), normalize=False)
    said(
        prose,
        "explain-tie",
        f"J is {(tpr - fpr).max()} and accuracy {right:.0f}/{len(SCORES)} at both",
        given=["0.80", "0.55"],
    )
    # Two flagged, both defects, two missed; then four flagged, three of them caught.
    assert counts(SCORES, LABELS, 0.80) == (2, 0, 2, 4)
    assert counts(SCORES, LABELS, 0.55) == (3, 1, 1, 3)


def test_targets(prose):
    """F0.5 picks 0.80, F1 0.55 and F2 0.35."""
    picks = {
        beta: best(
            SCORES,
            LABELS,
            lambda cut, beta=beta: fbeta_score(LABELS, flags(cut), beta=beta),
        )
        for beta in (0.5, 1, 2)
    }
    (half,), (one,), (two,) = picks.values()
    claim = f"F0.5 picks {half:.2f}, F1 picks {one:.2f} and F2 picks {two:.2f}"
    said(prose, "explain-targets", claim, given=["4"])


@pytest.fixture(scope="module")
def halves():
    """Return the simulated line of the notebook, as tuning and fresh half."""
    rng = np.random.default_rng(1)
    line = figures.simulate_line(100_000, prevalence=0.02, rng=rng)
    return line.split(50_000)


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


def test_mistakes(prose, halves):
    """The setting of the simulation stands in the prose as it is in the code."""
    tuning, fresh = halves
    said(
        prose,
        "mistakes",
        f"{tuning.labels.size + fresh.labels.size:,} simulated parts",
        f"{np.mean(np.r_[tuning.labels, fresh.labels]):.0%}".replace("%", " %"),
        "0.3, 30 %",
    )


def test_mistake_half(prose, halves):
    """What the habit of 0.5 catches and costs on the fresh half, and the tuned cut."""
    tuning, fresh = halves
    cut = best_f1_on(tuning)
    tp, fp, f1, _ = outcome(fresh, cut)
    tp_half, fp_half, f1_half, _ = outcome(fresh, 0.5)
    said(
        prose,
        "explain-mistake-half",
        f"catches {tp_half} of {fresh.labels.sum():,} defects",
        f"at {cut:.3f}, catches {tp}, at the price of {fp} false alarms "
        f"instead of {fp_half}",
        f"from {f1_half:.3f} to {f1:.3f}",
    )
    said(prose, "mistake-half", given=["0.5"])


def test_mistake_accuracy(prose, halves):
    """Accuracy ranks the F1 threshold below flagging nothing."""
    tuning, fresh = halves
    _, _, _, nothing = outcome(fresh, np.inf)
    tp, _, _, accurate = outcome(fresh, best_accuracy_on(tuning))
    tp_f1, _, _, f1_accuracy = outcome(fresh, best_f1_on(tuning))
    assert f1_accuracy < nothing < accurate
    said(
        prose,
        "explain-mistake-accuracy",
        f"Flagging nothing scores {nothing:.3f}",
        f"catches {tp} defects of {fresh.labels.sum():,} and is worth {accurate:.3f}",
        f"catches {tp_f1}, and accuracy",
        f"doing nothing: {f1_accuracy:.3f}",
    )


def test_luck(prose):
    """Promised and delivered F1 of thresholds tuned on 8 and on 1,000 parts."""
    sizes = (8, 25, 50, 200, 1000)
    study = figures.study_optimism(sizes, repeats=1000, rng=np.random.default_rng(8))
    promised, delivered = study.promised.mean(axis=1), study.delivered.mean(axis=1)
    said(
        prose,
        "luck",
        "30 % are defects",
        f"better than F1 {study.ceiling:.3f}",
        f"{study.promised.shape[1]:,} times over",
    )
    said(
        prose,
        "explain-luck",
        f"With 8 parts: {promised[0]:.3f} promised, {delivered[0]:.3f} delivered.",
        f"With {sizes[-1]:,} parts",
        f"{promised[-1]:.3f} and {delivered[-1]:.3f}",
        "the middle 80 %",
        f"{promised[0] - study.ceiling:.3f} is promise above the best possible",
        f"the other {study.ceiling - delivered[0]:.3f} is a real loss",
        "chosen on 8 parts",
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


def test_flag_nothing_is_a_rule_too(prose):
    """Flagging nothing never helps F1 or J, and can win for accuracy."""
    scores, labels = [0.9, 0.8, 0.7], [0, 0, 1]
    assert all(f1_at(scores, labels, cut) >= f1_at(scores, labels, 1) for cut in scores)
    right = [accuracy_score(labels, flags(cut, scores)) for cut in (*scores, 1)]
    assert max(right) == right[-1] > max(right[:-1])
    assert '"flag nothing". F1 never gains by it' in prose["which-thresholds"]
    assert youden(SCORES, LABELS, min(SCORES)) == youden(SCORES, LABELS, 1) == 0


def test_f_beta_weighs_a_miss_by_the_square_of_beta(prose):
    """F2's denominator counts a missed defect four times, F0.5's a quarter."""
    tp, fp, fn, _ = counts(SCORES, LABELS, 0.55)
    for beta in (0.5, 1, 2):
        square = beta**2
        by_formula = (1 + square) * tp / ((1 + square) * tp + square * fn + fp)
        measured = fbeta_score(LABELS, flags(0.55), beta=beta)
        assert by_formula == pytest.approx(measured)
    assert "weighs four times a false alarm, in F0.5 a quarter" in prose["predict-f2"]


def test_keypoints(prose, halves):
    """The keypoints repeat figures that were worked out above."""
    tuning, fresh = halves
    defects = fresh.labels.sum()
    missed = defects - outcome(fresh, 0.5)[0]
    missed_tuned = defects - outcome(fresh, best_f1_on(tuning))[0]
    half = f1_score(LABELS, flags(0.5))
    top = f1_score(LABELS, flags(0.55))
    said(
        prose,
        "keypoints",
        f"It gave {half:.3f} where {top:.2f} was to be had",
        f"Of {defects:,} rare defects it missed {missed}, the F1 cut {missed_tuned}.",
        "F0.5, F1 and F2 picked 0.80, 0.55 and 0.35",
        given=["1", "2", "3", "4", "5", "0.5"],
    )


def test_points_table(prose, notebook):
    """The points in the table are those of the check cells, 20 together."""
    cells = {
        cell.metadata["nbgrader"]["grade_id"].removesuffix("-check"): cell.metadata[
            "nbgrader"
        ]["points"]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    rows = re.findall(r"\| `([\w-]+)` \| (\w+) \| (\d+) \| (\d+) \|", prose["points"])
    assert {name: int(points) for name, _, _, points in rows} == cells
    assert f"{sum(cells.values())} points" in prose["title"]
    for name, level, minutes, points in rows:
        claim = f"({level} · {minutes} minutes · {points} points)"
        assert claim in prose[name + "-text"]
