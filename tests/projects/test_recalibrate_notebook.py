"""Project 1 as filled in: on the digits, on files of the learner's, in a kernel."""

import re

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from scipy.special import softmax

from grader.projects import ProjectReport
from lessons import data

from .filled_1 import FILLED, OTHER_WAY
from .own_files import binary_arrays, class_arrays

NAME = "1-recalibrate-a-classifier"


@pytest.fixture(scope="module")
def filled(run_project):
    """Return the project filled in on the digits."""
    return run_project(NAME, FILLED)


def reports_of(run):
    """Return every report that the notebook showed."""
    return [v for v in run.values.values() if isinstance(v, ProjectReport)]


def test_filled_in_every_part_holds(filled):
    """A learner's own functions pass every look."""
    assert [repr(report).splitlines()[0] for report in reports_of(filled)] == [
        f"{NAME}, split: 3 of 3 hold",
        f"{NAME}, before: 4 of 4 hold",
        f"{NAME}, fit: 1 of 1 hold",
        f"{NAME}, after: 6 of 6 hold",
        f"{NAME}: 14 of 14 hold",
    ]


def test_filled_in_with_libraries_every_part_holds(run_project):
    """So do scipy's bootstrap, scikit-learn's displays, lists, ten bins, a grid."""
    last = reports_of(run_project(NAME, OTHER_WAY))[-1]
    assert last.head == f"{NAME}: 14 of 14 hold", repr(last)


def test_predictions_are_met(filled):
    """A guess that is off is told so, one within reach holds."""
    assert repr(filled.values["meet-before"]).startswith(
        "You said 0.1. ECE: 0.174. Not"
    )
    assert "Your prediction holds" in repr(filled.values["meet-fit"])
    assert "Your prediction holds" in repr(filled.values["meet-after"])
    assert repr(filled.values["my-points"]).startswith("13.5 of 20 points")


@pytest.mark.parametrize(
    "arrays", [class_arrays(), binary_arrays()], ids=["four classes", "one logit"]
)
def test_a_learners_own_file_goes_all_the_way(run_project, tmp_path, arrays):
    """Their .npz is loaded, split by groups where there are any, and checked."""
    path = tmp_path / "my_logits.npz"
    np.savez(path, **arrays)
    filled = FILLED | {
        "split": OTHER_WAY["split"],
        "my-file": f"my_file = {str(path)!r}",
    }
    run = run_project(NAME, filled)
    last = reports_of(run)[-1]
    assert last.head == f"{NAME}: 14 of 14 hold", repr(last)
    assert ("groups is torn" in repr(last)) == ("groups" in arrays)


@pytest.mark.slow
@pytest.mark.parametrize("blanks", [{}, FILLED], ids=["released", "filled in"])
def test_it_runs_in_a_kernel(read_project, blanks, tmp_path):
    """A clean kernel runs it without an error and shows HTML that is escaped."""
    notebook = read_project(NAME)
    for cell in notebook.cells:
        cell.source = blanks.get(cell.id, cell.source)
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=60, resources=place).execute()
    shown = {
        cell.id: cell.outputs[-1].data for cell in notebook.cells if cell.get("outputs")
    }
    assert "text/html" in shown["check-all"]
    wanted = "14 of 14 hold" if blanks else "1 of 14 hold"
    assert wanted in shown["check-all"]["text/html"]
    assert wanted in shown["check-all"]["text/plain"]
    assert list(tmp_path.iterdir()) == []
    nbformat.validate(notebook)


def by_hand(logits, labels, temperature):
    """Return NLL and ECE in 15 bins, image by image and bin by bin."""
    probs = softmax(logits / temperature, axis=1)
    nll = -np.mean([np.log(row[y]) for row, y in zip(probs, labels, strict=True)])
    bins = {}
    for row, y in zip(probs, labels, strict=True):
        confidence, right = row.max(), row.argmax() == y
        bins.setdefault(min(int(confidence * 15), 14), []).append((confidence, right))
    gaps = [abs(sum(c - r for c, r in pairs)) for pairs in bins.values()]
    return nll, sum(gaps) / len(labels)


def test_the_numbers_to_compare_with(read_project):
    """T, NLL, ECE, accuracy and what honest confidences show are computed again."""
    (text,) = [c.source for c in read_project(NAME).cells if c.id == "compare"]
    claims = list(map(float, re.findall(r"\d+\.\d+", text)))
    digits = data.load_digits_logits()
    grid = np.arange(3, 4, 0.01)  # the NLL is convex in 1/T: one minimum
    nlls = [by_hand(*map_of(digits.calibration), t)[0] for t in grid]
    best = grid[np.argmin(nlls)]
    test = map_of(digits.test)
    before, after = by_hand(*test, 1.0), by_hand(*test, best)
    right = np.mean(digits.test.logits.argmax(axis=1) == digits.test.labels)
    numbers = [best, before[0], after[0], before[1], after[1], right]
    assert claims[:6] == pytest.approx(numbers, abs=5.01e-4)  # three decimals
    assert claims[6] == pytest.approx(before[0] - after[0], abs=6e-4)
    assert claims[7:9] == pytest.approx(paired_interval(*test, best), abs=0.015)
    assert claims[9:] == pytest.approx(honest_eces(*test, best), abs=2e-3)


def map_of(outputs):
    """Return logits and labels of one side."""
    return outputs.logits, outputs.labels


def paired_interval(logits, labels, temperature):
    """Return the middle 95 % of the mean fall of the NLL in 4,000 draws of rows."""
    rows = np.arange(len(labels))
    fall = np.log(softmax(logits / temperature, axis=1)[rows, labels])
    fall -= np.log(softmax(logits, axis=1)[rows, labels])
    rng = np.random.default_rng(7)
    means = fall[rng.integers(0, len(rows), (4000, len(rows)))].mean(axis=1)
    return np.percentile(means, [2.5, 97.5])


def honest_eces(logits, labels, temperature):
    """Return mean and middle 95 % of the ECE if every confidence were kept."""
    confidence = softmax(logits / temperature, axis=1).max(axis=1)
    inside = np.minimum((confidence * 15).astype(int), 14)
    rng = np.random.default_rng(8)
    eces = [
        np.abs(np.bincount(inside, confidence - came)).sum() / len(labels)
        for came in rng.random((3000, len(labels))) < confidence
    ]
    return [np.mean(eces), *np.percentile(eces, [2.5, 97.5])]
