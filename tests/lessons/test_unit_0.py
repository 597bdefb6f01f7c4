"""Unit 0: what it must say, and every number in its prose."""

import math
import re

import numpy as np
import pytest

HONEST = {10: 1, 30: 3, 50: 5, 70: 7, 90: 9}
BOLD = {10: 3, 30: 4, 50: 5, 70: 6, 90: 7}
MINUTES = {1: 50, 2: 55, 3: 60, 4: 55, 5: 45, 6: 50, 7: 45, 8: 15}


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "0-start-here"


def test_predictions_are_left_to_the_learner_and_met_next(code):
    """Every prediction is an ellipsis; the next code cell meets it, and hides why."""
    places = [i for i, cell in enumerate(code) if cell.source.startswith("my_")]
    assert len(places) == 5
    for place in places:
        name, _, rest = code[place].source.partition(" = ")
        assert rest.startswith("...")
        assert code[place].metadata["tags"] == ["raises-exception"]
        assert f"({name}" in code[place + 1].source.replace("(\n    ", "(")


def test_three_questions_of_the_bank_come_first(notebook, code):
    """The pre-test asks slots 1, 2 and 7 before the unit tells of them, ungraded."""
    order = [cell.id for cell in notebook.cells]
    assert order.index("pretest-questions") < order.index("forecaster")
    (pretest,) = (cell for cell in code if cell.id == "pretest-questions")
    assert re.fullmatch(r"show_questions\(1, 2, 7, form=\d+\)", pretest.source)
    # The bank has tests of its own; its words are not compared here.
    assert pretest.metadata["tags"] == ["nbval-ignore-output"]
    text = pretest.outputs[0].data["text/plain"]
    assert re.findall(r"Question \d of 3 \(s(\d\d)-\w\)", text) == ["01", "02", "07"]


def test_no_answer_stands_in_the_code(code):
    """Neither the days nor the part can be read off a cell above its meeting."""
    sources = "\n".join(c.source for c in code if c.id != "pretest-questions")
    assert not re.search(r"\b7\b", sources)
    (guess,) = (cell for cell in code if cell.id == "predict-split-answer")
    assert sorted(re.findall(r'"(\w+)"', guess.source)) == [
        "calibration",
        "test",
        "training",
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("why", "truly more than 95 % likely"),
        ("why", "minimum sensitivity, and keep the false positives per image few"),
        ("why", "says 0.7, the object should be real about 70 %"),
        ("why", "better decisions on call, fewer false alarms"),
        ("calibrated", "about 80 % are positive"),
        ("calibrate-first", "calibrate first, then set the umbrella rule"),
        ("workflow", "never the test set"),
        ("workflow", "reliability diagram, ECE, Brier score, NLL"),
        ("workflow", "temperature, Platt, isotonic"),
        ("workflow", "F1, Youden's J, or expected cost"),
        ("workflow", "batches, lighting and cameras; refit on drift"),
        ("checklist", "a separate split"),
        ("checklist", "reliability diagram and ECE computed"),
        ("checklist", "method picked"),
        ("checklist", "threshold optimised"),
        ("checklist", "analysis by subgroup done"),
        ("who", "ship classifiers, segmenters or detectors"),
        ("who", "basic probability, the confusion matrix, ROC and PR"),
        ("who", "validation loop whose scores you can save"),
        ("who", "logits or probabilities"),
    ],
)
def test_the_card_has_its_place(prose, cell, words):
    """Each sentence of the card that belongs to unit 0 stands in its cell."""
    assert words in prose[cell]


def wet_at_home(rain, cut):
    """Count the rainy days of the forecasts below a cut, one forecast at a time."""
    return sum(days for said, days in rain.items() if said < cut)


def dry_with_it(rain, cut):
    """Count the dry days of the forecasts at or above a cut."""
    return sum(10 - days for said, days in rain.items() if said >= cut)


def test_the_forecasters_numbers(prose):
    """4 wet days are expected and 7 come; 9 in vain are expected and 12 come."""
    assert list(HONEST) == [10, 30, 50, 70, 90]
    assert "10, 30, 50, 70 or 90 %" in prose["forecaster"]
    assert f'"90 %" where {10 * BOLD[90]} % would be true' in prose["predict-bold"]
    assert f'"10 %" where it rains on {10 * BOLD[10]} %' in prose["predict-bold"]
    claim = f"make you expect {wet_at_home(HONEST, 50)} wet days"
    assert claim in prose["predict-bold"]
    claim = (
        f"{wet_at_home(BOLD, 50)}, not {wet_at_home(HONEST, 50)}; and the umbrella "
        f"came along in vain on {dry_with_it(BOLD, 50)} days instead of "
        f"{dry_with_it(HONEST, 50)}"
    )
    assert prose["calibrate-first"].startswith(claim)


def test_what_is_expected_comes_under_an_honest_forecaster(prose):
    """Whatever the cut: the rule's price is known before the season."""
    for cut in range(0, 101, 5):
        expected = sum(said / 10 for said in HONEST if said < cut)
        assert wet_at_home(HONEST, cut) == expected
    assert "what came is exactly what the forecasts made you expect" in prose["trade"]


def test_a_lower_cut_off_trades_wet_days_for_vain_ones(prose):
    """Down from 90 % wet days fall and vain ones rise at each step."""
    cuts = [100, 90, 70, 50, 30, 10]
    wet = [wet_at_home(HONEST, cut) for cut in cuts]
    vain = [dry_with_it(HONEST, cut) for cut in cuts]
    assert all(np.diff(wet) < 0)
    assert all(np.diff(vain) > 0)
    assert "wet less often but carry the umbrella in vain more often" in prose["trade"]


def test_the_logit(prose):
    """The sigmoid of 2.2 is 1 / (1 + exp(-2.2)) = 0.900."""
    assert "the sigmoid turns it into 0.90" in prose["logits"]
    assert 1 / (1 + math.exp(-2.2)) == pytest.approx(0.90, abs=0.005)


def test_the_path_lists_every_unit_with_its_minutes(prose):
    """The table's minutes are those of the units; unit 8 has ten questions."""
    rows = re.findall(r"\| ([\d, ]+) \| [^|]+ \| ([\d, ]+) \|", prose["path"])
    listed = {
        int(unit): int(minutes)
        for units, times in rows
        for unit, minutes in zip(units.split(","), times.split(","), strict=True)
    }
    assert listed == MINUTES
    assert "10 questions, pass at 70 %" in prose["path"]


def test_no_other_cell_has_a_result(prose):
    """Cells with numbers are looked at above, or hold but examples and keys."""
    looked_at = {
        "calibrate-first",
        "calibrated",
        "forecaster",
        "logits",
        "path",
        "predict-bold",
        "predict-logit",
        "why",
        "workflow",
    }
    examples = {"keypoints", "pretest", "predict-rule", "questions", "title"}
    numbered = {
        cell for cell, text in prose.items() if re.search(r"\d[.,/ ]?[\d%]", text)
    }
    assert numbered <= looked_at | examples


def test_an_unfinished_run_is_said_kindly(notebook):
    """The only error stored is the check that unit 0 shows; each meeting invites."""
    errors = [
        (cell.id, output.ename)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert errors == [("try-check", "NotYet")]
    (tried,) = (cell for cell in notebook.cells if cell.id == "try-check")
    assert "Not attempted yet" in tried.outputs[0].data["text/plain"]
    invited = [
        cell.id
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "No prediction yet" in output.get("data", {}).get("text/plain", "")
    ]
    assert len(invited) == 5
