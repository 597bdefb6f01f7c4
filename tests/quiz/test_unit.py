"""Unit 8: its make, its solved answer, and no key in anything that is released."""

import ast
import json
import re
from itertools import pairwise
from pathlib import Path
from statistics import median

import nbformat
import pytest
from scipy.stats import binomtest

from grader.exercises import find_exercise
from grader.stage import STAGE
from quiz import draw_form, load_bank
from quiz.plain import plain_text

ROOT = Path(__file__).parents[2]
UNIT = "8-quick-test"
REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
COMMON = {"schema_version": 3, "task": False}


@pytest.fixture(scope="module")
def solved():
    """Return the solved unit."""
    path = ROOT / "solutions" / UNIT / f"{UNIT}.ipynb"
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def cells(solved):
    """Return the solved cells by id."""
    return {cell.id: cell for cell in solved.cells}


def test_the_notebook_is_valid_and_stable(solved):
    """It is nbformat 4.5, runs on python3, and holds nothing of the run."""
    nbformat.validate(solved)
    assert (solved.nbformat, solved.nbformat_minor) == (4, 5)
    assert solved.metadata.kernelspec.name == "python3"
    assert solved.metadata.language_info == {"name": "python"}
    assert "widgets" not in solved.metadata
    assert not any("execution" in cell.metadata for cell in solved.cells)
    ids = [cell.id for cell in solved.cells]
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in ids)


def test_the_answer_cell_stands_above_its_check(solved, cells):
    """The check is locked and has the ten points; the answer cell is the learner's."""
    order = [cell.id for cell in solved.cells]
    assert order.index("quick-test-check") == order.index("quick-test") + 1
    assert cells["quick-test"].metadata["nbgrader"] == COMMON | {
        "grade": False,
        "solution": True,
        "locked": False,
        "grade_id": "quick-test",
    }
    assert cells["quick-test-check"].metadata["nbgrader"] == COMMON | {
        "grade": True,
        "solution": False,
        "locked": True,
        "points": 10,
        "grade_id": "quick-test-check",
    }
    assert cells["quick-test-check"].source == 'check("quick-test")'


def test_the_solved_answer_is_right(cells):
    """The record of the solved cell earns ten of ten, whatever the bank became."""
    source = REGION.search(cells["quick-test"].source)[1]
    record = ast.literal_eval(source.partition("=")[2].strip())
    exercise = find_exercise("quick-test")
    assert exercise.read(exercise.published[0], record) == (1.0,) * 10


def test_the_rhythm_of_the_cells(solved):
    """Prose cells have a median of at most 70 words, code cells of 8 lines."""
    prose = [len(c.source.split()) for c in solved.cells if c.cell_type == "markdown"]
    code = [len(c.source.splitlines()) for c in solved.cells if c.cell_type == "code"]
    assert median(prose) <= 70
    assert max(prose) <= 120
    assert median(code) <= 8


def test_the_forecast_is_met_after_the_check(solved, cells):
    """The learner's own number comes back, and grading runs the cell all the same."""
    order = [cell.id for cell in solved.cells]
    assert order.index("forecast-met") > order.index("quick-test-check")
    assert cells["predict-score-answer"].source.startswith("my_score = ...")
    assert cells["forecast-met"].source == "meet_forecast(my_score, quick_test)"
    stub = dict(STAGE.stubs)["quiz"]
    worker = {}
    exec(stub, worker)  # noqa: S102 (our own stub)
    assert worker["meet_forecast"](7, ...) is None


def test_the_interval_of_seven_in_ten_is_scipy_s(cells):
    """The Clopper-Pearson interval in the keypoints is the exact one of SciPy."""
    interval = binomtest(7, 10).proportion_ci(0.95, "exact")
    words = f"true share from {interval.low:.2f} to {interval.high:.2f} (95 %"
    assert words in " ".join(cells["keypoints"].source.split())


def test_a_form_learnt_by_heart_is_worth_nothing(cells):
    """What the mistake costs is what the next form repeats: nothing, hundreds on."""
    forms = [draw_form(load_bank(), number) for number in range(200)]
    known = [{question.id for question in form.questions} for form in forms]
    repeated = max(len(one & two) for one, two in pairwise(known))
    assert f"worth {repeated} points next time" in cells["not-passed"].source


def released_texts():
    """Return every text file under lessons/, by its path."""
    kinds = (".ipynb", ".py", ".md", ".txt", ".json", ".csv", ".html", ".svg")
    files = [p for p in (ROOT / "lessons").rglob("*") if p.suffix in kinds]
    texts = {path: path.read_text("utf-8") for path in files}
    assert ROOT / "lessons" / UNIT / f"{UNIT}.ipynb" in texts
    return texts


def secrets():
    """Return what would tell a key: all texts that a learner sees after answering."""
    found = set()
    for question in load_bank().questions:
        for answer in question.answers:
            found |= {answer.feedback, answer.explanation}
            if answer.correct and len(answer.text) > 30:
                found.add(answer.text)
    return {text for text in found if len(text) > 12}


def test_nothing_released_holds_key_material():
    """No feedback, explanation, key text or question id of the bank is in lessons/."""
    ids = re.compile(r"\bs(?:0[1-9]|10)-[a-z]\b")
    forbidden = secrets()
    assert len(forbidden) > 300
    for path, text in released_texts().items():
        plain = json.loads(text) if path.suffix == ".ipynb" else text
        if path.suffix == ".ipynb":
            plain = "\n".join("".join(c["source"]) for c in plain["cells"])
            outputs = [
                o for c in json.loads(text)["cells"] for o in c.get("outputs", [])
            ]
            assert UNIT not in str(path) or outputs == []
        assert not ids.search(plain), path
        for secret in forbidden:
            assert secret not in plain, (path, secret)
            assert plain_text(secret) not in plain, (path, secret)


def test_the_released_answer_cell_asks_for_a_record():
    """The stub calls the test, and no record stands below it."""
    path = ROOT / "lessons" / UNIT / f"{UNIT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (cell,) = (c for c in notebook.cells if c.id == "quick-test")
    assert "quick_test = record_quick_test()" in cell.source
    assert "form" not in cell.source
    assert "BEGIN SOLUTION" not in path.read_text("utf-8")


def test_the_leak_search_sees_a_leak():
    """The search above finds an explanation and an id where there are some."""
    question = load_bank().questions[0]
    text = f"{question.id}: {question.answers[0].explanation}"
    assert any(secret in text for secret in secrets())
    assert re.search(r"\bs(?:0[1-9]|10)-[a-z]\b", text)
