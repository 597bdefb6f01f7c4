"""The last page: it runs, and the numbers that it says are so."""

import json
import re
import shlex

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from scipy.special import expit
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from typer.testing import CliRunner

from grader import reference
from grader.cli import app

from .conftest import SOLUTIONS

PAGE = SOLUTIONS.parent / "lessons" / "use_at_work.ipynb"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook():
    """Return the page as it is released."""
    return nbformat.read(PAGE, as_version=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder in which the page is run."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def ran(notebook, folder):
    """Run the page once, in a kernel; return its code cells by id."""
    copy = nbformat.from_dict(notebook)
    NotebookClient(
        copy, timeout=120, resources={"metadata": {"path": str(folder)}}
    ).execute()
    return {cell.id: cell for cell in copy.cells if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def printed(ran):
    """Return what each cell has printed."""
    return {
        name: "".join(output.get("text", "") for output in cell.outputs)
        for name, cell in ran.items()
    }


@pytest.fixture(scope="module")
def work():
    """Return p(malignant) and malignancy: what the page's model says, and what is so.

    The split is the page's own; the probabilities are Bayes' rule written out.
    """
    images, target = load_breast_cancer(return_X_y=True)
    labels = (target == 0).astype(int)
    train, rest = train_test_split(
        np.arange(labels.size), test_size=0.6, stratify=labels, random_state=0
    )
    sets = train_test_split(rest, test_size=0.5, stratify=labels[rest], random_state=0)
    model = GaussianNB().fit(images[train], labels[train])
    odds = [
        np.diff(model.predict_joint_log_proba(images[rows])).ravel() for rows in sets
    ]
    return [(expit(z), labels[rows]) for z, rows in zip(odds, sets, strict=True)]


@pytest.fixture(scope="module")
def tempered(work):
    """Return T, and both sets' probabilities after it: the course's own fit."""
    fitted = reference.TemperatureScaling().fit(logits(work[0][0]), work[0][1])
    after = [fitted.predict_proba(logits(p)) for p, _ in work]
    return fitted.temperature_, *after


def logits(p):
    """Return the logits that scikit-learn makes of probabilities."""
    return np.log(p + 1e-12) - np.log(1 - p + 1e-12)


def nll(p, labels):
    """Return the mean NLL with what happened at least the machine's epsilon."""
    happened = np.where(labels == 1, p, 1 - p)
    return -np.mean(np.log(np.maximum(happened, np.finfo(float).eps)))


def f1(flagged, labels):
    """Return F1 from counts."""
    hits = np.sum(flagged & (labels == 1))
    return 2 * hits / (flagged.sum() + labels.sum())


def bill(flagged, labels):
    """Return the cost an image at 1:20, and how many are missed."""
    missed = np.sum(~flagged & (labels == 1))
    return (np.sum(flagged & (labels == 0)) + 20 * missed) / labels.size, missed


def test_nothing_but_what_is_asked_for_is_printed(ran):
    """No cell warns or fails, and the one picture is drawn."""
    outputs = [output for cell in ran.values() for output in cell.outputs]
    assert {o.output_type for o in outputs} == {"stream", "display_data"}
    assert {o.name for o in outputs if o.output_type == "stream"} == {"stdout"}
    assert sum(o.output_type == "display_data" for o in outputs) == 1


def test_data_and_first_measures(said, printed, work):
    """569 tumours; raw NLL is above the base rate's, though F1 is .892."""
    said("data-text", f"{load_breast_cancer().target.size} tumours", given=["1"])
    assert printed["data"].startswith("227 171 171")
    (_, cal), (p, labels) = work
    assert (cal.size, labels.size) == (171, 171)
    share = labels.mean()
    base = -share * np.log(share) - (1 - share) * np.log(1 - share)
    assert nll(p, labels) > base
    said("measure-text", f"about {base:.2f}", given=["0"])
    row = f"NLL {nll(p, labels):.3f}  Brier {np.mean((p - labels) ** 2):.3f}"
    assert f"{row}  F1 {f1(p >= 0.5, labels):.3f}" in printed["model"]


def test_counts_beside_the_picture(said, printed, work):
    """166 stand in the end bins, 4 and 1 between: as scikit-learn draws them."""
    p = work[1][0]
    counts = [np.sum((p > a / 10) & (p <= (a + 1) / 10)) for a in range(10)]
    counts[0] += np.sum(p == 0)
    assert [int(n) for n in re.findall(r"\d+", printed["display"])] == counts
    between = [n for n in counts[1:-1] if n]
    said(
        "display-read",
        f"{counts[0] + counts[-1]} of {sum(counts)} images",
        f"The two points between are {between[0]} images and {between[1]}",
    )
    assert len(between) == 2


def test_temperature_is_the_course_s(printed, work, tempered):
    """1/beta is the T of unit 3's method on the same logits, and so is the NLL."""
    temperature, _, after = tempered
    assert f"1/beta is {temperature:.2f}" in printed["beta"]
    assert "is the same: True" in printed["beta"]
    assert f"NLL {nll(after, work[1][1]):.3f}" in printed["calibrate"].splitlines()[1]


def test_three_methods(said, printed, work, tempered):
    """Isotonic: lowest Brier, highest NLL, one image at 0. Platt: p against logit."""
    (p_cal, cal), (p, labels) = work
    rows = {
        line.split()[0]: [float(x) for x in re.findall(r"\d\.\d+", line)]
        for line in printed["methods"].splitlines()
    }
    steps = reference.IsotonicCalibration().fit(p_cal, cal).predict_proba(p)
    on_p = reference.PlattScaling().fit(p_cal, cal).predict_proba(p)
    on_z = reference.PlattScaling().fit(logits(p_cal), cal)
    on_z = on_z.predict_proba(logits(p))
    for name, q in (
        ("temperature", tempered[2]),
        ("sigmoid", on_p),
        ("isotonic", steps),
    ):
        measured = nll(q, labels), np.mean((q - labels) ** 2)
        assert rows[name][:2] == pytest.approx(measured, abs=5.1e-4)
    assert min(rows, key=lambda name: rows[name][1]) == "isotonic"
    assert max(rows, key=lambda name: rows[name][0]) == "isotonic"
    assert [np.sum((steps == k) & (labels != k)) for k in (0, 1)] == [1, 0]
    assert nll(on_z, labels) < min(row[0] for row in rows.values())
    said("methods-text", f"{cal.size} calibration images")
    said(
        "methods-read",
        "one malignant image got exactly 0",
        f"costs {-np.log(np.finfo(float).eps):.0f} even after",
        f"from {on_p.min():.2f} to {on_p.max():.2f}",
        f"its NLL is {nll(on_z, labels):.3f}, the lowest of all",
    )


def test_tuned_for_f1(said, printed, work, tempered):
    """.920 where it was tuned, .878 on the test, where .5 has .892."""
    cut, best = (float(x) for x in re.findall(r"\d\.\d+", printed["tune"])[:2])
    labels = work[1][1]
    assert best == pytest.approx(f1(tempered[1] >= cut, work[0][1]), abs=5e-4)
    said(
        "tune-read",
        f"{best:.3f} is the F1 of the images that chose",
        f"On the test it is {f1(tempered[2] >= cut, labels):.3f}",
        f"0.5 by habit has {f1(tempered[2] >= 0.5, labels):.3f}",
        f"{work[0][1].size} images flatter",
    )


def test_costs(said, printed, work, tempered):
    """The formula misses one tumour, the tuned rule two, the raw scores more."""
    raw, labels = work[1]
    formula = bill(tempered[2] >= 1 / 21, labels)
    tuned_at = float(re.search(r"tuned (0\.\d+)", printed["scorer"])[1])
    tuned = bill(tempered[2] >= tuned_at, labels)
    shown = re.findall(r"cost (\d\.\d+)", printed["cost"] + printed["scorer"])
    expected = bill(raw >= 1 / 21, labels)[0], formula[0], tuned[0]
    assert [float(x) for x in shown] == pytest.approx(expected, abs=5.1e-4)
    assert expected[1] < expected[2] < expected[0]
    said("cost-text", "costs 20 false", "gives 1/(1 + 20)", given=["4", "5", "0.5"])
    said(
        "scorer-read",
        f"from {work[0][1].size} images",
        f"misses {tuned[1]} tumours and the formula {formula[1]}",
    )


def test_card_of_the_file_that_was_saved(said, ran, prose, folder, work, monkeypatch):
    """The command on the page makes the card, and it says what the page says."""
    assert ran
    monkeypatch.chdir(folder)
    line = re.search(r"```sh course (.*?) ```", prose["card-text"])[1]
    done = CliRunner().invoke(app, [*shlex.split(line), "--json", "-"])
    card = json.loads(done.stdout)
    assert (card["deploy"], done.exit_code) == ("on trial", 1)
    assert card["verdict"] == "Deploy on trial only"
    states = {finding["about"]: finding["state"] for finding in card["findings"]}
    assert [k for k, state in states.items() if state == "open"] == ["trust", "groups"]
    assert card["findings"][-1]["words"] == (
        "2 groups, limit 0.05. Too few rows to judge: small and large."
    )
    before, after = card["before"]["nll"]["value"], card["after"]["nll"]["value"]
    cut = expit(logits(work[1][0]))
    assert before == pytest.approx(nll(cut, work[1][1]))
    said(
        "card-text",
        '"cost=1:20"',
        f"NLL fell from {before:.3f} to {after:.3f}",
        f"({nll(*work[1]):.3f} above is without the 1e-12)",
        f"ECE is {card['after']['ece']['value']:.3f} where 0.05 is tolerated",
        f"T = {card['method']['parameters']['T']:.3f} is your 1/beta",
    )
